"""A required field of the header has no value.

An empty field is a field that somebody meant to fill in. `Author` may be blank if the original
names nobody, or only an agency. If the original has a byline, the author is lost.

`--fix` fills in the date and the page, if the original tells them. Authors whose names have one
spelling only are an unsafe fix: the line above the original may not be a name.

Bad:
    Title: A New Ferry
    Author:
    Date: 1956-03-12
    Page: 2

    The new ferry across the Qing River made its first crossing yesterday.

    <hr />

    Original:

    ### 新渡船
    林月
    1956-03-12
    第2版(国内新闻)
    专栏：

        横渡清江的新渡船昨天首次试航。

Good:
    Title: A New Ferry
    Author:
    Date: 1956-03-12
    Page: 2

    The new ferry across the Qing River made its first crossing yesterday.

    <hr />

    Original:

    ### 新渡船

    1956-03-12
    第2版(国内新闻)
    专栏：

        横渡清江的新渡船昨天首次试航。
"""

from __future__ import annotations

from collections.abc import Iterator

from tqcheck.document import ArchiveDocument
from tqcheck.finding import Hit
from tqcheck.matching.evidence import related_field
from tqcheck.matching.header import filled, is_certain, is_romanised, told
from tqcheck.wording import listed

SEVERITY = "error"
FIXES = ("safe", "unsafe")


def check(document: ArchiveDocument) -> Iterator[Hit]:
    """Report each required field without value; an author only where the original has one."""
    for field in document.fields:
        if field.value or field.name not in document.settings.required_fields:
            continue
        byline = document.source_header.get("byline")
        if field.name != "Author":
            value = told(document, field.name)
            yield Hit(
                span=field.span,
                message=f"`{field.label}` is empty",
                help=f"write `{field.label}: {value}`"
                if value
                else f"give `{field.label}` its value",
                text=f"{field.label}:",
                data={"field": field.name},
                edits=filled(document, field),
                safe=is_certain(document, field.name),
            )
        elif byline and (names := _names(byline.value, document.source.language)):
            yield Hit(
                span=field.span,
                message=f"`{field.label}` is empty, but the original names {listed(names)}",
                help=_remedy(field.label, names, romanised=is_romanised(document)),
                text=f"{field.label}:",
                related=(related_field(document, "byline"),),
                data={"field": field.name, "byline": byline.value},
                edits=filled(document, field),
            )


def _names(byline: str, language: str) -> list[str]:
    """The persons a byline names; of an agency or a paper there are none."""
    if language != "zh":
        return [byline]
    from tqcheck.recognisers.names.chinese import split_byline

    return split_byline(byline)


def _remedy(label: str, names: list[str], *, romanised: bool) -> str:
    from tqcheck.recognisers.names.chinese import is_chinese_name, pinyin

    if romanised and all(map(is_chinese_name, names)):
        return f"write `{label}: {', '.join(map(pinyin, names))}`"
    return f"write the author after `{label}:`"
