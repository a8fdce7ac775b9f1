"""Which names of the target are wrong, and which of the source are meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tqcheck.matching.names.candidates import (
    CLOSE,
    is_a_name,
    is_close,
    is_foreign,
    is_kind,
    nearest,
    of_one_kind,
)
from tqcheck.matching.names.name import Name, is_homograph
from tqcheck.matching.names.readings import NamesOfBead, NamesOfDocument
from tqcheck.recognisers.names.chinese import COMPOUND_SURNAMES, pinyin, romanises, spelled
from tqcheck.recognisers.names.pronunciations import Run, sounds
from tqcheck.recognisers.names.romanised import Word, word
from tqcheck.recognisers.names.tables import by_name, known_words, likeness, surnames, words_of
from tqcheck.text.folding import fold

# Likeness above which a word that is not pinyin is a misspelling of it, as in `header-mismatch`.
_MISSPELT_RATIO = 0.85
_MIN_LETTERS = 4
# Japanese names in Latin letters: open syllables and n.
_ROMAJI = "(?:(?:sh|ch|ts|[kgsztdnhbpmyrwjf])?y?[aiueo]|n)+"


@dataclass(frozen=True)
class WrongName:
    """A name that the source does not give, the run that is close, and the right name for it."""

    name: Name
    run: Run | None
    right: str


def misspelled_names(names: NamesOfDocument) -> Iterator[WrongName]:
    """Yield the names that are not read off the source."""
    for place, bead in enumerate(names.beads):
        if not bead.source:
            continue
        index = 0
        while index < len(bead.names):
            group = _group(bead.names, index)
            index += len(group)
            wrong = _judge(names, bead, group)
            if wrong is not None:
                yield wrong
        for name in bead.names:
            wrong = _mistyped(bead, name)
            if wrong is not None:
                yield wrong
        yield from _mixed(bead, place)


def _group(names: list[Name], index: int) -> list[Name]:
    """A name, with the next one where one of the two is a lone syllable and nothing is between."""
    group = [names[index]]
    if index + 1 < len(names):
        one, other = names[index], names[index + 1]
        close = one.segment is other.segment and other.words[0].start - one.words[-1].end == 1
        if close and 1 in (one.syllables, other.syllables):
            group.append(other)
    return group


def _judge(names: NamesOfDocument, bead: NamesOfBead, group: list[Name]) -> WrongName | None:
    name = _joined(group)
    words = name.words
    if len(group) == 2:
        return _personal(names, bead, group, name)
    if name.runs or name.syllables == 1 or names.is_known(words):
        return None
    return _single(names, bead, name)


def _joined(group: list[Name]) -> Name:
    first, last = group[0], group[-1]
    if len(group) == 1:
        return first
    words = (*first.words, *last.words)
    return Name(words, first.segment, first.place, (), first.before, last.after)


def _personal(
    names: NamesOfDocument, bead: NamesOfBead, group: list[Name], name: Name
) -> WrongName | None:
    """A surname and a given name, in either order, one of which the source does not give."""
    if fold(name.text) in names.established or (
        names.is_known(name.words) and not any(each.runs for each in group)
    ):
        return None
    if any(len(word.text) > 1 and word.text.isupper() for word in name.words):
        return None
    lone, other = group if group[0].syllables == 1 else group[::-1]
    doubtful = is_homograph(lone.words[0]) and _may_be_a_sentence(name)
    if other.runs and other.syllables > 1:
        # The given name is read; what precedes it is the surname.
        for read in other.runs:
            full = _with_surname(names, bead, read)
            if full and not _begins(full, lone):
                return _wrong(bead, name, full)
        return None
    if not other.words[0].proper or not _is_prose(name):
        return None
    run = nearest(names, bead, name, personal=True)
    if run and not is_a_name(names, run) and run.text[0] not in surnames():
        run = run if is_close(names, bead, name, run) else None
    if run and doubtful and not _begins(run, lone):
        run = None
    if is_homograph(other.words[0]) and other.syllables > 1 and not (run and _begins(run, lone)):
        return None
    if other.syllables == 1:
        return _wrong(bead, name, run) if run else None
    if run is None:
        alone = None if names.is_known(other.words) else _single(names, bead, other)
        if alone is None or doubtful or lone is group[1]:
            return alone
    return _wrong(bead, name, run)


def _may_be_a_sentence(name: Name) -> bool:
    """Whether a name is where any word has a capital: at the head of a sentence or a title."""
    before = name.segment.text[: name.words[0].start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:;\n" or not _is_prose(name)


def _is_prose(name: Name) -> bool:
    """Whether a name that may be two words of English (`Ding Can`) is in a text, not in a title.

    A text ends with a stop, or most of its longer words are in lower case, as in a caption.
    """
    text = name.segment.text
    ends = text.rstrip(" \"'”’)*")[-1:]
    if not any(map(is_homograph, name.words)) or (bool(ends) and ends in ".!?:;…"):
        return True
    longer = re.findall(r"[^\W\d_]{4,}", text)
    return len([each for each in longer if each.islower()]) > len(longer) / 2


def _mistyped(bead: NamesOfBead, name: Name) -> WrongName | None:
    """A surname that is read before a given name that is nearly pinyin (Shancmin)."""
    if name.syllables != 1 or not name.runs or not name.after or word(name.after).readings:
        return None
    from difflib import SequenceMatcher

    text, end = name.segment.text, name.words[-1].end
    if text[end : end + 1 + len(name.after)] != f" {name.after}":
        return None
    for run in name.runs:
        for size in (2, 1):
            full = bead.sounds.run(run.start, run.end + size, 1)
            given = fold(spelled(full.text[1:]))
            if romanises(f"{name.text} {name.after}", full.text):
                return None
            likeness = SequenceMatcher(None, given, fold(name.after)).ratio()
            if (
                run.text in surnames()
                and len(given) > _MIN_LETTERS
                and _MISSPELT_RATIO < likeness < 1
            ):
                given_name = Word(name.after, end + 1, end + 1 + len(name.after), (), False)
                words = (*name.words, given_name)
                return WrongName(Name(words, name.segment, name.place), full, pinyin(full.text))
    return None


def _mixed(bead: NamesOfBead, place: int) -> Iterator[WrongName]:
    """Names of provinces in one compound, some by their characters, some in full."""
    for segment in bead.target:
        for match in re.finditer(r"\b[A-Z][a-z]+(?:-[A-Z][a-z]+){2,}\b", segment.text):
            pieces = [word(piece) for piece in match[0].split("-")]
            short = [piece.syllables == 1 for piece in pieces]
            if all(short) or not any(short):
                continue
            text = bead.sounds.text
            for start in range(len(text) - len(pieces) + 1):
                run = bead.sounds.run(start, start + len(pieces), 1)
                if all(map(_stands_for, pieces, run.text)):
                    name = Name((Word(match[0], *match.span(), (), False),), segment, place)
                    yield WrongName(name, run, "-".join(pinyin(char) for char in run.text))
                    break


def _stands_for(piece: Word, char: str) -> bool:
    """Whether a piece of a compound is a province's character read, or its name in full."""
    if piece.syllables == 1:
        return any(cut[0] in sounds(char) for cut in piece.readings)
    entry = by_name().get(char)
    return entry is not None and fold(piece.text) in words_of(entry)


def _begins(run: Run, lone: Name) -> bool:
    return any(cut[0] in sounds(run.text[0]) for cut in lone.readings if len(cut) == 1)


def _with_surname(names: NamesOfDocument, bead: NamesOfBead, run: Run) -> Run | None:
    text = bead.sounds.text
    for size in (2, 1):
        if run.start < size:
            continue
        surname = text[run.start - size : run.start]
        known = COMPOUND_SURNAMES if size == 2 else surnames()
        if surname in known or surname + run.text in names.given:
            return bead.sounds.run(run.start - size, run.end, run.likeness)
    return None


def _single(names: NamesOfDocument, bead: NamesOfBead, name: Name) -> WrongName | None:
    """A name in one word, or of words that no run gives."""
    if any(map(is_homograph, name.words)):
        return None
    text = name.words[0].text
    run = nearest(names, bead, name, personal=False)
    if not all(word.proper for word in name.words) and not (
        run is not None and run.likeness > CLOSE and is_a_name(names, run)
    ):
        return None
    if all(fold(word.text) in known_words() for word in name.words):
        # A well-known place the translator added; wrong where it is put for another.
        entry = by_name().get(run.text) if run and run.start >= 0 else None
        if entry is None or words_of(entry) & bead.words:
            return None
        return _wrong(bead, name, run)
    elsewhere = names.elsewhere(name)
    if any(is_kind(after, name) for after in elsewhere):
        return None
    if run is not None and is_a_name(names, run):
        return _wrong(bead, name, run)
    if names.is_of_japan and re.fullmatch(_ROMAJI, fold(text)):
        return None
    if run is not None and is_foreign(bead, run):
        return None
    if elsewhere and not (run and (run.likeness > CLOSE or of_one_kind(bead, name, run))):
        return None
    if max(map(likeness, name.readings)) < 0 and not (
        run is not None and of_one_kind(bead, name, run)
    ):
        return None
    return _wrong(bead, name, run)


def _wrong(bead: NamesOfBead, name: Name, run: Run | None) -> WrongName:
    if run is not None and len(run.text) == 1:
        # A name of one character keeps the word for what it is: 崖县 is Yaxian.
        run = bead.sounds.run(run.start, run.end + 1, run.likeness)
    return WrongName(name, run, _right(name, run) if run else "")


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


def repeated(found: Iterable[WrongName]) -> dict[WrongName, list[WrongName]]:
    """Wrong names, each with the places where it comes again and the source names nobody.

    There a pronoun of the source is the name once more, wrong for the same reason.
    """
    groups: dict[WrongName, list[WrongName]] = {}
    first: dict[str, WrongName] = {}
    for wrong in sorted(found, key=lambda wrong: wrong.run is None):
        if wrong.run is None and wrong.name.text in first:
            groups[first[wrong.name.text]].append(wrong)
        else:
            first.setdefault(wrong.name.text, wrong)
            groups[wrong] = []
    return groups
