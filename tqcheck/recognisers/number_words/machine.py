"""How number words make a number: a stack of amounts, each smaller than the room the last one left.

"Two hundred thousand and five" is 2, then 200 with room below 100, then 200,000 with room below
1,000, then 5 more. This is the same in all languages. Where a word such as "and" may be, the
tables say by codes:

- `01`: before the ten of a unit, as in siebenundzwanzig;
- `x`: before a word that multiplies, as in douăzeci de mii;
- `p`: between the pairs of a year, as in nineteen oh five;
- two digits, how much room there is (1: below 10 or 20; 2: below 100; 3: more) and how many digits
  the next word has after its first (3: three or more).
"""

from __future__ import annotations

from typing import NamedTuple

from tqcheck.recognisers.number_words.lexicon import Sense

# No number of words is larger: what is, is text.
MAX_VALUE = 10**60
# Words that multiply by this or more may follow each other: a million million, lakh crore.
_CHAIN_FROM = 10**6
# Zero takes part in numbers only before a word that multiplies: một nghìn không trăm linh năm.
_NOTHING = (0, 1)

Glue = frozenset[str]
_Stack = tuple[tuple[int, int], ...]


class State(NamedTuple):
    """The number that some words make."""

    # Amounts and the room that each leaves, the largest first.
    stack: tuple[tuple[int, int], ...] = ()
    is_ordinal: bool = False
    # Whether a word before the number makes it an ordinal.
    is_marked: bool = False
    # The power that the last word was, or 0.
    power: int = 0
    words: int = 0
    # Whether all words are weak.
    weak: bool = True
    # Whether the first word is one that multiplies.
    is_bare: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether a number may end here: not after "no" of "no hundred"."""
        return len(self.stack) < 2 or (self.stack[-1] != _NOTHING and self.stack[-1][1] > 0)

    @property
    def value(self) -> int:
        return sum(amount for amount, _ in self.stack)


def step(
    state: State, sense: Sense, weak: bool, glue: Glue | None, flags: frozenset[str]
) -> list[State]:
    """The numbers that come of one more word: several if it can be taken in several ways."""
    value, room = sense.value, sense.room
    inverted = _inverted(state.stack, value, glue)
    stacks: list[_Stack] = []
    if state.is_ordinal and not sense.is_ordinal:
        # In a number that is an ordinal by an earlier word only the ten after a unit may be a
        # cardinal, as in Arabic.
        stacks = inverted
    elif not state.stack:
        stacks = [((value, room),)]
    else:
        stacks = [*_added(state.stack, value, room, glue), *inverted]
        if sense.is_power:
            stacks += _multiplied(state, value, glue)
            if "nested" in flags:
                stacks += _nested(state.stack, value, glue)
        elif "pairs" in flags:
            stacks += _paired(state, sense, glue)
    power = sense.value if sense.is_power else 0
    return [
        State(
            stack,
            sense.is_ordinal or state.is_ordinal,
            state.is_marked,
            power,
            state.words + 1,
            state.weak and weak,
            state.is_bare if state.words else sense.is_power,
        )
        for stack in stacks
    ]


def _added(stack: _Stack, value: int, room: int, glue: Glue | None) -> list[_Stack]:
    _, left = stack[-1]
    if value >= left or (glue is not None and _place(left, value) not in glue):
        return []
    return [(*stack, (value, room))]


def _multiplied(state: State, power: int, glue: Glue | None) -> list[_Stack]:
    """The smaller amounts at the end, times the power."""
    stack = state.stack
    if glue is not None and "x" not in glue:
        return []
    kept = len(stack)
    while kept and stack[kept - 1][0] < power:
        kept -= 1
    if kept == len(stack) and state.power and power >= _CHAIN_FROM:
        kept -= 1
    times = sum(amount for amount, _ in stack[kept:])
    value = times * power
    if kept == len(stack) or value > MAX_VALUE or (kept and value >= stack[kept - 1][1]):
        return []
    if not times and (not kept or stack[kept:] != (_NOTHING,) or power >= stack[kept - 1][1]):
        return []
    # A thousand million leaves room for millions: nghìn tỷ, lakh crore.
    room = power * state.power if 1000 <= state.power < power else power
    return [(*stack[:kept], (value, room))]


def _nested(stack: _Stack, power: int, glue: Glue | None) -> list[_Stack]:
    """All of a number that has such a power already, times the power: 2 crore 5 lakh crore."""
    value = sum(amount for amount, _ in stack) * power
    is_nested = len(stack) > 1 and stack[0][1] == power >= _CHAIN_FROM
    return [((value, power),)] if is_nested and glue is None and value <= MAX_VALUE else []


def _inverted(stack: _Stack, ten: int, glue: Glue | None) -> list[_Stack]:
    """Seven and twenty."""
    unit, _ = stack[-1] if stack else _NOTHING
    if glue is None or "01" not in glue or not (0 < unit < 10 and ten in range(20, 100, 10)):
        return []
    if len(stack) > 1 and ten >= stack[-2][1]:
        return []
    return [(*stack[:-1], (unit + ten, 1))]


def _paired(state: State, sense: Sense, glue: Glue | None) -> list[_Stack]:
    """Nineteen eighty-four, nineteen oh five."""
    century = state.value
    if not 10 <= century < 100 or state.power or state.is_ordinal:
        return []
    if glue is not None:
        return (
            [((century * 100, 100), (sense.value, 1))] if "p" in glue and sense.value < 10 else []
        )
    # A unit has to be followed by its ten: negentienvierentachtig.
    room = sense.room if sense.value >= 10 else 0
    return [((century * 100, 100), (sense.value, room))] if 0 < sense.value < 100 else []


def _place(room: int, value: int) -> str:
    """The code of a word between what leaves that room and a word of that value."""
    left = 1 if room <= 20 else 2 if room <= 100 else 3
    return f"{left}{min(len(str(value)) - 1, 3)}"
