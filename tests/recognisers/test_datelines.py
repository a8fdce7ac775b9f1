"""Datelines and credits: what is read of them, and what is none."""

from __future__ import annotations

import pytest

from tqcheck.recognisers.datelines import agencies, dateline, is_dateline
from tqcheck.recognisers.datelines.zh import credit, signature

PAPER = agencies.THIS_PAPER


@pytest.mark.parametrize(
    ("text", "read", "agency", "place", "day", "reporters"),
    [
        ("新华社杭州11月1日电　新桥", "新华社杭州11月1日电", "Xinhua", "杭州", "11月1日", ()),
        ("新华社二日讯　新桥", "新华社二日讯", "Xinhua", "", "二日", ()),
        ("新华社北京二日电新桥昨天", "新华社北京二日电", "Xinhua", "北京", "二日", ()),
        ("▲新华社北京五日电　新桥", "新华社北京五日电", "Xinhua", "北京", "五日", ()),
        ("【新华社渝十日电】新桥", "【新华社渝十日电】", "Xinhua", "渝", "十日", ()),
        ("【太行讯】新桥", "【太行讯】", "", "太行", "", ()),
        ("【冀鲁豫社二日电】新桥", "【冀鲁豫社二日电】", "冀鲁豫社", "", "二日", ()),
        ("据塔斯社莫斯科十日讯：新桥", "据塔斯社莫斯科十日讯", "TASS", "莫斯科", "十日", ()),
        ("新華社杭州三日電　新橋", "新華社杭州三日電", "Xinhua", "杭州", "三日", ()),
        ("新华社杭州３日１４时电　新桥", "新华社杭州３日１４时电", "Xinhua", "杭州", "3日", ()),
        ("本报讯　新桥", "本报讯", PAPER, "", "", ()),
        ("本报杭州电　新桥", "本报杭州电", PAPER, "杭州", "", ()),
        (
            "本报讯（记者张大山、通讯员李河）新桥",
            "本报讯（记者张大山、通讯员李河）",
            PAPER,
            "",
            "",
            ("张大山", "李河"),
        ),
        (
            "本报杭州3日讯　记者李河报道：新桥",
            "本报杭州3日讯　记者李河报道",
            PAPER,
            "杭州",
            "3日",
            ("李河",),
        ),
        ("本报记者李河从杭州报道：新桥", "本报记者李河从杭州报道", PAPER, "杭州", "", ("李河",)),
        ("（新华社记者李河报道）新桥", "（新华社记者李河报道）", "Xinhua", "", "", ("李河",)),
        ("大众日报济南三日讯　新桥", "大众日报济南三日讯", "大众日报", "济南", "三日", ()),
    ],
)
def test_a_chinese_dateline_is_read(
    text: str, read: str, agency: str, place: str, day: str, reporters: tuple[str, ...]
) -> None:
    found = dateline(text, "zh")
    assert found is not None
    assert text[found.start : found.end] == found.text == read
    assert (found.agency, found.place, found.day, found.reporters) == (
        agency, place, day, reporters,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "新桥昨天通车。",
        "三月五日，新桥通车。",
        "新华社成立于1931年。",
        "据路透社报道，新桥通车。",
        "据悉，新桥通车。",
        "合作社二日电影放映三场。",
        "本报记者李河最近访问了新桥。",
        "人民日报的电讯稿件。",
        "（一）新桥",
        "【" * 200,
        "新华社" + "京" * 500,
        "\ud800电讯",
    ],
)
def test_what_is_no_chinese_dateline(text: str) -> None:
    assert dateline(text, "zh") is None


@pytest.mark.parametrize(
    ("text", "read", "agency", "place", "day", "reporters"),
    [
        (
            "Xinhua News Agency, Hangzhou, March 5th. A bridge",
            "Xinhua News Agency, Hangzhou, March 5th.",
            "Xinhua",
            "Hangzhou",
            "March 5th",
            (),
        ),
        (
            "HANGZHOU, March 5 (Xinhua) -- A bridge",
            "HANGZHOU, March 5 (Xinhua) --",
            "Xinhua",
            "HANGZHOU",
            "March 5",
            (),
        ),
        (
            "Hangzhou, Mar. 5 (People's Daily) — A bridge",
            "Hangzhou, Mar. 5 (People's Daily) —",
            PAPER,
            "Hangzhou",
            "Mar. 5",
            (),
        ),
        (
            "[Xinhua News Agency, Chongqing, 15th] A bridge",
            "[Xinhua News Agency, Chongqing, 15th]",
            "Xinhua",
            "Chongqing",
            "15th",
            (),
        ),
        ("Hangzhou (Xinhua) Zhang built it", "Hangzhou (Xinhua)", "Xinhua", "Hangzhou", "", ()),
        (
            "Xinhua, Hangzhou, March 5 Recently a bridge",
            "Xinhua, Hangzhou, March 5",
            "Xinhua",
            "Hangzhou",
            "March 5",
            (),
        ),
        (
            "New China News Agency, Peking, 5 March: A bridge",
            "New China News Agency, Peking, 5 March:",
            "Xinhua",
            "Peking",
            "5 March",
            (),
        ),
        (
            "China News Service report on March 5 in Hangzhou — A bridge",
            "China News Service report on March 5 in Hangzhou —",
            "China News Service",
            "Hangzhou",
            "March 5",
            (),
        ),
        (
            "According to TASS, Moscow, March 5, the bridge",
            "According to TASS, Moscow, March 5",
            "TASS",
            "Moscow",
            "March 5",
            (),
        ),
        (
            "Our reporter Li He reported from Hangzhou on March 5: A",
            "Our reporter Li He reported from Hangzhou on March 5:",
            PAPER,
            "Hangzhou",
            "March 5",
            ("Li He",),
        ),
        (
            "Xinhua, Hangzhou, 5th (Reporter Li He) — A bridge",
            "Xinhua, Hangzhou, 5th (Reporter Li He) —",
            "Xinhua",
            "Hangzhou",
            "5th",
            ("Li He",),
        ),
        ("This newspaper reports that a bridge", "This newspaper reports", PAPER, "", "", ()),
        (
            "**Xinhua, Hangzhou, March 5** — A bridge",
            "Xinhua, Hangzhou, March 5** —",
            "Xinhua",
            "Hangzhou",
            "March 5",
            (),
        ),
        (
            "Xinhua, Hangzhou, 12:30 a.m., March 5. A",
            "Xinhua, Hangzhou, 12:30 a.m., March 5.",
            "Xinhua",
            "Hangzhou",
            "March 5",
            (),
        ),
        ("Hangzhou, March 5 — A bridge", "Hangzhou, March 5 —", "", "Hangzhou", "March 5", ()),
    ],
)
def test_an_english_dateline_is_read(
    text: str, read: str, agency: str, place: str, day: str, reporters: tuple[str, ...]
) -> None:
    found = dateline(text, "en")
    assert found is not None
    assert text[found.start : found.end] == found.text == read
    assert (found.agency, found.place, found.day, found.reporters) == (
        agency, place, day, reporters,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The new bridge was opened.",
        "On March 5, Premier Li Fang said so.",
        "Xinhua News Agency was founded in 1931.",
        "(" * 500,
        "A" * 500,
    ],
)
def test_what_is_no_english_dateline(text: str) -> None:
    assert dateline(text, "en") is None


def test_other_languages_are_not_read() -> None:
    assert dateline("Moskau, 5. März (TASS) — Eine Brücke", "de") is None


@pytest.mark.parametrize(
    ("text", "read", "agency", "reporters"),
    [
        ("新桥通车。　（新华社）", "（新华社）", "Xinhua", ()),
        ("（据新华社北京三月五日电）", "（据新华社北京三月五日电）", "Xinhua", ()),
        ("（本报专电）", "（本报专电）", PAPER, ()),
        ("（张大山编译）", "（张大山编译）", "", ("张大山",)),
        ("新桥通车。　新华社记者　张大山摄", "新华社记者　张大山摄", "Xinhua", ("张大山",)),
    ],
)
def test_a_credit_at_the_end_is_read(
    text: str, read: str, agency: str, reporters: tuple[str, ...]
) -> None:
    found = credit(text)
    assert found is not None
    assert text[found.start : found.end] == found.text == read
    assert (found.agency, found.reporters) == (agency, reporters)


@pytest.mark.parametrize(
    "text", ["", "新桥通车。", "（附图片）", "（完）", "（掌声）", "他在江边拍摄"]
)
def test_what_is_no_credit(text: str) -> None:
    assert credit(text) is None


def test_a_line_may_be_a_credit_without_brackets() -> None:
    found = signature("本报记者　杨文道摄")
    assert found is not None
    assert (found.agency, found.reporters) == (PAPER, ("杨文道",))
    assert signature("新桥通车") is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("新华社杭州八日电", True),
        ("一九五三年三月一日", True),
        ("Xinhua News Agency, Beijing, October 31st.", True),
        ("Hangzhou, March 5", True),
        ("新桥昨天通车", False),
        ("The bridge was opened on March 5", False),
    ],
)
def test_lines_that_are_nothing_but_a_dateline(line: str, expected: bool) -> None:
    assert is_dateline(line) is expected


@pytest.mark.parametrize(
    ("agency", "text", "expected"),
    [
        ("Xinhua", "New China News Agency", True),
        ("China News Service", "New China News Agency", False),
        ("Central News Agency", "Korean Central News Agency", False),
        ("AP", "the map", False),
        (PAPER, "By our correspondent", True),
        (PAPER, "The People's Daily", True),
        (PAPER, "The bridge was opened", False),
    ],
)
def test_agencies_by_their_names(agency: str, text: str, expected: bool) -> None:
    assert agencies.is_named(agency, text) is expected


def test_cities_by_their_names() -> None:
    assert agencies.renderings("杭州")[0] == "Hangzhou"
    assert set(agencies.renderings("渝")) == {"Chongqing", "Chungking"}
    assert agencies.renderings("石溪") == ()
    assert agencies.is_city("HONG KONG")
    assert not agencies.is_city("Shixi")
