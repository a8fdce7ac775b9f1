"""Sets of places as the bits of a number, which are compared all at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


def bits_at(places: Iterable[int]) -> int:
    """The number whose bits at these places are 1."""
    listed = list(places)
    if not listed:
        return 0
    # One by one, each would copy the number.
    octets = bytearray(max(listed) // 8 + 1)
    for place in listed:
        octets[place // 8] |= 1 << place % 8
    return int.from_bytes(octets, "little")


def ones(bits: int) -> Iterator[int]:
    """The places of the bits that are 1, in order."""
    return (match.start() for match in re.finditer("1", f"{bits:b}"[::-1]))
