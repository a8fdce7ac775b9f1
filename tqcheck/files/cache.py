"""Arrays kept between runs: unpacked once, then mapped into memory from the user's cache folder.

A file is one record in the .npy format, whose fields are the arrays: plain numbers, never pickled
objects. If anything is wrong with a file or the folder, nothing is raised: `load` returns None,
and `store` keeps nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

TYPE_CHECKING = False  # as in tqcheck/__init__.py
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    import numpy as np
    from numpy.typing import NDArray

# The field with the checksum of all others.
CHECKSUM = "checksum"
# A mapped array begins at a multiple of so many bytes, as the wide registers of processors want.
ALIGNMENT_BYTES = 64
# Larger arrays are checked by one page in SAMPLE: all of a 65 MB table would cost 15 ms and reading
# it from disk; a sample costs 1 ms and still notices holes and foreign contents.
MAX_WHOLE_BYTES, PAGE_BYTES, SAMPLE = 16_000_000, 4096, 64
# An unfinished file that is older was left by a process that was killed.
ABANDONED_SECONDS = 600

_configured = ""


def use(folder: str) -> None:
    """Keep files in `folder`, in this process and those it starts."""
    os.environ["TQCHECK_CACHE_DIR"] = folder


def configure(folder: str) -> None:
    """Keep files in `folder` unless the environment names another; "" is the user's own."""
    global _configured
    _configured = folder


def switch_off() -> None:
    """Neither read nor write files, in this process and those it starts."""
    os.environ["TQCHECK_NO_CACHE"] = "1"


def folder() -> Path | None:
    """The folder files are kept in, whether or not it exists; None if nothing is kept."""
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
    """The arrays that were stored as `name`, read-only; None if there are none, or damaged ones."""
    import numpy as np

    place = folder()
    if place is None:
        return None
    try:
        mapped = np.load(place / name, mmap_mode="r", allow_pickle=False)
        is_whole = mapped.offset + mapped.nbytes == (place / name).stat().st_size
        record = np.asarray(mapped)
        arrays = {field: record[field][0] for field in mapped.dtype.names}
        checksum = arrays.pop(CHECKSUM)
        if is_whole and checksum == _checksum(record.dtype, arrays):
            return arrays
    except Exception:  # numpy has no error of its own for a file that it cannot read.
        pass
    return None


def store(name: str, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Keep arrays as `name`, which includes their version; do nothing if that is impossible."""
    import numpy as np

    from tqcheck.files.writing import replacing

    place = folder()
    if place is None:
        return
    arrays = {field: np.ascontiguousarray(array) for field, array in arrays.items()}
    layout = _layout(arrays)
    header = {"descr": layout.descr, "fortran_order": False, "shape": (1,)}
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear(place)
        with replacing(place / name, 0o600) as file:
            np.lib.format.write_array_header_1_0(file, header)
            for array in arrays.values():
                file.write(array.data)
                file.write(bytes(-array.nbytes % ALIGNMENT_BYTES))
            file.write(np.uint32(_checksum(layout, arrays)).tobytes())
    except OSError:
        return


def _clear(place: Path) -> None:
    """Remove the unfinished files of processes that were killed."""
    import time

    from tqcheck.files.writing import TEMPORARY

    for file in place.glob("*".join(TEMPORARY)):
        if time.time() - file.stat().st_mtime > ABANDONED_SECONDS:
            file.unlink(missing_ok=True)


def _layout(arrays: Mapping[str, NDArray[Any]]) -> np.dtype[np.void]:
    """The type of a record of the arrays, each aligned, and of their checksum."""
    import numpy as np

    offsets, size = [], 0
    for array in arrays.values():
        offsets.append(size)
        size += array.nbytes + -array.nbytes % ALIGNMENT_BYTES
    return np.dtype(
        {
            "names": [*arrays, CHECKSUM],
            "formats": [*((array.dtype, array.shape) for array in arrays.values()), np.uint32],
            "offsets": [*offsets, size],
        }
    )


def _checksum(layout: np.dtype[np.void], arrays: Mapping[str, NDArray[Any]]) -> int:
    """The checksum of the layout and of all arrays, of large ones by a sample of their pages."""
    import zlib

    import numpy as np

    total = zlib.crc32(repr(layout.descr).encode())
    for array in arrays.values():
        data = array.reshape(-1).view(np.uint8).data
        if len(data) <= MAX_WHOLE_BYTES:
            total = zlib.crc32(data, total)
        else:
            for start in range(0, len(data), PAGE_BYTES * SAMPLE):
                total = zlib.crc32(data[start : start + PAGE_BYTES], total)
            total = zlib.crc32(data[-PAGE_BYTES:], total)
    return total
