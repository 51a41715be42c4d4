"""What a password must be: long, and none that programs try first.

The list is that of the ten thousand commonest in the data of zxcvbn 4.5.0 (MIT, LICENSE-common-passwords.txt beside it), in their order; a
test compares it with DIGEST. Most have fewer than LEAST letters: they are as common with digits behind them, so those do not count.
"""

import re
from functools import cache
from pathlib import Path

from kiosk.people.names import folded

LEAST, MOST = 10, 200
"""Letters."""
LIST = Path(__file__).parent / "common-passwords.txt"
DIGEST = "839f86a5e388b0fe1ca13ec6c337975c9daf384e110effb70279b03caddd1462"
OUR_OWN = (
    "bismillah imigrasi indonesia kantor katasandi kemenkumham kunjungan lapas loket merdeka pancasila pelayanan petugas rahasia rutan "
    "sayang selamat suaraloket"
).split()
"""What offices here try first."""
AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def fault(password: str, name: str) -> str | None:
    """What is wrong with a password of this account: "short", "long" or "easy"; None: nothing."""
    if len(password) < LEAST:
        return "short"
    if len(password) > MOST:
        return "long"
    return "easy" if is_easy(password, name) else None


def is_easy(password: str, name: str) -> bool:
    """Whether it is the account's name, fewer than four different letters, or a common one, whatever digits and signs stand around it.

    >>> is_easy("Password2026!", "kepala"), is_easy("123456789012", "kepala"), is_easy("tiga kata lain", "kepala")
    (True, True, False)
    """
    typed = folded(password)
    bare = AROUND.sub("", typed)
    if bare in (folded(name), AROUND.sub("", folded(name))) or len(set(typed)) < 4:
        return True
    return typed in _common() or bare in _common() or bare.replace(" ", "") in _common() or not bare


@cache
def _common() -> frozenset[str]:
    return frozenset((*LIST.read_text(encoding="utf-8").split("\n"), *OUR_OWN))
