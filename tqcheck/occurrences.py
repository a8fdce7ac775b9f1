"""Names and their forms over all documents of a run: collected once, compared in each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tqcheck.finding import Span


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name of the source and its form in a translation, at `span` of the file `path`."""

    name: str
    # What two renderings are compared by.
    form: str
    # The text at the span.
    written: str
    path: str
    span: Span


class Occurrences:
    """Occurrences counted: for each name its forms, each with its number and its first place."""

    def __init__(self, occurrences: Iterable[Occurrence] = ()) -> None:
        self._forms: dict[str, dict[str, tuple[int, Occurrence]]] = {}
        self.add(occurrences)

    def add(self, occurrences: Iterable[Occurrence]) -> None:
        for occurrence in occurrences:
            forms = self._forms.setdefault(occurrence.name, {})
            count, first = forms.get(occurrence.form, (0, occurrence))
            forms[occurrence.form] = (count + 1, first)

    def names(self) -> list[str]:
        """The names with more than one form, in the order they were first met."""
        return [name for name, forms in self._forms.items() if len(forms) > 1]

    def commonest(self, name: str) -> tuple[int, Occurrence]:
        """The number and the first place of a name's commonest form, the earliest of equals."""
        return max(self._forms[name].values(), key=lambda form: form[0])
