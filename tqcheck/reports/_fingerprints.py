"""Fingerprints for services that take two findings with the same one for one finding."""

from __future__ import annotations

import hashlib


def hashed(*parts: str) -> str:
    """32 hexadecimal digits for these texts."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def distinct(fingerprint: str, seen: dict[str, int]) -> str:
    """The fingerprint, for the second and each further time it is asked for with a number in it.

    `seen` counts how often that was, so that of equal findings each has its own, in their order.
    """
    times = seen.get(fingerprint, 0)
    seen[fingerprint] = times + 1
    return hashed(fingerprint, str(times)) if times else fingerprint
