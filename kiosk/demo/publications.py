"""What the immigration office's head has published: the last half-year, on its page and in two other places. The prison has nothing yet."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from kiosk import proof, publishing
from kiosk.clock import service_day
from kiosk.demo.followups import BY, Step
from kiosk.demo.places import Stage
from kiosk.documents import Filed
from kiosk.indices.periods import Period, around
from kiosk.instruments import Catalogue
from kiosk.places import Unit
from kiosk.publishing import notes
from kiosk.publishing.media import media
from kiosk.words.dates import between

PUBLISHING = "kanim"
"""The kind of unit that has published."""
TOLD = (("papan-pengumuman", "Ruang tunggu lantai 1", ""), ("media-sosial", "", "https://media.example/kanim-tanjungpandan/ikm"))
"""(medium, place, address)"""


def publish(stage: Stage, now: datetime, catalogue: Catalogue) -> Iterator[Step]:
    """What she does as of `now`, when all ratings are in."""
    if stage.unit.kind != PUBLISHING:
        return
    today = service_day(now, stage.unit.zone)
    period = around("semester", around("semester", today).first - timedelta(days=1))
    yield Step(now, stage.unit, "results.publish", partial(_show, stage.unit, period, catalogue))
    for medium, where, link in TOLD:
        yield Step(now, stage.unit, "publications.note", partial(_tell, stage.unit, period, medium, where, link))


def _show(unit: Unit, period: Period, catalogue: Catalogue, at: datetime) -> str:
    today = service_day(at, unit.zone)
    filed = Filed(unit, period, today, catalogue)
    parts = publishing.parts_of(filed.instrument)
    publishing.publish(unit, period, parts, publishing.composed(filed, parts, proof.latest_seal(unit)), "", BY, at, today)
    return between(period.first, period.last)


def _tell(unit: Unit, period: Period, medium: str, where: str, link: str, at: datetime) -> str:
    today = service_day(at, unit.zone)
    notes.note(unit, period, medium, today, where, link, BY, at, today)
    return f"{media()[medium].name['id']}, {between(period.first, period.last)}"
