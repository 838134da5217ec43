"""The ruled lines of a page, gathered from what it draws."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from extractors.readers.pdf_calls import (
    FORM,
    IMAGE,
    PATH,
    draw_mode,
    form_count,
    form_object,
    object_bounds,
    object_matrix,
    object_type,
    path_segment,
    segment_close,
    segment_count,
    segment_point,
    segment_type,
)

MAX_OBJECTS = 60_000
FORM_DEPTH = 4
_THIN = 3.5
_MAX_SEGMENTS = 4_000

Shown = Callable[[float, float, float, float], tuple[float, float, float, float]]
"""From a box in the page's own measure to the box as it is shown."""


class Rule(NamedTuple):
    """A ruled line, from (x0, y0) to (x1, y1): level or upright. Points from the page's top left."""

    x0: float
    y0: float
    x1: float
    y1: float


Matrix = tuple[float, float, float, float, float, float]


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _apply(matrix: Matrix | None, x: float, y: float) -> tuple[float, float]:
    if matrix is None:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


class RuleCollector:
    """Gathers ruled lines from a page's objects, forms opened."""

    def __init__(self, width: float, height: float, shown: Shown) -> None:
        self.rules: list[Rule] = []
        self.picture = 0.0
        self._shown = shown
        self._area = max(width * height, 1.0)
        self._floats = (ctypes.c_float * 8)()
        base = ctypes.addressof(self._floats)
        self._slots = tuple(range(base, base + 32, 4))
        self._ints = (ctypes.c_int * 2)()
        self._int_slots = (ctypes.addressof(self._ints), ctypes.addressof(self._ints) + 4)
        self._budget = MAX_OBJECTS

    def add(self, found: Any, kind: int, outer: Matrix | None, depth: int) -> None:
        self._budget -= 1
        if self._budget < 0:
            return
        if kind == FORM:
            if depth < FORM_DEPTH:
                matrix = _times(self._matrix_of(found), outer)
                for index in range(min(form_count(found), self._budget)):
                    inner = form_object(found, index)
                    self.add(inner, object_type(inner), matrix, depth + 1)
            return
        if kind not in (PATH, IMAGE) or not object_bounds(found, *self._slots[:4]):
            return
        left, bottom, right, top = self._floats[:4]
        if outer is not None:
            corners = [_apply(outer, x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        x0, y0, x1, y1 = self._shown(left, bottom, right, top)
        if kind == IMAGE:
            self.picture = max(self.picture, (x1 - x0) * (y1 - y0) / self._area)
        elif y1 - y0 <= _THIN or x1 - x0 <= _THIN:
            self._thin(x0, y0, x1, y1)
        else:
            self._path(found, outer)

    def _thin(self, x0: float, y0: float, x1: float, y1: float) -> None:
        wide, high = x1 - x0, y1 - y0
        if wide >= high * 0.8:
            middle = (y0 + y1) / 2
            self.rules.append(Rule(x0, middle, x1, middle))
        if high > wide * 0.8:  # the dots of a dotted line may be part of either
            middle = (x0 + x1) / 2
            self.rules.append(Rule(middle, y0, middle, y1))

    def _matrix_of(self, found: Any) -> Matrix:
        if not object_matrix(found, self._slots[0]):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d, e, f = self._floats[:6]
        return (a, b, c, d, e, f)

    def _path(self, found: Any, outer: Matrix | None) -> None:
        """The level and upright edges of a path that is drawn, not only filled."""
        draw_mode(found, *self._int_slots)
        filled, stroked = self._ints
        count = segment_count(found)
        if not 0 < count <= _MAX_SEGMENTS:
            return
        matrix = _times(self._matrix_of(found), outer)
        for points in self._outlines(found, count, matrix):
            if stroked:
                for (ax, ay), (bx, by) in pairwise(points):
                    if abs(ax - bx) <= 0.5 or abs(ay - by) <= 0.5:
                        self._thin(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
            elif filled and len(points) >= 4:  # many thin rectangles filled as one path
                xs, ys = [x for x, _ in points], [y for _, y in points]
                if max(xs) - min(xs) <= _THIN or max(ys) - min(ys) <= _THIN:
                    self._thin(min(xs), min(ys), max(xs), max(ys))

    def _outlines(self, found: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        points: list[tuple[float, float]] = []
        for index in range(count):
            piece = path_segment(found, index)
            kind = segment_type(piece)
            segment_point(piece, *self._slots[6:8])
            x, y = _apply(matrix, self._floats[6], self._floats[7])
            x0, y0, _, _ = self._shown(x, y, x, y)
            if kind == raw.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            points.append((x0, y0))
            if segment_close(piece) and len(points) > 1:
                points.append(points[0])
        if points:
            yield points
