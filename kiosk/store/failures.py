"""Which errors say that the store fails (away, full, damaged, read-only), and which that something is wrong with what it was asked.

Drivers sort one and the same trouble into different classes: a damaged page is a plain DatabaseError on SQLite and an InternalError on
PostgreSQL, a read-only store an OperationalError there and an InternalError here. So what is wrong with the asking is named, and all
else that a driver raises is the store. Source: PEP 249, whose names SQLAlchemy keeps.
"""

from sqlalchemy.exc import IntegrityError

Taken = IntegrityError
"""What should be there once is there already: somebody else was quicker. Raised when it is written."""
ASKED_WRONGLY = frozenset({"IntegrityError", "DataError", "ProgrammingError", "NotSupportedError"})
OF_DRIVERS = frozenset({"DatabaseError", "InterfaceError", "DBAPIError", "SQLAlchemyError"})


def is_failing(error: BaseException) -> bool:
    """Whether the store cannot do its work just now, so that the same may be asked again later. Of what drivers raise."""
    names = {each.__name__ for each in type(error).__mro__}
    return bool(names & OF_DRIVERS) and not names & ASKED_WRONGLY
