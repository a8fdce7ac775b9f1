"""What the tests of the hooks share: documents, real repositories, a snapshot of the project."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tqcheck import __version__

if TYPE_CHECKING:
    from .runner import Runner
    from .steps import Job

PROJECT = Path(__file__).resolve().parents[2]
# What the hooks need of the project; a file that is missing here makes an installation fail.
PARTS = (
    *("pyproject.toml", "README.md", "LICENSE", "tqcheck", "hooks", "templates"),
    *("action.yml", ".github", "examples"),
)
MANIFEST = ".pre-commit-hooks.yaml"
# The tags of the snapshot's two versions. The older one has these rules and none that needs a
# library, so that it is installed in no time.
OLD, NEW = "v0.0.9", f"v{__version__}"
OLD_RULES = ("header_missing.py", "section_missing.py")

HEADER = {
    "Title": "The Station Clock Has Been Repaired",
    "Author": "Xu Wenchuan",
    "Date": "1961-08-17",
    "Page": "3",
}
TARGET = (
    "This newspaper reports: The clock of the East Gate Station, which had stood still for four "
    "years, began to run again at noon on August 15. When the twelve strokes had sounded, all the "
    "passengers in the waiting room raised their heads, and some took out their pocket watches to "
    "set the time.",
    "The clock was put together from parts of an old ferry boat; its gears were badly worn, and "
    "the original drawings had long been lost. Ma Xiaoman, an apprentice at the watchmaker's shop, "
    "lay in the clock tower and drew for three days before every tooth had been counted.",
    "As there was no copper, the workers made new parts from bushings thrown away in the workshop. "
    "The pendulum was too light and the clock ran fast, so they hung below it a tin can filled "
    "with iron filings, adding and removing a little at a time until it was only two seconds off "
    "in a day and a night.",
    "Now the attendant on duty winds it once every morning. The children of the primary school "
    "nearby go to school by its strokes, and the old man who sells soybean milk says that he no "
    "longer has to ask passers-by for the time.",
)
SOURCE = """### 车站大钟修好了
许文川
1961-08-17
第3版(城市生活)
专栏：

    车站大钟修好了
    本报讯　停了四年的东门车站大钟，八月十五日中午重新走动起来。\
十二下钟声响过，候车室里的旅客都抬起头来，有人掏出怀表对时间。
    这口钟是用旧渡船上的零件拼成的，齿轮磨损得厉害，原来的图样早已遗失。\
钟表店的学徒马小满趴在钟楼里画了三天，才把每个齿数弄清楚。
    缺少铜料，工人们就用车间里废弃的轴套改做。\
钟摆太轻，走得快，他们在下面挂了一只装满铁屑的罐头盒，一点一点地加减，直到一昼夜只差两秒。
    现在每天清晨由值班员上一次发条。\
附近小学的孩子听着钟声上学，卖豆浆的老人也说，他再不用向过路人打听时间了。
"""


def document(*, without: Sequence[str] = (), omit: int | None = None, **header: str) -> str:
    """A document without a fault, but for header fields or the paragraph that are left out."""
    fields = {**HEADER, **header}
    lines = [f"{name}: {value}" for name, value in fields.items() if name not in without]
    target = [text for n, text in enumerate(TARGET) if n != omit]
    return "\n".join(lines) + "\n\n" + "\n\n".join(target) + f"\n\n<hr />\n\nOriginal:\n\n{SOURCE}"


GOOD = document()
# Faults of the header are found without the sentence encoder, which takes most of a second.
NO_PAGE = document(without=["Page"])
NO_DATE = document(without=["Date"])


@dataclass(frozen=True)
class Shell:
    """Runs commands in one folder and one environment, and returns what they said."""

    folder: Path
    environment: Mapping[str, str] = field(repr=False)

    def run(
        self, *command: str | Path, code: int | None = 0, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run a command that must end with `code`; None takes any."""
        done = subprocess.run(
            [str(word) for word in command],
            cwd=self.folder,
            env={**self.environment, **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="surrogateescape",
            check=False,
        )
        if code is not None:
            shown = f"{command}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
            assert done.returncode == code, shown
        return done


class Repository(Shell):
    """A real git repository."""

    def git(self, *arguments: str, code: int | None = 0) -> subprocess.CompletedProcess[str]:
        return self.run("git", *arguments, code=code)

    def write(self, path: str, text: str, *, stage: bool = True) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if stage:
            self.git("--literal-pathspecs", "add", "--", path)

    def commit(self, *, code: int = 0, message: str = "change") -> str:
        """Commit what is staged, by a real `git commit`; what git and the hooks said."""
        done = self.git("commit", "-m", message, code=code)
        return done.stdout + done.stderr

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD").stdout.strip()


def findings(output: str) -> list[str]:
    """The lines of a text report that open a finding, sorted."""
    # prek indents what a hook says.
    lines = (line.strip() for line in output.splitlines())
    return sorted(line for line in lines if line.endswith("]") and ".md:" in line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that run git, hooks or jobs: those with an environment for them."""
    for item in items:
        here = item.path.is_relative_to(Path(__file__).parent)
        if here and "environment" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that lasts for the session, the same for all workers of pytest-xdist."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "hooks"
    folder.mkdir(exist_ok=True)
    return folder


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Whether `folder` is still to be made; another worker that asks waits until it is."""
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not folder.exists()


@pytest.fixture(scope="session")
def environment(shared: Path) -> dict[str, str]:
    """The user's environment, less what says that a CI system, git or a hook is at work."""
    config = shared / "gitconfig"
    config.write_text(
        "[user]\n\tname = Tester\n\temail = tester@example.invalid\n"
        "[safe]\n\tdirectory = *\n[init]\n\tdefaultBranch = main\n[commit]\n\tgpgSign = false\n",
        encoding="utf-8",
    )
    at_work = ("GIT_", "GITHUB_", "RUNNER_", "CI", "PRE_COMMIT", "PREK_", "TQCHECK", "PYTEST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(at_work)}
    for name in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "FORCE_COLOR", "COLUMNS"):
        kept.pop(name, None)
    return {
        **kept,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_NOSYSTEM": "1",
        # The same commit has the same name in each worker.
        "GIT_AUTHOR_DATE": "2024-01-02T03:04:05Z",
        "GIT_COMMITTER_DATE": "2024-01-02T03:04:05Z",
        "PRE_COMMIT_HOME": str(shared / "pre-commit"),
        "PREK_HOME": str(shared / "prek"),
        # prek installs with uv, and is to get that as pip is configured to, from nowhere else.
        "PREK_UV_SOURCE": "pip",
        "TQCHECK_CACHE_DIR": os.environ["TQCHECK_CACHE_DIR"],
        # Modules are compiled when they are imported, and not all of them.
        "PIP_NO_COMPILE": "1",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture(scope="session")
def snapshot(shared: Path, environment: dict[str, str]) -> Repository:
    """The project as it is, as a repository that hooks are taken from; before it an older one.

    Each has its tag.
    """
    folder = shared / "snapshot"
    with alone(folder) as missing:
        if missing:
            draft = Repository(shared / "snapshot.draft", environment)
            draft.folder.mkdir()
            draft.git("init", "--quiet")
            _copy_project(draft.folder)
            _make_old(draft.folder)
            draft.git("add", "--all")
            draft.commit(message="An older version")
            draft.git("tag", OLD)
            _copy_project(draft.folder)
            draft.git("add", "--all")
            draft.commit(message="The project")
            draft.git("tag", NEW)
            draft.folder.rename(folder)
    return Repository(folder, environment)


def _copy_project(folder: Path) -> None:
    for name in (*PARTS, MANIFEST):
        part = PROJECT / name
        if part.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(part, folder / name, ignore=ignored, dirs_exist_ok=True)
        else:
            shutil.copy2(part, folder / name)


def _make_old(folder: Path) -> None:
    """Make of the project a version with the first hook and a few rules."""
    for rule in (folder / "tqcheck" / "rules").glob("[a-z]*.py"):
        if rule.name not in OLD_RULES:
            rule.unlink()
    manifest = folder / MANIFEST
    first, *_ = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    manifest.write_text(yaml.safe_dump([first]), encoding="utf-8")
    for name, pattern, by in (
        ("pyproject.toml", r"(?ms)^dependencies = \[.*?^\]", "dependencies = []"),
        ("tqcheck/__init__.py", r"(?m)^__version__ = .*", f'__version__ = "{OLD[1:]}"'),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        made, count = re.subn(pattern, by, text)
        assert count == 1, name
        (folder / name).write_text(made, encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, environment: dict[str, str]) -> Repository:
    """A user's repository: empty, without any hook."""
    folder = tmp_path / "archive of the user"
    folder.mkdir()
    made = Repository(folder, environment)
    made.git("init", "--quiet")
    return made


# pip installs the project alone, in environments that are lent what it depends on.
ALONE = {"PIP_NO_DEPS": "1"}


def lend(environment: Path) -> None:
    """Have an environment find the libraries of the one that runs the tests, after its own.

    The project is installed there by real commands; its dependencies would take most of the time,
    and are installed in full where the GitHub Action is tested.
    """
    (own,) = environment.glob("lib/python*/site-packages")
    # Each folder of libraries: an environment may itself be lent those of another one.
    lent = [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]
    (own / "lent.pth").write_text("".join(f"{path}\n" for path in lent), encoding="utf-8")


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(shared: Path) -> Once:
    """Have a folder made once in the session, whichever worker comes first."""

    def made(name: str, make: Callable[[Path], None]) -> Path:
        folder = shared / name
        with alone(folder) as missing:
            if missing:
                folder.mkdir()
                try:
                    make(folder)
                except BaseException:
                    shutil.rmtree(folder)
                    raise
        return folder

    return made


@pytest.fixture(scope="session")
def wheel(once: Once, snapshot: Repository) -> Path:
    """The project as pip installs it, built once in the session."""

    def build(folder: Path) -> None:
        options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--wheel-dir", folder)
        snapshot.run(sys.executable, "-m", "pip", "wheel", *options, snapshot.folder)

    (found,) = once("wheel", build).glob("tqcheck-*.whl")
    return found


@pytest.fixture(scope="session")
def runner(once: Once, snapshot: Repository, environment: dict[str, str]) -> Runner:
    """A runner of GitHub's kind, on which one job has run: the first to use this version."""
    from .runner import Runner, first_job

    return Runner(once("github", lambda folder: first_job(folder, snapshot)), snapshot.folder)


@pytest.fixture
def job(repository: Repository, snapshot: Repository, runner: Runner, tmp_path: Path) -> Job:
    """A job in which tqcheck is installed."""
    from .steps import Job

    temp = tmp_path / "runner temp"
    temp.mkdir()
    (environment,) = runner.store.glob("tqcheck-*")
    return Job(repository, snapshot.folder, temp, str(environment / "venv" / "bin" / "python"))


Hooked = Callable[..., Repository]

# `prek` reads the same files and takes the same commands.
both = pytest.mark.parametrize("runner", ["pre-commit", "prek"])


@pytest.fixture
def hooked(repository: Repository, snapshot: Repository) -> Hooked:
    """Have a repository use hooks of the snapshot, with the options of its configuration."""

    def configure(*hooks: str, **options: object) -> Repository:
        use(repository, (snapshot, NEW, [{"id": hook, **options} for hook in hooks]))
        return repository

    return configure


def use(repository: Repository, *sources: tuple[Repository, str, list[dict[str, object]]]) -> None:
    """Write a configuration of pre-commit: repositories, revisions and hooks."""
    repos = [{"repo": str(repo.folder), "rev": rev, "hooks": hooks} for repo, rev, hooks in sources]
    repository.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": repos}))


def ran(repository: Repository, runner: str, *arguments: str, code: int) -> str:
    """Run all hooks, or those that arguments name; what the runner said."""
    done = repository.run(runner, "run", *arguments, code=code)
    return done.stdout + done.stderr


def places(said: str) -> list[str]:
    """The files that findings name."""
    return sorted({line.split(":")[0] for line in findings(said)})
