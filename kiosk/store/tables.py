"""What all tables share: the base class and the column types for moments and service days."""

from datetime import date, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import BigInteger, Dialect, Integer, MetaData
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from kiosk.clock import day_number, day_of_number, from_milliseconds, to_milliseconds

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class _Session(Session):
    def close(self) -> None:
        """End a request's reading. Where the database has cut the connection meanwhile, there is nothing left to roll back:

        what was answered stays answered, and the next request opens a connection anew.
        """
        try:
            super().close()
        except DBAPIError:
            self.invalidate()


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"class_": _Session, "expire_on_commit": False})


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as whole milliseconds since 1970 UTC: 6 bytes, the same on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else from_milliseconds(value)


class Day(TypeDecorator[date]):
    """A service day, kept as the number YYYYMMDD: 4 bytes in a row and in an index, and readable in any SQL shell."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> int | None:
        return None if value is None else day_number(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return None if value is None else day_of_number(value)


class HealthProbe(Base):
    """Nothing stays here: the health check writes a row and takes it back."""

    __tablename__ = "health_probe"
    id: Mapped[int] = mapped_column(primary_key=True)
