"""Identification of languages: verdicts, silence, and what it costs and touches."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tqcheck.text.identification import identify

ENGLISH = (
    "The new bridge was opened on Sunday, and many of the people who live nearby came to see it."
)
GERMAN = "Die neue Brücke wurde am Sonntag eröffnet, und viele der Anwohner kamen, um sie zu sehen."
FRENCH = "Le nouveau pont a été ouvert dimanche et beaucoup de riverains sont venus pour le voir."
SPANISH = (
    "El nuevo puente se abrió el domingo y muchos de los vecinos vinieron para verlo de cerca."
)
CHINESE = "新桥于星期日开放，许多住在附近的居民前来参观。"
JAPANESE = "新しい橋は日曜日に開通し、近くに住む多くの人々が見に来ました。"
KOREAN = "새 다리가 일요일에 개통되었고 근처에 사는 많은 사람들이 보러 왔습니다."
RUSSIAN = (
    "Новый мост открыли в воскресенье, и многие жители соседних домов пришли на него посмотреть."
)
UKRAINIAN = (
    "Новий міст відкрили в неділю, і багато мешканців сусідніх будинків прийшли на нього глянути."
)
GREEK = "Η νέα γέφυρα άνοιξε την Κυριακή και πολλοί κάτοικοι ήρθαν να τη δουν."
POLISH = (
    "Nowy most został otwarty w niedzielę i wielu mieszkańców przyszło, aby go zobaczyć z bliska."
)


@pytest.mark.parametrize(
    ("text", "expected", "other", "found"),
    [
        (ENGLISH, "en", "zh", "en"),
        (ENGLISH, "zh", "en", "en"),
        (ENGLISH, "zh-TW", "en-GB", "en"),
        (ENGLISH, "de", "en", "en"),
        (ENGLISH, "de", "fr", None),  # a third language needs more text
        (ENGLISH + " " + ENGLISH, "de", "fr", "en"),
        (GERMAN, "de", "en", "de"),
        (GERMAN, "en", "de", "de"),
        (FRENCH, "de", "fr", "fr"),
        (SPANISH, "es", "en", "es"),
        (SPANISH, "pt", "es", "es"),
        (POLISH, "pl", "en", "pl"),
        (CHINESE, "zh", "en", "zh"),
        (CHINESE, "en", "zh", "zh"),
        (CHINESE, "ja", "zh", "zh"),
        (CHINESE, "ko", "zh", "zh"),
        (JAPANESE, "zh", "ja", "ja"),
        (JAPANESE, "zh", "en", "ja"),
        (KOREAN, "zh", "en", "ko"),
        (RUSSIAN, "en", "ru", "ru"),
        (RUSSIAN, "en", "zh", "ru"),
        (UKRAINIAN, "ru", "uk", "uk"),
        (GREEK, "en", "zh", "el"),
    ],
)
def test_prose_is_recognised(text: str, expected: str, other: str, found: str | None) -> None:
    assert identify(text, expected, other).language == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12.5 % | 1946-05-15",
        "李明",
        "Lü Xuejian",
        "Sun Jianguo, Gao Haihao, Wang Chengfeng, Liu Guowen, Dou Gexin, Yang Rongjia, Hu Xijin",
        "Agatha Christie, Jorge Luis Borges, Gabriel García Márquez, Octavio Paz, Italo Calvino",
        "| Beijing | 12.5 |\n| Shanghai | 11.1 |\n| Guangzhou | 3.4 |\n| Tianjin | 3 |",
        "https://example.org/a/long/path/to/the/page?and=a&query=of&the=kind",
        "`for the sake of it, this is all code and that is what it is`",
        "read_items(q, skip, limit) fake_db.find_all my_module.some_name the_other/path",
        "ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺᚾ ᛁᛃᛇᛈ ᛉᛊᛏᛒ",
    ],
)
@pytest.mark.parametrize(("expected", "other"), [("en", "zh"), ("de", "en"), ("zh", "en")])
def test_what_is_no_prose_gets_no_verdict(text: str, expected: str, other: str) -> None:
    assert identify(text, expected, other).language is None


def test_a_chinese_text_may_quote_a_japanese_word() -> None:
    assert identify(CHINESE + "他说「さくら」。" + CHINESE, "zh", "en").language != "ja"


def test_a_japanese_heading_may_do_without_kana() -> None:
    assert identify("開発環境構築手順", "ja", "zh").language is None


def test_mixed_text_goes_by_weight() -> None:
    assert identify(CHINESE + " " + ENGLISH[:40], "en", "zh").language == "zh"
    assert identify(f"{ENGLISH} {ENGLISH} {CHINESE[:8]}", "en", "zh").language == "en"


def test_the_evidence_is_named() -> None:
    assert identify(CHINESE, "en", "zh").evidence == "script"
    assert identify(ENGLISH, "en", "zh").evidence == "function words"
    assert identify(GERMAN, "en", "zh").evidence == "langdetect"
    assert identify("Hello", "en", "zh").evidence == ""


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown language"):
        identify(ENGLISH, "xx-unknown", "en")


def test_it_never_changes_its_mind() -> None:
    short = (
        "Un pequeño texto con pocas palabras conocidas, difícil de identificar con certeza plena"
    )
    assert len({str(identify(short, "pt", "it")) for _ in range(20)}) == 1


def test_langdetects_own_factory_is_left_alone() -> None:
    from langdetect import detector_factory

    seed, factory = detector_factory.DetectorFactory.seed, detector_factory._factory
    assert identify(GERMAN, "en", "zh").evidence == "langdetect"
    assert detector_factory.DetectorFactory.seed is seed
    assert detector_factory._factory is factory


def run(code: str, seed: str = "0") -> str:
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout


def test_the_verdict_is_the_same_in_every_process() -> None:
    code = (
        "from tqcheck.text.identification import identify\n"
        f"print(ascii([identify(text, 'pt', 'it') for text in {[GERMAN, SPANISH, POLISH]!a}]))"
    )
    assert run(code, "1") == run(code, "2")


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys\n"
        "import tqcheck.recognisers.names.chinese\n"
        "from tqcheck.text.identification import identify\n"
        f"assert identify({ENGLISH!a}, 'en', 'zh').language == 'en'\n"
        f"assert identify({CHINESE!a}, 'en', 'zh').language == 'zh'\n"
        "print([name for name in ('langdetect', 'pypinyin', 'regex') if name in sys.modules])"
    )
    assert run(code).strip() == "[]"
