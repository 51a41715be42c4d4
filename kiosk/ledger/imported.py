"""What came from tables of past surveys: entries of the channel `import`, and what took them back.

A table is read by the numbers between which its entries lie; taps of the same time stand between them, and other tables do not.
"""

from uuid import UUID

from kiosk.ledger.entry import IMPORT, RATING, WITHDRAWAL
from kiosk.places import Unit
from kiosk.store import asking, reading_direct

_OF_TABLE = f"FROM entry WHERE unit_id = ? AND seq BETWEEN ? AND ? AND channel = {IMPORT} AND kind = {RATING}"


MOST_REMEMBERED = 1000
_whole: dict[tuple[bytes, int, int], int] = {}
"""{(seed of the ledger, first entry, respondents): last entry} of tables that are whole."""


def visits(unit: Unit, first: int, last: int) -> list[dict[str, int]]:
    """What each respondent answered, [{question: score}, …], in the entries `first` to `last`. One scan of them."""
    found: dict[bytes, dict[str, int]] = {}
    for visit, question, score in reading_direct().all(f"SELECT visit, question, score {_OF_TABLE} ORDER BY seq", (unit.id, first, last)):
        found.setdefault(bytes(visit), {})[question] = score
    return list(found.values())


def stored(unit: Unit, first: int, last: int, whole: int) -> tuple[int, int]:
    """(respondents, number of their last entry) among the entries `first` to `last`; zeros where there are none.

    A scan of them, until there are as many respondents as the `whole` table has: then nothing is added any more, and it is remembered.
    """
    with asking() as direct:
        seeds = direct.all("SELECT seed FROM ledger_head WHERE unit_id = ?", (unit.id,))
        key = bytes(seeds[0][0]) if seeds else b"", first, whole
        if key in _whole:
            return whole, _whole[key]
        ((respondents, until),) = direct.all(f"SELECT count(DISTINCT visit), coalesce(max(seq), 0) {_OF_TABLE}", (unit.id, first, last))
    if respondents == whole:
        if len(_whole) >= MOST_REMEMBERED:
            _whole.clear()
        _whole[key] = int(until)
    return int(respondents), int(until)


def is_there(unit: Unit, answer: UUID) -> bool:
    """Whether the unit's ledger has an entry with this number."""
    with asking() as direct:
        return bool(direct.all("SELECT seq FROM entry WHERE unit_id = ? AND answer = ?", (unit.id, answer.bytes)))


def taken_back(unit: Unit) -> list[tuple[int, int]]:
    """(first, last number) of each table that was taken back, in the order of that. Reads the whole ledger."""
    query = "SELECT about, extra FROM entry WHERE unit_id = ? AND kind = ? ORDER BY seq"
    return [(first, int(last)) for first, last in reading_direct().all(query, (unit.id, WITHDRAWAL))]
