"""The feed of a unit's seals: what anybody may keep, so that no history can be written anew unnoticed. docs/export.md describes it.

It is public from the first seal on, and nobody can turn it off: a head who could would take every witness away. Seals and keys are those
of the export, line by line. It comes in pages, because ten years of days are 4 MB; a page that is full never changes.
"""

from collections.abc import Mapping
from typing import Any

from kiosk.places import Unit
from kiosk.proof import seals
from kiosk.proof.export import FORMAT, key_record, seal_record
from kiosk.proof.keys import keys

A_PAGE = 400
"""Seals: a year of service days, some 450 kB."""


def page(unit: Unit, number: int) -> Mapping[str, Any]:
    """The seals above that number, A_PAGE at most, with all keys; `after` is what to ask for next, None: there are no more."""
    found = seals.after(unit, number, A_PAGE + 1)
    shown = found[:A_PAGE]
    return {
        "type": "feed",
        "format": FORMAT,
        "unit": unit.code,
        "keys": [key_record(key) for key in keys()],
        "seals": [seal_record(stored) for stored in shown],
        "after": shown[-1].seal.number if len(found) > A_PAGE else None,
    }
