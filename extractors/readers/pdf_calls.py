"""The pdfium calls that are made for every word and line, made cheap."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
"""What `object_type` gives."""


def _prototype(function: Any, *arguments: Any) -> Any:
    """The pdfium function without the checks that its binding makes on every call: half the price."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(ctypes.c_int, *arguments)(address)


def _prototype_pointer(function: Any, *arguments: Any) -> Any:
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.PYFUNCTYPE(ctypes.c_void_p, *arguments)(address)


def _bare(function: Any) -> Any:
    """The pdfium function without even a conversion of its arguments: pass c_void_p, byref and small whole numbers."""
    return ctypes.PYFUNCTYPE(None)(ctypes.cast(function, ctypes.c_void_p).value or 0)


loose_box = _bare(raw.FPDFText_GetLooseCharBox)
char_origin = _bare(raw.FPDFText_GetCharOrigin)
is_generated = _prototype(raw.FPDFText_IsGenerated, ctypes.c_void_p, ctypes.c_int)
char_matrix = _bare(raw.FPDFText_GetMatrix)
font_size = ctypes.PYFUNCTYPE(ctypes.c_double, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetFontSize, ctypes.c_void_p).value or 0
)
page_object = _prototype_pointer(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_int)
object_type = _prototype(raw.FPDFPageObj_GetType, ctypes.c_void_p)
object_bounds = _prototype(raw.FPDFPageObj_GetBounds, *[ctypes.c_void_p] * 5)
form_count = _prototype(raw.FPDFFormObj_CountObjects, ctypes.c_void_p)
form_object = _prototype_pointer(raw.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_ulong)
object_matrix = _prototype(raw.FPDFPageObj_GetMatrix, ctypes.c_void_p, ctypes.c_void_p)
draw_mode = _prototype(raw.FPDFPath_GetDrawMode, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
segment_count = _prototype(raw.FPDFPath_CountSegments, ctypes.c_void_p)
path_segment = _prototype_pointer(raw.FPDFPath_GetPathSegment, ctypes.c_void_p, ctypes.c_int)
segment_type = _prototype(raw.FPDFPathSegment_GetType, ctypes.c_void_p)
segment_point = _prototype(raw.FPDFPathSegment_GetPoint, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
segment_close = _prototype(raw.FPDFPathSegment_GetClose, ctypes.c_void_p)
