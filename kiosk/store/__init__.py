"""The store: engine, transactions, column types, migrations. The only place that knows which database it is.

SQLite keeps every acknowledged write through a power cut (WAL, synchronous=FULL); one writer at a time holds a real lock,
because SQLite's own busy handler sleeps up to 100 ms between tries.
"""

from kiosk.store.direct import Direct, Row
from kiosk.store.lock import write_lock
from kiosk.store.opening import StoreError
from kiosk.store.session import asking, engine, open_transaction, reading, reading_direct, see_anew, writing, writing_direct
from kiosk.store.tables import Base, Day, Moment

__all__ = [
    "Base",
    "Day",
    "Direct",
    "Moment",
    "Row",
    "StoreError",
    "asking",
    "engine",
    "open_transaction",
    "reading",
    "reading_direct",
    "see_anew",
    "write_lock",
    "writing",
    "writing_direct",
]
