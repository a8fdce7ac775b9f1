"""A git repository, found without git, and asked in a way that runs no other program.

A checkout may have files that git takes for a repository when it is called among them, with
commands in their `config`. So the repository is that of the nearest folder with an entry `.git`,
a name that git never checks out, and git is told that it is this one. Git has no work tree to look
at, which leaves filters and monitors nothing to do: what is there, tqcheck reads itself. And what
could name a program in a configuration is overridden.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile

from tqcheck.errors import TqcheckError

# In a hook, git's variables name the repository that runs it, whatever folder git is called for.
# Those that say where the user's configuration is are kept.
_KEPT = "GIT_CONFIG"
_VARIABLES = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
    # A partial clone fetches nothing; git before 2.44 obeys only the second, as no protocol has
    # this name.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "-",
}
# As options these come last, after what the environment sets, and git before 2.31 knows them too.
_SETTINGS = (
    "safe.bareRepository=explicit",
    # Empty: git before 2.36 takes `false` for the name of a program.
    "core.fsmonitor=",
    f"core.hooksPath={os.devnull}",
)
_NAME = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MAX_GITFILE_BYTES = 65_536


@dataclass(frozen=True)
class Repository:
    """A repository with a work tree."""

    # The real path of the work tree's top folder.
    top: str
    # The repository itself: `.git`, or what a file of this name leads to.
    git_dir: str

    @classmethod
    def at(cls, top: str) -> Repository:
        """The repository of a top folder, if git agrees on where it is and on its owner.

        Raises TqcheckError, with the remedy, if it does not, or if there is no git.
        """
        # Git looks for the repository once by itself, as only then it checks the owner.
        ceiling = {"GIT_CEILING_DIRECTORIES": os.path.dirname(top)}
        answers = []
        for question in ("--absolute-git-dir", "--show-toplevel"):
            done = _git(top, top, ceiling, "rev-parse", question)
            if done.returncode:
                raise TqcheckError(f"{top}: {_refusal(done.stderr, top)}")
            answers.append(os.fsdecode(done.stdout.removesuffix(b"\n").removesuffix(b"\r")))
        git_dir, work_tree = answers
        if not _is_same(git_dir, _git_dir(top)):
            raise TqcheckError(f"{top}: `.git` is not a git repository; repair or remove it")
        if not _is_same(work_tree, top):
            remedy = "unset core.worktree there, or name files of that folder"
            raise TqcheckError(f"{top}: its work tree is {work_tree}; {remedy}")
        return cls(top, git_dir)

    def commit(self, revision: str) -> str:
        """The name of the commit that a revision is; "" if there is no such commit.

        The revision must not begin with a hyphen.
        """
        return _name(self.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"))

    def parents(self, commit: str) -> list[str]:
        """The names of a commit's parents, also of those that a shallow clone does not have."""
        # After the line of the tree; others that look like these are of no meaning to git.
        lines = self.checked("cat-file", "commit", commit).split(b"\n")[1:]
        parents = takewhile(lambda line: line.startswith(b"parent "), lines)
        return [line.removeprefix(b"parent ").decode("ascii") for line in parents]

    def fork(self, commit: str) -> str:
        """The last commit that HEAD and another commit have in common; "" if there is none."""
        return _name(self.run("merge-base", commit, "HEAD"))

    def size(self, name: str) -> int:
        """The number of bytes of a content; -1 if git does not have it."""
        said = self.run("cat-file", "-s", name).stdout.strip()
        return int(said) if said.isdigit() else -1

    @property
    def is_shallow(self) -> bool:
        """Whether the clone lacks a part of the history."""
        return self.run("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    def run(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command of git that needs no work tree; raises TqcheckError if there is no git."""
        return _git(self.git_dir, self.top, self._variables, *words)

    def checked(self, *words: str) -> bytes:
        """The output of a command; raises TqcheckError with what git says if it fails."""
        done = self.run(*words)
        if done.returncode:
            raise TqcheckError(f"{self.top}: {_refusal(done.stderr, self.top)}")
        return done.stdout

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command with which to exchange questions and answers."""
        command, environment = _called(self.top, self._variables, words)
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=self.git_dir,
                env=environment,
            )
        except OSError as error:
            raise TqcheckError(f"git cannot be run: {error}") from None

    @property
    def _variables(self) -> Mapping[str, str]:
        return {"GIT_DIR": self.git_dir, "GIT_WORK_TREE": self.git_dir}


def is_full_name(text: str) -> bool:
    """Whether a text has the form of a full name of a commit or a content."""
    return _NAME.fullmatch(text) is not None


def program(top: str) -> str:
    """The program git, from a folder of the PATH; raises TqcheckError if it is in none.

    Neither the working directory nor the checkout is searched.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in _folders(top):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    raise TqcheckError("git is not installed, or not on the PATH outside of the checkout")


def _git(
    folder: str, top: str, variables: Mapping[str, str], *words: str
) -> subprocess.CompletedProcess[bytes]:
    command, environment = _called(top, variables, words)
    try:
        return subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, cwd=folder, env=environment
        )
    except (OSError, ValueError) as error:
        raise TqcheckError(f"git cannot be run: {error}") from None


def _called(
    top: str, variables: Mapping[str, str], words: tuple[str, ...]
) -> tuple[list[str], dict[str, str]]:
    """The command line of git, and its environment."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    environment |= {**_VARIABLES, **variables, "PATH": os.pathsep.join(_folders(top))}
    settings = (word for setting in _SETTINGS for word in ("-c", setting))
    return [program(top), *settings, "--no-pager", *words], environment


def _folders(top: str) -> list[str]:
    """The folders of the PATH in which programs are not the checkout's."""
    own = os.path.join(top, "") if os.path.dirname(top) != top else "\0"
    return [
        folder
        for folder in os.get_exec_path()
        if os.path.isabs(folder) and not os.path.join(os.path.realpath(folder), "").startswith(own)
    ]


def _git_dir(top: str) -> str:
    """Where the entry `.git` of a folder says that the repository is."""
    entry = os.path.join(top, ".git")
    if not os.path.isfile(entry):
        return entry
    try:
        with open(entry, "rb") as file:
            text = file.read(_MAX_GITFILE_BYTES)
    except OSError:
        return entry
    return os.path.join(top, os.fsdecode(text.removeprefix(b"gitdir: ").rstrip(b"\r\n")))


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def _name(done: subprocess.CompletedProcess[bytes]) -> str:
    """The full name of a commit that git has printed, or ""."""
    name = done.stdout.decode("ascii", "replace").strip()
    return name if done.returncode == 0 and is_full_name(name) else ""


def _refusal(said: bytes, top: str) -> str:
    """What git said, in one line, with the remedy if this is not git's own."""
    lines = said.decode("utf-8", "backslashreplace").strip().splitlines() or ["nothing"]
    if "dubious ownership" in lines[0] or "unsafe repository" in lines[0]:
        remedy = f"`git config --global --add safe.directory {top}` if you trust it"
        return f"the repository belongs to another user; {remedy}"
    if any("promisor" in line or "lazy fetch" in line for line in lines):
        return "git does not have all contents; fetch them, or clone without --filter"
    return f"git says: {lines[0]}"
