"""The diagnostics published so far, by file and by the document that caused them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lsprotocol import types


@dataclass
class PublishedDiagnostics:
    """The diagnostics published so far, by file and by the open document that caused them.

    Several documents may cause diagnostics of one file, such as a wrong configuration.
    """

    # Sends all diagnostics of a file, which replace those it had.
    publish: Callable[[types.PublishDiagnosticsParams], None]
    # By the URI of the file and that of the document.
    _by_file: dict[str, dict[str, list[types.Diagnostic]]] = field(default_factory=dict)

    def replace(
        self,
        origin: str,
        diagnostics: Mapping[str, list[types.Diagnostic]],
        version: int | None = None,
    ) -> None:
        """Replace the diagnostics that a document has caused by those of its `version`."""
        former = [uri for uri, by_document in self._by_file.items() if origin in by_document]
        for uri in dict.fromkeys([*diagnostics, *former]):
            by_document = self._by_file.setdefault(uri, {})
            by_document.pop(origin, None)
            if uri in diagnostics:
                by_document[origin] = diagnostics[uri]
            if not by_document:
                del self._by_file[uri]
            distinct: list[types.Diagnostic] = []
            for caused in by_document.values():
                distinct += [d for d in caused if d not in distinct] if distinct else caused
            of = version if uri == origin else None
            self.publish(types.PublishDiagnosticsParams(uri, distinct, of))
