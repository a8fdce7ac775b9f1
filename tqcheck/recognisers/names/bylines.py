"""Bylines and author lists: taking the names out of them."""

from __future__ import annotations

import re
from itertools import groupby

from tqcheck.text.scripts import script

# Patterns are kept as strings: re compiles them when they are first used, not on import.
_SEPARATORS = r"[\s、，,;；/／：:|｜&＆。—―－-]+"
_OPENING, _CLOSING = r"（(\[［【〔〈「『", r"）)\]］】〕〉」』"
_BRACKETED = f"[{_OPENING}]([^{_OPENING}{_CLOSING}]*)[{_CLOSING}]"
_QUOTED_TITLE = "《[^》]*》"

# Who is named: "本报驻东京特约记者". The organ before the role ends in one of a few characters.
_ROLE_BEFORE = (
    r"(?:据?(?:本[报刊社台网]|[^\s、，,;；/]{0,8}?(?:社|报|电台|电视台|周刊|杂志)))?"
    r"(?:驻[^\s]{1,6}?)?(?:本刊|特约|特派|实习|见习|摄影|高级|首席|随军|军事|体育){0,4}"
    r"(?:记者|通讯员|评论员|撰稿人|观察员|编辑部|编辑|编者|作者|译者)"
)
# What was done, after the name and perhaps joined to it; none of these ends a name.
_ROLE_AFTER = (
    r"(?<=..)(?:(?:摄影|图片|文字|综合|专题|图文|现场)?报道|摄影|摄制|供稿|供图|撰文|撰稿|编译"
    r"|编写|摘译|翻译|整理|口述|记录|执笔|改编|作画|绘画|绘图|插图|速写|题字|题诗|配诗|作词"
    r"|作曲|采写|改写|编绘|来稿|来信|摘编|同志|先生|女士|摄|译|著|绘|画|编|作|等)$"
)
_ALONE = """
摄影 摄 文 图 照片 图片 文图 图文 文字 编译 译 著 编 作 绘 画 诗 词 曲 书 刻 撰文 撰稿 供稿 供图
采写 采访 讲述 整理 报道 摄影报道 图片报道 综合报道 翻译 摘译 译自 原载 摘自 选自 转载 口述 记录
执笔 改编 插图
社论 短评 评论 编者按 速写 漫画 作词 作曲 责任编辑 来稿 来信 摘编 编写 校 等 和 与 及
"""
_ROLES_ALONE = frozenset(_ALONE.split())
# Where a reader who writes in lives and what he does: 河北　张大山, 工人　张大山.
_ORIGIN = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南
四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门 内蒙古 黑龙江 本市 本县 外地
苏联 日本 朝鲜 越南 美国 英国 法国 德国 印度 意大利 罗马尼亚 阿尔巴尼亚 匈牙利 捷克斯洛伐克 波兰
保加利亚 蒙古 古巴 民主德国 西德
"""
_OCCUPATION = """
工人 农民 社员 战士 学生 教师 教员 医生 干部 职工 军人 民兵 店员 矿工 司机 渔民 牧民 护士 厂长 经理
队长 班长 排长 连长 营长 团长 校长 院长 书记 主任 教授 讲师 研究员 工程师 技术员 技师 作家 诗人 画家
读者 记者
"""
_ABOUT_THE_WRITER = frozenset((_ORIGIN + _OCCUPATION).split())
# Agencies, datelines and what else is not a name: dates, （附图片）.
_NO_NAME = r"(?:社|讯|报|电)$|^本[报刊社台网]|^附|\d"
# Bodies that sign, which are longer than names.
_BODY = "^.{4,}(?:[部局会组队室校院厅处台厂所系县市省团党]|大学|公司|中心|联合)$"
_AND = "[和与及同]"
_MAX_NAME_CHARS = 4
# A name of three set apart: 冯　雪　峰.
_SET_APART_CHARS = 3


def split_byline(text: str) -> list[str]:
    """Return the names in a Chinese byline, in order.

    Separators are blanks of any width and punctuation. Brackets, roles (本报记者, 摄影) and bodies
    (新华社, 本报讯) are left out; a name of two characters set apart (李　明) is joined; a foreign
    name with a dot comes out whole.
    """
    text = re.sub(_QUOTED_TITLE, " ", text)
    outside = re.sub(_BRACKETED, " ", text)
    names = _names(outside)
    return names or _names(re.sub(_BRACKETED, r" \1 ", text))


def _names(text: str) -> list[str]:
    words = []
    for word in re.split(_SEPARATORS, re.sub(_ROLE_BEFORE, " ", text)):
        for name in _coordinated(word.strip("·•・.＊*▲")):
            name = re.sub(_ROLE_AFTER, "", name)
            if not name or name in _ROLES_ALONE or name in _ABOUT_THE_WRITER:
                continue
            if not re.search(_NO_NAME, name) and not re.match(_BODY, name):
                words.append(name)
    return _rejoined(words)


def _coordinated(word: str) -> list[str]:
    """Split 张三和李四 but not 王和平: only what is too long for one name."""
    names: list[str] = []
    start = 0
    for match in re.finditer(_AND, word):
        long = len(word) - start > _MAX_NAME_CHARS
        if long and match.start() - start > 1 and len(word) - match.end() > 1:
            names.append(word[start : match.start()])
            start = match.end()
    return [*names, word[start:]]


def _rejoined(words: list[str]) -> list[str]:
    """Join single characters in a row: two or three are one name, more are names of two."""
    names: list[str] = []
    for single, group in groupby(words, key=lambda word: len(word) == 1 and script(word) == "Han"):
        run = list(group)
        if not single:
            names += run
        elif len(run) == _SET_APART_CHARS:
            names.append("".join(run))
        else:
            names += ["".join(run[i : i + 2]) for i in range(0, len(run), 2)]
    return names


# Before a name in Latin letters: "By", "Dr.", "Staff Reporter".
_TITLES = (
    r"(?i)^(?:(?:by|dr|prof|mr|mrs|ms|miss|comrade|professor|doctor|staff|special|our|reporters?"
    r"|correspondents?|photographers?|editors?|writers?)\b\.?\s*)+"
)


def split_authors(text: str) -> list[str]:
    """Return the names in a Latin-script list of authors (`Sun Jianguo, Gao Haihao and Lu Ye`).

    Separators are commas, semicolons, slashes, "and", "&", two or more blanks, and wide blanks.
    Titles and roles before a name are left out, and so is "et al."
    """
    text = re.sub(r"(?i)(?<![,\s])[,\s]+(?:et al|and others|etc)\b\.?", "", text)
    parts = re.split(r"[,;，；、/|&\u3000\t\n]|\s{2,}|\s+and\s+", text)
    return [name for part in parts if (name := re.sub(_TITLES, "", part.strip(" .*")))]
