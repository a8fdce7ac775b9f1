"""The catalogue of languages: codes, blanks between words, and what a new entry needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck import check
from tqcheck.languages import LANGUAGES, Language, Spacing, language, spacing
from tqcheck.text.identification import identify
from tqcheck.text.lengths import length_model, size
from tqcheck.text.sentences import sentences


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("zh", "zh"),
        ("zh-CN", "zh"),
        ("ZH_hant", "zh"),
        ("pt-BR", "pt"),
        ("nb", "no"),
        (" en ", "en"),
    ],
)
def test_a_code_may_have_a_region(code: str, expected: str) -> None:
    assert language(code).code == expected


@pytest.mark.parametrize(
    ("code", "hint"),
    [("chinese", "'zh'"), ("Frensh", "'fr'"), ("enn", "'en'"), ("", "known codes")],
)
def test_an_unknown_code_names_the_nearest(code: str, hint: str) -> None:
    with pytest.raises(ValueError, match=hint):
        language(code)


def test_the_catalogue_has_a_profile_for_each_language_and_each_profile() -> None:
    from langdetect.detector_factory import PROFILES_DIRECTORY

    profiles = [name for entry in LANGUAGES.values() for name in entry.profiles]
    assert sorted(profiles) == sorted(path.name for path in Path(PROFILES_DIRECTORY).iterdir())
    assert language("ja").scripts == ("Han", "Hiragana", "Katakana")


def test_what_languages_have_blanks_between() -> None:
    found = {kind: {code for code in LANGUAGES if spacing(code) is kind} for kind in Spacing}
    assert found[Spacing.NOTHING] == {"ja", "zh"}
    assert found[Spacing.CLAUSES] == {"th"}
    assert found[Spacing.PHRASES] == {"ko"}
    assert spacing("zh-Hant") is Spacing.NOTHING
    assert spacing("xx") is Spacing.WORDS


# Two languages of which nothing is known but their entry: one in a script that no other language of
# the catalogue has, one that langdetect must tell from thirty others without a profile for it.
ARMENIAN = Language("hy", "Armenian", ("Armenian",), ())
ESPERANTO = Language("eo", "Esperanto", ("Latin",), ())
IN_ARMENIAN = [
    "Բլրի ջրհորը հինգշաբթի կեսօրին տվեց իր առաջին ջուրը, և այն քաղցր էր։",
    "Այն գյուղի երիտասարդները փորեցին երեք ամսում։ Հիմա ջուրը մոտ է բոլոր տներին։",
]
IN_ESPERANTO = [
    "La puto sur la monteto donis sian unuan akvon ĵaŭdon tagmeze, kaj ĝi estis dolĉa.",
    "La junuloj de la vilaĝo fosis ĝin en tri monatoj. Nun la akvo estas proksima al ĉiu domo.",
]
DOCUMENT = """\
Title: {title}
Author:
Date: 1958-11-02
Page: 1

{first}

{second}

<hr />

Original:

### 山上的井

1958-11-02
第1版()
专栏：

    山上的井星期四中午出了第一桶水，水是甜的。
    村里的青年用三个月挖成了这口井。现在家家离水都近了。
"""


@pytest.mark.parametrize(("entry", "texts"), [(ARMENIAN, IN_ARMENIAN), (ESPERANTO, IN_ESPERANTO)])
def test_a_language_needs_no_more_than_its_entry(
    entry: Language, texts: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing else has a row of it, as nothing else is patched."""
    monkeypatch.setitem(LANGUAGES, entry.code, entry)
    first, second = texts
    assert identify(first, entry.code, "zh").language in (entry.code, None)
    assert size(first, entry.code) > 40
    assert length_model("zh", entry.code) is None
    assert len(sentences(second, entry.code)) == 2

    monkeypatch.chdir(tmp_path)
    Path("tqcheck.toml").write_text(
        f'target-language = "{entry.code}"\nglossary = ["terms.csv"]\nselect = ["all"]\n',
        encoding="utf-8",
    )
    wanted = first.split()[2].strip(".,")
    Path("terms.csv").write_text(f"zh,{entry.name}\n井,{wanted}\n星期四,qqq\n", encoding="utf-8")
    text = DOCUMENT.format(title=" ".join(second.split()[:3]), first=first, second=second)
    Path("document.md").write_text(text, encoding="utf-8")
    findings = check("document.md")
    assert {finding.rule for finding in findings} == {"term-mismatch"}
