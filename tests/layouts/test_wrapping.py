"""Hard-wrapped paragraphs: read as one where lines were broken to fit a width, and only there."""

from __future__ import annotations

import textwrap

import pytest

from tests.reading import read_text
from tqcheck.document import Document, Segment
from tqcheck.layouts.joining import columns

HEADER = "Title: The Mill by the Weir\nAuthor: Shen Boyu\nDate: 1954-06-09\nPage: 3\n\n"
ORIGINAL = "\n<hr />\n\nOriginal:\n\n### 堰边的磨坊\n沈伯玉\n1954-06-09\n第3版()\n专栏：\n\n"
ENGLISH = [
    "The mill by the weir has turned again since Monday, and the farmers of Upper Weir no longer"
    " carry their grain to town. Old Shen, who has looked after the sluice for twenty-six years,"
    " opened it himself at six in the morning while half of the village stood on the bridge.",
    "Its wheel was carved anew from the elm that the storm of last July had thrown across the"
    " threshing floor, and the stones were cut in Linhe. Eleven carpenters worked all winter.",
    "The cooperative pays with flour: two jin for each hundred that are ground.",
]
CHINESE = [
    "堰边的磨坊从星期一起又转动了，上堰的农民不必再把粮食背到镇上去磨。看了二十六年水闸的老沈早上六点"
    "亲手开了闸，半个村子的人都站在桥上看。",
    "水轮是用去年七月被风刮倒在打谷场上的那棵榆树重新刻的，磨盘在临河凿成，十一个木匠忙了整整一个冬天。",
    "合作社用面粉付钱，每磨一百斤付两斤。",
]
QUATRAIN = """\
The river carries all our boats to sea,
And all our songs it carries to the town;
The willow keeps the shadow that was me
And lets its yellow letters flutter down.
"""
FREE = """\
we counted the lanterns on the other side
and lost count
somewhere between the ferry and the mill where no one
lives
but the heron
"""
SLOGANS = """\
Long live the friendship of the peoples on both banks of the river!
Learn from the carpenters of Linhe and finish the wheel before the spring!
Not one grain of the harvest may be lost between the field and the mill!
Plant an elm for every elm that is felled!
"""
DIALOGUE = """\
"Who opened the sluice last night, and why was nobody told of it before now?"
"I did. The water stood a foot above the mark, and the boys were asleep."
"Then you have saved the mill, and nobody will hear a word from me about it."
"""
CAPTIONS = """\
The wheel of the mill at Upper Weir, carved by eleven carpenters from Linhe
Photograph by Shen Boyu
The bridge on Monday morning
"""
TABLE = """\
Village          Mills     Grain ground in 1953     Grain ground in 1954
Upper Weir       1         43,000 jin               51,000 jin
Lower Weir       2         88,000 jin               90,500 jin
"""
BRIEFS = """\
The ferry at Lower Weir will not run on Sunday, since its rope is to be changed.
A library with four hundred books was opened in the school of Upper Weir.
The county hospital sends a doctor to the village on the first of each month.
"""
SENTENCES = """\
The mill by the weir has turned again since Monday.
The farmers of Upper Weir no longer carry their grain to town.
Old Shen opened the sluice himself at six in the morning.
Half of the village stood on the bridge.
"""


def read(target: str, source: str = "    堰边的磨坊从星期一起又转动了。\n") -> Document:
    return read_text(HEADER + target + ORIGINAL + source, "mill.md")


def texts(segments: tuple[Segment, ...]) -> list[str]:
    return [segment.text for segment in segments]


def pointed_at(document: Document) -> None:
    """Every character of every text is that of its place in the file, but for the line ends."""
    for segment in (*document.target.segments, *document.source.segments):
        shown = ""
        for i, char in enumerate(segment.text):
            place = segment.span.part(i, i + 1)
            line = document.lines[place.line - 1]
            if place.line == place.end_line:
                shown += line[place.column - 1 : place.end_column - 1]
            else:
                assert char == " " and not line[place.column - 1 :].strip()
                shown += " "
        assert shown == segment.text
        whole = segment.span.part(0, len(segment.text))
        assert whole == segment.span


def broken(text: str, width: int) -> list[str]:
    """Chinese broken at a width; no line begins with a mark."""
    lines = [""]
    for char in text:
        if columns(lines[-1] + char) > width:
            kept = lines[-1][-1] if char in "，。" else ""
            lines[-1] = lines[-1].removesuffix(kept)
            lines.append(kept)
        lines[-1] += char
    return lines


@pytest.mark.parametrize("width", [44, 60, 72, 79, 80, 100, 120])
def test_wrapped_paragraphs_are_read_as_they_were(width: int) -> None:
    target = "\n\n".join(textwrap.fill(text, width) for text in ENGLISH)
    source = "\n\n".join("\n".join(broken(text, width)) for text in CHINESE)
    document = read(target, source)
    assert texts(document.target.segments) == ENGLISH
    assert texts(document.source.segments) == CHINESE
    assert [segment.number for segment in document.target.paragraphs] == [1, 2, 3]
    pointed_at(document)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends(end: str) -> None:
    target = "\n\n".join(textwrap.fill(text, 72) for text in ENGLISH)
    text = (HEADER + target + ORIGINAL + "    堰边的磨坊又转动了。\n").replace("\n", end)
    document = read_text(text, "mill.md")
    assert texts(document.target.segments) == ENGLISH
    pointed_at(document)


def test_paragraphs_told_by_the_indentation_of_their_first_lines() -> None:
    target = "\n".join(textwrap.fill(text, 72, initial_indent="    ") for text in ENGLISH)
    source = "\n".join("\n".join(broken(f"　　{text}", 60)) for text in CHINESE)
    document = read(target, source)
    assert texts(document.target.segments) == ENGLISH
    assert texts(document.source.segments) == CHINESE
    pointed_at(document)


def test_items_of_a_list_are_paragraphs_of_their_own() -> None:
    items = [f"- {text}" for text in ENGLISH]
    hanging = "\n".join(textwrap.fill(text, 72, subsequent_indent="  ") for text in items)
    assert texts(read(hanging).target.segments) == items
    document = read("\n".join(textwrap.fill(text, 72) for text in items))
    assert texts(document.target.segments) == items
    pointed_at(document)


def test_one_paragraph_wrapped_among_others_that_are_not() -> None:
    target = "\n\n".join([ENGLISH[1], textwrap.fill(ENGLISH[0], 80), ENGLISH[2]])
    document = read(target)
    assert texts(document.target.segments) == [ENGLISH[1], ENGLISH[0], ENGLISH[2]]
    pointed_at(document)


def test_an_edit_in_a_wrapped_paragraph_leaves_it_one() -> None:
    target = "\n\n".join(textwrap.fill(text, 72) for text in ENGLISH)
    edited = target.replace("twenty-six", "26").replace("carved anew", "carved once more anew")
    document = read(edited)
    assert len(document.target.segments) == 3
    assert "for 26 years" in document.target.segments[0].text
    pointed_at(document)


@pytest.mark.parametrize("width", [66, 72])
def test_lines_evened_out_as_some_formatters_do(width: int) -> None:
    """No line is longer than 72 columns, none is shorter than it must be by far."""
    lines, line = [], ""
    for number, word in enumerate(ENGLISH[0].split()):
        if line and len(f"{line} {word}") > width - 5 * (number % 3 == 0):
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    document = read("\n".join([*lines, line]) + "\n\n" + textwrap.fill(ENGLISH[1], width))
    assert texts(document.target.segments) == ENGLISH[:2]


@pytest.mark.parametrize(
    "text",
    [QUATRAIN, FREE, SLOGANS, DIALOGUE, CAPTIONS, TABLE, BRIEFS, SENTENCES],
    ids=["verse", "free verse", "slogans", "dialogue", "captions", "table", "briefs", "sentences"],
)
@pytest.mark.parametrize("times", [1, 5])
def test_lines_that_end_where_they_were_meant_to(text: str, times: int) -> None:
    document = read("\n".join([text] * times))
    assert texts(document.target.segments) == text.rstrip("\n").split("\n") * times


def test_verse_among_wrapped_paragraphs_keeps_its_lines() -> None:
    target = "\n\n".join([*(textwrap.fill(text, 60) for text in ENGLISH), QUATRAIN])
    document = read(target)
    assert texts(document.target.segments) == [*ENGLISH, *QUATRAIN.rstrip("\n").split("\n")]
    pointed_at(document)


@pytest.mark.parametrize(
    "text",
    [
        "    磨坊又转动了。\n    水轮是用去年被风刮倒在打谷场上的那棵榆树重新刻的，用了一冬。\n",
        "春水漫过堰口，漫过去年的麦茬，漫过我们说过的话，\n柳树把影子留在岸上，把黄叶寄给下游，不署名。\n",
        "上堰村磨坊由十一名木匠用一个冬天时间重新修复完成\n农民不再把粮食背到镇上\n",
        "王大海　李秀英　赵德福　孙桂兰　周长春　吴小梅\n郑国强　冯玉珍　陈水生　褚秋菊　卫东升\n",
    ],
    ids=["indented", "verse", "headlines", "names"],
)
def test_chinese_lines_that_end_where_they_were_meant_to(text: str) -> None:
    document = read("The mill turns.\n", text)
    assert texts(document.source.segments) == [line.strip() for line in text.strip().split("\n")]


def test_two_lines_alone_are_one_where_neither_shows_a_border() -> None:
    wrapped = textwrap.wrap(ENGLISH[1][:120].rpartition(" ")[0] + ".", 72)
    assert len(read("\n".join(wrapped)).target.segments) == 1
    short = [wrapped[0][:60] + ".", wrapped[1]]
    assert len(read("\n".join(short)).target.segments) == 2


def test_words_broken_at_their_hyphens_and_numbers_anywhere() -> None:
    text = ENGLISH[0].replace("the sluice", "the two- or three-hundred-year-old sluice")
    for width in range(60, 100):
        lines = textwrap.fill(text, width)
        assert texts(read(f"{lines}\n\n{ENGLISH[2]}").target.segments)[0] == text
    grain = "磨坊在一九五三年磨了粮食451000斤，一九五四年磨了粮食527300斤，比前一年多了很多。"
    for width in range(44, 60):
        document = read("The mill turns.\n", "\n".join(broken(grain, width)))
        assert texts(document.source.segments) == [grain]
        pointed_at(document)


def test_named_entities_keep_their_lines() -> None:
    target = "\n\n".join(textwrap.fill(text, 72) for text in ENGLISH)
    entities = "\n\n**Named Entities**\n\n堰边 by the weir\n沈伯玉 Shen Boyu\n"
    document = read(target + entities)
    assert texts(document.target.segments) == ENGLISH
    assert texts(document.entities) == ["堰边 by the weir", "沈伯玉 Shen Boyu"]


def test_an_untranslated_paragraph_has_a_width_of_its_own() -> None:
    target = [textwrap.fill(ENGLISH[0], 80), "\n".join(broken(CHINESE[1], 60))]
    document = read("\n\n".join(target))
    assert texts(document.target.segments) == [ENGLISH[0], CHINESE[1]]
    pointed_at(document)


def test_a_title_over_two_lines_is_a_title() -> None:
    title = "Mill by the Weir Turns Again after a Winter of Work, and the Village Comes to See"
    header = HEADER.replace("The Mill by the Weir", title)
    body = "\n\n".join(textwrap.fill(text, 72) for text in (title, *ENGLISH))
    document = read_text(header + body + ORIGINAL + "    堰边。\n", "a.md")
    assert [segment.kind for segment in document.target.segments[:2]] == ["title", "paragraph"]
