"""The key that signs sign-ins and from which all other secrets of the panel are derived: passwords and one-time codes hang on it.

It lies in the data folder, in no database. All servers of one store need the same: with another one no password would be right.
"""

import hashlib
import hmac
import secrets
from pathlib import Path
from uuid import UUID, uuid5

from flask import Flask, current_app

from kiosk import files
from kiosk.config import SettingError
from kiosk.places import installation

SECRET_FILE = "secret.key"  # noqa: S105  # a file's name
LEAST = 32
"""Letters: 128 bits as hexadecimal digits. One that is made here has 64."""
RENEW = "loket start --new-secret (every password and one-time code set before then ends; loket people password NAME sets a new one)"


def secret_key(file: Path) -> str:
    """The key, made at the first start. SettingError where it cannot be read or holds none, as after a power cut or on a full disk."""
    try:
        files.write_once(file, secrets.token_hex(32))
        key = file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise SettingError(f"{file} cannot be read or made: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingError(f"{file} holds no key. {_HELP}") from error
    if len(key) < LEAST:
        raise SettingError(f"{file} holds no key: {f'{len(key)} letters are too few' if key else 'it is empty'}. {_HELP}")
    return key


def must_be_the_stores(app: Flask, *, renew: bool = False) -> None:
    """Note with which key this store works, and refuse another one later. `renew`: let this one be it from now on.

    To be called within the transaction that founds an installation, whose first password hangs on the key, and by every command.

    What is noted tells nothing of the key: a digest of 256 random bits. SettingError if the store's servers have another.
    """
    key, file = app.config["SECRET_KEY"], app.extensions["settings"].data / SECRET_FILE
    mark = hmac.new(key.encode(), b"the key of this store", hashlib.sha256).hexdigest()
    if not installation.keeps_secret(mark, renew=renew):
        raise SettingError(
            f"{file} is not the key that this store works with, so no password would be right. Several servers of one store share "
            f"secret.key and keys/: copy both from the first server, or secret.key from a backup. If it is lost for good: {RENEW}"
        )


def once_of(visit: UUID, what: str) -> UUID:
    """What is remembered of a visit for a few days, so that a form of it counts once (see kiosk.visitors.once).

    Nobody can make it from a visit, or tell the visit from it, who has not the server's key: the store alone joins nothing.
    """
    key = str(current_app.config["SECRET_KEY"]).encode()
    return uuid5(visit, hmac.new(key, what.encode(), "sha256").hexdigest())


_HELP = (
    "Copy it from a backup (tar -xf FILE secret.key) or from another server of this store; "
    f"if it is lost for good, delete it, then: {RENEW}"
)
