"""What the steps of action.yml say to their runner: annotations and outputs."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

# A runner shows 4 KB of an annotation; a reason is one line.
MAX_CHARS = 1000


class Trouble(Exception):
    """Something wrong with the environment or the inputs, said in one line."""


def annotate(level: str, message: str) -> None:
    """Show a message on the page of the run; nothing in it can act as a command of its own."""
    if len(message) > MAX_CHARS:
        message = f"{message[:MAX_CHARS]} …"
    # Not every runner takes the first `::` for the one that opens the message.
    data = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    data = data.replace("::", ": :").replace("##[", "## [")
    # A name that is not UTF-8 has no other form here.
    data = data.encode("utf-8", "backslashreplace").decode("utf-8")
    print(f"::{level} title=tqcheck::{data}", flush=True)


def output(**values: object) -> None:
    """Set outputs of the step; a value with line ends cannot set another one."""
    place = file_of("GITHUB_OUTPUT")
    # A path that is not UTF-8 is written byte for byte.
    with place.open("a", encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        for name, value in values.items():
            if str(value).isprintable():
                file.write(f"{name}={value}\n")
            else:
                end = secrets.token_hex(16)
                file.write(f"{name}<<{end}\n{value}\n{end}\n")


def file_of(name: str) -> Path:
    """The file or folder that a variable of the runner names; raises Trouble without one."""
    path = os.environ.get(name)
    if not path:
        raise Trouble(f"{name} is not set; this is a step of action.yml, not to be run alone")
    return Path(path)


def flag(name: str) -> bool:
    """Whether an input is true; raises Trouble if it is neither true nor false."""
    value = os.environ.get(f"TQCHECK_{name.upper()}", "").strip().lower()
    if value not in ("true", "false"):
        raise Trouble(f"input `{name}`: write true or false")
    return value == "true"
