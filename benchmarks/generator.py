"""An archive made to measure: any number of articles in both languages, right ones and faulty ones.

What a document holds depends on its number alone, so that an archive is the same wherever and
however often it is made. Each fault is one that some rule reports, with as many findings as its
entry in FAULTS says.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

# Paragraphs that belong together. {n} and {m} are numbers, {place} stands for a place.
_PARAGRAPHS = (
    (
        "The brick kiln at {place} burned {n} loads of brick this spring, and the last of them "
        "went to the new granary.",
        "{place}的砖窑今年春天烧了{n}车砖，最后一车送到了新粮仓。",
    ),
    (
        "Before the rains came, the people of {place} cleaned the old ditch with spades and "
        "baskets, and the water ran again.",
        "雨季到来之前，{place}人用铁锹和筐子清了老水渠，水又流起来了。",
    ),
    (
        "The seed station keeps {n} jars of wheat on its shelves, each with a paper label in "
        "blue ink.",
        "种子站的架子上放着{n}罐麦种，每一罐都贴着蓝墨水写的纸签。",
    ),
    (
        "Every morning the ferry takes {n} carts across the river, and every evening it brings "
        "them back empty.",
        "渡船每天早晨把{n}辆大车运过河去，每天傍晚再把空车运回来。",
    ),
    (
        "The weaving shop has no electric light yet, so the looms stand by the windows and the "
        "work ends when it gets dark.",
        "织布组还没有电灯，织机都摆在窗户旁边，天一黑就收工。",
    ),
    (
        "Of the {n} sheep that went up to the summer pasture, all came down again, and {m} lambs "
        "came with them.",
        "上夏季牧场的{n}只羊全都下山了，还带回来{m}只羊羔。",
    ),
    (
        "The wall newspaper at {place} is written anew every ten days, and the schoolchildren "
        "draw the pictures for it.",
        "{place}的墙报每十天换一期，上面的画是小学生画的。",
    ),
    (
        "In the repair shop they make new bearings out of old shell cases, which are melted in "
        "a stove built of clay.",
        "修理组用旧弹壳做新轴承，弹壳放在泥砌的炉子里熔化。",
    ),
    (
        "The bus from {place} to the county town now runs {n} times a day, and the fare has "
        "stayed as it was.",
        "从{place}到县城的公共汽车现在一天跑{n}趟，票价没有变。",
    ),
    (
        "Nobody in the village had ever seen a tractor, and when it came over the hill the "
        "dogs ran away.",
        "村里谁也没有见过拖拉机，它从山坡上开过来的时候，狗都吓跑了。",
    ),
    (
        "The reservoir holds enough for {n} fields, and the rice seedlings were planted two "
        "weeks earlier than in other years.",
        "水库的水够浇{n}块田，今年的秧比往年早插了两个星期。",
    ),
    (
        "On the drying ground lie red peppers, yellow maize and white cotton, and from the hill "
        "it looks like a carpet.",
        "晒场上晒着红辣椒、黄玉米和白棉花，从山上看下来像一块地毯。",
    ),
    (
        "The night school has {n} pupils, most of whom come straight from the fields with their "
        "tools still on their shoulders.",
        "夜校有{n}个学生，大多数人扛着农具从地里直接来上课。",
    ),
    (
        "When the dam was closed, the drums were beaten on both banks and the boats blew their "
        "horns for a quarter of an hour.",
        "大坝合龙的时候，两岸敲起了锣鼓，船上的汽笛响了一刻钟。",
    ),
    (
        "The post office at {place} has bought {n} bicycles, so that letters reach the farthest "
        "hamlets on the same day.",
        "{place}邮电所买了{n}辆自行车，最远的小村子当天也能收到信。",
    ),
    (
        "The old well had become bitter, and the new one, which was dug behind the mill, gives "
        "sweet water in all seasons.",
        "老井的水变苦了，磨坊后面新打的那口井，一年四季都是甜水。",
    ),
)
_PLACES = (
    ("Shiqiao", "石桥"),
    ("Taolin", "桃林"),
    ("Baisha", "白沙"),
    ("Liugou", "柳沟"),
    ("Nanwan", "南湾"),
    ("Dongpo", "东坡"),
)
_TITLES = (
    ("News from the Countryside", "农村简讯"),
    ("What the Spring Has Brought", "春天带来了什么"),
    ("Letters from the County", "县里来信"),
    ("A Day on the River", "河上的一天"),
)
_COMMENT = "Here is the translation of the article you sent me:"

# What can be planted, with the number of findings that come of it.
FAULTS = {
    "ending": 2,
    "number": 1,
    "date": 1,
    "letter": 1,
    "comment": 1,
    "copy": 1,
}


@dataclass(frozen=True)
class Article:
    """A document before it is written: paragraphs of both sides, in order, and its header."""

    title: tuple[str, str]
    date: str
    header_date: str
    page: int
    english: tuple[str, ...]
    chinese: tuple[str, ...]


def article(number: int) -> Article:
    """The article of that number, with nothing wrong in it."""
    random = Random(number)
    pairs = []
    for en, zh in random.sample(_PARAGRAPHS, random.randint(4, 7)):
        place, written = random.choice(_PLACES)
        n, m = random.sample(range(13, 99), 2)
        pairs.append((en.format(place=place, n=n, m=m), zh.format(place=written, n=n, m=m)))
    date = f"19{random.randint(50, 65)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    english, chinese = zip(*pairs, strict=True)
    title = random.choice(_TITLES)
    return Article(title, date, date, random.randint(1, 8), english, chinese)


def faulty(number: int, fault: str) -> Article:
    """The article of that number with one of FAULTS."""
    right = article(number)
    english = list(right.english)
    if fault == "ending":
        english.pop()
    elif fault == "number":
        # A paragraph with a figure is put where there may be none.
        en, zh = _PARAGRAPHS[2]
        english[0] = en.format(n=7000 + number)
        return replace(
            right,
            english=tuple(english),
            chinese=(zh.format(n=8000 + number), *right.chinese[1:]),
        )
    elif fault == "date":
        year = int(right.date[:4]) - 30
        return replace(right, header_date=f"{year}{right.date[4:]}")
    elif fault == "letter":
        at = english[1].index("e")
        english[1] = f"{english[1][:at]}е{english[1][at + 1 :]}"  # a Cyrillic letter
    elif fault == "comment":
        english[0] = f"{_COMMENT} {english[0]}"
    elif fault == "copy":
        english[1] = right.chinese[1]
    return replace(right, english=tuple(english))


def moved(given: Article) -> Article:
    """The same article with its first paragraph below the second, on both sides."""
    (a, b, *english), (c, d, *chinese) = given.english, given.chinese
    return replace(given, english=(b, a, *english), chinese=(d, c, *chinese))


def written(given: Article, style: str = "plain") -> str:
    """The document's text: `plain`, `indented` with CRLF, or `wrapped` at 72 columns."""
    paragraphs: Sequence[str] = given.english
    if style == "wrapped":
        paragraphs = [textwrap.fill(paragraph, 72) for paragraph in paragraphs]
    indent, gap = ("\u3000\u3000", "\n") if style == "indented" else ("", "\n\n")
    title, original = given.title
    text = (
        f"Title: {title}\nAuthor:\nDate: {given.header_date}\nPage: {given.page}\n\n"
        + gap.join(indent + paragraph for paragraph in paragraphs)
        + f"\n\n<hr />\n\nOriginal:\n\n### {original}\n\n{given.date}\n"
        + f"第{given.page}版(农村)\n专栏：\n\n"
        + "".join(f"    {paragraph}\n" for paragraph in given.chinese)
    )
    return text.replace("\n", "\r\n") if style == "indented" else text
