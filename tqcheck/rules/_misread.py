"""Which names of the target are wrong, and which the source has in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tqcheck.finding import Hit, Replacement
from tqcheck.languages.chinese_persons import NO_GIVEN
from tqcheck.languages.folding import fold
from tqcheck.languages.name_tables import (
    by_name,
    known_words,
    likeness,
    places,
    surnames,
    words_of,
)
from tqcheck.languages.names import COMPOUND_SURNAMES, pinyin, romanises, spelled
from tqcheck.languages.romanised import Syllables, Word, word
from tqcheck.languages.sounds import Run, sounds, usual
from tqcheck.rules._names import Name, Passage, Reading, folded_name, is_homograph, orders
from tqcheck.rules._places import related_place, related_segments

# Half of the syllables in common, or all alike, as 学俭 and Xuejin.
_CLOSE = 0.5
# Likeness above which a word that is no pinyin is a misspelling of it, as in `header-mismatch`.
_MISSPELT = 0.85
_SHORTEST = 4
# What stands after a place's name, and before it in English: the same in Chinese is after it.
_GENERIC = {
    "county": "县", "city": "市", "province": "省", "village": "村庄屯", "town": "镇",
    "township": "乡镇", "district": "区", "river": "河江水", "lake": "湖", "mountain": "山",
    "mountains": "山", "mount": "山", "island": "岛", "prefecture": "州", "road": "路",
    "street": "街", "university": "大", "group": "集",
    "temple": "寺", "bay": "湾", "bridge": "桥", "station": "站", "bank": "银", "reservoir": "水",
    "commune": "公", "factory": "厂", "port": "港", "pass": "关", "hill": "山", "area": "区地",
}  # fmt: skip
_FOREIGN_DOT = "·•・"
# Japanese names in Latin letters: open syllables and n.
_ROMAJI = "(?:(?:sh|ch|ts|[kgsztdnhbpmyrwjf])?y?[aiueo]|n)+"


@dataclass(frozen=True)
class Wrong:
    """A name that the source does not give, the run that is close, and the right name for it."""

    name: Name
    run: Run | None
    right: str


def misread(reading: Reading) -> Iterator[Wrong]:
    """Yield the names that are not read off the source."""
    for place, passage in enumerate(reading.passages):
        if not passage.source:
            continue
        names = passage.names
        index = 0
        while index < len(names):
            group = _group(names, index)
            index += len(group)
            wrong = _judge(reading, passage, group)
            if wrong is not None:
                yield wrong
        for name in passage.names:
            wrong = _mistyped(passage, name)
            if wrong is not None:
                yield wrong
        yield from _mixed(passage, place)


def _group(names: list[Name], index: int) -> list[Name]:
    """A name, with the next one where one of the two is a lone syllable and nothing is between."""
    group = [names[index]]
    if index + 1 < len(names):
        one, other = names[index], names[index + 1]
        close = one.segment is other.segment and other.words[0].start - one.words[-1].end == 1
        if close and 1 in (one.syllables, other.syllables):
            group.append(other)
    return group


def _judge(reading: Reading, passage: Passage, group: list[Name]) -> Wrong | None:
    name = _joined(group)
    words = name.words
    if len(group) == 2:
        return _personal(reading, passage, group, name)
    if name.runs or name.syllables == 1 or reading.is_known(words):
        return None
    return _single(reading, passage, name)


def _joined(group: list[Name]) -> Name:
    first, last = group[0], group[-1]
    if len(group) == 1:
        return first
    words = (*first.words, *last.words)
    return Name(words, first.segment, first.place, (), first.before, last.after)


def _personal(reading: Reading, passage: Passage, group: list[Name], name: Name) -> Wrong | None:
    """A surname and a given name, in either order, one of which the source does not give."""
    if fold(name.text) in reading.established or (
        reading.is_known(name.words) and not any(each.runs for each in group)
    ):
        return None
    if any(len(word.text) > 1 and word.text.isupper() for word in name.words):
        return None
    lone, other = group if group[0].syllables == 1 else group[::-1]
    doubtful = is_homograph(lone.words[0]) and _may_be_a_sentence(name)
    if other.runs and other.syllables > 1:
        # The given name is read; what stands before it is the surname.
        for read in other.runs:
            full = _with_surname(reading, passage, read)
            if full and not _begins(full, lone):
                return _wrong(passage, name, full)
        return None
    if not other.words[0].proper or not _is_prose(name):
        return None
    run = _nearest(reading, passage, name, personal=True)
    if run and not _is_a_name(reading, run) and run.text[0] not in surnames():
        run = run if _is_close(reading, passage, name, run) else None
    if run and doubtful and not _begins(run, lone):
        run = None
    if is_homograph(other.words[0]) and other.syllables > 1 and not (run and _begins(run, lone)):
        return None
    if other.syllables == 1:
        return _wrong(passage, name, run) if run else None
    if run is None:
        alone = None if reading.is_known(other.words) else _single(reading, passage, other)
        if alone is None or doubtful or lone is group[1]:
            return alone
    return _wrong(passage, name, run)


def _is_close(reading: Reading, passage: Passage, name: Name, run: Run) -> bool:
    """Whether a name whose first character is no common surname is read in this run but for one
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
        and folded_name(name.text) not in reading.borne_out
        and not reading.is_foreign
        and not _is_foreign(passage, run)
    )


def _may_be_a_sentence(name: Name) -> bool:
    """Whether a name stands where any word has a capital: at the head of a sentence or a title."""
    before = name.segment.text[: name.words[0].start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:;\n" or not _is_prose(name)


def _is_prose(name: Name) -> bool:
    """Whether a name that may be two words of English (`Ding Can`) stands in a text, no title.

    A text ends with a stop, or most of its longer words are in lower case, as in a caption.
    """
    text = name.segment.text
    ends = text.rstrip(" \"'”’)*")[-1:]
    if not any(map(is_homograph, name.words)) or (bool(ends) and ends in ".!?:;…"):
        return True
    longer = re.findall(r"[^\W\d_]{4,}", text)
    return len([each for each in longer if each.islower()]) > len(longer) / 2


def _mistyped(passage: Passage, name: Name) -> Wrong | None:
    """A surname that is read before a given name that is no pinyin, but nearly (Shancmin)."""
    if name.syllables != 1 or not name.runs or not name.after or word(name.after).readings:
        return None
    from difflib import SequenceMatcher

    text, end = name.segment.text, name.words[-1].end
    if text[end : end + 1 + len(name.after)] != f" {name.after}":
        return None
    for run in name.runs:
        for size in (2, 1):
            full = passage.sounds.run(run.start, run.end + size, 1)
            given = fold(spelled(full.text[1:]))
            if romanises(f"{name.text} {name.after}", full.text):
                return None
            likeness = SequenceMatcher(None, given, fold(name.after)).ratio()
            if run.text in surnames() and len(given) > _SHORTEST and _MISSPELT < likeness < 1:
                given_name = Word(name.after, end + 1, end + 1 + len(name.after), (), False)
                words = (*name.words, given_name)
                return Wrong(Name(words, name.segment, name.place), full, pinyin(full.text))
    return None


def _mixed(passage: Passage, place: int) -> Iterator[Wrong]:
    """Names of provinces in one compound, some by their characters, some in full."""
    for segment in passage.target:
        for match in re.finditer(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+){2,}\b", segment.text):
            pieces = [word(piece) for piece in match[0].split("-")]
            short = [piece.syllables == 1 for piece in pieces]
            if all(short) or not any(short):
                continue
            text = passage.sounds.text
            for start in range(len(text) - len(pieces) + 1):
                run = passage.sounds.run(start, start + len(pieces), 1)
                if all(map(_stands_for, pieces, run.text)):
                    name = Name((Word(match[0], *match.span(), (), False),), segment, place)
                    yield Wrong(name, run, "-".join(pinyin(char) for char in run.text))
                    break


def _stands_for(piece: Word, char: str) -> bool:
    """Whether a piece of a compound is a province's character read, or its name in full."""
    if piece.syllables == 1:
        return any(cut[0] in sounds(char) for cut in piece.readings)
    entry = by_name().get(char)
    return entry is not None and fold(piece.text) in words_of(entry)


def _begins(run: Run, lone: Name) -> bool:
    return any(cut[0] in sounds(run.text[0]) for cut in lone.readings if len(cut) == 1)


def _with_surname(reading: Reading, passage: Passage, run: Run) -> Run | None:
    text = passage.sounds.text
    for size in (2, 1):
        if run.start < size:
            continue
        surname = text[run.start - size : run.start]
        known = COMPOUND_SURNAMES if size == 2 else surnames()
        if surname in known or surname + run.text in reading.given:
            return passage.sounds.run(run.start - size, run.end, run.likeness)
    return None


def _single(reading: Reading, passage: Passage, name: Name) -> Wrong | None:
    """A name in one word, or of words that no run gives."""
    if any(map(is_homograph, name.words)):
        return None
    text = name.words[0].text
    run = _nearest(reading, passage, name, personal=False)
    if not all(word.proper for word in name.words) and not (
        run is not None and run.likeness > _CLOSE and _is_a_name(reading, run)
    ):
        return None
    if all(fold(word.text) in known_words() for word in name.words):
        # A well-known place the translator added; wrong where it is put for another.
        entry = by_name().get(run.text) if run and run.start >= 0 else None
        if entry is None or words_of(entry) & passage.words:
            return None
        return _wrong(passage, name, run)
    elsewhere = reading.elsewhere(name)
    if any(_is_kind(after, name) for after in elsewhere):
        return None
    if run is not None and _is_a_name(reading, run):
        return _wrong(passage, name, run)
    if reading.is_of_japan and re.fullmatch(_ROMAJI, fold(text)):
        return None
    if run is not None and _is_foreign(passage, run):
        return None
    if elsewhere and not (run and (run.likeness > _CLOSE or _generic(passage, name, run))):
        return None
    if max(map(likeness, name.readings)) < 0 and not (
        run is not None and _generic(passage, name, run)
    ):
        return None
    return _wrong(passage, name, run)


def _is_a_name(reading: Reading, run: Run) -> bool:
    """Whether a run is known to be a name: of a place, or borne out elsewhere in the document."""
    return run.text in places() or run.text in by_name() or run.text in reading.given


def _is_foreign(passage: Passage, run: Run) -> bool:
    """Whether a run is part of a foreign name, whose parts a dot joins."""
    around = passage.sounds.text[max(0, run.start - 6) : run.end + 6]
    return any(dot in around for dot in _FOREIGN_DOT)


def _generic(passage: Passage, name: Name, run: Run) -> bool:
    """Whether both are followed by the same kind of place: Luchun Town, 鲁村镇."""
    return _is_kind(passage.sounds.text[run.end : run.end + 1], name)


def _is_kind(char: str, name: Name) -> bool:
    """Whether a character is the kind of place that stands beside the name in English."""
    kinds = (_GENERIC.get(beside.casefold(), "") for beside in (name.before, name.after))
    return bool(char) and any(char in kind for kind in kinds)


def _is_apart(passage: Passage, run: Run) -> bool:
    """Whether a character begins a name: another place or a sign is before it."""
    before = passage.sounds.text[max(0, run.start - 1) : run.start]
    return not before or before in "省市县区州岛镇乡的在到从与和至" or not sounds(before)


def _nearest(reading: Reading, passage: Passage, name: Name, *, personal: bool) -> Run | None:
    """The run most like the name; None where two are equally like it.

    One that another name gives counts only where it is known to be a name: the translator may
    have said Guangzhou twice for one 广州.
    """
    key = (name.text, name.before, name.after, "personal" if personal else "")
    if key not in passage.nearest:
        passage.nearest[key] = _search(reading, passage, name, personal)
    return passage.nearest[key]


def _search(reading: Reading, passage: Passage, name: Name, personal: bool) -> Run | None:
    best: list[tuple[float, Run]] = []
    for rotated, order in enumerate(orders(list(name.words))):
        for syllables in order:
            for run in passage.sounds.near(syllables, _CLOSE):
                value = _likely(reading, passage, name, syllables, run, personal)
                if value:
                    best.append((value - 0.05 * rotated, run))
    # Of runs that begin in one place the one with a character for each syllable: what comes after
    # 王毅 in 王毅表示 is alike by chance.
    best.sort(key=lambda each: (-each[0], each[1].start, len(each[1].text) != name.syllables))
    tops = [run for value, run in best if value > best[0][0] - 0.01]
    first = tops[0].text if tops else ""
    alone = all(run.text == first or _goes_on(run, tops[0]) for run in tops)
    return tops[0] if tops and alone else None


def _goes_on(run: Run, shorter: Run) -> bool:
    return run.start == shorter.start and run.end > shorter.end


def _likely(
    reading: Reading,
    passage: Passage,
    name: Name,
    syllables: Syllables,
    run: Run,
    personal: bool,
) -> float:
    """How likely a run is what a name was to give, 0 for one that is not close to it."""
    if "\n" in run.text:
        return 0
    generic = _generic(passage, name, run)
    if len(run.text) == 1 and not (generic and _is_apart(passage, run)):
        return 0
    is_name = _is_a_name(reading, run)
    covered = bool(passage.covered & set(range(run.start, run.end)))
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


def _wrong(passage: Passage, name: Name, run: Run | None) -> Wrong:
    if run is not None and len(run.text) == 1:
        # A name of one character keeps the word for what it is: 崖县 is Yaxian.
        run = passage.sounds.run(run.start, run.end + 1, run.likeness)
    return Wrong(name, run, _right(name, run) if run else "")


def _right(name: Name, run: Run) -> str:
    """The right name in the form the translator used: words, and the surname's place."""
    entry = by_name().get(run.text)
    if entry:
        return entry.renderings[0]
    if len(name.words) == 1:
        return spelled(run.text)
    right = pinyin(run.text)
    if name.words[0].syllables > 1 and name.words[-1].syllables == 1:
        surname, _, given = right.partition(" ")
        right = f"{given} {surname}"
    return right


def repeated(found: Iterable[Wrong]) -> dict[Wrong, list[Wrong]]:
    """Wrong names, each with the places where it stands again and the source names nobody.

    There a pronoun of the source is the name once more, wrong for the same reason.
    """
    groups: dict[Wrong, list[Wrong]] = {}
    first: dict[str, Wrong] = {}
    for wrong in sorted(found, key=lambda wrong: wrong.run is None):
        if wrong.run is None and wrong.name.text in first:
            groups[first[wrong.name.text]].append(wrong)
        else:
            first.setdefault(wrong.name.text, wrong)
            groups[wrong] = []
    return groups


def hit(reading: Reading, wrong: Wrong, again: Iterable[Wrong]) -> Hit:
    """The finding about a wrong name and where it stands again, with the right one if known."""
    name, run = wrong.name, wrong.run
    spans = [each.name.span for each in again]
    passage = reading.passages[name.place]
    related = (
        *related_segments(reading.document, passage.source),
        *(related_place(reading.document, span, f"also {name.text}", name.text) for span in spans),
    )
    if run is None:
        return Hit(
            span=name.span,
            message=f"no name in the source reads {name.text}",
            help="look the name up in the source, and write it as its characters are read",
            text=name.text,
            related=related,
            data={"found": name.text},
            certainty="likely",
        )
    return Hit(
        span=name.span,
        message=f"no name in the source reads {name.text}; {run.text} is {wrong.right}",
        help=f"write {wrong.right}, if {run.text} is meant",
        text=name.text,
        related=related,
        data={"found": name.text, "expected": wrong.right, "source": run.text},
        certainty="likely",
        edits=tuple(Replacement(span, wrong.right) for span in (name.span, *spans)),
        safe=False,
    )
