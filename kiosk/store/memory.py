"""What only this machine's memory may know: never in the store, its log or a backup, and gone when the machine starts anew.

Small notes in files of a file system that lives in memory (/dev/shm on Linux), so that all processes of a server read the same
and a service that is restarted finds them again. Code that changes a note holds the store's lock on what it is about.
"""

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from time import time

IN_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own below it, which nobody else can enter
LEFT_OVER = 600
"""Seconds after which an unknown file cannot be one that is just being written."""
_store = ""


class Unusable(OSError):
    """There is no folder in memory that is ours alone: nothing can be kept there."""


class Unreadable(OSError):
    """Something was noted, but what it was cannot be told just now."""


def use(store: str) -> None:
    """Keep the notes of this store from now on (there is one in a process)."""
    global _store
    _store = hashlib.sha256(store.encode()).hexdigest()[:16]


def folder() -> Path:
    """Where the notes are; elsewhere than on Linux, among the files that the system clears away."""
    return (IN_MEMORY if IN_MEMORY.is_dir() else Path(tempfile.gettempdir())) / f"suara-loket-{os.getuid()}-{_store}"


def note(name: str) -> dict[str, str]:
    """What was noted under this name; nothing, if nothing was or the machine has started anew since. Raises Unusable, Unreadable."""
    try:
        _must_be_ours(folder())
        found: dict[str, str] = json.loads((folder() / name).read_bytes())
    except FileNotFoundError:
        return {}
    except Unusable:
        raise
    except (OSError, ValueError) as error:
        raise Unreadable(str(error)) from error
    return found


def write(name: str, words: Mapping[str, str]) -> None:
    """Note this instead of what was there, by its keys, so that nothing tells which came first; no words, no note. Raises OSError."""
    home = folder()
    try:
        home.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Unusable(str(error)) from error
    _must_be_ours(home)
    if not words:
        (home / name).unlink(missing_ok=True)
        return
    beside = home / f"{name}.{os.getpid()}"
    try:
        beside.write_text(json.dumps(words, sort_keys=True))
        beside.replace(home / name)
    finally:
        beside.unlink(missing_ok=True)


def keep_only(names: Collection[str]) -> None:
    """Wipe the notes that have other names, and what a process that was killed left half written."""
    home = folder()
    try:
        _must_be_ours(home)
    except (FileNotFoundError, Unusable):
        return  # there is nothing of ours
    for file in home.iterdir():
        with suppress(FileNotFoundError):  # what is half written is put in its place meanwhile
            if file.name not in names and file.stat().st_mtime < time() - LEFT_OVER:
                file.unlink()


def _must_be_ours(home: Path) -> None:
    """Raises Unusable unless it is a folder of ours that nobody else can enter: others may write beside it."""
    found = home.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o77:
        raise Unusable(f"{home} is not a folder of this account alone")
