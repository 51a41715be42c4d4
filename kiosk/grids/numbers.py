"""Rows as people name them: numbers and spans, as a spreadsheet counts."""

import re

LAST = 1_048_576
"""Rows of a spreadsheet. Source: ECMA-376, part 1, 18.3.1.73."""


def row_numbers(text: str) -> tuple[int, ...]:
    """By number, each once; ValueError for what names no rows.

    >>> row_numbers("34, 36-38"), row_numbers("")
    ((34, 36, 37, 38), ())
    """
    found: set[int] = set()
    for part in filter(None, (each.strip() for each in text.split(","))):
        span = re.fullmatch("([1-9][0-9]{0,6})(?:\\s*[-–]\\s*([1-9][0-9]{0,6}))?", part)
        if not span or not int(span[1]) <= int(span[2] or span[1]) <= LAST:
            raise ValueError(text)
        found.update(range(int(span[1]), int(span[2] or span[1]) + 1))
    return tuple(sorted(found))
