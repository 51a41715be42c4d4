"""Whose data folder it is: what root's commands write there belongs to the service too, and what cannot be used is said in a sentence."""

import os
import pwd
import stat
import sys
from importlib.util import find_spec
from pathlib import Path

from kiosk.folders import PACKAGE
from kiosk.refusals import Refusal


def become_owner(folder: Path) -> None:
    """Called by root, go on as the account that owns the folder, or the nearest one above it that is there; of root's own, as root.

    So nothing that is made there can be root's: not the database's files, not the notes in memory, which go by account. There is no way
    back. Raises Refusal where that account may not read the program.
    """
    if os.geteuid() != 0:
        return
    owner = next(each for each in (folder, *folder.parents) if each.exists()).stat()
    if owner.st_uid == 0:
        return
    try:
        account = pwd.getpwuid(owner.st_uid)
        home, group = account.pw_dir, account.pw_gid
        os.initgroups(account.pw_name, group)
    except KeyError:  # a number without a name, as in containers
        home, group = "/", owner.st_gid
        os.setgroups([])
    os.setgid(group)
    os.setuid(owner.st_uid)
    # libpq looks for its files there; root's are closed to this account, and that would be an error.
    os.environ["HOME"] = home
    # Ours, what it stands on, and Python's own: more of each is read later on.
    if not all(os.access(each, os.R_OK) for each in (PACKAGE / "__init__.py", _file_of("flask"), os.__file__)):
        raise Refusal(
            f"{folder} belongs to {name(owner.st_uid)}, who cannot read the program in {PACKAGE.parent} and its .venv: "
            "put them where that account can"
        )
    print(f"{folder} belongs to {name(owner.st_uid)}: going on as that account", file=sys.stderr, flush=True)


def _file_of(package: str) -> str:
    """Where it lies, without importing it."""
    found = find_spec(package)
    return (found and found.origin) or ""


def must_be_usable(folder: Path) -> None:
    """Refuse a data folder, or a file in it, that this account may not read and write. One that is absent is made later."""
    try:
        found = [folder, *folder.iterdir()] if folder.exists() else []
        keys = folder / "keys"
        found += keys.iterdir() if keys.is_dir() else ()
        for each in found:
            try:
                mode = each.lstat().st_mode
            except FileNotFoundError:
                continue  # another process's draft, or SQLite's own: gone since it was listed
            if each == folder and not stat.S_ISDIR(mode):
                raise Refusal(f"the data folder {folder} is no folder")
            wanted = os.R_OK | os.W_OK | (os.X_OK if stat.S_ISDIR(mode) else 0)
            if (stat.S_ISREG(mode) or each == folder) and not os.access(each, wanted) and each.exists():
                raise Refusal(_closed(each, folder))
    except OSError as error:
        raise Refusal(_closed(Path(error.filename or folder), folder)) from error


def name(number: int) -> str:
    """The account's name, or its number where it has none."""
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _closed(path: Path, folder: Path) -> str:
    me = name(os.geteuid())
    try:
        owner = name(path.stat().st_uid)
    except OSError:
        return f"{path} cannot be used by {me}: call this as the account that the data folder belongs to (sudo -u NAME …)"
    if owner == me:
        return (
            f"{path} cannot be read and written, though it belongs to {me}: give it back its rights (chmod u+rwX), or the disk is read-only"
        )
    if path == folder:
        return f"the data folder {folder} belongs to {owner} and is closed to {me}: call this as {owner} (sudo -u {owner} …)"
    return f"{path} belongs to {owner} and cannot be used by {me}: give the folder to one account (chown -R {me} {folder})"
