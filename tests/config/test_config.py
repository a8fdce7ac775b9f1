"""The configuration: where it is found, what it sets, and errors that name line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tqcheck import Config, TqcheckError
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.config.location import allow, find, load
from tqcheck.rules import expand, names


def write(folder: Path, text: str, name: str = "tqcheck.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problem(folder: Path, text: str, name: str = "tqcheck.toml") -> str:
    """The error message, without the folder in front."""
    path = write(folder, text, name)
    with pytest.raises(TqcheckError) as error:
        load(path)
    assert str(error.value).startswith(str(folder))
    assert "\n" not in str(error.value)
    return str(error.value)[len(str(folder)) + 1 :]


def test_every_key(tmp_path: Path) -> None:
    config = load(
        write(
            tmp_path,
            """
            source-language = "ja"
            target-language = "pt_BR"
            paths = ["archive"]
            include = ["*.txt"]
            exclude = ["drafts/"]
            select = ["header-*", "section-missing"]
            ignore = ["header-mismatch"]
            fail-on = "warning"
            required-fields = ["Title", "Page"]
            field-aliases = { Page = ["Sheet", "Leaf"] }
            separator = "~~~~"
            marker = "Source text"
            glossary-marker = "Terms"
            source-metadata = { date = "day (.*)" }
            engine = "semantic"
            encoder = "encoders.labse:make"

            [rules.source-remnant]
            severity = "error"
            error-from = 12
            """,
        ),
        allowed=allow(encoder="encoders.labse:make"),
    )
    assert config.root == tmp_path
    assert (config.source_language, config.target_language) == ("ja", "pt")
    assert (config.paths, config.include, config.exclude) == (
        ("archive",),
        ("*.txt",),
        ("drafts/",),
    )
    assert [rule.name for rule in config.rules] == sorted(
        expand(["header-*", "section-missing"]) - {"header-mismatch"}
    )
    assert config.fail_on == "warning"
    assert config.archive.required_fields == ("Title", "Page")
    assert config.archive.field_aliases == {"Page": ("Sheet", "Leaf")}
    assert (config.archive.separator, config.archive.marker) == ("~~~~", "Source text")
    assert config.archive.glossary_marker == "Terms"
    assert config.archive.metadata["date"] == "day (.*)"
    assert config.archive.metadata["title"] == Config().archive.metadata["title"]
    assert config.alignment == AlignmentSettings("semantic", "encoders.labse:make")
    assert config.severities == {"source-remnant": "error"}
    assert config.settings == {"source-remnant": {"error_from": 12}}


def test_an_empty_file_is_the_defaults(tmp_path: Path) -> None:
    config = load(write(tmp_path, "\ufeff"))
    assert config == Config(root=tmp_path)
    assert [rule.name for rule in config.rules] == list(names())


@pytest.mark.parametrize(
    "text",
    [
        '[tool.tqcheck]\nfail-on = "info"\n',
        '[tool]\ntqcheck = { fail-on = "info" }\n',
        'tool.tqcheck.fail-on = "info"\n',
        '[ tool . "tqcheck" ]\nfail-on = "info"\n',
    ],
    ids=["table", "inline", "dotted", "quoted"],
)
def test_pyproject_however_it_is_written(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text, "pyproject.toml")
    assert find(tmp_path) == path
    assert load(path).fail_on == "info"


def test_an_encoder_has_to_be_allowed_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, 'engine = "lexical"\nencoder = "labse:make"')
    monkeypatch.delenv("TQCHECK_ENCODER", raising=False)
    for allowed in (None, "", "labse", "labse:", "labse:mak", "labse:make ", "labse:make,a:b", "*"):
        with pytest.raises(TqcheckError) as refused:
            load(path, allowed=allow(encoder=allowed))
        assert str(refused.value).startswith(f"{path}:2: `encoder` names code that is not allowed")
        assert "give --allow-encoder labse:make or set TQCHECK_ENCODER=" in str(refused.value)
    assert load(path, allowed=allow(encoder="labse:make")).alignment.encoder == "labse:make"
    monkeypatch.setenv("TQCHECK_ENCODER", "labse:make")
    assert load(path).alignment.encoder == "labse:make"
    # The command line stands over the environment.
    with pytest.raises(TqcheckError):
        load(path, allowed=allow(encoder="other:make"))
    # Nothing is said of one that no configuration names.
    assert load(write(tmp_path, "")).alignment.encoder == ""


def test_the_nearest_file_upward_holds(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find(inner) is None or tmp_path not in (find(inner) or Path()).parents
    outer = write(tmp_path, "", "tqcheck.toml")
    assert find(inner) == outer
    # One that is another tool's, even if it names tqcheck, is passed over.
    write(tmp_path / "a", '[project]\ndependencies = ["tqcheck"]\n', "pyproject.toml")
    assert find(inner) == outer
    nearer = write(tmp_path / "a", "[tool.tqcheck]\n", "pyproject.toml")
    assert find(inner) == nearer
    # Beside each other, tqcheck's own file comes first.
    own = write(tmp_path / "a", "", "tqcheck.toml")
    assert find(inner) == own


ERRORS = {
    "unknown key": (
        'paths = []\nexlude = ["a"]\n',
        "tqcheck.toml:2: unknown key `exlude`; did you mean `exclude`?",
    ),
    "underscore": ('fail_on = "error"', "tqcheck.toml:1: unknown key `fail_on`; did you mean"),
    "string for list": (
        'select = "all"',
        "tqcheck.toml:1: `select` is a list of strings, not `all`",
    ),
    "list of numbers": (
        "paths = [1]",
        "tqcheck.toml:1: `paths` is a list of strings, not a list with `1`",
    ),
    "table for list": ("[select]\n", "tqcheck.toml:1: `select` is a list of strings, not a table"),
    "date for list": ("select = 1979-05-27", "`select` is a list of strings, not a date or time"),
    "number for string": ("\nmarker = 3", "tqcheck.toml:2: `marker` is a string, not `3`"),
    "empty string": ('marker = ""', "`marker` is empty; without the key, it is `Original:`"),
    "marker of signs": ('marker = "***"', "`marker` cannot be told from a blank line"),
    "separator of signs": ('separator = "/ /"', "`separator` cannot be told from a blank line"),
    "level": ('fail-on = "fatal"', "tqcheck.toml:1: `fail-on` is one of error, warning, info,"),
    "language": (
        'target-language = "englisch"',
        "tqcheck.toml:1: `target-language`: unknown language 'englisch'; the nearest known code",
    ),
    "engine": (
        '\nengine = "lexcal"',
        "tqcheck.toml:2: `engine`: unknown engine `lexcal`; did you mean `lexical`?",
    ),
    "engine like none": ('engine = "x"', "unknown engine `x`; known: auto, lexical, semantic"),
    "no engine": ("engine = true", "tqcheck.toml:1: `engine` is a string, not `true`"),
    "empty engine": ('engine = ""', "`engine` is empty; without the key, it is `auto`"),
    "encoder": (
        '\n\nencoder = "nonsense"',
        "tqcheck.toml:3: `encoder` is written `package.module:factory`, not `nonsense`",
    ),
    "encoder without factory": ('encoder = "a.b:"', "`package.module:factory`, not `a.b:`"),
    "encoder without module": ('encoder = ":f"', "`package.module:factory`, not `:f`"),
    "encoder of a file": ('encoder = "a/b.py:f"', "`package.module:factory`, not `a/b.py:f`"),
    "encoder with a call": ('encoder = "a:f()"', "`package.module:factory`, not `a:f()`"),
    "encoder with two": ('encoder = "a:b:c"', "`package.module:factory`, not `a:b:c`"),
    "no encoder": ("encoder = []", "tqcheck.toml:1: `encoder` is a string, not a list"),
    "empty encoder": ('encoder = " "', "`encoder` is empty; without the key, it is the bundled"),
    "cache folder": (
        'engine = "auto"\ncache-dir = ".cache"',
        "tqcheck.toml:2: `cache-dir` is not a key any more, since a file in a checkout must not "
        "say what is read; give --cache-dir or set TQCHECK_CACHE_DIR",
    ),
    "NUL": ('baseline = "a\\u0000"', "tqcheck.toml:1: `baseline` has a NUL character"),
    "exclude": ('exclude = ["a", "!"]', "tqcheck.toml:1: `!` is not a pattern"),
    "unknown rule": (
        'ignore = [\n  "omited-ending",\n]',
        "tqcheck.toml:1: unknown rule `omited-ending`; did you mean `omitted-ending`?",
    ),
    "unknown rule table": (
        "[rules.lenght-ratio]\n",
        "tqcheck.toml:1: unknown rule `lenght-ratio`; did you mean `length-ratio`?",
    ),
    "wildcard rule table": ('[rules."header-*"]\n', "tqcheck.toml:1: unknown rule `header-*`;"),
    "rules no table": ("rules = 3", "tqcheck.toml:1: `rules` is a table, not `3`"),
    "rules a list": ("[[rules]]\n", "tqcheck.toml:1: `rules` is a table, not a list"),
    "rule no table": ("[rules]\nlength-ratio = 3", ":2: `length-ratio` is a table, not `3`"),
    "unknown setting": (
        "[rules.source-remnant]\n\nerror-form = 3",
        ":3: unknown key `error-form` for rule `source-remnant`; did you mean `error-from`?",
    ),
    "type of a setting": (
        '[rules.source-remnant]\nerror-from = "8"',
        "tqcheck.toml:2: `error-from` is a whole number, not `8`",
    ),
    "truth for a number": (
        "[rules.source-remnant]\nerror-from = true",
        "tqcheck.toml:2: `error-from` is a whole number, not `true`",
    ),
    "severity of the second rule": (
        '[rules.length-ratio]\nseverity = "info"\n[rules.omitted-ending]\nseverity = "loud"',
        "tqcheck.toml:4: `severity` is one of error, warning, info",
    ),
    "inline table": (
        '\nsource-metadata = { date = "(" }',
        "tqcheck.toml:2: `date` is not a regular expression: missing )",
    ),
    "regular expression": (
        "[source-metadata]\ndate = 3",
        "tqcheck.toml:2: `date` is a regular expression, not `3`",
    ),
    "unknown metadata": (
        '[source-metadata]\ndte = "x"',
        "tqcheck.toml:2: unknown key `dte`; did you mean `date`?",
    ),
    "alias of no field": (
        '[field-aliases]\nPgae = ["Edition"]',
        "tqcheck.toml:2: unknown key `Pgae`; did you mean `Page`?",
    ),
    "alias no list": (
        'field-aliases = { Page = "Edition" }',
        "tqcheck.toml:1: `Page` is a list of strings, not `Edition`",
    ),
    "no TOML": ("select = \n", "tqcheck.toml: not valid TOML: Invalid value (at line 1, column"),
    "key twice": ("paths = []\npaths = []", "tqcheck.toml: not valid TOML: "),
    "huge number": ("paths = " + "1" * 5000, "tqcheck.toml: not valid TOML: "),
    "deep": ("paths = " + "[" * 5000, "tqcheck.toml: not valid TOML: "),
}


@pytest.mark.parametrize(("text", "message"), ERRORS.values(), ids=ERRORS)
def test_errors_name_file_line_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    assert message in problem(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[tool.ruff.lint]\nselect = ["E"]\n[tool.tqcheck]\nselect = ["nope"]\n',
            "pyproject.toml:4: unknown rule `nope`; known: ",
        ),
        ('[tool.tqcheck]\n[tool.x]\nmarkr="a"\n', ""),
        ('[tool.x]\nmarkr = 1\n[tool.tqcheck]\nmarkr = "a"\n', "pyproject.toml:4: unknown key"),
        ("tool = 3\n", "pyproject.toml:1: `tool` is a table, not `3`"),
        ("[tool]\ntqcheck = 3\n", "pyproject.toml:2: `tqcheck` is a table, not `3`"),
    ],
)
def test_errors_in_pyproject_point_into_its_own_table(
    tmp_path: Path, text: str, message: str
) -> None:
    if message:
        assert problem(tmp_path, text, "pyproject.toml").startswith(message)
    else:
        load(write(tmp_path, text, "pyproject.toml"))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(TqcheckError, match=r"none\.toml: no such file"):
        load(tmp_path / "none.toml")
    with pytest.raises(TqcheckError, match="a folder, not a file"):
        load(tmp_path)
    (tmp_path / "tqcheck.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(TqcheckError, match=r"tqcheck\.toml: not UTF-8; save it as UTF-8"):
        load(tmp_path / "tqcheck.toml")


def test_expand() -> None:
    assert expand(["all"]) == expand(["default"]) == set(names())
    assert expand(["omitted-*"]) == {name for name in names() if name.startswith("omitted-")}
    assert expand([]) == set()
    with pytest.raises(TqcheckError, match="unknown rule `paragraf-count`; did you mean `para"):
        expand(["all", "paragraf-count"])
