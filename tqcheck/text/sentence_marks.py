"""Where a sentence may end, and what may come before and after it: marks, closers, who spoke."""

from __future__ import annotations

import re
from functools import cache

from tqcheck.languages.facts import facts
from tqcheck.text.quotations import SIGNS

# Sentence_Break=STerm of Unicode 16 beyond ASCII. Left out is U+104A, which is Burmese's comma.
_TERMINALS = (
    "\u0589\u061d-\u061f\u06d4\u0700-\u0702\u07f9\u0837\u0839\u083d\u083e\u0964\u0965\u104b\u1362"
    "\u1367\u1368\u166e\u1735\u1736\u17d4\u17d5\u1803\u1809\u1944\u1945\u1aa8-\u1aab\u1b4e\u1b4f"
    "\u1b5a\u1b5b\u1b5e\u1b5f\u1b7d-\u1b7f\u1c3b\u1c3c\u1c7e\u1c7f\u203c\u203d\u2047-\u2049"
    "\u2cf9-\u2cfb\u2e2e\u2e3c\u2e53\u2e54\u3002\ua4ff\ua60e\ua60f\ua6f3\ua6f7\ua876\ua877\ua8ce"
    "\ua8cf\ua92f\ua9c8\ua9c9\uaa5d-\uaa5f\uaaf0\uaaf1\uabeb\ufe12\ufe15\ufe16\ufe56\ufe57\uff01"
    "\uff1f\uff61\U00010a56\U00010a57\U00010f55-\U00010f59\U00010f86-\U00010f89\U00011047"
    "\U00011048\U000110be-\U000110c1\U00011141-\U00011143\U000111c5\U000111c6\U000111cd\U000111de"
    "\U000111df\U00011238\U00011239\U0001123b\U0001123c\U000112a9\U0001144b\U0001144c\U000115c2"
    "\U000115c3\U000115c9-\U000115d7\U00011641\U00011642\U0001173c-\U0001173e\U00011944\U00011946"
    "\U00011a42\U00011a43\U00011a9b\U00011a9c\U00011c41\U00011c42\U00011ef7\U00011ef8\U00011f43"
    "\U00011f44\U00016a6e\U00016a6f\U00016af5\U00016b37\U00016b38\U00016b44\U00016e98\U0001bc9f"
    "\U0001da88"
)
_STOPS = ".․﹒．"
DOTS = frozenset(".․﹒．…‥⋯")
_MARKS = rf"[!?…‥⋯{_STOPS}{_TERMINALS}]"

# UAX #29's SContinue: what cannot begin a sentence.
CONTINUES = frozenset(",;:，；：、､،؍՝﹐﹑﹔﹕")
DASHES = frozenset("-–—―−－─")
SOFT_CLOSERS = frozenset("”’“'\"»›)]}*_`" + "」』）】〕》〉］｝")
EMPHASIS = frozenset("*_`")
LATE_CLOSERS = frozenset("”»)]}」』）】》")
# After a closed quotation: 的 等 之 and Japanese particles make it a part of the clause.
PARTICLES = frozenset("的之等とっのをはがにもでや")
# A quotation or bracket inside a clause is kept whole up to this length. Of 60 that hold a mark,
# in the news, the archive and Text+Berg, two are longer; most that are longer are signs that
# belong to two different pairs.
MAX_CHARS_INSIDE = 150

# The patterns are compiled when they are first used: that takes longer than all of the import.
EMPHASIS_RUN = r"\*{1,3}|_{1,3}|`+"
# The target of a link belongs to its text, and tags of HTML hold no sentences.
LINK = r"\]\([^()\s]{0,500}\)"
_TAG = r"</?[A-Za-z][^<>]{0,500}>"
# What may precede the first word of a sentence.
LEAD = rf"[\s{re.escape(SIGNS)}'‘¿¡*_`#•·▲●■◆–—―-]{{0,20}}"
ENUMERATOR = (
    rf"[\s{re.escape(SIGNS)}*_#•·▲●■◆-]{{0,20}}"
    r"(?:[0-9０-９]{1,3}(?:\.[0-9]{1,3})*|[A-Za-z]|[IVXLC]{1,6}|[ivx]{1,6})[.．](?![0-9０-９])"
)
# Who spoke, up to the end of the clause or the rest of the quotation; before a colon or more text
# (他说，雨停了) it is the next sentence.
CHINESE_SPEAKER = (
    r"(?![^，。！？：“”]{0,20}[没沒不未])[^\s，。！？：；、…“”「」『』]{0,20}?(?:"
    r"[说說道问問答喊叫写寫讲講称稱]|回应|回應|表示|指出|强调|強調|认为|認為|介绍|介紹|补充|補充|解释|解釋"
    r"|告诉[^\s，。！？：；、…“”]{1,6}|告訴[^\s，。！？：；、…“”]{1,6}|感叹|感慨|呼吁)"
    r"[道着著了过過]{0,2}(?:[。！.!]|[，,]\s*[“「『\"])"
)


@cache
def tokens(language: str) -> re.Pattern[str]:
    """The pattern of marks, signs, tags and empty lines in a language."""
    marks = _MARKS.replace("[", f"[{facts(language).question_marks}")
    gap = r"\n[^\S\n]*\n|\r\n?\r\n?|\u2029"
    return re.compile(
        rf"(?P<tag>{_TAG})|(?P<mark>{marks}+)|(?P<sign>[{re.escape(SIGNS)}])|(?P<gap>{gap})"
    )


def after(pattern: str, text: str, position: int) -> int | None:
    """Where a match of `pattern` at `position` ends."""
    match = re.compile(pattern).match(text, position)
    return match.end() if match else None


def is_han_or_kana(char: str) -> bool:
    return (
        "\u3005" <= char <= "\u3007"
        or "\u3040" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\U00020000" <= char <= "\U0003ffff"
    )
