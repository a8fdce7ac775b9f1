"""The number words of a language: what each is worth, and what is between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tqcheck.recognisers.number_words.folding import without_accents

FOLDER = Path(__file__).parent / "data"

# What may be between two words of one number, in folded text.
_GAP = "(?: {1,2}|-)"


class Sense(NamedTuple):
    """One meaning of a word."""

    value: int
    # What may be added to it is smaller: 10 for "twenty", 20 for "soixante", 1 for "seven".
    room: int = 1
    # Multiplies what is before it, as "hundred" and "million".
    is_power: bool = False
    is_ordinal: bool = False

    def __str__(self) -> str:
        """The sense as the tables write it."""
        mark = "o" if self.is_ordinal else ""
        power = "*" if self.is_power else ""
        room = f"/{self.room}" if self.room > 1 and not self.is_power else ""
        return f"{mark}{power}{self.value}{room}"

    @classmethod
    def parse(cls, written: str) -> Sense:
        """The sense that the tables write so."""
        match = re.fullmatch(r"(o?)(\*?)(\d+)(?:/(\d+))?", written)
        assert match is not None, written
        value = int(match[3])
        room = value if match[2] else int(match[4] or 1)
        return cls(value, room, bool(match[2]), bool(match[1]))


@dataclass
class Lexicon:
    """The number words of a language, folded, with a blank for each gap inside a word."""

    language: str
    senses: dict[str, set[Sense]] = field(default_factory=dict)
    # Words between others, with `_` for a gap ("_and_", "und"), and where: see `machine.py`.
    glue: dict[str, set[str]] = field(default_factory=dict)
    # Words that are numbers only sometimes.
    weak: set[str] = field(default_factory=set)
    # What makes an ordinal of the number after it or before it.
    before: set[str] = field(default_factory=set)
    after: set[str] = field(default_factory=set)
    # Letters that are written together with the word after them (Arabic, Hebrew), and endings.
    leads: set[str] = field(default_factory=set)
    endings: set[str] = field(default_factory=set)
    # Magnitudes that only follow digits: "mln", "тыс."
    short: dict[str, int] = field(default_factory=dict)
    # joined: words are written together. unspaced: there are no blanks between any words.
    # pairs: 1984 is nineteen and eighty-four. nested: a crore may multiply a number with crores.
    # plain: accents may be left out.
    flags: set[str] = field(default_factory=set)

    @cached_property
    def joined(self) -> bool:
        return "joined" in self.flags or self.unspaced

    @cached_property
    def unspaced(self) -> bool:
        return "unspaced" in self.flags

    @cached_property
    def trie(self) -> dict[str, Any]:
        """The words by their letters; at the key "" is a word's senses, and whether it is weak."""
        root: dict[str, Any] = {}
        for word, senses in self.all_senses.items():
            node = root
            for char in word:
                node = node.setdefault(char, {})
            node[""] = (sorted(senses), word in self.weak)
        return root

    @cached_property
    def all_senses(self) -> dict[str, set[Sense]]:
        """The senses of all words, also of those without their accents."""
        if "plain" not in self.flags:
            return self.senses
        senses = {word: set(each) for word, each in self.senses.items()}
        for word, each in self.senses.items():
            bare = without_accents(word)
            if bare not in self.senses:
                senses.setdefault(bare, set()).update(each)
        return senses

    @cached_property
    def links(self) -> list[tuple[re.Pattern[str], frozenset[str]]]:
        """What may be between two words and where."""
        patterns = []
        for word, places in sorted(self.glue.items()):
            patterns.append((pattern(word), frozenset(places)))
            if self.joined and word.isalpha():
                patterns.append((pattern(f"_{word}_"), frozenset(places)))
        return patterns

    @cached_property
    def prefixes(self) -> list[re.Pattern[str]]:
        return [pattern(word) for word in sorted(self.before)]

    @cached_property
    def suffixes(self) -> list[re.Pattern[str]]:
        return [pattern(word) for word in sorted(self.after)]

    @cached_property
    def starts(self) -> re.Pattern[str]:
        """What finds where a word may begin, or the letters that are written together with it."""
        words = [*self.all_senses, *self.before, *self.leads]
        firsts = "".join(sorted({re.escape(word[0]) for word in words}))
        return re.compile(f"[{firsts}]" if self.unspaced else rf"(?<![^\W_])[{firsts}]")

    def changed(self) -> None:
        """Forget what was computed from the words."""
        for name in ("joined", "unspaced", "trie", "all_senses", "links", "starts"):
            self.__dict__.pop(name, None)
        for name in ("prefixes", "suffixes"):
            self.__dict__.pop(name, None)

    def __str__(self) -> str:
        """The lexicon as a table."""
        rows = [f"{name} {_words(getattr(self, name))}" for name in _SETS if getattr(self, name)]
        rows += [f"glue {word} {' '.join(sorted(at))}" for word, at in sorted(self.glue.items())]
        for value in sorted(set(self.short.values())):
            rows.append(f"short {value} {_words({w for w, v in self.short.items() if v == value})}")
        meant: dict[Sense, set[str]] = {}
        for word, senses in self.senses.items():
            for sense in senses:
                meant.setdefault(sense, set()).add(word)
        order = sorted(meant, key=lambda sense: (sense.is_ordinal, sense.value, sense))
        rows += [f"{sense} {_words(meant[sense])}" for sense in order]
        return "\n".join(rows) + "\n"


_SETS = ("flags", "weak", "before", "after", "leads", "endings")


def parse(table: str, language: str) -> Lexicon:
    """The lexicon that a table holds."""
    lexicon = Lexicon(language)
    for row in table.splitlines():
        key, *words = row.split()
        if key == "#":
            continue
        words = [word.replace("_", " ") for word in words] if key != "glue" else words
        if key in _SETS:
            getattr(lexicon, key).update(words)
        elif key == "glue":
            lexicon.glue[words[0]] = set(words[1:])
        elif key == "short":
            lexicon.short.update(dict.fromkeys(words[1:], int(words[0])))
        else:
            sense = Sense.parse(key)
            for word in words:
                lexicon.senses.setdefault(word, set()).add(sense)
    return lexicon


@lru_cache(maxsize=8)
def lexicon_of(language: str) -> Lexicon | None:
    """The number words of a language of that code, or None if there is no table of them."""
    path = FOLDER / f"{language}.txt"
    return parse(path.read_text(encoding="utf-8"), language) if path.is_file() else None


def pattern(word: str) -> re.Pattern[str]:
    """What finds the word in folded text, with a gap for each `_`."""
    return re.compile(_GAP.join(map(re.escape, re.split("[_ ]", word))))


def _words(words: set[str]) -> str:
    return " ".join(sorted(word.replace(" ", "_") for word in words))
