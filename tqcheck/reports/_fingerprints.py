"""Fingerprints for services that merge findings with the same one."""

from __future__ import annotations

import hashlib


def hashed(*parts: str) -> str:
    """A hash of the texts, as 32 hexadecimal digits."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def distinct(fingerprint: str, seen: dict[str, int]) -> str:
    """The fingerprint; the second time and later, a hash of it and a number.

    `seen` counts how often each was given, so that each of several equal findings has its own.
    """
    times = seen.get(fingerprint, 0)
    seen[fingerprint] = times + 1
    return hashed(fingerprint, str(times)) if times else fingerprint
