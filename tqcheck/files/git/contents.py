"""What git keeps under a name: the contents of many files and links, from one process."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tqcheck.errors import TqcheckError
from tqcheck.files.content import MAX_BYTES
from tqcheck.files.git.repository import Repository

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from typing import IO

_CHUNK_BYTES = 1 << 20


def contents(repository: Repository, names: Collection[str]) -> Mapping[str, bytes]:
    """The contents by their names, of each as much as `content.decode` wants.

    Raises TqcheckError, with the remedy, for one that a partial clone does not have.
    """
    found: dict[str, bytes] = {}
    if not names:
        return found
    with repository.start("cat-file", "--batch") as process:
        assert process.stdin and process.stdout
        try:
            for name in sorted(names):
                found[name] = _asked(name, process.stdin, process.stdout)
        except (EOFError, OSError):
            raise TqcheckError(
                f"{repository.top}: git does not have the contents of {name[:12]}; fetch them, or "
                "clone without --filter"
            ) from None
        finally:
            process.kill()
    return found


def _asked(name: str, questions: IO[bytes], answers: IO[bytes]) -> bytes:
    """One content; raises EOFError or OSError if there is none."""
    questions.write(f"{name}\n".encode("ascii"))
    questions.flush()
    _, *kind = answers.readline().split() or [b""]
    if len(kind) != 2:  # `missing`, or git has ended
        raise EOFError
    size = int(kind[1])
    content = answers.read(min(size, MAX_BYTES + 1))
    # The rest, and a line end after it.
    rest = size - len(content) + 1
    while rest > 0:
        skipped = len(answers.read(min(rest, _CHUNK_BYTES)))
        if not skipped:
            raise EOFError
        rest -= skipped
    return content
