"""The versions of instruments that entries refer to. From the first entry on a version never changes."""

import json
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from kiosk.instruments.definitions import FILE, OUTSIDE, defined
from kiosk.ledger.tables import InstrumentVersion
from kiosk.store import writing


def note_instruments(versions: Iterable[tuple[str, str, Mapping[str, Sequence[str]]]]) -> None:
    """Register versions of instruments as (name, digest, {part: its own questions}).

    Raises ValueError if a registered one has changed, or counts towards an index that is no longer defined: its answers would be
    released one question at a time.
    """
    with writing() as session:
        known = {row.name: row for row in session.scalars(select(InstrumentVersion))}
        for name, digest, parts in versions:
            row = known.get(name)
            if row is None:
                row = known[name] = InstrumentVersion(name=name, digest=digest, parts=json.dumps(parts))
                session.add(row)
            if row.digest != digest:
                raise ValueError(f"{name} was used in the ledger with other words; restore its file and add a new version instead")
            if row.parts == "{}":
                row.parts = json.dumps(parts)
            if json.loads(row.parts) != {part: list(codes) for part, codes in parts.items()}:
                raise ValueError(f"{name} stands in the database with other questions in its indices than in its file: loket verify")
        for name, row in known.items():
            if unknown := json.loads(row.parts).keys() - {*defined(), *OUTSIDE}:
                raise ValueError(f"{name} has questions of {min(unknown)}, which is no index any more; restore its lines in {FILE}")
