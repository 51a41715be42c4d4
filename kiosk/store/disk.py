"""Room on the disk on which the data folder lies: who may still write there when little of it is left.

Where a disk runs full, nothing can be written by anybody. So those whom nobody asked stop first, at the floor that the operator sets; those
to whom the office gave a ticket or a code at half of it; tablets, which keep what they could not deliver, at a tenth.
"""

import os
from enum import IntEnum
from pathlib import Path
from time import monotonic

REMEMBERED = 5
"""Seconds. In five, a flood that is let in writes a few megabytes."""


class Writer(IntEnum):
    """Who wants to write: the value is how many times less room than the floor is still enough for it."""

    STRANGER = 1
    GUEST = 2
    TABLET = 10


_folder: Path | None = None
_floor = 0
_asked: tuple[float, int] | None = None


def watch(folder: Path, megabytes: int) -> None:
    """Look at the disk of this folder from now on (there is one in a process), and mind this floor; 0: none."""
    global _folder, _floor, _asked
    _folder, _floor, _asked = folder, megabytes * 1024 * 1024, None


def has_room(writer: Writer) -> bool:
    """Whether this one may still write. A disk that cannot be asked is the store's own trouble, which says so when it is written."""
    return free() * writer >= _floor


def scarce() -> Writer | None:
    """The one that needs least room among those who may not write; None: there is room for all."""
    return next((writer for writer in reversed(Writer) if not has_room(writer)), None)


def free() -> int:
    """Bytes that this account may still write, as of a moment ago."""
    global _asked
    now = monotonic()
    if _asked is None or now - _asked[0] > REMEMBERED:
        _asked = now, _measured()
    return _asked[1]


def _measured() -> int:
    try:
        found = os.statvfs(_folder or "/")
    except OSError:
        return _floor
    return found.f_bavail * found.f_frsize
