"""Examples of a few lines `zh: …` and `en: …`, and the document that they are put into."""

from __future__ import annotations

import pytest

from tests.reading import check_text, read_text
from tqcheck.config import Config
from tqcheck.layouts import examples

FERRY = {
    "zh": "新渡船昨天横渡清江。",
    "ja": "新しい渡し船は昨日、川を渡った。",
    "en": "The new ferry crossed the Qing River yesterday.",
    "de": "Die neue Fähre überquerte gestern den Fluss.",
    "fr": "Le nouveau bac a traversé la rivière hier.",
    "ru": "Новый паром вчера пересёк реку.",
}


@pytest.mark.parametrize("source", FERRY)
@pytest.mark.parametrize("target", FERRY)
def test_the_frame_gives_nothing_to_report(source: str, target: str) -> None:
    if source == target:
        return
    pair = examples.read(f"{target}: {FERRY[target]}\n{source}: {FERRY[source]}\n", source)
    assert (pair.source, pair.target) == (source, target)
    config = Config(source_language=source, target_language=target)
    assert check_text(pair.document, "ferry.md", config).findings == ()


def test_each_line_is_a_paragraph_of_its_side() -> None:
    pair = examples.read("zh: 一。\nen: One.\nzh: 二。\nzh: 三。\nen: Two and three.\n")
    document = read_text(pair.document)
    assert [s.text for s in document.source.paragraphs] == ["一。", "二。", "三。"]
    assert [s.text for s in document.target.paragraphs] == ["One.", "Two and three."]
    assert document.target.span.line == 6
    assert pair.rows == [(["一。"], ["One."]), (["二。", "三。"], ["Two and three."])]


def test_a_line_without_text_has_nothing_across() -> None:
    pair = examples.read("zh: 一。\nen:\nzh: 二。\nen: Two.\nzh:\nen: Three.\n")
    assert pair.rows == [(["一。"], []), (["二。"], ["Two."]), ([], ["Three."])]
    document = read_text(pair.document)
    assert [s.text for s in document.source.paragraphs] == ["一。", "二。"]
    assert [s.text for s in document.target.paragraphs] == ["Two.", "Three."]


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("en: One.\nzh: 一。", "zh", "en"),
        ("zh: 一。\nfr: Un.", "zh", "fr"),
        ("de: Eins.\nen: One.", "de", "en"),
        ("en: One.\nfr: Un.", "en", "fr"),
    ],
)
def test_the_source_is_the_configured_one_or_the_first(text: str, source: str, target: str) -> None:
    pair = examples.read(text)
    assert (pair.source, pair.target) == (source, target)


def test_blank_lines_part_examples_and_not_a_document() -> None:
    assert examples.split("zh: 一\nen: 1\n\nzh: 二\nen: 2\n") == [
        "zh: 一\nen: 1\n",
        "zh: 二\nen: 2\n",
    ]
    document = "Title: A Ferry\n\nText.\n\nen: text\n"
    assert not examples.is_pair(document)
    assert examples.split(document) == [document]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("zh: 一。\nOne.", "`One.` does not begin with a language"),
        ("zh: 一。", "in two languages, not in zh"),
        ("zh: 一。\nen: One.\nfr: Un.", "in two languages, not in zh, en, fr"),
    ],
)
def test_what_is_not_a_pair_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        examples.read(text)
