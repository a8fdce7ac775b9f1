"""The facts that a language's own module, `languages/<code>.py`, may give; every one is optional.

Its class `Facts` is derived from the one here and sets what is known; for what it leaves out, the
checks fall back to what holds in any language. The module is found by its name: nothing is
registered.

They are classes with attributes, and not dataclasses, since making a dataclass with so many fields
takes as long as loading ten modules, at every start.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib import import_module

from tqcheck.languages import LANGUAGES, known

# How the label of a translation ends: with a colon, with the line, or with its emphasis.
LABEL_END = r"(?:\W*[:：]|\W*$|\*\*)"


def words(text: str) -> frozenset[str]:
    """The words of a text, which blanks separate."""
    return frozenset(text.split())


class Commentary:
    """How translators and models comment on a translation, as patterns that ignore case.

    Written from what they say around and into translations. A pattern may be empty.
    """

    # Every comment, but for an answer at the beginning, has one of these pieces, in small letters.
    signs: tuple[str, ...]
    # Someone speaks, or is spoken to; a comment if it is about translating, or about the text.
    voice: str = ""
    translating: str = ""
    text: str = ""
    # Comments by themselves: a label, an introduction, a refusal to translate, a note, an offer of
    # help, and a model that speaks of itself.
    label: str = ""
    introduction: str = ""
    refusal: str = ""
    note: str = ""
    offer: str = ""
    model: str = ""
    # The beginning of a line that names the translator.
    credit: str = ""
    # `Sure!`, before the translation.
    agreement: str
    # How an original agrees to something, where that is more than `agreement` among words.
    original_agreement: str = ""
    # `Translate` in another sense: to translate plans into action.
    figurative: str = ""
    # What begins a bracket: a note by the translator, or a word that could not be read.
    translators: str
    illegible: str


class Omissions:
    """How a translation says that it leaves something out: `[the rest of the text omitted]`.

    Pieces of patterns that ignore case, each with its alternatives. They are combined with those
    of the other languages, as the remark may be in another language than the text.
    """

    # Every remark has one of these pieces, in small letters.
    signs: tuple[str, ...]
    # `text`, `paragraphs`: what is left out, in brackets.
    part: str = ""
    # `omitted`, `not translated`.
    omitted: str = ""
    # What only a bracket may say instead: `to be continued`; `continues`, with what may follow it.
    remark: str = ""
    continued: str = ""
    continued_where: str = ""
    # `brevity`: what it is left out for.
    reason: str = ""
    # Brackets that begin with a verb: `se omite`.
    omits: str = ""
    # A sentence by itself: `the rest` of the `article` `is` omitted.
    rest: str = ""
    writing: str = ""
    be: str = ""
    # The beginning of a line by itself: `rest` of the article omitted.
    rest_at_start: str = ""
    # All of a bracket, of a line and of a sentence, where words do not combine like that.
    bracket: str = ""
    whole_line: str = ""
    sentence: str = ""


class Facts:
    """What is known of a language beyond the catalogue; sets of words are in small letters."""

    # The commonest grammatical words. They tell languages of one script apart; words that several
    # languages share belong to each of them.
    function_words: frozenset[str] = frozenset()
    # Words, besides function words, that commonly begin a sentence.
    sentence_openers: frozenset[str] = frozenset()
    # Abbreviations as they are written, without their last full stop: those that never end a
    # sentence (Dr.), those that do not if a number follows (No. 5), and those that may (etc.), if
    # the next word is one that commonly begins a sentence.
    abbreviations: frozenset[str] = frozenset()
    abbreviations_before_numbers: frozenset[str] = frozenset()
    abbreviations_at_ends: frozenset[str] = frozenset()
    # Days, centuries and rulers are numbered with a full stop: 3. Mai, Karl V.
    has_ordinal_stops: bool = False
    # There are words without a vowel (krk, smrt), which elsewhere are abbreviations.
    has_words_without_vowels: bool = False
    # Characters that end a question, besides the question marks of all languages.
    question_marks: str = ""
    # Pattern of the clause after a quotation that says who spoke.
    speaker: str = ""
    # Words that may occur twice in a row on purpose: "what he had had", "very very".
    doubled_words: frozenset[str] = frozenset()
    # Articles, which a term has or lacks as the sentence requires.
    articles: frozenset[str] = frozenset()
    # Prepositions before the place where something is, as alternatives of a pattern.
    prepositions_of_place: str = ""
    commentary: type[Commentary] | None = None
    omissions: type[Omissions] | None = None
    # Words for the column and the page of a newspaper, as alternatives of a pattern.
    newspaper_column: str = ""
    newspaper_page: str = ""


@cache
def facts(code: str) -> type[Facts]:
    """The facts of the language of a code such as `pt-BR`; empty ones where none are known."""
    language = known(code)
    if language is None:
        return Facts
    name = f"{__package__}.{language.code}"
    try:
        found: type[Facts] = import_module(name).Facts
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return Facts
    return found


@cache
def all_facts() -> tuple[type[Facts], ...]:
    """The facts of every language, for what a text may say in any of them."""
    return tuple(map(facts, LANGUAGES))


def alternatives(patterns: Iterable[str]) -> str:
    """One pattern of several, without the empty ones."""
    return "|".join(filter(None, patterns))
