"""Files by their hash: `files/ab/abcd…` of the data folder. What is in one never changes, so it is written once and checked when read."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from kiosk import files

FOLDER = "files"
"""In the data folder."""
NAME = re.compile("[0-9a-f]{64}")


class VaultError(Exception):
    """A file is not there ("missing"), or it is not what its name says ("damaged")."""


class Vault:
    """The files of an installation."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def keep(self, content: bytes) -> str:
        """The content's SHA-256, 64 hexadecimal digits; it is on the disk by then. The same again is one file. OSError: no room."""
        digest = sha256(content).hexdigest()
        file = self.path(digest)
        files.make_folder(file.parent)
        # One that a broken disk has changed is made whole again.
        if not file.exists() or sha256(file.read_bytes()).hexdigest() != digest:
            files.write(file, content)
        return digest

    def read(self, digest: str) -> bytes:
        """Raises VaultError."""
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise VaultError("missing") from None
        if sha256(content).hexdigest() != digest:
            raise VaultError("damaged")
        return content

    def has(self, digest: str) -> bool:
        """Whether the file is there and whole. Reads it."""
        try:
            self.read(digest)
        except VaultError:
            return False
        return True

    def erase(self, digest: str) -> None:
        """There is none any more."""
        file = self.path(digest)
        if file.exists():
            file.unlink()
            files.to_disk(file.parent)

    def all(self) -> Iterator[str]:
        """The hashes of all files, in order."""
        return iter(sorted(file.name for file in self._folder.glob("??/*") if NAME.fullmatch(file.name)))

    def path(self, digest: str) -> Path:
        """ValueError for what is no hash: no name leads out of the folder."""
        if not NAME.fullmatch(digest):
            raise ValueError(f"{digest!r} is no SHA-256")
        return self._folder / digest[:2] / digest
