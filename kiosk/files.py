"""Files that outlive a power cut: the only place that writes into a data folder or a folder of backups, beside the database itself.

A file is written beside its place, brought down to the disk, put there by renaming, and then its folder is brought down too: whatever
happens, there is the old file or the new one, never an empty or a torn one. All of it is readable by the service alone.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

DRAFT = "draft-"
"""Begins the name of what is not in its place yet. What a killed process leaves is small, or written over by the next (`backup.py`)."""


def make_folder(folder: Path) -> None:
    """Make the folder and those above it where they are absent. OSError as mkdir raises it."""
    absent = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(absent):
        each.mkdir(mode=0o700, exist_ok=True)
        to_disk(each.parent)
    if not folder.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(folder))


@contextmanager
def drafted(file: Path, *, mode: int = 0o600, once: bool = False) -> Iterator[BinaryIO]:
    """A draft to be written within the block; then it is put in its place, down to the disk. What raises in it leaves what was there.

    `once`: a file that is there stays, and the draft goes. `mode` is what the umask is taken from.
    """
    draft = file.with_name(f"{DRAFT}{os.getpid()}-{file.name}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        if once:
            with suppress(FileExistsError):
                os.link(draft, file)
        else:
            draft.replace(file)
        to_disk(file.parent)
    finally:
        draft.unlink(missing_ok=True)


def write(file: Path, content: str | bytes) -> None:
    """Let the file hold this, instead of what was there. Text becomes UTF-8."""
    with drafted(file) as draft:
        draft.write(content.encode() if isinstance(content, str) else content)


def write_once(file: Path, content: str | bytes) -> None:
    """Make the file, unless it is there: when two processes do so at once, both go on with the first one's."""
    with drafted(file, once=True) as draft:
        draft.write(content.encode() if isinstance(content, str) else content)


def copy(source: Path, file: Path) -> None:
    """Let the file hold what `source` holds."""
    with source.open("rb") as opened, drafted(file) as draft:
        shutil.copyfileobj(opened, draft, 1 << 20)


def append(file: Path, lines: str) -> None:
    """Put lines at the end of a file, in one write. A line that a power cut tore is ended first, so that it swallows no other."""
    descriptor = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b", buffering=0) as opened:
        size = os.fstat(opened.fileno()).st_size
        torn = size > 0 and os.pread(opened.fileno(), 1, size - 1) != b"\n"
        opened.write(("\n" if torn else "").encode() + lines.encode())
        os.fsync(opened.fileno())
    if not size:
        to_disk(file.parent)


def move(source: Path, target: Path) -> None:
    """Rename within one file system; what `source` holds must be on the disk already (`to_disk`)."""
    source.rename(target)
    to_disk(target.parent)
    if source.parent != target.parent:
        to_disk(source.parent)


def to_disk(path: Path) -> None:
    """Bring what a file holds, or which names a folder has, down to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
