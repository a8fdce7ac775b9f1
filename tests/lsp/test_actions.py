"""Code actions made of findings, without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lsprotocol import types
from pygls.workspace import PositionCodec

from tqcheck.finding import Edit, Fix, Hit, Span, finding_of
from tqcheck.lsp.actions import actions_at
from tqcheck.lsp.checked import Buffer, CheckedBuffer

LINE = types.Range(types.Position(0, 0), types.Position(0, 9))


@pytest.mark.parametrize(
    ("others", "titles"),
    [((), ["Fix garbled-text: remove it"]), (("zh/kites.md",), [])],
    ids=["its own file", "another file too"],
)
def test_a_fix_is_offered_for_its_own_file_alone(
    others: tuple[str, ...], titles: list[str]
) -> None:
    buffer = Buffer("file:///en/kites.md", "en/kites.md", "Kites\n", 1, PositionCodec(), True)
    edits = tuple(Edit(path, 1, 1, 1, 2, "") for path in ("en/kites.md", *others))
    hit = Hit(Span(1, 1, 1, 2), "lost character", "remove it")
    finding = replace(
        finding_of("garbled-text", "error", "en/kites.md", hit), fix=Fix(safe=True, edits=edits)
    )
    checked = CheckedBuffer(buffer, findings=((finding, types.Diagnostic(LINE, "lost")),))
    actions = actions_at(checked, LINE, (), versioned=True)
    assert [action.title for action in actions if action.title.startswith("Fix")] == titles
