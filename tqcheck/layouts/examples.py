"""Examples of translations: a few lines `zh: …` and `en: …`, put into the frame of a document.

Each line is a paragraph of its side: first those of the source, then what they were translated
into, and so on. A line without text means that a side has nothing there. Blank lines separate
examples. A text that does not begin with such a line is a whole document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"([a-z]{2,3}(?:-[A-Za-z]{2,4})?):(?: +(.*))?")

# No rule reports anything in it: the title means "untitled" in any language.
_FRAME = """\
Title: * * *
Author:
Date: 1956-03-12
Page: 2

{target}

<hr />

Original:

### * * *

1956-03-12
第2版(国内新闻)
专栏：

{source}
"""


def is_pair(text: str) -> bool:
    """Whether a text is written as lines of two languages, and not as a document."""
    return bool(_LINE.fullmatch(text.lstrip("\n").split("\n", 1)[0]))


def split(text: str) -> list[str]:
    """The examples in a text, which blank lines separate; a document is one example."""
    if not is_pair(text):
        return [text]
    return [block + "\n" for block in re.split(r"\n{2,}", text.strip("\n"))]


def read(text: str, source_language: str = "zh") -> Pair:
    """Read one example; raises ValueError for a line without its language, and for a third one.

    The source is `source_language` if the example has it, or else the language of the first line.
    """
    lines: list[tuple[str, str]] = []
    for line in text.strip("\n").split("\n"):
        match = _LINE.fullmatch(line)
        if not match:
            raise ValueError(f"`{line}` does not begin with a language, such as `en:`")
        lines.append((match[1], (match[2] or "").strip()))
    codes = list(dict.fromkeys(code for code, _ in lines))
    if len(codes) != 2:
        raise ValueError(f"an example is in two languages, not in {', '.join(codes)}")
    source, target = codes if codes[1] != source_language else reversed(codes)
    return Pair(source, target, tuple(lines))


@dataclass(frozen=True)
class Pair:
    """An example: the languages of its sides, and its lines, each with its language."""

    source: str
    target: str
    lines: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> list[tuple[list[str], list[str]]]:
        """Paragraphs of the source with the paragraphs of the target they were translated into."""
        rows: list[tuple[list[str], list[str]]] = []
        previous = self.target
        for code, text in self.lines:
            if not rows or (code, previous) == (self.source, self.target):
                rows.append(([], []))
            if text:
                rows[-1][code != self.source].append(text)
            previous = code
        return rows

    @property
    def document(self) -> str:
        """The text of a document with the example, in a frame in which no rule reports anything."""
        target, source = (
            [text for code, text in self.lines if code == side and text]
            for side in (self.target, self.source)
        )
        return _FRAME.format(
            target="\n\n".join(target), source="\n".join(f"    {text}" for text in source)
        )
