"""Codes that people read and type: Crockford's base 32 in groups of four, such as K7QF-2M9D. No I, L, O, U.

Source: D. Crockford, Base 32 (crockford.com/base32.html), without its check symbol.
"""

import re

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS = 5
"""Bits that a character carries."""

# Characters that are misread or mistyped, and what was meant; dashes and white space are for the eye.
_MISREAD = str.maketrans("OIL", "011")
_FOR_THE_EYE = re.compile(r"[\s\-‐‑‒–—−_.]+")


def write(number: int, length: int) -> str:
    """A number of 5 · `length` bits as a code.

    >>> write(0, 8), write(2**40 - 2, 8)
    ('0000-0000', 'ZZZZ-ZZZY')
    """
    code = "".join(ALPHABET[number >> BITS * place & 31] for place in reversed(range(length)))
    return "-".join(code[at : at + 4] for at in range(0, length, 4))


def read(text: str, length: int) -> int | None:
    """The number of a code as somebody typed it; None if it can be none.

    >>> read(" zzzz–zzzy ", 8) == 2**40 - 2, read("oil0 0000", 8), read("ZZZZ", 8), read("ZZZU-0000", 8)
    (True, 1107296256, None, None)
    """
    code = plain(text[: 4 * length]).upper().translate(_MISREAD)
    if len(code) != length or not set(code) <= set(ALPHABET):
        return None
    number = 0
    for letter in code:
        number = number << BITS | ALPHABET.index(letter)
    return number


def plain(text: str) -> str:
    """A code as somebody typed it, without what is only for the eye.

    >>> plain(" ab–cd ef_g ")
    'abcdefg'
    """
    return _FOR_THE_EYE.sub("", text)
