"""Townships and villages that the translation does not name though it names their county."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from tqcheck.matching.names.readings import NamesOfBead, NamesOfDocument
from tqcheck.recognisers.names.places import townships
from tqcheck.recognisers.names.pronunciations import sounds
from tqcheck.recognisers.names.tables import by_name
from tqcheck.text.folding import fold

# Where places are not spelled as their characters are read, in China and in its neighbours.
_NOT_IN_PINYIN = "西藏|新疆|青海|蒙古|藏族|维吾尔|哈萨克|自治[州县旗]|台湾|越南|朝鲜|日本"


class UnnamedTownship(NamedTuple):
    """A township or village of the source that the translation of a bead does not name."""

    bead: NamesOfBead
    name: str
    # 乡, 镇, 村 or 公社.
    kind: str


def unnamed_townships(
    names: NamesOfDocument, reported: frozenset[str]
) -> Iterator[UnnamedTownship]:
    """Yield places after a county of which no reading is in the translation, each once.

    Translated by its meaning (旧河 as an old river) the place is not on any map. `reported` are
    names already reported.
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
            if any(name in each for each in reported) or _is_read(name, letters):
                continue
            yield UnnamedTownship(bead, name, kind)


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
