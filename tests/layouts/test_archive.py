"""The archive reader: every way such files are written, and spans that point at the text."""

from __future__ import annotations

import random

import pytest

from tests.growth import assert_linear
from tests.reading import check_text, read_text
from tqcheck import rules
from tqcheck.config import Config
from tqcheck.document import BYLINE, CREDIT, DATELINE, TEXT, TITLE, ArchiveDocument, File
from tqcheck.layouts import comments_in
from tqcheck.layouts.settings import ArchiveSettings

HEADER = "Title: The Mill by the Weir\nAuthor: Shen Boyu\nDate: 1954-06-09\nPage: 3\n"
BODY = "\nThe mill by the weir has turned again since Monday.\n\nIts wheel was carved anew.\n\n"
ORIGINAL = "<hr />\n\nOriginal:\n\n### 堰边的磨坊\n沈伯玉\n1954-06-09\n第3版(国内新闻)\n专栏：\n\n"
SOURCE = "    堰边的磨坊从星期一起又转动了。\n    水轮是重新刻的。\n"
WHOLE = HEADER + BODY + ORIGINAL + SOURCE

TARGETS = ["The mill by the weir has turned again since Monday.", "Its wheel was carved anew."]
SOURCES = ["堰边的磨坊从星期一起又转动了。", "水轮是重新刻的。"]


def read(text: str, **settings: object) -> ArchiveDocument:
    languages = {key: settings.pop(key) for key in list(settings) if key.endswith("_language")}
    archive = ArchiveSettings(**settings)  # type: ignore[arg-type]
    return read_text(text, "mill.md", Config(archive=archive, **languages))  # type: ignore[arg-type]


def texts(document: ArchiveDocument, side: str, kind: str = TEXT) -> list[str]:
    return [s.text for s in getattr(document, side).segments if s.kind == kind]


def pointed_at(document: ArchiveDocument) -> None:
    """Every span of the model points exactly at its text."""
    lines = document.lines
    for segment in (*document.target.segments, *document.source.segments, *document.entities):
        span = segment.span
        assert span.line == span.end_line
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == segment.text
    for field in document.header.fields if document.header else ():
        span = field.value_span
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == field.value
    for metadatum in document.source_header.values():
        span = metadatum.span
        assert metadatum.value in lines[span.line - 1][span.column - 1 : span.end_column - 1]


VARIANTS = {
    "blank lines": WHOLE,
    "indented by blanks": WHOLE.replace("\nThe mill", "\n    The mill").replace(
        "\n\nIts", "\n    Its"
    ),
    "indented by U+3000": WHOLE.replace("\nThe mill", "\n　　The mill").replace(
        "\n\nIts", "\n　　Its"
    ),
    "indented and blank lines": WHOLE.replace("\nIts", "\n　　Its"),
    "CRLF": WHOLE.replace("\n", "\r\n"),
    "CR": WHOLE.replace("\n", "\r"),
    "mixed line ends": WHOLE.replace("\n", "\r\n", 5),
    "separator with trailing blanks": WHOLE.replace("<hr />", "<hr />  "),
    "separator written otherwise": WHOLE.replace("<hr />", " <HR/>"),
    "marker emphasised": WHOLE.replace("Original:", "**Original**："),
    "marker as heading": WHOLE.replace("Original:", "## ORIGINAL"),
    "blank lines between fields": WHOLE.replace("\nAuthor", "\n\nAuthor").replace(
        "\nPage", "\n \n\nPage"
    ),
    "no blank line below the header": WHOLE.replace("Page: 3\n\n", "Page: 3\n"),
    "blank lines above the header": "\n\n" + WHOLE,
    "fields in another order": WHOLE.replace("Title: The Mill by the Weir\n", "").replace(
        "Page: 3\n", "Page: 3\nTitle: The Mill by the Weir\n"
    ),
    "field names in capitals": WHOLE.replace("Title:", "TITLE:").replace("Date:", "DATE："),
    "Edition": WHOLE.replace("Page:", "Edition:"),
    "no line end at the end": WHOLE.rstrip("\n"),
    "blank lines at the end": WHOLE + "\n \n\u3000\n",
    "breaks": WHOLE.replace("\nIts", "\n<br>\n<br /> <br>\nIts"),
    "rules and comments": WHOLE.replace("\nIts", "\n* * *\n<!-- page 2 -->\n---\nIts"),
    "source divided by blank lines": WHOLE.replace("。\n", "。\n\n"),
    "source without indents": WHOLE.replace("    堰", "堰").replace("    水", "水"),
    "source indented by U+3000": WHOLE.replace("    堰", "　　堰").replace("    水", "　　水"),
    "page without a name": WHOLE.replace("第3版(国内新闻)", "第3版()"),
    "page with nested brackets": WHOLE.replace("第3版(国内新闻)", "第3版(国内新闻(附图))"),
    "page with blanks": WHOLE.replace("第3版(国内新闻)", "第 3 版"),
    "column named": WHOLE.replace("专栏：", "专栏: 水乡见闻"),
    "no column": WHOLE.replace("专栏：\n", ""),
    "no byline line": WHOLE.replace("沈伯玉\n", ""),
    "blank byline": WHOLE.replace("沈伯玉\n", " \n"),
    "blank lines in the original's header": WHOLE.replace("1954-06-09\n第", "1954-06-09\n\n第"),
}


@pytest.mark.parametrize("text", VARIANTS.values(), ids=VARIANTS)
def test_every_variant_gives_the_same_paragraphs(text: str) -> None:
    document = read(text)
    assert texts(document, "target") == TARGETS
    assert texts(document, "source") == SOURCES
    assert document.header is not None
    values = {field.name: field.value for field in document.header.fields}
    assert values == {
        "Title": "The Mill by the Weir",
        "Author": "Shen Boyu",
        "Date": "1954-06-09",
        "Page": "3",
    }
    assert document.header.strays == ()
    found = {name: metadatum.value for name, metadatum in document.source_header.items()}
    assert found["title"] == "堰边的磨坊"
    assert (found["date"], found["page"]) == ("1954-06-09", "3")
    assert found.get("byline", "沈伯玉") == "沈伯玉"
    assert [s.number for s in document.target.paragraphs] == [1, 2]
    pointed_at(document)


def test_title_and_byline_repeated_at_the_head_are_no_paragraphs() -> None:
    repeated = BODY.replace("\nThe", "\n**The Mill by the Weir**\n\nBy Shen Boyu\n\nThe", 1)
    document = read(HEADER + repeated + ORIGINAL + "    堰边的磨坊\n    沈伯玉\n" + SOURCE)
    assert texts(document, "target") == TARGETS
    assert texts(document, "target", TITLE) == ["**The Mill by the Weir**"]
    assert texts(document, "target", BYLINE) == ["By Shen Boyu"]
    assert texts(document, "source", TITLE) == ["堰边的磨坊"]
    assert texts(document, "source", BYLINE) == ["沈伯玉"]
    assert [s.number for s in document.source.paragraphs] == [1, 2]
    pointed_at(document)


def test_bracketed_credit_and_dateline_are_no_paragraphs() -> None:
    document = read(WHOLE.rstrip("\n") + "\n    （沈伯玉）\n    新华社杭州八日电\n    （附图片）\n")
    assert texts(document, "source") == SOURCES
    assert texts(document, "source", BYLINE) == ["（沈伯玉）"]
    assert texts(document, "source", DATELINE) == ["新华社杭州八日电"]
    assert texts(document, "source", CREDIT) == ["（附图片）"]


@pytest.mark.parametrize("marker", ["**Named Entities**", "Named Entities:", "## named entities"])
def test_named_entities_are_a_glossary(marker: str) -> None:
    entities = f"{marker}\n\n堰边          by the weir\n沈伯玉  Shen Boyu\n\n"
    document = read(HEADER + BODY + entities + ORIGINAL + SOURCE)
    assert texts(document, "target") == TARGETS
    assert [s.text for s in document.entities] == ["堰边          by the weir", "沈伯玉  Shen Boyu"]
    pointed_at(document)


def test_text_right_below_the_header_that_looks_like_a_field() -> None:
    lines = "Date: unknown to this day.\n\nXinhua News Agency, March 1st: The mill turns.\n"
    document = read(HEADER + lines + "\n" + ORIGINAL + SOURCE)
    assert document.header is not None
    assert [field.name for field in document.header.fields][:4] == [
        "Title",
        "Author",
        "Date",
        "Page",
    ]
    assert "Xinhua News Agency, March 1st: The mill turns." in document.target.text
    below = read(HEADER + "\n" + lines + "\n" + ORIGINAL + SOURCE)
    assert below.header is not None
    assert len(below.header.fields) == 4
    assert below.target.segments[0].text == "Date: unknown to this day."


def test_a_stray_line_inside_the_header() -> None:
    document = read(WHOLE.replace("Date:", "translated by hand\nDate:"))
    assert document.header is not None
    assert [(s.text, s.span.line) for s in document.header.strays] == [("translated by hand", 3)]
    assert texts(document, "target") == TARGETS


def test_a_field_twice_stays_twice() -> None:
    document = read(WHOLE.replace("Page: 3\n", "Page: 3\nEdition: 4\n"))
    assert document.header is not None
    pages = [field for field in document.header.fields if field.name == "Page"]
    assert [(f.label, f.value) for f in pages] == [("Page", "3"), ("Edition", "4")]
    assert document.header.get("Page") == pages[0]


def test_marked_up_fields_are_read_and_faulted() -> None:
    document = read(WHOLE.replace("Title:", "**Title:**"))
    title = document.header and document.header.get("Title")
    assert title
    assert (title.value, title.fault) == ("The Mill by the Weir", "write `Title:` without markup")


def test_a_source_without_body() -> None:
    document = read(HEADER + "\nThe mill by the weir. (Photograph)\n\n" + ORIGINAL)
    assert document.source.segments == ()
    assert document.source_header["title"].value == "堰边的磨坊"
    assert document.source.span.line <= len(document.lines)


@pytest.mark.parametrize(
    ("text", "header", "target", "source", "separator", "marker"),
    [
        (HEADER, True, 0, 0, False, False),
        ("Original:\n", False, 0, 0, False, True),
        ("<hr />\n", False, 0, 0, True, False),
        ("Original:\n<hr />\nOriginal:\n", False, 0, 1, False, True),
        ("One line.", False, 1, 0, False, False),
        (HEADER + BODY + ORIGINAL.replace("<hr />", "") + SOURCE, True, 2, 2, False, True),
        (HEADER + BODY + ORIGINAL.replace("Original:", "") + SOURCE, True, 2, 2, True, False),
        (
            HEADER + BODY + ORIGINAL.partition("Original:")[2] + SOURCE,
            True,
            2,
            2,
            False,
            False,
        ),
        (BODY.replace("Its", "<hr />\n\nIts") + ORIGINAL + SOURCE, False, 2, 2, True, True),
    ],
    ids=[
        "header only",
        "marker only",
        "separator only",
        "two markers",
        "one line",
        "no separator",
        "no marker",
        "neither",
        "no header, two separators",
    ],
)
def test_what_is_missing_is_no_accident(
    text: str, header: bool, target: int, source: int, separator: bool, marker: bool
) -> None:
    document = read(text)
    assert (document.header is not None) == header
    assert len([s for s in document.target.paragraphs if s.text != "<hr />"]) == target
    assert len([s for s in document.source.paragraphs if s.text != "<hr />"]) == source
    assert (document.separator is not None, document.marker is not None) == (separator, marker)
    pointed_at(document)


def test_other_names_and_marks() -> None:
    text = (
        "Titel: Die Mühle am Wehr\nVerfasser: Anna Roth\nDatum: 1954-06-09\nBlatt: 3\n\n"
        "Die Mühle dreht sich wieder.\n\nWörterliste\n\nмельница  Mühle\n\n"
        "* * *\n\nQuelle\n\n== Мельница у плотины ==\nА. Рот\nот 1954-06-09\nлист 3\n\n"
        "Мельница снова работает.\n"
    )
    document = read(
        text,
        source_language="ru",
        target_language="de",
        required_fields=("Titel", "Verfasser", "Datum", "Seite"),
        field_aliases={"Seite": ("Blatt",)},
        separator="* * *",
        marker="Quelle:",
        glossary_marker="Wörterliste",
        metadata={
            "title": r"==\s*(.*?)\s*==",
            "date": r"от (\d{4}-\d\d-\d\d)",
            "page": r"лист (\d+)",
        },
    )
    assert document.header is not None
    assert [(f.name, f.value) for f in document.header.fields] == [
        ("Titel", "Die Mühle am Wehr"),
        ("Verfasser", "Anna Roth"),
        ("Datum", "1954-06-09"),
        ("Seite", "3"),
    ]
    assert {name: m.value for name, m in document.source_header.items()} == {
        "title": "Мельница у плотины",
        "byline": "А. Рот",
        "date": "1954-06-09",
        "page": "3",
    }
    assert [s.text for s in document.target.segments] == ["Die Mühle dreht sich wieder."]
    assert [s.text for s in document.source.segments] == ["Мельница снова работает."]
    assert [s.text for s in document.entities] == ["мельница  Mühle"]
    assert (document.target.language, document.source.language) == ("de", "ru")
    pointed_at(document)


def test_a_metadata_pattern_whose_group_takes_no_part() -> None:
    document = read(WHOLE, metadata={"title": r"#+ (.*)", "date": r"(\d+年)?1954-06-09"})
    assert texts(document, "target") == TARGETS


def test_only_line_ends_break_lines() -> None:
    body = "\nOne\u2028two\x0bthree\x0cfour\x85five\x1csix.\n\nIts wheel.\n\n"
    document = read(HEADER + body + ORIGINAL + SOURCE)
    assert len(document.lines) == (HEADER + body + ORIGINAL + SOURCE).count("\n") + 1
    assert texts(document, "target")[0] == "One\u2028two\x0bthree\x0cfour\x85five\x1csix."
    assert document.target.paragraphs[1].span.line == 8
    pointed_at(document)


@pytest.mark.parametrize(
    "text",
    [
        "𝓐 mill 𠮷 and 🛶🏽 more.",
        "A\u0301 mi\u0308ll\u200b with\u200d marks\ufeff.",
        "\u202eA mill turned around\u202c.",
        "\u200fA mill\u2066.",
    ],
    ids=["astral", "combining and zero width", "override", "direction marks"],
)
def test_columns_are_code_points(text: str) -> None:
    document = read(HEADER + "\n\u3000\t" + text + "\t\n\n" + ORIGINAL + SOURCE)
    (paragraph,) = document.target.paragraphs
    assert paragraph.text == text
    assert (paragraph.span.column, paragraph.span.end_column) == (3, 3 + len(text))
    pointed_at(document)


PIECES = (
    *("\n", "\r", "\r\n", "\u2028", "\x85", "\x0c", "\x00", "\x1b[31m", "\ufeff", "\u202e"),
    *("<hr />", "Original:", "Title:", "Page: ²", "Date: 0000-00-00", "Page: ٣", "**Author:**"),
    *("### ", "第版()", "第٣版", "专栏：", "1954-99-99", "（", "）", "𠮷", "e\u0301", "\u200d"),
    *("Named Entities", "---", "<!--", "-->", "Ω", "ж", "各", "ー", "👩\u200d👧", "\U0010ffff"),
)
# Those that look at header, sections and scripts, and never at the alignment.
RULES = (
    *("foreign-script", "header-field-duplicate", "header-field-empty", "header-field-malformed"),
    *("header-field-missing", "header-mismatch", "header-missing", "section-missing"),
    *("source-remnant", "untranslated-paragraph"),
)


def mutated(text: str, random: random.Random) -> str:
    for _ in range(random.randint(1, 6)):
        lines = text.splitlines(keepends=True) or [""]
        at = random.randrange(len(lines))
        place = random.randint(0, len(text))
        match random.randrange(6):
            case 0:
                del lines[at]
                text = "".join(lines)
            case 1:
                text = "".join([*lines[:at], lines[at] * 2, *lines[at:]])
            case 2:
                random.shuffle(lines)
                text = "".join(lines)
            case 3:
                text = text[:place]
            case 4:
                text = text[place:] + text[:place]
            case _:
                drawn = chr(
                    random.choice((random.randrange(0xD800), random.randrange(0x10000, 0x110000)))
                )
                text = text[:place] + random.choice((*PIECES, drawn)) + text[place:]
    return text


@pytest.mark.parametrize("seed", range(300))
def test_no_mutation_breaks_the_reader_or_a_rule(seed: int) -> None:
    text = mutated(WHOLE, random.Random(seed))
    document = read(text)
    pointed_at(document)
    for name in RULES:
        for finding in rules.get(name).findings(document, {}, None):
            last = document.lines[finding.end_line - 1]
            assert 1 <= finding.line <= finding.end_line <= len(document.lines), finding
            assert 1 <= finding.column <= len(document.lines[finding.line - 1]) + 1, finding
            assert 1 <= finding.end_column <= len(last) + 1, finding
            assert (finding.line, finding.column) <= (finding.end_line, finding.end_column), finding
            for related in finding.related:
                source = document.lines[related.line - 1]
                assert 1 <= related.column <= related.end_column <= len(source) + 1, related


@pytest.mark.parametrize("page", ["²", "٣", "①", "1" * 5000, "-1", "2.5", "二"])
def test_odd_page_numbers_are_findings(page: str) -> None:
    document = read(WHOLE.replace("Page: 3", f"Page: {page}"))
    named = [f.rule for name in RULES for f in rules.get(name).findings(document, {}, None)]
    assert named
    assert set(named) <= {"header-field-malformed", "header-mismatch"}


@pytest.mark.parametrize(
    "line", ["：", ":", "::", "Title", "Title :", "a" * 5000 + ":", "- [ ] Page: x"]
)
def test_odd_header_lines_are_read(line: str) -> None:
    document = read(WHOLE.replace("Date:", line + "\nDate:"))
    assert document.header is not None
    pointed_at(document)


@pytest.mark.parametrize("blank", ["\x0c", "\x85", "\u2003", "\u2028", "\xa0"])
def test_values_behind_odd_blanks(blank: str) -> None:
    document = read(WHOLE.replace("Title: ", f"Title: {blank}"))
    assert document.header is not None
    assert document.header.fields[0].value == "The Mill by the Weir"
    pointed_at(document)


ARTICLE = """\
Title: The Kite Fair
Author: Feng Xuefeng
Date: 1956-04-12
Page: 2
{extra}
Children of the lower town flew three hundred kites over the river on Sunday.

<hr />

Original:

{original}

    下城的孩子们星期日在河上放起了三百只风筝。
"""


@pytest.mark.parametrize(
    "original",
    [
        "### 风筝会\n冯　雪　峰\n第2版()\n1956-04-12\n专栏：",
        "### 风筝会\n冯雪峰\n1956年4月12日\n第2版()\n专栏：",
        "### 风筝会\n冯雪峰\n第2版()\n专栏：",
        "### 风筝会\n冯雪峰\n1956-04-12\n第2版()",
    ],
    ids=["page before date", "date in Chinese", "no date", "no column"],
)
@pytest.mark.parametrize("extra", ["", "Translator: Wen Da\nSource: https://kites.example\n"])
def test_another_order_of_the_originals_header_and_fields_of_others(
    original: str, extra: str
) -> None:
    text = ARTICLE.format(original=original, extra=extra)
    document = read(text)
    assert [segment.text for segment in document.source.paragraphs] == [
        "下城的孩子们星期日在河上放起了三百只风筝。"
    ]
    assert len(document.target.paragraphs) == 1
    assert not check_text(text, "x.md", Config()).findings


def test_comments_are_found_in_linear_time() -> None:
    for part in ("<!-- tqcheck: ", "<!--", "<!-- tqcheck: ignore[a] -->", "<!--" + " " * 50):
        assert_linear(lambda n, p=part: comments_in(File("a.md", (p * n,))), 2_000)  # type: ignore[misc]
