"""JSON that keeps every script readable and carries nothing that steers a terminal or a log."""

from __future__ import annotations

import json
import re

# JSON itself escapes the controls below U+0020 only.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# Commands to CI systems, as in `plain`; outside of a string there is no such sign.
_COMMAND = re.compile(r"(##\w*)\[")


def dumps(value: object, indent: int | None = None) -> str:
    """`value` as JSON; a lone surrogate, as of an undecodable path, becomes its escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    text = _COMMAND.sub(r"\1\\u005b", text)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
