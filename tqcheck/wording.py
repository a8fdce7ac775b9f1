"""Words for messages: plurals, counts, lists, ordinals, the nearest known name."""

from __future__ import annotations

from collections.abc import Sequence

_MAX_KNOWN, _MAX_WORD_CHARS, _MAX_LISTED_CHARS = 1_000, 100, 1_000


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """The end of an error message: the nearest known word, else all known words."""
    from difflib import get_close_matches

    # Of longer words and of more of them, none was meant; the time grows with both.
    near = known[:_MAX_KNOWN] if len(word) <= _MAX_WORD_CHARS else ()
    close = get_close_matches(word, near, n=1, cutoff=0.5)
    names = shortened(", ".join(known[:_MAX_KNOWN]), _MAX_LISTED_CHARS)
    return f"; did you mean `{close[0]}`?" if close else f"; known: {names}"


def plural(n: int, word: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{n} {word}" if n == 1 else f"{n} {word}s"


def counts(counts: dict[str, int]) -> str:
    """`2 errors, 1 warning`, and the number of infos if there are any."""
    parts = [plural(n, level) for level, n in counts.items() if level != "info"]
    return ", ".join([*parts, f"{counts['info']} info"] if counts["info"] else parts)


def listed(items: Sequence[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def shortened(text: str, max_chars: int) -> str:
    """The text, cut to so many code points with an ellipsis."""
    return text if len(text) <= max_chars else text[: max_chars - 1] + "…"


def ordinal_ending(number: int) -> str:
    """What makes an ordinal of a number in figures: the `st` of 21st, the `th` of 11th."""
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return {1: "st", 2: "nd", 3: "rd"}.get(last, "th")
