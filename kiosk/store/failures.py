"""Which errors say that the store fails (away, full, damaged, read-only), and which that something is wrong with what it was asked.

Drivers sort one and the same trouble into different classes: a damaged page is a plain DatabaseError on SQLite and an InternalError on
PostgreSQL, a read-only store an OperationalError there and an InternalError here. So what is wrong with the asking is named, and all
else that a driver raises is the store. Source: PEP 249, whose names SQLAlchemy keeps.
"""

from sqlalchemy.exc import IntegrityError

Taken = IntegrityError
"""What should be there once is there already: somebody else was quicker. Raised when it is written."""
ASKED_WRONGLY = frozenset({"IntegrityError", "DataError", "ProgrammingError", "NotSupportedError"})
OF_DATABASES = frozenset({"DatabaseError", "InterfaceError", "DBAPIError"})
OF_DRIVERS = OF_DATABASES | {"SQLAlchemyError"}


def is_of_database(error: BaseException) -> bool:
    """Whether a database raised it, by SQLAlchemy or by a driver's own cursor: a damaged file, a server that is gone, a full disk."""
    return not OF_DATABASES.isdisjoint(each.__name__ for each in type(error).__mro__)


def database_says(error: BaseException) -> str:
    """The first line of what the database itself says; the rest of what SQLAlchemy makes of it is a statement, with its values."""
    return (str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__])[0]


def is_failing(error: BaseException) -> bool:
    """Whether the store cannot do its work just now, so that the same may be asked again later. Of what drivers raise."""
    names = {each.__name__ for each in type(error).__mro__}
    return bool(names & OF_DRIVERS) and not names & ASKED_WRONGLY
