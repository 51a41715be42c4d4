"""Tallies, days and receipts made again for a ledger whose head says that it has entries without them."""

from kiosk.proof import receipts
from kiosk.store import writing_direct
from kiosk.tallies import rebuild, tally


def fill() -> list[int]:
    """Make the tallies of units that have entries without them (an older schema). Says which units; none if all is well."""
    with writing_direct() as direct:
        behind = [row[0] for row in direct.all("SELECT unit_id FROM ledger_head WHERE tallied < size ORDER BY unit_id")]
        for unit_id in behind:
            tally.replace(direct, unit_id, rebuild.cells(direct, unit_id))
            direct.run("DELETE FROM ledger_day WHERE unit_id = ?", (unit_id,))
            spans = [(unit_id, day, *span) for day, span in sorted(rebuild.days(direct, unit_id).items())]
            direct.insert("ledger_day (unit_id, service_day, first_seq, last_seq)", spans)
            receipts.replace(direct, unit_id)
            direct.run("UPDATE ledger_head SET tallied = size WHERE unit_id = ?", (unit_id,))
    return behind
