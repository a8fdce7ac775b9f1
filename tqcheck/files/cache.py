"""Arrays kept between runs: unpacked once, then mapped into memory from the user's cache folder.

A file holds plain numbers and nothing that could run. It is written beside its place and moved
there, so that nobody sees half of one. Whatever is wrong with a file or the folder, nothing is
raised: `load` finds nothing, and `store` keeps nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from numpy.typing import NDArray

# Raised whenever the layout of the files changes.
FORMAT = 1
# What a file begins with: format, length and checksum of the table of contents that follows.
OPENING = "tqcheck arrays {:04d} {:08d} {:08x}\n"
# A mapped array begins at a multiple of this, which suits every processor's wide registers.
ALIGNMENT = 64
# Larger arrays are checked by one page in so many: all of a 65 MB table would cost 15 ms and
# reading it from disk, a sample costs 1 ms and still finds holes and foreign contents.
WHOLE, PAGE, SAMPLE = 16_000_000, 4096, 64
# Seconds after which an unfinished file has been abandoned by its writer.
ABANDONED = 600

_configured = ""


def use(folder: str) -> None:
    """Keep files in `folder`, in this process and those it starts."""
    os.environ["TQCHECK_CACHE_DIR"] = folder


def configure(folder: str) -> None:
    """Keep files in `folder` unless the environment names another; in the user's own for none."""
    global _configured
    _configured = folder


def switch_off() -> None:
    """Neither read nor write files, in this process and those it starts."""
    os.environ["TQCHECK_NO_CACHE"] = "1"


def folder() -> Path | None:
    """The folder files are kept in, whether or not it is there; None where nothing is kept."""
    from pathlib import Path

    if os.environ.get("TQCHECK_NO_CACHE"):
        return None
    if chosen := os.environ.get("TQCHECK_CACHE_DIR") or _configured:
        return Path(chosen)
    try:
        if sys.platform == "win32":
            base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
        elif sys.platform == "darwin":
            base = Path.home() / "Library" / "Caches"
        else:
            base = Path(os.environ.get("XDG_CACHE_HOME", ""))
            if not base.is_absolute():  # which the specification says to ignore
                base = Path.home() / ".cache"
    except RuntimeError:  # no home
        return None
    return base / "tqcheck" if base.is_absolute() else None


def load(name: str) -> dict[str, NDArray[Any]] | None:
    """The arrays that were stored as `name`, read-only; None where there are none to be trusted."""
    import mmap

    place = folder()
    if place is None:
        return None
    try:
        with (place / name).open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return dict(_arrays(data))
    except (OSError, ValueError, TypeError):
        return None


def store(name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Keep arrays as `name`, which tells their version too; leave it where that is impossible."""
    place = folder()
    if place is None:
        return
    part = place / f"{name}.part"
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            # A name of its own for each writer would leave a file behind for each one killed.
            file = part.open("xb")
        except FileExistsError:
            import time

            if time.time() - part.stat().st_mtime > ABANDONED:
                part.unlink()
            return
    except OSError:
        return
    try:
        with file:
            for piece in _pieces(arrays):
                file.write(piece)
        part.replace(place / name)
    except OSError:
        part.unlink(missing_ok=True)


def _pieces(arrays: Mapping[str, NDArray[Any]]) -> Iterator[bytes | memoryview]:
    """What a file consists of: opening, contents, and each array after blanks to align it."""
    import zlib

    import numpy as np

    offset, lines, pieces = 0, [], list[bytes | memoryview]()
    for name, array in arrays.items():
        data = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
        shape = "x".join(map(str, array.shape))
        lines.append(f"{name} {array.dtype.str} {shape} {offset} {_checksum(data):08x}\n")
        gap = -len(data) % ALIGNMENT
        pieces += [data, bytes(gap)]
        offset += len(data) + gap
    contents = "".join([f"{offset}\n", *lines]).encode()
    contents += b" " * (-(_opening_length() + len(contents)) % ALIGNMENT)
    yield OPENING.format(FORMAT, len(contents), zlib.crc32(contents)).encode()
    yield contents
    yield from pieces


def _arrays(data: Any) -> Iterator[tuple[str, NDArray[Any]]]:
    """The arrays of a file's mapped contents; ValueError if they are not what was stored."""
    import zlib

    import numpy as np

    start = _opening_length()
    opening = data[:start]
    length = int(opening[20:28])
    contents = data[start : start + length]
    if opening != OPENING.format(FORMAT, length, zlib.crc32(contents)).encode():
        raise ValueError("not the table of contents that was stored")
    start += length
    size, *lines = contents.decode().rstrip(" ").splitlines()
    if len(data) != start + int(size):
        raise ValueError("not the size that was stored")
    view = memoryview(data)
    for line in lines:
        name, dtype, shape, offset, checksum = line.split(" ")
        shapes = [int(n) for n in shape.split("x")]
        first = start + int(offset)
        array = np.ndarray(shapes, np.dtype(dtype), buffer=view, offset=first)
        if _checksum(view[first : first + array.nbytes]) != int(checksum, 16):
            raise ValueError("not the array that was stored")
        yield name, array


def _opening_length() -> int:
    return len(OPENING.format(0, 0, 0))


def _checksum(data: memoryview) -> int:
    import zlib

    if len(data) <= WHOLE:
        return zlib.crc32(data)
    total = 0
    for start in range(0, len(data), PAGE * SAMPLE):
        total = zlib.crc32(data[start : start + PAGE], total)
    return zlib.crc32(data[-PAGE:], total)
