"""Fingerprints for services that take two findings with the same one for one finding."""

from __future__ import annotations

import hashlib


def hashed(*parts: str) -> str:
    """32 hexadecimal digits for these texts."""
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(text, digest_size=16).hexdigest()


def distinct(fingerprint: str, seen: set[str]) -> str:
    """The fingerprint, hashed again until it is none of those seen, to which it is added.

    So the second of two equal findings keeps its own as long as the first is there.
    """
    while fingerprint in seen:
        fingerprint = hashed(fingerprint)
    seen.add(fingerprint)
    return fingerprint
