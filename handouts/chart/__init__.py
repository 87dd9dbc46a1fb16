"""Acupoints on a drawn figure: which part of it is shown, where the dots lie, and where their labels stand."""

from __future__ import annotations
