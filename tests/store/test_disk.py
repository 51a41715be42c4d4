"""When the disk runs full: open links stop first, then tickets and hand-overs, tablets last; and each is told politely.

The disk is the real one: only the floor is moved, to where it stands when so much is free.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from kiosk.clock import service_day
from kiosk.places import Place, links
from kiosk.recording import NoRoom, Recorded
from kiosk.store import disk
from kiosk.store.disk import Writer
from kiosk.visitors import tickets
from kiosk.web import now
from tests.make import make_rating
from tests.page import PageClient

SHORT_OF = {Writer.STRANGER: 1.5, Writer.GUEST: 4, Writer.TABLET: 30}
"""How many times what is free the floor is, for a disk that is too full for this one, and not for the next."""
Fill = Callable[[Writer | None], None]


@pytest.fixture
def fill(app: Flask) -> Iterator[Fill]:
    """Let the disk be too full for this one and those before it; None: for nobody."""
    data = app.extensions["settings"].data

    def to(writer: Writer | None) -> None:
        disk.watch(data, 0)
        disk.watch(data, int(disk.free() * SHORT_OF[writer] / 1024**2) if writer else 0)

    yield to
    disk.watch(data, app.extensions["settings"].disk_floor)


def test_the_floors_follow_each_other(fill: Fill) -> None:
    for short in Writer:
        fill(short)
        assert [writer for writer in Writer if not disk.has_room(writer)] == [writer for writer in Writer if writer <= short]
        assert disk.scarce() == short
    fill(None)
    assert disk.scarce() is None


@pytest.mark.parametrize("short", Writer)
def test_what_is_not_needed_most_stops_first(app: Flask, counter: Place, fill: Fill, short: Writer) -> None:
    comes_by = {Writer.STRANGER: ("poster", "screen"), Writer.GUEST: ("handoff",), Writer.TABLET: ("tablet", "paper")}
    with app.app_context():
        fill(short)
        for writer, channels in comes_by.items():
            for channel in channels:
                if writer <= short:
                    with pytest.raises(NoRoom):
                        make_rating(counter, channel=channel)
                else:
                    assert isinstance(make_rating(counter, channel=channel), Recorded)


def test_a_visitor_is_told_before_she_begins_and_where_to_rate_instead(
    app: Flask, phone: PageClient, counter: Place, fill: Fill, capsys: pytest.CaptureFixture[str]
) -> None:
    with app.app_context():
        code = links.link_of(counter.counter, "poster").code
        today = service_day(now(), counter.unit.zone)
        batch = tickets.make_batch(counter.counter, 10, today, today + timedelta(days=1), "kepala", now())
        token = tickets.tokens(batch)[0]
    page = phone.get(f"/q/{code}")
    fill(Writer.STRANGER)
    refused = phone.get(f"/q/{code}", status=503)
    assert refused.h1 == "Penilaian lewat HP sedang berhenti"
    assert "Nilailah di tablet" in refused.text
    assert refused.headers["Retry-After"] == "600"
    assert "Ratings by phone" in phone.get(f"/q/{code}?language=en", status=503).h1
    phone.post(f"/q/{code}/answers", {**page.fields(), "score": "4"}, status=503)
    phone.get(f"/t/{token}")
    fill(Writer.GUEST)
    assert phone.get(f"/t/{token}", status=503).h1 == refused.h1
    assert capsys.readouterr().err == "", "strangers do not fill the disk by the log either"


def test_a_tablet_goes_on_and_is_asked_to_keep_its_tap_at_the_very_last(tablet: PageClient, counter: Place, fill: Fill) -> None:
    def tap(status: int) -> None:
        fields = {"visit": str(uuid4()), "answer": str(uuid4()), "question": "S0", "score": "4", "given_at": now().isoformat()}
        tablet.post("/counter/answers", fields, status=status)

    with tablet.app.app_context():
        fill(Writer.GUEST)
        tap(303)
        fill(Writer.TABLET)
        tap(503)


def test_health_and_administrators_say_so(anonymous: PageClient, admin: PageClient, head: PageClient, counter: Place, fill: Fill) -> None:
    fill(Writer.STRANGER)
    assert anonymous.get("/healthz").json["disk"] == "nearly full: open links stopped"  # type: ignore[index]
    today = "/panel/units/kanim/today"
    assert "hampir penuh. Penilaian lewat kode terbuka berhenti." in admin.get(today).text
    assert "hampir penuh" not in head.get(today).text
    fill(Writer.TABLET)
    assert anonymous.get("/healthz", status=503).json["status"] == "disk full"  # type: ignore[index]
    fill(None)
    assert "hampir penuh" not in admin.get(today).text
