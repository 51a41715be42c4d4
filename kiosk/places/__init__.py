"""Units, their services and counters, the tree they stand in (with dates), opening hours, and the links to rate by phone.

A code never changes once given: entries of the ledger and printed addresses refer to it.
"""

from kiosk.places.registration import found_unit
from kiosk.places.service_points import closure_at, counters, open_counter, place, place_by_counter_code, services
from kiosk.places.tables import Counter, Place, PlaceError, Service, Unit
from kiosk.places.tree import unit_by_code, unit_by_id, units

__all__ = [
    "Counter",
    "Place",
    "PlaceError",
    "Service",
    "Unit",
    "closure_at",
    "counters",
    "found_unit",
    "open_counter",
    "place",
    "place_by_counter_code",
    "services",
    "unit_by_code",
    "unit_by_id",
    "units",
]
