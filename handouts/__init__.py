"""Typesets patient handouts: YAML content, HTML templates and print CSS in, tagged PDF out."""

__version__ = "0.1.0"
