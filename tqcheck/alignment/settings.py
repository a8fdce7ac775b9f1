"""What the user may set of the alignment."""

from __future__ import annotations

from dataclasses import dataclass

ENGINES = ("auto", "lexical", "semantic")


@dataclass(frozen=True, slots=True)
class AlignmentSettings:
    """`engine` is one of ENGINES; `encoder` names another one as `package.module:factory`."""

    engine: str = "auto"
    encoder: str = ""
