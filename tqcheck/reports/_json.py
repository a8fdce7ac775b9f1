"""JSON that keeps every script readable and still carries nothing that steers a terminal."""

from __future__ import annotations

import json
import re

# JSON itself escapes the controls below U+0020 only.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def dumps(value: object, indent: int | None = None) -> str:
    """`value` as JSON; a lone surrogate, as of an undecodable path, becomes its escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
