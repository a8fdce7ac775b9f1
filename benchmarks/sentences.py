"""Measure where sentences are split: precision and recall of ends, against one sentence a line.

The folder given holds alignment/text-berg/ (de, fr) and news/ (zh, en); what is missing is left
out. Ten lines are joined to a paragraph, and the ends found within it are held against the ends of
the lines. A line that ends without a mark of its own (a heading, half a sentence before a colon or
semicolon) cannot be found by its text: `marked` leaves those out of the recall. The news has a
few lines of two sentences, which cost precision.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from tqcheck.text.sentences import sentences

_PARAGRAPH = 10
_CLOSING = "»"
_FILES = {
    "de": "alignment/text-berg/*.de",
    "fr": "alignment/text-berg/*.fr",
    "zh": "news/source.zh",
    "en": "news/translator-a.en",
}
# Blanks that only the tokeniser has put: inside quotation marks and brackets, before punctuation.
_TOKENISED = re.compile(r" (?=[.,;:!?)\]…»”])|(?<=[(\[«„]) |(?<=[a-zA-Z]['’]) ")
_MARKED = re.compile(r"[.!?…。！？][\s)\]»”\"'）]*$")


def measure(lines: list[str], language: str) -> tuple[int, int, int, int, list[str]]:
    """Gold ends, gold ends with a mark, ends found, ends found rightly, and the errors."""
    gold = marked = found = right = 0
    errors = []
    for first in range(0, len(lines), _PARAGRAPH):
        text = ""
        ends: dict[int, bool] = {}
        for line in lines[first : first + _PARAGRAPH]:
            if line.startswith(_CLOSING) and text:
                # The gold cuts before a closing mark, by a slip of its tokeniser.
                ends[len(text) + 1] = ends.pop(len(text))
                text, line = text + _CLOSING, line.removeprefix(_CLOSING).strip()
            text = f"{text}{'' if language == 'zh' else ' '}{line}".strip()
            ends[len(text)] = bool(_MARKED.search(line))
        # The end of the paragraph is no merit.
        ends.pop(len(text), None)
        split = {end for _, end in sentences(text, language)[:-1]}
        gold += len(ends)
        marked += sum(ends.values())
        found += len(split)
        right += len(split & ends.keys())
        wrong = {end: "+" for end in split - ends.keys()}
        wrong |= {end: "-" for end in ends if ends[end] and end not in split}
        errors += [
            f"{sign} {text[max(0, end - 60) : end]} ⏎ {text[end : end + 40].strip()}"
            for end, sign in sorted(wrong.items())
        ]
    return gold, marked, found, right, errors


def main(argv: list[str] | None = None) -> int:
    """Print one row for each language, and with --errors each split too many and too few."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="folder of the corpora")
    parser.add_argument("--errors", action="store_true", help="list them")
    options = parser.parse_args(argv)
    print("language  lines  marked  found  right  precision  recall  marked     F1  marked")
    for language, files in _FILES.items():
        lines = [
            _TOKENISED.sub("", line.strip())
            for path in sorted(options.folder.glob(files))
            for line in path.read_text(encoding="utf-8").split("\n")
            if line.strip()
        ]
        if not lines:
            continue
        gold, marked, found, right, errors = measure(lines, language)
        precision = right / max(found, 1)
        recalls = right / max(gold, 1), right / max(marked, 1)
        scores = [2 * precision * r / max(precision + r, 1e-9) for r in recalls]
        print(
            f"{language:8} {len(lines):6} {marked:7} {found:6} {right:6} {precision:10.3f} "
            f"{recalls[0]:7.3f} {recalls[1]:7.3f} {scores[0]:6.3f} {scores[1]:7.3f}"
        )
        if options.errors:
            print("\n".join(errors))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
