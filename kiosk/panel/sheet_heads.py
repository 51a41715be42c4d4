"""What stands at the head of every page of the panel on paper: whose it is, and the day on which it was printed."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from flask import g

from kiosk.clock import latest_day, service_day
from kiosk.places import Unit, letterheads, tree
from kiosk.web import now

MOST_OFFICES = 2
"""Offices that the one line of the head has room for."""


class SheetHead(NamedTuple):
    """`lines`: the letterhead, from the highest office to the unit; none where there is nobody to name."""

    lines: Sequence[str]
    address: str
    day: date


def sheet_head(unit: Unit | None) -> SheetHead:
    """The unit's letterhead; until it has one, its office. Its name is always there. Of a page of all units: the offices above them.

    Two queries for the letterhead of each, the unit and the offices above it.
    """
    day = service_day(now(), unit.zone) if unit else latest_day(now())
    letterhead = letterheads.in_force(unit, day) if unit else None
    if unit and letterhead and letterhead.head:
        lines, address = letterhead.lines(unit), letterhead.address
    else:
        offices = tree.known().above([unit] if unit else g.sight.units("figures.read"), day)
        lines, address = [office.name for office in offices if len(offices) <= MOST_OFFICES], ""
    if unit and not any(unit.name.casefold() in line.casefold() for line in lines):
        lines.append(unit.name)
    return SheetHead([line for line in lines if line], address, day)


def in_every_page() -> dict[str, object]:
    """What the layout asks for."""
    return {"sheet_head": sheet_head}
