"""How long a translation is: sizes of texts, and what size to expect for a pair of languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

# In scripts that write a syllable or word a character, letters and digits of other scripts and
# punctuation are carried over as they are: four of them weigh as much as one character does.
# On news zh-en this brings the spread of the log ratio from .190 to .180 (benchmarks/lengths.py).
_DENSE = {"zh", "ja"}
_CARRIED = 0.25
_WIDE = re.compile("[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def size(text: str, language: str) -> float:
    """How much text there is: characters without blanks, in Chinese and Japanese weighted."""
    characters = len("".join(text.split()))
    if language.partition("-")[0].lower() not in _DENSE:
        return float(characters)
    wide = len(_WIDE.findall(text))
    return wide + _CARRIED * (characters - wide)


@dataclass(frozen=True, slots=True)
class LengthModel:
    """What target size a source size gives, as ratios of target to source.

    `spread` is the standard deviation of the logarithm of the ratio. Outside `soft` a segment is
    unusual, outside `hard` none was seen; both hold from `minimum` source size on. `document`
    are the bounds for a whole document.
    """

    median: float
    spread: float
    soft: tuple[float, float]
    hard: tuple[float, float]
    document: tuple[float, float]
    minimum: float

    def inverse(self) -> LengthModel:
        """The model for the opposite direction."""
        return LengthModel(
            1 / self.median,
            self.spread,
            (1 / self.soft[1], 1 / self.soft[0]),
            (1 / self.hard[1], 1 / self.hard[0]),
            (1 / self.document[1], 1 / self.document[0]),
            self.minimum * self.median,
        )


_MODELS = {
    ("zh", "en"): LengthModel(3.8, 0.18, (2.0, 7.0), (1.3, 10.0), (2.8, 6.5), 20),
}


def length_model(source_language: str, target_language: str) -> LengthModel | None:
    """The model of a pair of languages (BCP 47 tags; regions do not count), None if unknown."""
    pair = (
        source_language.partition("-")[0].lower(),
        target_language.partition("-")[0].lower(),
    )
    if pair in _MODELS:
        return _MODELS[pair]
    inverse = _MODELS.get(pair[::-1])
    return inverse.inverse() if inverse else None
