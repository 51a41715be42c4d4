"""Tallies, days and receipts made again for a ledger whose head says that it has entries without them."""

from kiosk.ledger import rows
from kiosk.proof import receipts
from kiosk.proof.seals import closings
from kiosk.store import writing_direct
from kiosk.tallies import rebuild, tally


def fill() -> list[int]:
    """Make the tallies of units that have entries without them (an older schema). Says which units; none if all is well."""
    with writing_direct() as direct:
        behind = rows.behind(direct)
        for unit_id in behind:
            tally.replace(direct, unit_id, rebuild.cells(direct, unit_id, closings(direct, unit_id)))
            rows.replace_days(direct, unit_id, rows.days(direct, unit_id))
            receipts.replace(direct, unit_id)
            rows.catch_up(direct, unit_id)
    return behind
