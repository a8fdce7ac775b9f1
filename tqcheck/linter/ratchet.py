"""The ratchet: a baseline may shrink but not grow."""

from __future__ import annotations

from collections import Counter

from tqcheck.errors import TqcheckError
from tqcheck.files.git import earlier, has_parent
from tqcheck.linter.baseline import Baseline, parse
from tqcheck.wording import plural

_OPTION = "--ratchet"
# Rules named in the message, those that have grown most.
_MAX_RULES = 3


def grown(now: Baseline | None, ref: str | None) -> str:
    """A message if the baseline has more entries than before, else "".

    Before is the version at `ref`. Without one it is the last committed version that differs:
    HEAD's, else that of HEAD's first parent, which is the target branch of a merged pull request.
    Raises TqcheckError, naming the remedy, without a repository or such a revision.
    """
    if now is None:
        raise TqcheckError(f"{_OPTION}: there is no baseline; `tqcheck baseline` writes one")
    before, name = _before(now, ref)
    more = len(now.entries) - len(before.entries) if before else 0
    if before is None or more <= 0:
        return ""  # A first baseline has not grown.
    difference = Counter(entry.rule for entry in now.entries)
    difference.subtract(entry.rule for entry in before.entries)
    most = [(rule, n) for rule, n in difference.most_common() if n > 0][:_MAX_RULES]
    listed = ", ".join(f"{rule} {n} more" for rule, n in most)
    return (
        f"{now.path}: {plural(len(now.entries), 'finding')} frozen, {more} more than at {name} "
        f"({listed}); fix them, or waive each of them"
    )


def _before(now: Baseline, ref: str | None) -> tuple[Baseline | None, str]:
    if ref is not None:
        return _at(now, ref), ref
    last = _at(now, "HEAD")
    if last is None or last.entries != now.entries:
        return last, "HEAD"
    return (_at(now, "HEAD^") if has_parent(now.path, _OPTION) else None), "HEAD^"


def _at(now: Baseline, ref: str) -> Baseline | None:
    """The baseline at a revision; None if there was none yet."""
    blobs, _ = earlier([now.path], ref, _OPTION)
    if now.path not in blobs:
        return None
    text = blobs[now.path].content.decode("utf-8-sig", "replace")
    return parse(text, f"{now.path} at {ref}", now.roots)
