"""The archive of a backup: what is in it, how it is packed and unpacked, and the folder in which that is done."""

import fcntl
import os
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from kiosk import files
from kiosk.config import SETTINGS_FILE
from kiosk.evidence import FOLDER, Vault
from kiosk.proof.sealing import COPY
from kiosk.refusals import Refusal
from kiosk.web.secret import SECRET_FILE

STORE = {"sqlite": "loket.sqlite3", "postgresql": "loket.pgdump"}
BESIDE = (SETTINGS_FILE, SECRET_FILE, COPY)
"""What lies beside the store and belongs to it. Not the signing key: somebody who finds a backup must not be able to seal."""
UNFINISHED = "unfinished-"
_KEPT_FILE = re.compile(f"{FOLDER}/([0-9a-f]{{2}})/(\\1[0-9a-f]{{62}})")
"""A file of the vault, as it is named in an archive."""


@contextmanager
def unfinished(folder: Path) -> Iterator[Path]:
    """A folder in there for what is not done yet. It goes in the end; those that killed processes left behind go now."""
    with ExitStack() as stack:
        # One at a time, so that nobody takes for left behind what another has just made and not marked yet.
        with _held(folder, wait=True):
            for left in folder.glob(f"{UNFINISHED}*"):
                with _held(left) as ours:
                    if ours:
                        shutil.rmtree(left, ignore_errors=True)
            place = Path(mkdtemp(prefix=UNFINISHED, dir=folder))
            stack.callback(shutil.rmtree, place, ignore_errors=True)
            stack.enter_context(_held(place))
        yield place


def pack(place: Path, vault: Vault, file: Path) -> None:
    """Make the archive of what lies in `place` and of the vault's files, down to the disk, readable by the service alone."""
    with files.drafted(file) as draft, tarfile.open(fileobj=draft, mode="w") as archive:
        for name in (*STORE.values(), *BESIDE):
            if (place / name).exists():
                archive.add(place / name, name)
        for digest in vault.all():
            # One that is withdrawn at this moment is in no row of a later store either.
            with suppress(FileNotFoundError):
                archive.add(vault.path(digest), f"{FOLDER}/{digest[:2]}/{digest}")


def unpack(opened: BinaryIO, name: Path, place: Path) -> None:
    """Put the archive's files into `place`: those that a backup has, and only plain ones; anything else in it is left where it is."""
    try:
        with tarfile.open(fileobj=opened) as archive:
            for member in archive:
                named = member.name in (*STORE.values(), *BESIDE) or _KEPT_FILE.fullmatch(member.name)
                content = archive.extractfile(member) if member.isfile() and named else None
                if content:
                    files.make_folder((place / member.name).parent)
                    with content, files.drafted(place / member.name) as draft:
                        shutil.copyfileobj(content, draft, 1 << 20)
    except (OSError, EOFError, tarfile.TarError) as error:
        raise Refusal(f"{name} cannot be read as a backup: {error}") from error


@contextmanager
def _held(folder: Path, *, wait: bool = False) -> Iterator[bool]:
    """Hold a sign that the folder is in use, which the system takes down when the process dies. False: others hold it, or it has gone."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(descriptor)
