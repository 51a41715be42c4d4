"""The keys that sign seals: Ed25519 (RFC 8032). The private one lies in the data folder, the public ones in the store.

A key that is lost or may be known to others is followed by a new one, which the old one endorses if it is still there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from sqlalchemy import select

from kiosk import files
from kiosk.clock import to_milliseconds
from kiosk.proof.seal import key_form, key_id
from kiosk.proof.tables import SealKey
from kiosk.refusals import Refusal
from kiosk.store import reading, see_anew, writing_direct

FOLDER, FILE = "keys", "seal.key"
LONGEST_REASON = 200


class KeyProblem(Refusal):
    """The signing key cannot be used; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Signer:
    """The key in force: its number in the store, its public half (32 bytes), and what signs."""

    number: int
    public: bytes
    _private: Ed25519PrivateKey

    @property
    def id(self) -> bytes:
        return key_id(self.public)

    def sign(self, form: bytes) -> bytes:
        """An Ed25519 signature, 64 bytes."""
        return self._private.sign(form)


def keys() -> Sequence[SealKey]:
    """All public keys, by number."""
    return reading().scalars(select(SealKey).order_by(SealKey.number)).all()


def is_signed(public: bytes, signature: bytes, form: bytes) -> bool:
    """Whether the signature of these bytes is that key's."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, form)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def open_signer(data: Path, now: datetime) -> Signer:
    """The signer of the data folder. The first start makes the key and notes its public half in the store.

    Raises KeyProblem if the store knows another key: seals of two keys would look like two histories.
    """
    file = data / FOLDER / FILE
    known = keys()
    if not file.exists() and known:
        raise KeyProblem(
            f"{file} is missing, but this store was sealed with a key before. Copy the key from its safe place or from the other "
            "server (which has secret.key too: servers of one store share both); if it is lost: loket seals new-key --reason …"
        )
    private = _load(file) if file.exists() else _make(file)
    public = private.public_key().public_bytes_raw()
    if not known:
        _note(1, public, now, "", b"")
        # Another server may have been first, with this key or with its own.
        see_anew()
        known = keys()
    if known[-1].public != public:
        raise KeyProblem(
            f"{file} is not the key that this store is sealed with. Copy the right one (of the first server, which shares "
            "secret.key too, or from its safe place); if it is lost: loket seals new-key --reason …"
        )
    return Signer(known[-1].number, public, private)


def renew(data: Path, now: datetime, reason: str) -> Signer:
    """Put a new key in force, endorsed by the old one if that is still there; the old file is kept beside it.

    Raises KeyProblem without a reason, or if there is no key yet.
    """
    file, known = data / FOLDER / FILE, keys()
    reason = " ".join(reason.split())
    if not reason or len(reason) > LONGEST_REASON:
        raise KeyProblem(f"a new key needs a reason of at most {LONGEST_REASON} letters; it is shown to anybody who verifies")
    if not known:
        raise KeyProblem("there is no key to replace yet: the first start makes one")
    old = _load(file) if file.exists() else None
    if old and old.public_key().public_bytes_raw() == known[-1].public:
        files.move(file, file.with_name(f"seal-{known[-1].number}.key"))
    else:
        old = None
        if file.exists():
            files.move(file, file.with_name("seal-unknown.key"))
    private, number = _make(file), known[-1].number + 1
    public = private.public_key().public_bytes_raw()
    _note(number, public, now, reason, old.sign(key_form(number, public, now, reason)) if old else b"")
    return Signer(number, public, private)


def _note(number: int, public: bytes, now: datetime, reason: str, endorsement: bytes) -> None:
    """Note a key in the store, unless there is one of that number."""
    row = number, public, to_milliseconds(now), reason, endorsement
    with writing_direct() as direct:
        direct.insert("seal_key (number, public, made_at, reason, endorsement)", [row], "ON CONFLICT DO NOTHING")


def _make(file: Path) -> Ed25519PrivateKey:
    """A new key in a file that the service alone can read. When two start at once, both use the first one's."""
    private = Ed25519PrivateKey.generate()
    files.make_folder(file.parent)
    files.write_once(file, private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return _load(file)


def _load(file: Path) -> Ed25519PrivateKey:
    try:
        private = load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise KeyProblem(f"{file} cannot be read as a key: {error}") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyProblem(f"{file} is not an Ed25519 key")
    return private
