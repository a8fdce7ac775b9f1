"""Chinese names: readings, romanisations, spelling, bylines."""

from __future__ import annotations

import pytest

from tqcheck.recognisers.names.chinese import (
    is_chinese_name,
    is_pinyin,
    pinyin,
    readings,
    romanises,
    split_authors,
    split_byline,
)
from tqcheck.recognisers.names.romanisation import SYLLABLES, wade_giles


@pytest.mark.parametrize(
    ("char", "expected"),
    [("吕", {"lü"}), ("仇", {"qiu", "chou"}), ("单", {"dan", "shan"}), ("乐", {"le", "yue"})],
)
def test_every_reading_is_known(char: str, expected: set[str]) -> None:
    assert expected <= set(readings(char))


def test_what_is_no_character_has_no_reading() -> None:
    assert readings("a") == readings("·") == readings("か") == ()


@pytest.mark.parametrize(
    ("roman", "name"),
    [
        ("Lü Xuejian", "吕学俭"),
        ("Lu Xuejian", "吕学俭"),
        ("Lyu Xuejian", "吕学俭"),
        ("Lv Xuejian", "吕学俭"),
        ("LÜ Xuéjiǎn", "吕学俭"),
        ("Lu\u0308 Xuejian", "吕学俭"),
        ("Lu:3 Xue2jian3", "吕学俭"),
        ("Lù Yě", "陆野"),
        ("Lu4 Ye3", "陆野"),
        ("SUN Jianguo", "孙建国"),
        ("Sun Jian-guo", "孙建国"),
        ("sun jian guo", "孙建国"),
        ("Jianguo Sun", "孙建国"),
        ("Zhang Jian'an", "张建安"),
        ("Zhang Jianan", "张建安"),
        ("Zhang Jian’an", "张建安"),
        ("Qiu Ying", "仇英"),
        ("Chou Ying", "仇英"),
        ("Shan Tianfang", "单田芳"),
        ("Dan Tianfang", "单田芳"),
        ("Ge Jiao", "盖叫"),
        ("Le Dai", "乐黛"),
        ("Ouyang Xiu", "欧阳修"),
        ("Ou-yang Xiu", "欧阳修"),
        ("Xiu Ouyang", "欧阳修"),
        ("Sima Xiangru", "司马相如"),
        ("Xiangru Sima", "司马相如"),
        ("Mao Tse-tung", "毛泽东"),
        ("Teng Hsiao-p'ing", "邓小平"),
        ("Teng Hsiao-ping", "邓小平"),
        ("Hsü Chih-mo", "徐志摩"),
        ("Tsai Ming-liang", "蔡明亮"),
        ("Ts’ai Ming-liang", "蔡明亮"),
    ],
)
def test_romanisations_that_are_accepted(roman: str, name: str) -> None:
    assert romanises(roman, name)


@pytest.mark.parametrize(
    ("roman", "name"),
    [
        ("Gao Haohao", "高海浩"),
        ("Liú Guófēn", "刘国文"),
        ("Sun Jianguo", "孙建"),
        ("Sun Jian", "孙建国"),
        ("Sun Jianguo Jr", "孙建国"),
        ("Guo Sunjian", "孙建国"),
        ("Fan Gan", "方安"),
        ("Mao Tse-dong", "毛泽东"),
        ("Eric Chen", "陈明"),
        ("", "李明"),
        ("Li Ming", ""),
        ("Robert", "罗伯特·艾德礼"),
    ],
)
def test_romanisations_that_are_not(roman: str, name: str) -> None:
    assert not romanises(roman, name)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("高海浩", "Gao Haihao"),
        ("吕学俭", "Lü Xuejian"),
        ("欧阳修", "Ouyang Xiu"),
        ("尉迟恭", "Yuchi Gong"),
        ("张建安", "Zhang Jian'an"),
        ("仇英", "Qiu Ying"),
        ("单田芳", "Shan Tianfang"),
        ("曾国藩", "Zeng Guofan"),
        ("解缙", "Xie Jin"),
        ("李", "Li"),
    ],
)
def test_the_usual_spelling(name: str, expected: str) -> None:
    assert pinyin(name) == expected
    assert romanises(expected, name)
    assert is_pinyin(expected)


@pytest.mark.parametrize(
    "roman", ["Lü Xuejian", "Lyu Xuejian", "Lù Yě", "Xi'an", "Sun Jian-guo", "OUYANG Xiu", "Nv Lüe"]
)
def test_pinyin_is_known(roman: str) -> None:
    assert is_pinyin(roman)


@pytest.mark.parametrize(
    "roman", ["Eric Chen", "Associated Press", "Tsai Ming-liang", "Chiang Kai-shek", "J. Smith", ""]
)
def test_other_names_are_not_pinyin(roman: str) -> None:
    assert not is_pinyin(roman)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("李明", True),
        ("司马相如", True),
        ("李", False),
        ("罗伯特·艾德礼", False),
        ("中共中央办公厅", False),
        ("Li", False),
        ("さくら", False),
    ],
)
def test_the_form_of_a_chinese_name(name: str, expected: bool) -> None:
    assert is_chinese_name(name) is expected


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("孙建国　高海浩", ["孙建国", "高海浩"]),
        ("孙建国  高海浩、陆野", ["孙建国", "高海浩", "陆野"]),
        ("李　明　王　强", ["李明", "王强"]),
        ("李　明　王建国", ["李明", "王建国"]),
        ("本报记者 孙建国 通讯员 李　明", ["孙建国", "李明"]),
        ("新华社记者孙建国摄", ["孙建国"]),
        ("（新华社记者　李　明　摄影报道）", ["李明"]),
        ("本报驻东京特约记者王强", ["王强"]),
        ("文/张三 图/李四", ["张三", "李四"]),
        ("张三　李四编译", ["张三", "李四"]),
        ("张三和李四", ["张三", "李四"]),
        ("王和平", ["王和平"]),
        ("郑和", ["郑和"]),
        ("马克思和恩格斯", ["马克思", "恩格斯"]),
        ("罗伯特·艾德礼", ["罗伯特·艾德礼"]),
        ("（美）罗伯特·艾德礼", ["罗伯特·艾德礼"]),
        ("孙建国（特约记者）", ["孙建国"]),
        ("译自《晨报》　陆野", ["陆野"]),
        ("新华社", []),
        ("本报讯", []),
        ("新华社北京３日电", []),
        ("人民日报编辑部", []),
        ("中共中央办公厅", []),
        ("附图片", []),
        ("1989年10月31日", []),
        ("", []),
    ],
)
def test_names_are_taken_out_of_a_byline(byline: str, names: list[str]) -> None:
    assert split_byline(byline) == names


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Sun Jianguo, Gao Haihao", ["Sun Jianguo", "Gao Haihao"]),
        ("Sun Jianguo and Gao Haihao", ["Sun Jianguo", "Gao Haihao"]),
        ("Sun Jianguo, Gao Haihao, and Lu Ye", ["Sun Jianguo", "Gao Haihao", "Lu Ye"]),
        ("Sun Jianguo  Gao Haihao", ["Sun Jianguo", "Gao Haihao"]),
        ("Sun Jianguo;Gao Haihao　Lu Ye", ["Sun Jianguo", "Gao Haihao", "Lu Ye"]),
        ("Lù Yě", ["Lù Yě"]),
        ("By Alexander Sand", ["Alexander Sand"]),
        (" ", []),
    ],
)
def test_authors_are_separated(authors: str, names: list[str]) -> None:
    assert split_authors(authors) == names


def test_wade_giles_agrees_with_pypinyin() -> None:
    from pypinyin import Style
    from pypinyin.style import convert

    # pypinyin 0.55 writes v for ü, and has slips in these: ei for ai, ho, sho, t'oeh, ch`ua.
    slips = {"ai", "hai", "lai", "mai", "nai", "sai", "shai", "wai", "huo", "shuo", "tie", "chua"}
    compared = [s for s in sorted(SYLLABLES - slips) if "ü" not in wade_giles(s)]
    given = [convert(s, Style.WADEGILES, strict=True).replace("ê", "e") for s in compared]
    assert [wade_giles(s) for s in compared] == given
