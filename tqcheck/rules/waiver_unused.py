"""A waiver that waives nothing: its finding is gone, or it is not written as a waiver is.

A waiver excuses a finding that somebody has looked at. It is a comment in the document,

    <!-- tqcheck: ignore[number-mismatch] the source has a misprint here -->

on a line of its own above the paragraph (or where a paragraph is missing), `ignore-file[...]`
anywhere for all of the file, or an entry of the baseline. Once the text is corrected, the waiver is
a hole through which the next mistake of the kind slips. A waiver with a misspelled rule has never
worked.

An entry of the baseline is left over if its finding is gone, if one of its texts has changed, or if
its document is gone. If `require-reasons` is set, a comment without a reason waives nothing and is
reported here.

Not reported: waivers of rules that are not run. A pattern of `per-file-ignores` is only judged if
all configured documents are checked.

Bad:

    Title: The Lamp Room
    Author:
    Date: 1957-10-02
    Page: 3

    <!-- tqcheck: ignore[number-mismatch] counted again by the mine in November -->

    The lamp room of the mine hands out 300 lamps every morning, and takes 300 back.

    <hr />

    Original:

    ### 灯房

    1957-10-02
    第3版(工矿)
    专栏：

        矿上的灯房每天早晨发出300盏灯，收回300盏灯。

Good:

    Title: The Lamp Room
    Author:
    Date: 1957-10-02
    Page: 3

    <!-- tqcheck: ignore[number-mismatch] counted again by the mine in November -->

    The lamp room of the mine hands out 320 lamps every morning, and takes 320 back.

    <hr />

    Original:

    ### 灯房

    1957-10-02
    第3版(工矿)
    专栏：

        矿上的灯房每天早晨发出300盏灯，收回300盏灯。
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.finding import Hit, UnusedWaiver

SEVERITY = "warning"
FIXES = ("unsafe",)


def check(waiver: UnusedWaiver) -> Iterator[Hit]:
    """Report a waiver that excuses nothing."""
    # The fix is unsafe: the rule that it names may be at fault, and the waiver be wanted again.
    yield waiver
