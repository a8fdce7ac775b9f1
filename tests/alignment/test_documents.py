"""The alignment of documents: what takes part, and where its sentences are in the file."""

from __future__ import annotations

from tests.articles import PARAGRAPHS, article
from tests.reading import read_text
from tqcheck.alignment.documents import align_document
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.beads import Alignment, Sentence
from tqcheck.document import ArchiveDocument

ENGLISH = [en for en, _ in PARAGRAPHS]
CHINESE = [zh for _, zh in PARAGRAPHS]
LEXICAL = AlignmentSettings("lexical")


def test_paragraphs_and_their_sentences_pair_off() -> None:
    document = _document([f"{ENGLISH[0]} {ENGLISH[1]}", ENGLISH[2]],
                         [f"{CHINESE[0]}{CHINESE[1]}", CHINESE[2]])  # fmt: skip
    alignment = align_document(document, AlignmentSettings())
    assert alignment.engine == "diagonal"
    assert [bead.kind for bead in alignment.beads] == ["1-1", "1-1"]
    assert [len(bead.sentences) for bead in alignment.beads] == [2, 1]
    first, second = (inner.target[0] for inner in alignment.beads[0].sentences)
    assert (first.text, second.text) == (ENGLISH[0], ENGLISH[1])
    assert [(s.number, s.count) for s in (first, second)] == [(1, 2), (2, 2)]
    assert second.unaligned == 0.0


def test_sentences_have_their_place_in_the_file() -> None:
    document = _document([f"{ENGLISH[0]} {ENGLISH[1]}"], [f"{CHINESE[0]}{CHINESE[1]}"])
    inner = align_document(document, AlignmentSettings()).beads[0].sentences[1]
    assert _quoted(document, inner.target[0]) == ENGLISH[1]
    assert _quoted(document, inner.source[0]) == CHINESE[1]


def test_the_settings_are_those_given() -> None:
    alignment = align_document(_document(ENGLISH, CHINESE), LEXICAL)
    assert alignment.engine == "lexical"
    assert _kinds(alignment) == ["1-1"] * 4
    assert all(bead.posterior is not None for bead in alignment.beads)


def test_a_source_paragraph_without_translation_is_omitted() -> None:
    alignment = align_document(_document(ENGLISH[:3], CHINESE), LEXICAL)
    omitted = alignment.beads[-1]
    assert _kinds(alignment) == ["1-1", "1-1", "1-1", "1-0"]
    assert [segment.text for segment in omitted.source] == CHINESE[3:]
    assert omitted.target == ()


def test_a_paragraph_left_untranslated_takes_no_part_and_is_not_omitted() -> None:
    document = _document([*ENGLISH[:2], CHINESE[2], ENGLISH[3]], CHINESE)
    alignment = align_document(document, LEXICAL)
    aligned = [segment.text for bead in alignment.beads for segment in bead.source + bead.target]
    assert _kinds(alignment) == ["1-1"] * 3
    assert CHINESE[2] not in aligned


def test_a_paragraph_translated_beside_its_copy_is_aligned() -> None:
    document = _document([*ENGLISH[:3], CHINESE[2], ENGLISH[3]], CHINESE)
    beads = align_document(document, LEXICAL).beads
    assert [[s.text for s in bead.target] for bead in beads] == [[text] for text in ENGLISH]
    assert [[s.text for s in bead.source] for bead in beads] == [[text] for text in CHINESE]


def test_a_document_without_text_has_no_beads() -> None:
    assert align_document(_document([], []), AlignmentSettings()).beads == ()


def _document(english: list[str], chinese: list[str]) -> ArchiveDocument:
    return read_text(article(english, chinese), "article.md")


def _kinds(alignment: Alignment) -> list[str]:
    return [bead.kind for bead in alignment.beads]


def _quoted(document: ArchiveDocument, sentence: Sentence) -> str:
    """What the file has at a sentence's span."""
    span = sentence.span
    return document.lines[span.line - 1][span.column - 1 : span.end_column - 1]
