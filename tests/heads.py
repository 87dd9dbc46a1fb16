"""The keys every small handout of the tests begins with."""

HEAD = """\
title: A sheet
kind: guide
label: Sheet
version: "1.0"
written: 2026-11
review_by: 2028-11
pages: 4
"""
