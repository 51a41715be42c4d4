"""What recording asks of the store at each tap and hears the same again: instruments, closures, hours, holidays.

Remembered as long as the register has the same number, which the transaction reads with its ledgers' heads; and for LASTS at most, in case
somebody changes the store by hand.
"""

from collections.abc import Collection, Mapping, Sequence
from time import monotonic

from kiosk.ledger import rows
from kiosk.places import opening, service_points
from kiosk.quality import rules
from kiosk.recording.received import Received
from kiosk.store import Direct
from kiosk.store.remembered import LASTS
from kiosk.tallies import tally
from kiosk.tallies.cells import Parts


class Beforehand:
    """Of one store; grows with the units and counters that come."""

    def __init__(self) -> None:
        self.versions: Mapping[str, int] = {}
        """Those of instruments that were registered when one was missed. They are never changed, so they may stay."""
        self.parts = Parts({}, {}, {})
        self._forget(-1)

    def _forget(self, register_version: int) -> None:
        self.register_version, self._since = register_version, monotonic()
        self.closures: dict[int, Sequence[tuple[int, int | None, str]]] = {}
        self.weeks: dict[int, rules.Week] = {}
        self.holidays: dict[int, Collection[int]] = {}

    def cover(self, direct: Direct, batch: Sequence[Received], register_version: int) -> None:
        """Make sure that all is known that the batch needs."""
        if register_version != self.register_version or monotonic() - self._since > LASTS:
            self._forget(register_version)
        if not {received.fields["instrument"] for received in batch} <= self.versions.keys():
            registered = rows.versions(direct)
            self.versions, self.parts = {version.name: version.number for version in registered}, tally.parts_of(registered)
        if counters := {received.counter_id for received in batch} - self.closures.keys():
            closed = service_points.closures(direct, counters)
            self.closures |= {counter: closed.get(counter, ()) for counter in counters}
        if units := {received.unit_id for received in batch} - self.weeks.keys():
            weeks, holidays = opening.weeks(direct, units), opening.holidays_of(direct, units)
            self.weeks |= {unit: weeks.get(unit, {}) for unit in units}
            self.holidays |= {unit: holidays.get(unit, ()) for unit in units}
