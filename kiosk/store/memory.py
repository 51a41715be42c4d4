"""What only this machine's memory may know: never in the store, its log or a backup, and gone when the machine starts anew.

Small notes in files of a file system that lives in memory (/dev/shm on Linux), so that all processes of a server read the same
and a server that is restarted finds them again. Whoever changes a note holds the store's lock on what it is about.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

IN_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own below it, which nobody else can enter


def folder() -> Path:
    """Where the notes of this user's processes are; elsewhere than on Linux, among the files that the system clears away."""
    return (IN_MEMORY if IN_MEMORY.is_dir() else Path(tempfile.gettempdir())) / f"suara-loket-{os.getuid()}"


def note(name: str) -> dict[str, str]:
    """What was noted under this name; nothing, if nothing was or the machine has started anew since."""
    try:
        found: dict[str, str] = json.loads((folder() / name).read_bytes())
    except (OSError, ValueError):
        return {}
    return found


def write(name: str, words: Mapping[str, str]) -> None:
    """Note this instead of what was there; nothing is no note. Readers see the one or the other whole. Raises OSError."""
    home = folder()
    if not words:
        (home / name).unlink(missing_ok=True)
        return
    home.mkdir(mode=0o700, exist_ok=True)
    if home.stat().st_uid != os.getuid():
        raise PermissionError(f"{home} belongs to somebody else")
    beside = home / f"{name}.{os.getpid()}"
    beside.write_text(json.dumps(words))
    beside.replace(home / name)
