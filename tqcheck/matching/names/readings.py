"""Romanised Chinese names of the target, each with the characters of the source that bear it out.

A name is looked for in the paragraphs it was translated from, then in their neighbours, then in
what the whole document knows: its title, byline and named entities, and names borne out elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from tqcheck.document import Document, Segment
from tqcheck.matching.names.name import Name, folded_name, orders, pieces
from tqcheck.recognisers.names.pronunciations import Pronounced, Run
from tqcheck.recognisers.names.romanised import Word, sequences
from tqcheck.recognisers.names.tables import established_in, words_of
from tqcheck.text.folding import fold

# Longer paragraphs, or what was made one, hold any name by chance.
_MAX_CHARS = 5_000
# A name of more words is more than one: Zhang Ke Jian.
_MAX_WORDS = 3
# Where names in characters are not read as Chinese ones: their owners' languages, and Cantonese.
_READ_OTHERWISE = (
    "越[南军方共语侨寇]|[中援抗]越|朝鲜|韩国|南朝鲜|日本|日军|香港|澳门|台湾|新加坡|马来西亚|泰国|老挝|柬|印尼|印度尼西亚|菲律宾|华侨|华人|华裔"
    "|美籍|侨|蒙古|西藏|新疆|藏族|维吾尔|哈萨克|缅甸|苏联|俄国|美国|英国|法国|德国|意大利|印度|波兰|捷克"
    "|匈牙利|罗马尼亚|保加利亚|阿尔巴尼亚|外国|外宾|大使"
)
_JAPAN = "日本|东京|日军|日方|日寇|大阪"
# Costs of reading a sequence of words, for the cheapest: only their order matters.
_JOINED, _SINGLY, _ALONE, _NOT_READ = 0.0, 0.1, 0.5, 2.0


@dataclass
class NamesOfBead:
    """A bead with the readings of its source's characters and the names of its target."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    sounds: Pronounced
    names: list[Name] = field(default_factory=list)
    # Texts repeat their names: what was looked up once is kept, by the words.
    runs: dict[tuple[str, ...], tuple[Run, ...]] = field(default_factory=dict)
    nearest: dict[tuple[str, ...], Run | None] = field(default_factory=dict)

    @property
    def is_legible(self) -> bool:
        return len(self.sounds.text) <= _MAX_CHARS

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the target, folded."""
        text = " ".join(segment.text for segment in self.target)
        return frozenset(fold(each) for each in re.findall(r"[^\W\d_]+(?:['’‘ʼ-][^\W\d_]+)*", text))

    @cached_property
    def covered(self) -> frozenset[int]:
        """The characters of the source that names of the target give."""
        return frozenset(
            at
            for name in self.names
            if name.syllables > 1  # A lone syllable may be the surname of a name that is wrong.
            for run in name.runs
            for at in range(run.start, run.end)
        )


class NamesOfDocument:
    """The names of a document: `beads` in order, each with its names, borne out or not."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.beads = [
            NamesOfBead(
                bead.source, bead.target, Pronounced("\n".join(s.text for s in bead.source))
            )
            for bead in document.alignment.beads
        ]
        frame = [s.text for s in document.source.segments if s.kind != "paragraph"]
        frame += [known.value for known in document.source_header.values()]
        frame += [segment.text for segment in document.entities]
        self.frame = Pronounced("\n".join(frame))
        self._others = [self.frame]
        self._followers: dict[str, frozenset[str]] = {}
        for place, bead in enumerate(self.beads):
            for segment in bead.target if bead.is_legible else ():
                for sequence in sequences(segment.text):
                    bead.names += self._read(sequence, segment, place)
        self.borne_out = {
            folded_name(name.text)
            for bead in self.beads
            for name in bead.names
            if name.runs and name.syllables > 1
        }

    @cached_property
    def given(self) -> frozenset[str]:
        """The characters of the names that are borne out somewhere in the document."""
        return frozenset(
            run.text
            for bead in self.beads
            for name in bead.names
            if name.syllables > 1
            for run in name.runs
        )

    @cached_property
    def established(self) -> frozenset[str]:
        """The words of the renderings that names in the source have, folded."""
        text = self.document.source.text + "\n" + self.frame.text
        return frozenset(word for entry in established_in(text) for word in words_of(entry))

    def is_known(self, words: Iterable[Word]) -> bool:
        """Whether all words are borne out elsewhere or by a name with a rendering of its own."""
        return all(
            folded_name(each.text) in self.borne_out or fold(each.text) in self.established
            for each in words
        )

    def elsewhere(self, name: Name) -> frozenset[str]:
        """What follows the characters that give the name, anywhere in the source."""
        if name.text not in self._followers:
            text = self._whole.text
            runs = (run for cut in name.readings for run in self._whole.find(cut))
            self._followers[name.text] = frozenset(text[run.end : run.end + 1] for run in runs)
        return self._followers[name.text]

    @cached_property
    def is_foreign(self) -> bool:
        """Whether the source speaks of places where characters are not read as in Chinese."""
        return bool(re.search(_READ_OTHERWISE, self._whole.text))

    @cached_property
    def is_of_japan(self) -> bool:
        """Whether the source speaks of Japan, whose names in Latin letters may look like pinyin."""
        return bool(re.search(_JAPAN, self._whole.text))

    @cached_property
    def _whole(self) -> Pronounced:
        return Pronounced(self.document.source.text)

    def _read(self, sequence: list[Word], segment: Segment, place: int) -> Iterator[Name]:
        """Cut a run of capitalised words into names; words that are not pinyin part them."""
        start = 0
        for end in range(len(sequence) + 1):
            if end < len(sequence) and sequence[end].readings:
                continue
            if end > start:
                before = sequence[start - 1].text if start else ""
                after = sequence[end].text if end < len(sequence) else ""
                yield from self._names(sequence[start:end], segment, place, before, after)
            if end < len(sequence) and "-" in sequence[end].text:
                parts = [piece for piece in pieces(sequence[end]) if piece.readings]
                for piece in parts:
                    if piece.syllables > 1 and not self._abbreviated(piece, place):
                        yield from self._names([piece], segment, place, "", "")
            start = end + 1

    def _names(
        self, words: list[Word], segment: Segment, place: int, before: str, after: str
    ) -> Iterator[Name]:
        """The cheapest way to read consecutive words as names."""
        words = [
            piece
            for each in words
            for piece in (
                [each]
                if "-" not in each.text or self._runs([each], place)
                else [one for one in pieces(each) if not self._abbreviated(one, place)]
            )
        ]
        if not words:
            return
        best: list[tuple[float, int, tuple[Run, ...]]] = [(0.0, 0, ())] * (len(words) + 1)
        for end in range(1, len(words) + 1):
            ways = []
            for count in range(1, min(_MAX_WORDS, end) + 1):
                group = words[end - count : end]
                if count > 1 and sum(each.syllables for each in group) > 4:
                    continue
                runs = self._runs(group, place)
                if runs and (count > 1 or group[0].syllables > 1):
                    ways.append((_JOINED if count > 1 else _SINGLY, count, runs))
                elif count == 1:
                    single = group[0].syllables == 1
                    ways.append((_ALONE if single else _NOT_READ, 1, runs if single else ()))
            best[end] = min(
                ((best[end - n][0] + cost, n, runs) for cost, n, runs in ways),
                key=lambda way: (way[0], -way[1]),
            )
        found = []
        end = len(words)
        while end:
            _, count, runs = best[end]
            found.append((words[end - count : end], runs))
            end -= count
        found.reverse()
        for index, (group, runs) in enumerate(found):
            left = found[index - 1][0][-1].text if index else before
            right = found[index + 1][0][0].text if index + 1 < len(found) else after
            yield Name(tuple(group), segment, place, runs, left, right)

    def _abbreviated(self, piece: Word, place: int) -> bool:
        """Whether a piece of `Beijing-Kaifeng` is one character of a name such as 京开."""
        own = self.beads[place].sounds
        return not self._runs([piece], place) and any(
            any(True for _ in own.find(cut[:1])) for cut in piece.readings
        )

    def _runs(self, words: list[Word], place: int) -> tuple[Run, ...]:
        """Where the words are read in the bead; without a place, in the beads beside it."""
        known, key = self.beads[place].runs, tuple(each.text for each in words)
        if key not in known:
            known[key] = self._find(words, place)
        return known[key]

    def _find(self, words: list[Word], place: int) -> tuple[Run, ...]:
        wanted = [syllables for order in orders(words) for syllables in order]
        own = self.beads[place].sounds
        runs = {run for syllables in wanted for run in own.find(syllables)}
        if runs:
            return tuple(sorted(runs, key=lambda run: run.start))
        if sum(each.syllables for each in words) == 1:
            return ()
        near = [self.beads[at].sounds for at in (place - 1, place + 1) if 0 <= at < len(self.beads)]
        for sounds in (*near, *self._others):
            for syllables in wanted:
                for run in sounds.find(syllables):
                    # Beside the bead: it bears the name out and covers nothing of it.
                    return (Run(-1, -1, run.text, 1),)
        return ()


_last: list[NamesOfDocument] = []


def read(document: Document) -> NamesOfDocument:
    """The names of a document; the rules for names look at the same one, one after the other."""
    if not _last or _last[0].document is not document:
        _last[:] = [NamesOfDocument(document)]
    return _last[0]


def reads_chinese(document: Document) -> bool:
    """Whether names are compared: from Chinese into English."""
    languages = (document.source.language, document.target.language)
    return languages == ("zh", "en") and bool(document.source.segments)
