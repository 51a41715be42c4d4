"""Official channels for complaints and reports: data with dates (channels.toml), shown to every visitor alike, of no use to the app."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("channels.toml")


@dataclass(frozen=True, slots=True)
class ComplaintChannel:
    """A channel: texts per language, its addresses, the days on which it may be shown, and how sure we are of it."""

    key: str
    short: str
    name: Mapping[str, str]
    about: Mapping[str, str]
    address: str
    phone: str
    since: date
    until: date | None
    source: str
    certainty: str

    @property
    def reach(self) -> str:
        """Its short name and its number: "KPK 198"; the name alone where it has none."""
        return f"{self.short} {self.phone}".strip()

    @property
    def calls(self) -> str:
        """What a phone does when the number is touched: tel:137, or sms:1708 for one that is written to."""
        kind = "sms" if self.phone.startswith("SMS") else "tel"
        return f"{kind}:{''.join(re.findall(r'[0-9+]', self.phone))}"

    def is_shown_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def shown_on(day: date) -> list[ComplaintChannel]:
    """The channels of that day, in the order of the file."""
    return [channel for channel in _read() if channel.is_shown_on(day)]


@cache
def _read() -> tuple[ComplaintChannel, ...]:
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        ComplaintChannel(
            key=each["key"],
            short=each["short"],
            name=each["name"],
            about=each["about"],
            address=each.get("address", ""),
            phone=each.get("phone", ""),
            since=each["since"],
            until=each.get("until"),
            source=each["source"],
            certainty=each["certainty"],
        )
        for each in content["channels"]
    )
