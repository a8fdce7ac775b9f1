"""The characters of the source that a wrong name most likely stands for."""

from __future__ import annotations

from tqcheck.matching.names.name import Name, folded_name, is_homograph, orders
from tqcheck.matching.names.readings import NamesOfBead, NamesOfDocument
from tqcheck.recognisers.names.persons import NO_GIVEN
from tqcheck.recognisers.names.pronunciations import Run, sounds, usual
from tqcheck.recognisers.names.romanised import Syllables
from tqcheck.recognisers.names.tables import by_name, places, surnames

# Half of the syllables in common, or all alike, as 学俭 and Xuejin.
CLOSE = 0.5
# Kinds of place, after or before the name in English, and after it in Chinese.
_GENERIC = {
    "county": "县", "city": "市", "province": "省", "village": "村庄屯", "town": "镇",
    "township": "乡镇", "district": "区", "river": "河江水", "lake": "湖", "mountain": "山",
    "mountains": "山", "mount": "山", "island": "岛", "prefecture": "州", "road": "路",
    "street": "街", "university": "大", "group": "集",
    "temple": "寺", "bay": "湾", "bridge": "桥", "station": "站", "bank": "银", "reservoir": "水",
    "commune": "公", "factory": "厂", "port": "港", "pass": "关", "hill": "山", "area": "区地",
}  # fmt: skip
_FOREIGN_DOT = "·•・"


def is_a_name(names: NamesOfDocument, run: Run) -> bool:
    """Whether a run is known to be a name: of a place, or borne out elsewhere in the document."""
    return run.text in places() or run.text in by_name() or run.text in names.given


def is_foreign(bead: NamesOfBead, run: Run) -> bool:
    """Whether a run is part of a foreign name, whose parts a dot joins."""
    around = bead.sounds.text[max(0, run.start - 6) : run.end + 6]
    return any(dot in around for dot in _FOREIGN_DOT)


def of_one_kind(bead: NamesOfBead, name: Name, run: Run) -> bool:
    """Whether both are followed by the same kind of place: Luchun Town, 鲁村镇."""
    return is_kind(bead.sounds.text[run.end : run.end + 1], name)


def is_kind(char: str, name: Name) -> bool:
    """Whether a character is the kind of place that is next to the name in English."""
    kinds = (_GENERIC.get(beside.casefold(), "") for beside in (name.before, name.after))
    return bool(char) and any(char in kind for kind in kinds)


def _is_apart(bead: NamesOfBead, run: Run) -> bool:
    """Whether a character begins a name: another place or a sign is before it."""
    before = bead.sounds.text[max(0, run.start - 1) : run.start]
    return not before or before in "省市县区州岛镇乡的在到从与和至" or not sounds(before)


def nearest(names: NamesOfDocument, bead: NamesOfBead, name: Name, *, personal: bool) -> Run | None:
    """The run most like the name; None where two are equally like it.

    One that another name gives counts only where it is known to be a name: the translator may
    have said Guangzhou twice for one 广州.
    """
    key = (name.text, name.before, name.after, "personal" if personal else "")
    if key not in bead.nearest:
        bead.nearest[key] = _search(names, bead, name, personal)
    return bead.nearest[key]


def _search(names: NamesOfDocument, bead: NamesOfBead, name: Name, personal: bool) -> Run | None:
    best: list[tuple[float, Run]] = []
    for rotated, order in enumerate(orders(list(name.words))):
        for syllables in order:
            for run in bead.sounds.near(syllables, CLOSE):
                value = _likely(names, bead, name, syllables, run, personal)
                if value:
                    best.append((value - 0.05 * rotated, run))
    # Of runs that begin in one place the one with a character for each syllable: what comes after
    # 王毅 in 王毅表示 is alike by chance.
    highest = max((value for value, _ in best), default=0.0)
    tops = [run for value, run in best if value > highest - 0.01]
    tops.sort(key=lambda run: (run.start, len(run.text) != name.syllables))
    first = tops[0].text if tops else ""
    alone = all(run.text == first or _goes_on(run, tops[0]) for run in tops)
    return tops[0] if tops and alone else None


def _goes_on(run: Run, shorter: Run) -> bool:
    return run.start == shorter.start and run.end > shorter.end


def _likely(
    names: NamesOfDocument,
    bead: NamesOfBead,
    name: Name,
    syllables: Syllables,
    run: Run,
    personal: bool,
) -> float:
    """How likely a run is what a name was to give, 0 for one that is not close to it."""
    if "\n" in run.text:
        return 0
    generic = of_one_kind(bead, name, run)
    if len(run.text) == 1 and not (generic and _is_apart(bead, run)):
        return 0
    is_name = is_a_name(names, run)
    covered = bool(bead.covered & set(range(run.start, run.end)))
    if covered and not (is_name and len(run.text) == len(syllables)):
        return 0
    known = is_name or (personal and run.text[0] in surnames())
    in_place = sum(
        syllable in sounds(char) for syllable, char in zip(syllables, run.text, strict=False)
    )
    same_length = in_place > 0 and len(run.text) == len(syllables)
    surname_right = personal and known and syllables[0] in usual(run.text[0])
    return (
        run.likeness
        + 0.1 * same_length
        + 0.3 * generic
        + 0.3 * known
        + 0.1 * surname_right
        + 0.05 * in_place
        - 0.2 * covered
    )


def is_close(names: NamesOfDocument, bead: NamesOfBead, name: Name, run: Run) -> bool:
    """Whether a name without a common surname is read in this run but for one
    syllable: two of three characters, the first among them (南仁东), or one of two (平安)."""
    words = name.words if name.words[0].syllables == 1 else name.words[::-1]
    right: list[list[bool]] = [
        [syllable in usual(char) for syllable, char in zip(cut, run.text, strict=True)]
        for order in orders(list(words))
        for cut in order
        if len(cut) == len(run.text)
    ]
    if len(run.text) == 3:
        return any(each[0] and each.count(True) == 2 for each in right)
    return (
        any(map(any, right))
        and not any(map(is_homograph, name.words))
        and not any(char in NO_GIVEN for char in run.text)
        and folded_name(name.text) not in names.borne_out
        and not names.is_foreign
        and not is_foreign(bead, run)
    )
