"""Townships and villages named in Chinese text after the county they are in: 临朐县旧河乡."""

from __future__ import annotations

import re
from collections.abc import Iterator

# What no name of a township has: particles, pronouns, words for bodies and kinds of place.
_NO_NAME = (
    "的了是在和与及等将已还也不都就要把被对从到由为以于有其这那他她它我你们个每各该此某又再很最没去来全本"
    "些内外周几多少第县区市省乡镇村委政党府局民办社队部所员长人户年月日"
)
# Words before a kind of place that are not names: 贫困村, 示范镇.
_WORDS = """
贫困 特困 困难 贫穷 落后 后进 偏远 边远 边境 偏僻 山区 库区 灾区 牧区 林区 郊区
沿海 沿江 平原 丘陵 附近 邻近 周围 一家 一带 先进 文明 模范 示范 样板 试点 重点
中心 小康 富裕 生态 旅游 移民 专业 特色 基层 所属 直属 部分 许多 大部 多数 所有
农业 纯农 蔬菜 水稻 棉花 粮食 产粮 渔业 民族 回族 少数 历史 古老 新兴 工业 城关
城郊 城市 城乡 建制 行政 自然 革命 解放 老区
"""
_DESCRIBING = frozenset(_WORDS.split())
_NAME = (
    rf"(?P<name>(?:(?![{_NO_NAME}])[\u4e00-\u9fff]){{2,3}}?)"
    "(?P<kind>乡|镇|村|公社)(?![乡镇村民企办委党政])"
)


def townships(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (position, name, kind) of what directly follows a county and has a kind of its own.

    Chinese writes no borders, so only the words distinguish 县旧河乡 from 县贫困村; those that
    describe are known, and so are townships of other peoples (回族乡), with names not in Chinese.
    """
    for match in re.finditer(rf"(?<=[\u4e00-\u9fff])县{_NAME}", text):
        name = match["name"]
        if not any(name.startswith(word) or name.endswith(word) for word in _DESCRIBING):
            yield match.start("name"), name, match["kind"]
