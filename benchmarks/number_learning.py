"""A lexicon of number words, learned from numbers that were spelled out.

Values are taken from small to large. One that the lexicon does not read yet is explained by the
smallest change that makes it so: more room after a word, a word between others, a new word of a
value. So a table has the parts of numbers and not all numbers, and what it has is in the form in
which it is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from number_spellings import Series, draws, pieces

from tqcheck.recognisers.number_words.lattice import Edge, Lattice
from tqcheck.recognisers.number_words.lexicon import Lexicon, Sense, pattern
from tqcheck.recognisers.number_words.machine import Glue

Span = tuple[int, int]

_CODES = [f"{left}{right}" for left in "123" for right in "0123"] + ["01", "x", "p"]
# Languages that write a character a word or a part of one.
_BY_CHARACTERS = ("ja", "ko", "zh")
# After so many values in a row that nothing explains, the rest of a series is left.
_MAX_FAILED = 12
_SMALL = 21
# A multiplying word inside a compound has at least so many letters ("тысячный"): not "ty" of sixty.
_MIN_POWER_CHARS = 5


def learn(lexicon: Lexicon, series: Sequence[Series]) -> None:
    """Add what the lexicon needs to read the numbers of each series, cardinals before ordinals."""
    # Words are learned as they are spelled.
    plain = "plain" in lexicon.flags
    lexicon.flags.discard("plain")
    every = _curriculum()
    small = [value for value in every if value < _SMALL]
    cardinals: dict[str, set[Sense]] = {}
    for is_ordinal in (False, True):
        kind = [each for each in series if each.is_ordinal == is_ordinal]
        # The units of one series are in the large numbers of another: en miljon, ett tusen.
        for each in kind:
            _learn_values(lexicon, each, small)
        for each in sorted(kind, key=lambda each: each.is_year):
            _learn_values(lexicon, each, every)
        if not is_ordinal:
            cardinals = {word: set(senses) for word, senses in lexicon.senses.items()}
    _separate(lexicon, cardinals)
    if plain:
        lexicon.flags.add("plain")
    lexicon.changed()


def _separate(lexicon: Lexicon, cardinals: dict[str, set[Sense]]) -> None:
    """A word is a cardinal or an ordinal of a value: what it was before ordinals were learned.

    CLDR has only cardinals for some ordinals (двести, nulla), and ordinals inside some numbers.
    """
    for word, senses in lexicon.senses.items():
        known = {sense.value for sense in cardinals.get(word, ()) if not sense.is_ordinal}
        ordinals = {sense.value for sense in senses if sense.is_ordinal} - known
        lexicon.senses[word] = {
            sense
            for sense in senses
            if sense.value not in (known if sense.is_ordinal else ordinals)
        }


def _learn_values(lexicon: Lexicon, series: Series, values: list[int]) -> None:
    _learn_marks(lexicon, series)
    failed = 0
    for value in values:
        spelled = series.spell(value) if value < series.learned_below else ""
        if spelled and failed < _MAX_FAILED:
            failed = 0 if _explain(lexicon, spelled, value, series) else failed + 1


def reads(lexicon: Lexicon, spelled: str, value: int, is_ordinal: bool) -> bool:
    """Whether a spelled number may be read as its value, whole."""
    text, _ = pieces(spelled, lexicon.language)
    return _reads(Lattice(text, lexicon), value, is_ordinal)


def _reads(lattice: Lattice, value: int, is_ordinal: bool) -> bool:
    return bool(_numbers(lattice, value, is_ordinal))


def _numbers(lattice: Lattice, value: int, is_ordinal: bool) -> list[Edge]:
    """The numbers that are the whole text, if they have the value.

    An ordinal may be the words of a cardinal, as from eleven in Hebrew; not the other way round.
    """
    edges, _, _ = lattice.numbers_from(0)
    return [
        edge
        for edge in edges
        if (edge.end, edge.value) == (len(lattice.text), value)
        and (is_ordinal or not edge.is_ordinal)
    ]


def _curriculum() -> list[int]:
    """Values from the simple to the compound."""
    simple = [*range(20), *range(20, 100, 10), *range(100, 1000, 100)]
    # One is the unit that is joined in other ways than the rest: vingt-deux, vingt et un.
    simple += [ten + unit for ten in range(20, 100, 10) for unit in (*range(2, 10), 1)]
    simple += [101, 102, 110, 111, 112, 120, 121, 122, 199]
    simple += [hundred + rest for hundred in range(200, 1000, 100) for rest in (1, 2, 11, 20, 25)]
    times = (*range(1, 14), 15, 20, 21, 22, 25, *range(30, 100, 10))
    for power in range(3, 16):
        simple += [n * 10**power for n in (*times, 100, 101, 102, 105, 121, 200, 300, 500, 999)]
        simple += [10**power + n for n in (1, 2, 5, 11, 20, 100, 101, 111)]
    simple += [*range(1984, 2026), *range(1001, 10**4, 37), *draws(400, seed=1)]
    seen = dict.fromkeys(simple)
    return list(seen)


def _learn_marks(lexicon: Lexicon, series: Series) -> None:
    """What is before or after all ordinals of a series, if the rest is a cardinal: 第, thứ, 째.

    And whether years are read as pairs.
    """
    if "year" in series.name and not reads(lexicon, series.spell(1984), 1984, False):
        lexicon.flags.add("pairs")
        lexicon.changed()
        if not reads(lexicon, series.spell(1984), 1984, False):
            lexicon.flags.discard("pairs")
            lexicon.changed()
    if not series.is_ordinal:
        return
    values = (4, 5, 6, 7, 8, 9, 14, 25, 26, 27)
    texts = [pieces(series.spell(value), lexicon.language)[0] for value in values]
    for length in range(1, 6):
        for before in (True, False):
            marks = {text[:length] if before else text[-length:] for text in texts}
            rest = [text[length:] if before else text[:-length] for text in texts]
            if len(marks) == 1 and all(
                _reads(Lattice(text, lexicon), value, False)
                for text, value in zip(rest, values, strict=True)
            ):
                mark = marks.pop().replace(" ", "_").replace("-", "_")
                (lexicon.before if before else lexicon.after).add(mark)
                lexicon.changed()
                return


class _Trial(Lattice):
    """A text with words and glue at some places that the lexicon does not have."""

    def __init__(
        self,
        text: str,
        lexicon: Lexicon,
        words: dict[int, tuple[int, list[Sense]]] | None = None,
        links: dict[int, tuple[int, Glue | None]] | None = None,
    ) -> None:
        super().__init__(text, lexicon)
        if words:
            base_words = self.words_at
            self.words_at = lambda at: (  # type: ignore[assignment]
                [*base_words(at), (*words[at], False)] if at in words else base_words(at)
            )
        if links:
            base_links = self.next_of
            self.next_of = lambda at: (  # type: ignore[assignment]
                [*base_links(at), links[at]] if at in links else base_links(at)
            )


def _explain(lexicon: Lexicon, spelled: str, value: int, series: Series) -> bool:
    """Whether the value can be read, now or before."""
    text, spans = pieces(spelled, lexicon.language)
    _learn_joining(lexicon, text, spans)
    if lexicon.language in _BY_CHARACTERS:
        spans = [(at, at + 1) for at in range(len(text)) if text[at] not in " -"]
    lattice = Lattice(text, lexicon)
    if found := _numbers(lattice, value, series.is_ordinal):
        if all(edge.is_bare for edge in found):
            _learn_alone(lexicon, lattice)
        return True
    trial = _Hypotheses(lexicon, text, spans, value, series)
    explained = any(guess() for guess in trial.guesses)
    lexicon.changed()
    return explained


def _learn_alone(lexicon: Lexicon, lattice: Lattice) -> None:
    """That the word that multiplies at the start of a text needs nothing before it: cent, sto."""
    for end, senses, _ in lattice.words_at(0):
        word = lattice.text[:end].replace("-", " ")
        for sense in senses:
            if sense.is_power:
                lexicon.senses[word].add(sense._replace(is_power=False))
    lexicon.changed()


def _learn_joining(lexicon: Lexicon, text: str, spans: list[Span]) -> None:
    joined = any(end == start and text[start] != "," for (_, end), (start, _) in pairwise(spans))
    if joined and "joined" not in lexicon.flags:
        lexicon.flags.add("joined")
        lexicon.changed()


class _Hypotheses:
    """What may be missing for a text to be read as a value."""

    def __init__(
        self, lexicon: Lexicon, text: str, spans: list[Span], value: int, series: Series
    ) -> None:
        self.lexicon, self.text, self.spans, self.value = lexicon, text, spans, value
        self.series = series
        self.starts = {start for start, _ in spans}
        self.ends = {end for _, end in spans}
        self.guesses = (
            self.room,
            self.glue,
            self.word,
            self.sense,
            self.glue_and_room,
            self.phrase,
            self.power_in_compound,
            self.nested,
        )

    def _holds(self, **changes: object) -> bool:
        trial = _Trial(self.text, self.lexicon, **changes)  # type: ignore[arg-type]
        return _reads(trial, self.value, self.series.is_ordinal)

    def room(self) -> bool:
        """More room after a known word."""
        lattice = Lattice(self.text, self.lexicon)
        for start in sorted(self.starts):
            for end, senses, _ in lattice.words_at(start):
                if end not in self.ends or end == len(self.text):
                    continue
                for sense in senses:
                    for room in _rooms(sense):
                        more = sense._replace(room=room)
                        if self._holds(words={start: (end, [more])}):
                            word = self._word(start, end)
                            self.lexicon.senses[word].discard(sense)
                            self._add(word, more)
                            return True
        return False

    def glue(self) -> bool:
        """A word between two others, or written together with the next one: Arabic و."""
        for end, after in self._gaps():
            for code in _CODES:
                if self._holds(links={end: (after, frozenset([code]))}):
                    self._link(end, after, code)
                    return True
        return False

    def glue_and_room(self) -> bool:
        """A word between two others, and room for the second: بیست و دو."""
        lattice = Lattice(self.text, self.lexicon)
        words = [
            (start, end, sense)
            for start in sorted(self.starts)
            for end, senses, _ in lattice.words_at(start)
            for sense in senses
        ]
        for end, after in self._gaps():
            for start, sense in ((start, sense) for start, stop, sense in words if stop == end):
                for room in _rooms(sense):
                    more = sense._replace(room=room)
                    for code in _CODES[:12]:
                        link = (after, frozenset([code]))
                        if self._holds(words={start: (end, [more])}, links={end: link}):
                            word = self._word(start, end)
                            self.lexicon.senses[word].discard(sense)
                            self._add(word, more)
                            self._link(end, after, code)
                            return True
        return False

    def _gaps(self) -> Iterator[Span]:
        """Where glue may begin and end."""
        for count in (1, 2):
            for first in range(1, len(self.spans) - count):
                between = self.spans[first : first + count]
                # A number is not between the words of one, except zero: 一百零一.
                if not any(
                    sense.value
                    for span in between
                    for sense in self.lexicon.senses.get(self._word(*span), ())
                ):
                    yield self.spans[first - 1][1], self.spans[first + count][0]
        for (_, end), (start, stop) in pairwise(self.spans):
            if end < start:
                yield from ((end, after) for after in range(start + 1, min(start + 3, stop - 1)))

    def word(self) -> bool:
        """A word that is not known yet."""
        return any(
            self._means(start, end, sense)
            for start, end in self.spans
            if self._word(start, end) not in self.lexicon.senses and self.text[start] != ","
            for sense in self._senses(start, end)
        )

    def sense(self) -> bool:
        """Another use of a known word, with the same value: cent, deux cent."""
        return any(
            self._means(start, end, sense)
            for start, end in self.spans
            for sense in self._senses(start, end)
            if any(
                known.value == sense.value
                for known in self.lexicon.senses.get(self._word(start, end), ())
            )
        )

    def phrase(self) -> bool:
        """Several words that are one: quatre-vingt."""
        for count in range(2, len(self.spans) + 1):
            for first in range(len(self.spans) - count + 1):
                spans = self.spans[first : first + count]
                start, end = spans[0][0], spans[-1][1]
                new = not any(self._word(*span) in self.lexicon.senses for span in spans)
                for sense in self._senses(start, end):
                    # All of a text that is a thousand is not what multiplies: ett tusen.
                    whole = count == len(self.spans)
                    if sense.is_power and whole and not self.series.is_ordinal:
                        continue
                    # In a large value, any words could mean the part of it that is not read.
                    small = self.value <= 100 or whole
                    if (small or (sense.is_power and new)) and self._means(start, end, sense):
                        return True
        return False

    def power_in_compound(self) -> bool:
        """A multiplying word at the end of another: двухтысячный."""
        for start, end in self.spans:
            for at in range(start + 1, end - _MIN_POWER_CHARS + 1):
                for power in range(3, len(str(self.value))):
                    ordinal = self.series.is_ordinal and end == len(self.text)
                    sense = Sense(10**power, 10**power, True, ordinal)
                    links = {} if self.lexicon.joined else {at: (at, None)}
                    if self._holds(words={at: (end, [sense])}, links=links):
                        self.lexicon.flags.add("joined")
                        self._add(self._word(at, end), sense)
                        return True
        return False

    def nested(self) -> bool:
        """A number with millions, times a million."""
        if "nested" in self.lexicon.flags:
            return False
        self.lexicon.flags.add("nested")
        if not self._holds():
            self.lexicon.flags.discard("nested")
        return "nested" in self.lexicon.flags

    def _means(self, start: int, end: int, sense: Sense) -> bool:
        """Whether it helps that the words mean this; then they do."""
        if holds := self._holds(words={start: (end, [sense])}):
            self._add(self._word(start, end), sense)
        return holds

    def _senses(self, start: int, end: int) -> Iterator[Sense]:
        last = end == len(self.text)
        senses = list(_senses(self.value, start == 0, last))
        # All words of an ordinal may be ordinals, or only its last: vigésimo primero, twenty-first.
        if self.series.is_ordinal:
            yield from (sense._replace(is_ordinal=True) for sense in senses)
        if not self.series.is_ordinal or not last:
            yield from senses

    def _word(self, start: int, end: int) -> str:
        return self.text[start:end].replace("-", " ")

    def _add(self, word: str, sense: Sense) -> None:
        self.lexicon.senses.setdefault(word, set()).add(sense)

    def _link(self, end: int, after: int, code: str) -> None:
        between = self.text[end:after].replace(" ", "_").replace("-", "_")
        assert pattern(between).fullmatch(self.text, end, after)
        self.lexicon.glue.setdefault(between, set()).add(code)


def _rooms(sense: Sense) -> Iterator[int]:
    """How much more room a word may have."""
    if sense.is_power:
        return
    for room in (10, 20, 100, *(10**power for power in range(3, 16))):
        if sense.room < room <= sense.value and sense.value % room == 0:
            yield room


def _senses(value: int, first: bool, last: bool) -> Iterator[Sense]:
    """What a word in the name of a value may mean, by where it is."""
    digits = str(value)
    if first and last:
        if value == 10 ** (len(digits) - 1) and value >= 1000:
            yield Sense(value, value, True)
        if value <= 100 or (value < 10**5 and set(digits[1:]) == {"0"}):
            yield Sense(value)
        return
    powers = [Sense(10**power, 10**power, True) for power in range(len(digits) - 1, 0, -1)]
    if not first:
        yield from powers
    parts = []
    for power in range(len(digits)):
        rest = value // 10**power
        parts += [rest % 10, rest % 100, rest % 100 // 10 * 10, rest % 1000 // 100 * 100]
    parts.append(int(digits[0]) * 10 ** (len(digits) - 1))
    for part in filter(None, dict.fromkeys(parts)):
        sense = Sense(part)
        yield sense
        if not last:
            yield from (sense._replace(room=room) for room in _rooms(sense))
    if first:
        yield from powers
