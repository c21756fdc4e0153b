"""Keeps None, True and False alive under PySide6 6.12 on Python 3.11.

PySide6 6.12 returns them without counting a reference, which is right from Python 3.12 on, where
they are immortal (PEP 683). On 3.11 every call of a Qt method that returns nothing takes one
reference from None, and after some thousand calls the interpreter aborts with "deallocating None".
"""

import ctypes
import sys

# Far more than any session can lose, far from overflowing the counter on either word size.
_MANY = 1 << (40 if sys.maxsize > 2**32 else 28)


def keep_alive() -> None:
    """Give the singletons so many references that they are immortal in effect. Safe to repeat."""
    if sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    for value in (None, True, False, NotImplemented, Ellipsis):
        if sys.getrefcount(value) < _MANY // 2:
            # The reference count is the first field of every object in a release build.
            ctypes.c_ssize_t.from_address(id(value)).value += _MANY
