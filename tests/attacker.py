"""Somebody who opens every page of a unit again and again, to learn what a visitor said."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from difflib import ndiff
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from kiosk.places import Unit

PUBLISHED = ("", ".json", ".csv", "/badge.svg", "/editions", "/reports")
"""After a unit's public address."""
SEEN = [
    *"today marks card papers imports follow-ups today.csv today.xlsx period period.csv period.xlsx elements where codes".split(),
    *"served words reports reports/skm.xlsx publications publications/preview pekppp".split(),
    *(f"/u/<unit_code>{suffix}" for suffix in PUBLISHED),
]
THE_SAME = [
    "card.png",
    "reports/skm.pdf",
    *(f"reports/{kind}{suffix}" for kind in ("spkp-spak", "tindak-lanjut") for suffix in (".pdf", ".xlsx")),
    *(f"reports/{kind}.pdf" for kind in ("harian", "pengantar", "poster", "maklumat")),
]
"""In another form: drawn from the words of the card, set from what the workbook has."""
NO_SCORES = "devices follow-ups/new notices poster settings settings/logo.png walls /u/<unit_code>/seals.json".split()
FINGERPRINT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")


BY_THE_CLOCK = re.compile(
    r"pukul \d\d\.\d\d|seen=[^&\"]*"
    r"|<p>\s*(biasanya [\d.]+ sampai jam ini( di hari \w+)?|Setiap ketukan di tablet atau HP muncul [\w ]+\.|kunjungan)\s*</p>"
    r"|<dt>Biasanya</dt>\s*<dd>.*?</dd>|biasanya;[\d,]+|kunjungan; biasanya [\d.]+"
    r"|<v>biasanya</v></c><c [^>]*><v>[^<]*",
    re.DOTALL,
)
"""What Today, the display and their files say of the minute, and of how many had come by then on other days: visits, no scores.

`seen` is what their next request for themselves tells of it; the last two are of files, where a row of its own says what is usual."""


COUNTS_ALONE = re.compile(r'<section class="box box--(?:hours|counters)".*?</section>', re.DOTALL)
"""Boxes of Today that have no scores at all: visits by hour and counter, beside how many had come by then on other days."""


def without_clock(page: str) -> str:
    """A page without what moves by itself, and without the lines that this leaves empty."""
    return re.sub(r"\s*\n\s*", "\n", BY_THE_CLOCK.sub("", COUNTS_ALONE.sub("", in_place(page))))


def in_place(page: str) -> str:
    """A spreadsheet with each text in its cell, and no widths: both follow from all texts together. Any other page as it is."""
    texts = re.findall(r"<si><t[^>]*>(.*?)</t></si>", page, re.DOTALL)
    cells = re.sub(r' t="s"><v>(\d+)</v>', lambda found: f"><v>{texts[int(found[1])]}</v>", page)
    return re.sub(r"<(sst|cols)\b.*?</\1>", "", cells, flags=re.DOTALL)


@dataclass
class Attacker:
    """Signed in with every number of every unit before her eyes, and patient."""

    browser: FlaskClient
    units: list[Unit]
    """One in each world."""
    displays: dict[int, str]
    """{number of the unit: the address of its display}."""
    follow_ups: dict[int, list[str]]
    held: list[dict[str, str]] = field(default_factory=list)
    """{address: page} of each world, as they were when something last came."""
    waited: Counter[int] = field(default_factory=Counter)
    """How often she opened each page, by its place among the addresses, though nothing had come."""
    minutes: set[datetime] = field(default_factory=set)

    def arrival(self, at: datetime, first: int | None) -> list[str]:
        """Something has come, perhaps: she opens the `first` pages of both worlds (None: all), and they are alike."""
        self.held = [{page: self.look(unit, page) for page in self.addresses(unit, at.date())[:first]} for unit in self.units]
        pages, others = (list(each.values()) for each in self.held)
        alike(pages, others, f"a page tells the two worlds apart at {at}")
        self.minutes.add(at.replace(second=0, microsecond=0))
        return pages

    def wait(self, moment: datetime, every_page: bool) -> None:
        """Nothing has come since: every page, or the next, is alike in both worlds and says what it said then, except for the time."""
        addresses = [self.addresses(unit, moment.date()) for unit in self.units]
        many = len(addresses[0])
        for turn in range(many) if every_page else [self.waited.total() % many]:
            self._open_again(moment, turn, [own[turn] for own in addresses])
        self.minutes.add(moment.replace(second=0, microsecond=0))

    def _open_again(self, moment: datetime, turn: int, addresses: list[str]) -> None:
        pages = [self.look(unit, address) for unit, address in zip(self.units, addresses, strict=True)]
        alike(pages[:1], pages[1:], f"a page tells the two worlds apart at {moment}")
        then = [held.get(address, page) for held, address, page in zip(self.held, addresses, pages, strict=True)]
        alike(*(list(map(without_clock, both)) for both in (then, pages)), f"a page moves by itself at {moment}")
        self.waited[turn] += 1

    def addresses(self, unit: Unit, day: date) -> list[str]:
        """Every page and export with figures of the unit; first the current day, which has all that a display and the marks have."""
        yesterday, last_week = (day - timedelta(days=n) for n in (1, 7))
        own = [*"today marks papers imports follow-ups today.csv today.xlsx codes served words".split()]
        own += [
            f"{page}?kind=month&day={day}"
            for page in "period period.csv period.xlsx elements where reports reports/skm reports/skm.xlsx".split()
        ]
        own += ["publications", *(f"{page}?kind=month&day={day}" for page in ("publications/preview", "pekppp"))]
        own += [f"{page}?day={yesterday}" for page in ("today", "today.csv", "today.xlsx", "card")]
        own += [
            f"today?day={last_week}",
            *(f"{page}?kind=week&day={yesterday}" for page in ("period", "elements", "where")),
            *self.follow_ups[unit.id],
        ]
        published = [f"/u/{unit.code}{suffix}" for suffix in PUBLISHED]
        beside = [f"/panel/comparison{suffix}?a=kanim-0&b={unit.code}" for suffix in ("", ".csv", ".xlsx")]
        found = [f"/panel/units/{unit.code}/{page}" for page in own]
        return [*found[:2], self.displays[unit.id], *found[2:], *published, f"/panel/?q={unit.code}", *beside]

    def look(self, unit: Unit, address: str) -> str:
        """The page, without the unit's own name; with all units, only its row; with two units, no list to choose from."""
        page = self._read(address)
        if address.startswith("/panel/?"):
            # The row of dots above shows every unit's share at once, which stands in its row too.
            own = page[page.index('<table class="rows rows--stacked region">') :]
            page = f"<main{own[own.index('<tbody') : own.index('</tbody>')]}</main>"
        if address.startswith("/panel/comparison"):
            page = re.sub(r"<select.*?</select>", "", page, flags=re.S)
        return self._without_names(page, unit)

    def _read(self, address: str) -> str:
        answer = self.browser.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        if address.partition("?")[0].endswith(".xlsx"):
            with ZipFile(io.BytesIO(answer.get_data())) as book:
                return "\n".join(book.read(name).decode() for name in book.namelist() if not name.startswith("docProps"))
        return answer.get_data(as_text=True)

    def _without_names(self, page: str, unit: Unit) -> str:
        if "<main" in page:  # else it is a file
            page = page[page.index("<main") : page.index("</main>")]
        for name in (unit.code, unit.name, unit.short_name, self.displays[unit.id]):
            page = page.replace(name, "UNIT")
        page = re.sub(r'value="[^"]{30,}"', "", page)  # tokens and ids of forms
        page = re.sub(r"(follow-ups/|no\. )\d+", "NUMBER", page)
        page = re.sub(r"\b[0-9a-f]{64}\b", "SHA-256", page)  # of what was published, which names a seal
        page = FINGERPRINT.sub("SEAL", page)  # first: four digits and three of one would pass for a link
        return re.sub(r"[0-9a-z]{4}-[0-9a-z]{3}", "LINK", page)


def alike(pages: Sequence[str], others: Sequence[str], else_say: str) -> None:
    for one, other in zip(pages, others, strict=True):
        if one != other:
            different = [line for line in ndiff(one.splitlines(), other.splitlines()) if line[0] in "+-"][:4]
            pytest.fail(f"{else_say}: {different}")
