"""The JSON schema of the output, made from the records themselves: `python -m auditor.schema > docs/schema.json`."""

from __future__ import annotations

import json
import sys
import types
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from auditor.reports.json import VERSION
from models.document import Span
from models.facts import Facts
from models.finding import Check

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}


def schema() -> Schema:
    """JSON Schema (2020-12) of `auditor check --format json`, contract version 1."""
    definitions: dict[str, Schema] = {"Span": _span(), "Finding": _finding()}
    document = _object(
        {
            "path": _TEXT,
            "sha256": _nullable(_TEXT),
            "format": _TEXT,
            "pages": _nullable(_COUNT),
            "ocr": {"type": "boolean"},
            "facts": _nullable(_reference(Facts, definitions)),
            "findings": _list({"$ref": "#/$defs/Finding"}),
            "checks": _list(_reference(Check, definitions)),
        }
    )
    summary = _object(dict.fromkeys(("documents", "unreadable", "error", "warning", "note"), _COUNT))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "auditor check --format json",
        **_object({"version": {"const": VERSION}, "documents": _list(document), "summary": summary}),
        "$defs": dict(sorted(definitions.items())),
    }


def _object(properties: dict[str, Schema]) -> Schema:
    """An object with all of these keys and no other: no key is ever left out."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _nullable(schema_: Schema) -> Schema:
    return {"anyOf": [schema_, {"type": "null"}]}


def _span() -> Schema:
    number: Schema = {"type": "number"}
    return _object(
        {
            "start": _COUNT,
            "end": _COUNT,
            "page": _nullable({"type": "integer", "minimum": 1}),
            "bbox": _nullable({**_list(number), "minItems": 4, "maxItems": 4}),
            "path": _nullable(_TEXT),
        }
    )


def _finding() -> Schema:
    return _object(
        {
            "rule": {"type": "string", "pattern": "^[A-Z]{2}[0-9]{3}$"},
            "severity": {"enum": ["error", "warning", "note"]},
            "message": _TEXT,
            "quote": _TEXT,
            "expected": _nullable(_TEXT),
            "actual": _nullable(_TEXT),
            "explanation": _nullable(_TEXT),
            "fingerprint": _TEXT,
            "span": {"$ref": "#/$defs/Span"},
            "related": _list({"$ref": "#/$defs/Span"}),
        }
    )


def _reference(record: type, definitions: dict[str, Schema]) -> Schema:
    """A reference to the definition of a record of `models`, which is made when it is first met."""
    name = record.__name__
    if name not in definitions:
        definitions[name] = {}  # a quantity holds quantities: the name must stand before its parts are read
        hints = get_type_hints(record)
        assert is_dataclass(record)
        shown = [item.name for item in fields(record) if item.metadata.get("json", True)]
        definitions[name] = _object({item: _of(hints[item], definitions) for item in shown})
    return {"$ref": f"#/$defs/{name}"}


_PLAIN: dict[Any, Schema] = {
    str: _TEXT,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Fraction: {"type": "number"},
    date: {"type": "string", "format": "date"},
}


def _of(hint: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of a type as the models annotate it."""
    if hint is Span:
        return {"$ref": "#/$defs/Span"}
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return _list(_of(arguments[0], definitions))
    if origin in (Union, types.UnionType):
        options = [_of(argument, definitions) for argument in arguments if argument is not type(None)]
        if {"type": "number"} in options:  # int | Fraction: a number either way
            options = [{"type": "number"}]
        chosen = options[0] if len(options) == 1 else {"anyOf": options}
        return _nullable(chosen) if type(None) in arguments else chosen
    if isinstance(hint, type) and is_dataclass(hint):
        return _reference(hint, definitions)
    raise TypeError(f"no schema for {hint!r}")


def text() -> str:
    """The JSON schema of a result, as docs/schema.json holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(text())
