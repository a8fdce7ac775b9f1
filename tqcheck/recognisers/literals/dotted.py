"""Numbers with several points between them: addresses of IPv4, and versions by their form.

Of three numbers `24.12.21` may be a date, `2.15.30` a time and `1.000.000` an amount; of four
`1.100.200.100` an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tqcheck.recognisers.literals.folding import WORD
from tqcheck.recognisers.literals.literal import Literal
from tqcheck.recognisers.literals.pattern import Pattern
from tqcheck.recognisers.literals.sections import is_date_or_time

# One run of numbers and points; addresses may have a mask, a port, and stars or letters for parts.
_RUN = Pattern(
    rf"(?<![{WORD}.,:/-])(?P<dotted>\d{{1,8}}(?:\.\d{{1,8}}){{2,20}})"
    r"(?P<mask>/(?:\d{1,3}\.){3}\d{1,3}|/\d{1,2})?(?P<port>:\d{1,5})?"
    rf"(?![{WORD}]|[.,:/]\d)"
)
_OPEN_ADDRESS = Pattern(
    rf"(?<![{WORD}.,:/-])\d{{1,3}}(?:\.(?:\d{{1,3}}|[x*]{{1,3}})){{2}}\.[x*]{{1,3}}(?![{WORD}*.])"
)
# Networks that are private, masks, and the machine itself.
_KNOWN = Pattern(
    r"(?:10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|255|0\.0\.0|8\.8\.8|1\.1\.1)\."
)


def find(text: str) -> Iterator[Literal]:
    """Yield addresses, and numbers with three parts or more."""
    if text.count(".") < 2:
        return
    for match in _OPEN_ADDRESS.finditer(text):
        yield Literal(*match.span(), "address", match[0])
    for match in _RUN.finditer(text):
        dotted, extra = match["dotted"], match["mask"] or match["port"]
        parts = dotted.split(".")
        grouped = len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:])
        if _is_address(parts) and (extra or len(max(parts, key=len)) > 1 or _KNOWN.match(dotted)):
            # `1.100.200.100` may be grouped in thousands.
            sure = bool(extra or _KNOWN.match(dotted) or not grouped)
            yield Literal(*match.span(), "address", match[0], sure=sure)
        elif extra or grouped:
            continue
        elif len(parts) == 3:
            # 24.12.2021 and 06.05.09 are dates, 4.2.10 may be one.
            if not re.search(r"\d{4}|\.0\d|^0\d", dotted):
                sure = not is_date_or_time(dotted)
                yield Literal(*match.span(), "version", dotted, sure=sure)
        else:
            yield Literal(*match.span(), "version", dotted)


def _is_address(parts: list[str]) -> bool:
    # 10.000.000.000 is an amount.
    return len(parts) == 4 and all(
        len(part) <= 3 and int(part) <= 255 and str(int(part)) == part for part in parts
    )
