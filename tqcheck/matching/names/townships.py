"""Townships and villages whose county the translation names, and not them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from tqcheck.finding import Hit, Span
from tqcheck.matching.evidence import related_segments
from tqcheck.matching.names.readings import NamesOfBead, NamesOfDocument
from tqcheck.recognisers.names.chinese import spelled
from tqcheck.recognisers.names.places import townships
from tqcheck.recognisers.names.pronunciations import sounds
from tqcheck.recognisers.names.tables import by_name
from tqcheck.text.folding import fold

# Where places are not spelled as their characters are read, in China and beside it.
_NOT_IN_PINYIN = "西藏|新疆|青海|蒙古|藏族|维吾尔|哈萨克|自治[州县旗]|台湾|越南|朝鲜|日本"


def unplaced(names: NamesOfDocument, told: frozenset[str]) -> Iterator[Hit]:
    """Report places behind a county of which no reading is in the translation, each once.

    Translated by its meaning (旧河 as an old river) the place is found on no map. `told` are names
    already reported.
    """
    if re.search(_NOT_IN_PINYIN, names.document.source.text):
        return
    letters = ""
    seen: set[str] = set()
    for bead in names.beads:
        if not bead.target or not bead.is_legible or "县" not in bead.sounds.text:
            continue
        for place, name, kind in townships(bead.sounds.text):
            if name in seen or name in by_name() or not _is_given(bead, place):
                continue
            seen.add(name)
            letters = letters or fold(names.document.target.text)
            if any(name in each for each in told) or _is_read(name, letters):
                continue
            yield _hit(names, bead, name, kind)


def _is_given(bead: NamesOfBead, place: int) -> bool:
    """Whether a name of the translation gives the county before a place, with 县 or without."""
    return any(
        name.syllables > 1 and run.end in (place - 1, place)
        for name in bead.names
        for run in name.runs
    )


def _is_read(name: str, letters: str) -> bool:
    """Whether some reading of the characters, or of all but the last (李家庄), is in a text."""
    readings = list(product(*(sorted(sounds(char)) for char in name)))
    shorter = {each[:-1] for each in readings if len(each) > 2}
    return any("".join(each) in letters for each in {*readings, *shorter})


def _hit(names: NamesOfDocument, bead: NamesOfBead, name: str, kind: str) -> Hit:
    first, last = bead.target[0].span, bead.target[-1].span
    right = spelled(name)
    return Hit(
        span=Span(first.line, first.column, last.end_line, last.end_column),
        message=f"{name}{kind} ({right}) is missing from the translation, which names its county",
        help=f"see how {name}{kind} is named here, and write {right}",
        text=bead.target[0].text,
        related=related_segments(names.document, bead.source),
        data={"source": name, "expected": right},
        certainty="likely",
    )
