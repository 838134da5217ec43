"""Records as JSON values, to the letter of the output contract."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any

from models.document import Document, Span


def to_json(value: Any, document: Document | None = None) -> Any:
    """Turn a record of `models` into plain JSON values.

    Dates become ISO strings, fractions numbers, spans objects with page, box and path (looked up in
    `document`). Fields marked internal are left out; no other key is ever left out.
    """
    if value is None or (isinstance(value, str | int | float | bool) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Span):
        return span_json(value, document)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, Enum):
        return value.name.lower()
    if is_dataclass(value):
        return {
            item.name: to_json(getattr(value, item.name), document)
            for item in fields(value)
            if item.metadata.get("json", True)
        }
    if isinstance(value, dict):
        return {name: to_json(inner, document) for name, inner in value.items()}
    return [to_json(inner, document) for inner in value]


def span_json(span: Span, document: Document | None) -> dict[str, Any]:
    """`{start, end, page, bbox, path}`; page and box as the format allows."""
    place = document.place(span) if document is not None else None
    return {
        "start": span.start,
        "end": span.end,
        "page": place.page if place else None,
        "bbox": [round(number, 2) for number in place.box] if place and place.box else None,
        "path": place.path if place else None,
    }
