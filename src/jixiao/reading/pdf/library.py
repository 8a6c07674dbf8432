"""The functions of pdfium that we call, taken from the library itself.

Its bindings define all of them, each in Python: that would take a fifth of the start of a child.
"""

import ctypes
import os
from contextlib import suppress
from importlib.util import find_spec
from typing import Any

POINTER, INT, UINT = ctypes.c_void_p, ctypes.c_int, ctypes.c_uint
_FILES = ("libpdfium.so", "pdfium.dll", "libpdfium.dylib")


def _loaded() -> ctypes.PyDLL:
    # As PyDLL, without giving way to other threads at each call: there are none here.
    package = find_spec("pypdfium2_raw")
    for folder in package.submodule_search_locations or () if package else ():
        for name in _FILES:
            with suppress(OSError):
                return ctypes.PyDLL(folder + os.sep + name)
    # Built for a library of the system's own, which only the bindings know.
    from pypdfium2_raw import bindings  # noqa: PLC0415 - see above

    return ctypes.PyDLL(None, handle=bindings._libs["pdfium"]._handle)


_library = _loaded()


def function(name: str, *arguments: Any, result: Any = INT) -> Any:
    """A function by its name; it takes addresses as numbers: a third of the time of a call.

    Without ``arguments`` it takes small numbers and what `address` makes: half of the rest.
    """
    found = _library[name]
    found.argtypes = arguments
    found.restype = result
    return found


address: Any = POINTER.from_param
"""An address, from a number, in the form that a call hands on as it is; None stays None."""

load_page = function("FPDF_LoadPage", POINTER, INT, result=POINTER)
close_page = function("FPDF_ClosePage", POINTER, result=None)
