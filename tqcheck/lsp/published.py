"""Which diagnostics an editor has been told, of which file and because of which document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lsprotocol import types


@dataclass
class PublishedDiagnostics:
    """Diagnostics by file and by the open document they come from, both as URIs.

    Several documents may tell of one file, as of a configuration that is wrong. `publish` sends
    all that a file has, in the place of what it had.
    """

    publish: Callable[[types.PublishDiagnosticsParams], None]
    _told: dict[str, dict[str, list[types.Diagnostic]]] = field(default_factory=dict)

    def put(
        self,
        origin: str,
        diagnostics: Mapping[str, list[types.Diagnostic]],
        version: int | None = None,
    ) -> None:
        """Put what comes from a document, of its `version`, in the place of what came before."""
        former = [uri for uri, told in self._told.items() if origin in told]
        for uri in dict.fromkeys([*diagnostics, *former]):
            told = self._told.setdefault(uri, {})
            told.pop(origin, None)
            if uri in diagnostics:
                told[origin] = diagnostics[uri]
            if not told:
                del self._told[uri]
            once: list[types.Diagnostic] = []
            for found in told.values():
                once += [each for each in found if each not in once] if once else found
            of = version if uri == origin else None
            self.publish(types.PublishDiagnosticsParams(uri, once, of))
