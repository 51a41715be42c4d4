"""Service days as commands take them."""

from datetime import date, datetime

from kiosk.refusals import Refusal


def day_of(text: str) -> date:
    """The day that is written as YYYY-MM-DD. Raises Refusal."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  # a service day has no zone
    except ValueError:
        raise Refusal(f"{text!r} is no day; write it as YYYY-MM-DD") from None
