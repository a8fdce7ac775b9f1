"""Which segments of a translation belong to which segments of its source.

Importing this package costs nothing: numpy and the sentence encoder are loaded by the first
alignment that needs them.
"""

from __future__ import annotations

from tqcheck.alignment.aligner import align
from tqcheck.alignment.beads import Alignment, Bead

__all__ = ["Alignment", "Bead", "align"]
