"""Names of accounts, and addresses: written as each likes, and the same name in whatever letters, wide or narrow, it is typed."""

import unicodedata

LONGEST_FOLDED = 200
"""Characters of a folded name. A few signs become several letters: a name of which that makes more is refused."""


def folded(name: str) -> str:
    """The form in which names are compared, at making, sign-in, invitation and command line alike: NFKC and case folding, spaces aside.

    Folding may undo NFKC, so that comes last again. Source: Unicode, 3.13, D146.

    >>> folded("ÉMILE ") == folded("e\u0301mile"), folded("ＡＤＭＩＮ")
    (True, 'admin')
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()
