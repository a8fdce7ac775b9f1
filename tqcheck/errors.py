"""What goes wrong outside the documents: one class, one clear line."""

from __future__ import annotations


class TqcheckError(Exception):
    """A usage, configuration or input problem, told in one line: where, what, and the remedy."""
