"""The JSON Schema of the reports `json` and `jsonl`, made from the classes that they contain.

A field without a description here is an error, so that the schema is always complete.
"""

from __future__ import annotations

import typing
from dataclasses import fields
from types import NoneType, UnionType

from tqcheck.finding import CERTAINTIES, SEVERITIES, Edit, Finding, Fix, Related

ADDRESS = "https://raw.githubusercontent.com/tqcheck/tqcheck/main/docs/report.schema.json"
_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}

Schema = dict[str, object]

_PATH = "as it was given or found; bytes that are not UTF-8 are lone surrogates"
_SPAN: dict[str, Schema] = {
    "path": {"description": f"the file, {_PATH}"},
    "line": {"description": "the first line, from 1", "minimum": 1},
    "column": {"description": "the first column, from 1, in Unicode code points", "minimum": 1},
    "end_line": {"description": "the last line", "minimum": 1},
    "end_column": {"description": "the column after the last character", "minimum": 1},
}
# What types do not say, by class and field.
_FIELDS: dict[type, dict[str, Schema]] = {
    Finding: {
        **_SPAN,
        "rule": {"description": "the rule's name", "pattern": "^[a-z]+(-[a-z]+)*$"},
        "severity": {"description": "how bad it is", "enum": list(SEVERITIES)},
        "certainty": {"description": "how sure it is", "enum": list(CERTAINTIES)},
        "message": {"description": "what is wrong, one sentence without a full stop"},
        "help": {"description": "what to do, one sentence without a full stop"},
        "text": {"description": "the text in question, cut to a line; may be empty"},
        "related": {"description": "other places it is about, usually passages of the source"},
        "data": {"description": "what the rule measured; the names are the rule's own"},
        "fingerprint": {
            "description": "a hash of rule and texts: it survives moves and unrelated edits",
            "pattern": "^[0-9a-f]{16}$",
        },
        "fix": {"description": "what fixes it; null if a person has to"},
    },
    Related: {
        **_SPAN,
        "label": {"description": "what the passage is"},
        "text": {"description": "the passage, cut to a line"},
    },
    Fix: {
        "safe": {"description": "whether `--fix` makes it without being asked"},
        "edits": {"description": "the changes, all of them or none"},
    },
    Edit: {**_SPAN, "text": {"description": "the text that replaces the span"}},
}
_COUNTS = {
    **{level: f"findings of severity {level}" for level in SEVERITIES},
    "waived": "findings suppressed by comments in documents and by `per-file-ignores`",
    "baselined": "findings suppressed by the baseline",
    "not_judged": "documents that were not judged",
}
_NOT_JUDGED: dict[str, Schema] = {
    "path": {"type": "string", "description": f"the file, {_PATH}"},
    "line": {"type": "integer", "minimum": 1, "description": "the line, 1 if none is known"},
    "reason": {"type": "string", "description": "why it was not judged, and what to do"},
}


def schema() -> Schema:
    """The schema of a report; a line of `jsonl` is its `#/$defs/finding` or `not_judged`."""
    counts = {name: _count(what) for name, what in _COUNTS.items()}
    properties: dict[str, Schema] = {
        "schema_version": {"const": 1},
        "tool": _object({"name": {"const": "tqcheck"}, "version": {"type": "string"}}),
        "documents": _count("documents that were checked"),
        "findings": {
            "description": "by path, line, column and rule",
            "type": "array",
            "items": _reference(Finding),
        },
        "not_judged": {
            "description": "the documents that were not judged, and why",
            "type": "array",
            "items": {"$ref": "#/$defs/not_judged"},
        },
        "summary": _object(counts),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "tqcheck report",
        "description": "What `tqcheck check --report json` writes; a line of `jsonl` is a finding "
        "or a document that was not judged.",
        **_object(properties),
        "$defs": {
            **{made.__name__.lower(): _class(made) for made in _FIELDS},
            "not_judged": _object(_NOT_JUDGED),
        },
    }


def _class(made: type) -> Schema:
    hints = typing.get_type_hints(made)
    described = _FIELDS[made]
    names = [field.name for field in fields(made)]
    return _object({name: {**described[name], **_type(hints[name])} for name in names})


def _count(what: str) -> Schema:
    return {"description": f"the number of {what}", "type": "integer", "minimum": 0}


def _object(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _type(hint: object) -> Schema:
    """The schema of an annotation: of a scalar, a class above, or a union or collection of them."""
    arguments = typing.get_args(hint)
    if isinstance(hint, UnionType):
        return {"anyOf": [_type(each) for each in arguments]}
    if typing.get_origin(hint) in (tuple, list):
        return {"type": "array", "items": _type(arguments[0])}
    if typing.get_origin(hint) is dict:
        return {"type": "object", "additionalProperties": _type(arguments[1])}
    if isinstance(hint, type) and hint in _FIELDS:
        return _reference(hint)
    if isinstance(hint, type) and hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    raise TypeError(f"no schema for {hint}")


def _reference(made: type) -> Schema:
    return {"$ref": f"#/$defs/{made.__name__.lower()}"}
