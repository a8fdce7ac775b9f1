"""Garbled text: what is found, of which kind, and how it is repaired."""

from __future__ import annotations

import pytest

from tqcheck.detectors.garbling import garbles


@pytest.mark.parametrize(
    ("text", "kind", "repaired"),
    [
        ("itâ€™s", "mojibake", "it’s"),
        ("cafÃ©", "mojibake", "café"),
        ("ä¸\xadå›½", "mojibake", "中国"),
        ("don\x92t", "mojibake", "don’t"),
        ("six\u200bty", "invisible character", "sixty"),
        ("a\u202eb", "invisible character", "ab"),
        ("a\x07b", "control character", "ab"),
        ("a &quot;b", "entity", 'a "b'),
        ("a&#39;b", "entity", "a'b"),
    ],
)
def test_what_is_garbled_is_repaired(text: str, kind: str, repaired: str) -> None:
    found = list(garbles(text, "en"))
    assert {garble.kind for garble in found} == {kind}
    for garble in reversed(found):
        assert garble.repaired is not None
        text = text[: garble.start] + garble.repaired + text[garble.end :]
    assert text == repaired


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("f\ufffdn", "lost character"),
        ("锟斤拷", "mojibake"),
        ("\ue5d2", "private character"),
        ("a<br/>b", "tag"),
    ],
)
def test_what_nobody_can_repair_is_told(text: str, kind: str) -> None:
    assert [(garble.kind, garble.repaired) for garble in garbles(text, "en")] == [(kind, None)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hervé Çakır & Søn, Århus – “naïve”…", "en"),
        ("«Ça va», dit-elle à l’été", "fr"),
        ("MÜLLER & SÖHNE – DRESDEN", "de"),
        ("Kleinschrei\u00adbung", "de"),
        ("می\u200cخواهم", "fa"),
        ("क्\u200dष", "hi"),
        ("שלום\u200f!", "he"),
        ("👨\u200d👩\u200d👧", "en"),
        ("AT&T; 3 < 5 > 2", "en"),
        ("tab\tand text", "en"),
    ],
)
def test_what_writers_write_is_not_garbled(text: str, language: str) -> None:
    assert not list(garbles(text, language))


def test_a_long_line_takes_no_time() -> None:
    assert len(list(garbles("Ã" * 1_000_000 + " <b" * 100_000, "en"))) == 0
