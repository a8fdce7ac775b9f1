"""Measure how reliably the rules find what a translation has lost, and how often they invent it.

    python benchmarks/omissions.py --news NEWS --archive ARCHIVE [--count N] [--seed S]

Paragraphs and sentences are deleted from whole documents, one loss to a document, and the findings
of `check_text` are held against it; corpora.py says of what the documents are made, damage.py what
they lose. Printed are: what is found and what is falsely reported, for each corpus, layout and
loss, beside Gale and Church's alignment of the same documents; the targets; recall against false
alarms as the threshold of the posterior moves; how far the posterior can be believed; what `auto`
misses that `semantic` finds; and what is reported on documents labelled clean.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import omission_tables as tables
from corpora import CORPORA, Corpora, Spec, labelled
from damage import AS_IS, KINDS, LAYOUTS
from judging import ENDING, PARAGRAPH, RULES, SENTENCE, Outcome, baseline, judge
from omission_tables import Labelled
from reading import check_text

from tqcheck import rules
from tqcheck.alignment import bundled, decoding
from tqcheck.alignment.blas_threads import one_thread
from tqcheck.alignment.encoder import Vectors, Windows
from tqcheck.alignment.settings import AlignmentSettings
from tqcheck.config import Config
from tqcheck.linter.results import Result

# Shares of --count for what is measured beside the main table, on documents laid out as they are.
CURVE, ENGINES = 0.1, 0.05
PARTS = ("table", "curves", "engines", "labelled")
# The setting of rules that the curves move, and the least it is set to.
THRESHOLD, LEAST = "posterior", 0.02

# A document and how to check it: as configured, with a low threshold, or with an engine.
Task = tuple[str, Spec]


class Remembering:
    """The bundled encoder, asked once for each sentence, each by itself.

    So what a document gives does not depend on those before it.
    """

    def __init__(self, encoder: bundled.Encoder) -> None:
        self._encoder = encoder
        self._sums: dict[str, tuple[Vectors, int]] = {}

    def encode(self, texts: list[str]) -> Vectors:
        each = np.arange(len(texts))
        return self.windows(texts).vectors(each, each + 1)

    def windows(self, texts: list[str]) -> Windows:
        known = [self._of(text) for text in texts]
        none = np.empty((3, 0, 512), dtype=np.float32)
        sums = np.stack([own for own, _ in known], axis=1) if known else none
        lengths = np.array([length for _, length in known], dtype=np.int64)
        return bundled._Sums(self._encoder._arrays, sums, lengths)

    def _of(self, text: str) -> tuple[Vectors, int]:
        if text not in self._sums:
            own = self._encoder.windows([text])
            assert isinstance(own, bundled._Sums)
            first, last = own._firsts[0], own._lasts[0]
            whole = own._inner[1].astype(np.float32) + first + last
            self._sums[text] = np.stack((whole, first, last)), int(own._lengths[1]) + 2
        return self._sums[text]


class Checker:
    """What a process has: the corpora, the configurations and an encoder that remembers."""

    def __init__(self, options: argparse.Namespace) -> None:
        load = bundled.load
        bundled.load = lambda *args: Remembering(load(*args))  # type: ignore[assignment]
        self.corpora = Corpora(options.news, options.archive, options.seed)
        usual = Config(
            select=tuple(name for name in RULES if name in rules.names()),
            alignment=AlignmentSettings(options.engine),
        )
        low = {name: {THRESHOLD: LEAST} for name in usual.select if _has_threshold(name)}
        self.configs = {
            "usual": usual,
            "paragraph": replace(usual, settings=_some(low, (ENDING, PARAGRAPH))),
            "sentence": replace(usual, settings=_some(low, (SENTENCE,))),
            "auto": replace(usual, alignment=AlignmentSettings("auto")),
            "semantic": replace(usual, alignment=AlignmentSettings("semantic")),
        }

    def check(self, task: Task) -> Outcome:
        way, spec = task
        case = self.corpora.case(spec)
        result = self.run("\n".join(case.lines) + "\n", "document.md", way)
        outcome = judge(spec, case, result)
        if way == "usual":
            outcome.counts += baseline(spec, case)
        return outcome

    def run(self, text: str, path: str, way: str) -> Result:
        omitted = decoding.OMITTED_PROBABILITY
        if way == "paragraph":
            decoding.OMITTED_PROBABILITY = LEAST
        try:
            # Two processes on two cores, each with two threads, mostly wait for each other.
            with one_thread():
                return check_text(text, path, self.configs[way])
        finally:
            decoding.OMITTED_PROBABILITY = omitted


_CHECKERS: list[Checker] = []


def _start(options: argparse.Namespace) -> None:
    _CHECKERS.append(Checker(options))


def _check(task: Task) -> Outcome:
    return _CHECKERS[0].check(task)


def _has_threshold(name: str) -> bool:
    return THRESHOLD in rules.get(name).settings


def _some(settings: dict[str, dict[str, float]], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: own for name, own in settings.items() if name in names}


def outcomes(tasks: list[Task], options: argparse.Namespace, checker: Checker) -> Iterator[Outcome]:
    """What comes of the tasks, in their order, whatever the number of processes."""
    if options.jobs == 1:
        yield from map(checker.check, tasks)
        return
    # Not forked: the threads of numpy's BLAS don't live through that everywhere.
    context = multiprocessing.get_context("spawn")
    with context.Pool(options.jobs, _start, (options,)) as pool:
        yield from pool.imap(_check, tasks, chunksize=16)


def all_tasks(options: argparse.Namespace, corpora: Corpora) -> Iterator[Task]:
    """What the options ask for."""
    for corpus, layout, kind in product(options.corpus, options.layouts, options.kinds):
        ways = {"usual": ("table", 1.0)}
        if layout == AS_IS:
            ways |= {"paragraph": ("curves", CURVE), "sentence": ("curves", CURVE)}
            ways |= {"auto": ("engines", ENGINES), "semantic": ("engines", ENGINES)}
        for way, (part, share) in ways.items():
            if part in options.parts:
                count = round(options.count * share)
                yield from ((way, spec) for spec in corpora.specs(corpus, layout, kind, count))


def on_labelled(checker: Checker, folder: Path) -> Iterator[Labelled]:
    """The labelled documents as they are, with what is found in them."""
    for path, label in labelled(folder):
        text = path.read_text(encoding="utf-8-sig")
        usual, auto, semantic = (
            checker.run(text, path.name, way).findings for way in ("usual", "auto", "semantic")
        )
        known = {finding.fingerprint for finding in auto}
        whole = "structurally clean" if label["structural_clean"] else "defects"
        yield Labelled(
            path.name,
            "clean" if label["clean"] else whole,
            usual,
            [finding for finding in semantic if finding.fingerprint not in known],
        )


def main(argv: list[str] | None = None) -> int:
    """Run the benchmark."""
    options = _options(argv)
    started = time.perf_counter()
    checker = Checker(options)
    tasks = list(all_tasks(options, checker.corpora))
    found: dict[str, list[Outcome]] = {}
    for done, outcome in enumerate(outcomes(tasks, options, checker), start=1):
        found.setdefault(tasks[done - 1][0], []).append(outcome)
        if sys.stderr.isatty() and (done % 50 == 0 or done == len(tasks)):
            print(f"\r{done:,} of {len(tasks):,} documents", end="", file=sys.stderr)
    documents: list[Labelled] = []
    if options.archive and "labelled" in options.parts:
        documents = list(on_labelled(checker, options.archive))
    if "usual" in found:
        tables.results(found["usual"])
        tables.targets(found["usual"], documents)
    for unit in ("paragraph", "sentence"):
        if unit in found:
            tables.curve(found[unit], unit)
            tables.reliability(found[unit], unit)
    if "auto" in found:
        tables.engines(found["auto"], found["semantic"])
    tables.labelled(documents)
    print(f"\n{len(tasks):,} documents checked in {time.perf_counter() - started:.0f} s")
    return 0


def _options(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--archive", type=Path, help="folder with documents/ and labels.jsonl")
    parser.add_argument("--news", type=Path, help="folder with source.zh and translator-*.en")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000, help="deletions of each kind")
    parser.add_argument("--engine", choices=("auto", "semantic", "lexical"), default="auto")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    for name, known in (
        ("corpus", CORPORA),
        ("layouts", LAYOUTS),
        ("kinds", KINDS),
        ("parts", PARTS),
    ):
        parser.add_argument(
            f"--{name}",
            type=partial(_chosen, tuple(known)),
            default=tuple(known),
            help=f"some of: {', '.join(known)}; separated by commas",
        )
    return parser.parse_args(argv)


def _chosen(known: tuple[str, ...], words: str) -> tuple[str, ...]:
    """The named ones, in their usual order; an end is enough for a name: `regular`."""
    wanted = [word.strip() for word in words.split(",")]
    for word in wanted:
        if not any(name == word or name.endswith(f", {word}") for name in known):
            raise argparse.ArgumentTypeError(f"{word}: not one of {'; '.join(known)}")
    return tuple(n for n in known if any(n == w or n.endswith(f", {w}") for w in wanted))


if __name__ == "__main__":
    raise SystemExit(main())
