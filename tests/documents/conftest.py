"""A month that is over, in which forty visitors answered everything, by scores that can be added up by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import documents, recording
from kiosk.documents import Filed
from kiosk.filings import Inputs
from kiosk.indices.periods import around
from kiosk.places import Place, served
from tests.conftest import FixedClock
from tests.make import make_counter, make_seal, make_unit, rating

FORTY = 40
CODES = ("U1", "U2", "U3", "U4", "U5", "U6", "U7", "K1", "K2", "K3", "K4", "K5")
OCTOBER = around("month", date(2026, 10, 1))


def score_of(visit: int, place: int) -> int:
    """What the visitor of that number answers to the question of that place: 1 to 4, each question with a mean of its own."""
    return 4 if (visit * (place + 3)) % 7 > place % 4 else 1 + (visit + place) % 3


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


@pytest.fixture
def october(place: Place, clock: FixedClock) -> Place:
    """Forty complete questionnaires of the 14th; a hundred and twenty were served that day."""
    now = clock()
    clock.set(now.replace(month=10, day=14, hour=4))
    batch = []
    for visit in range(FORTY):
        number = uuid4()
        batch.append(rating(place, "S0", score_of(visit, 0), visit=number, given_at=clock()))
        batch += [rating(place, code, score_of(visit, n), visit=number, given_at=clock()) for n, code in enumerate(CODES)]
    recording.record(batch, clock())
    served.enter(place.unit, date(2026, 10, 14), 120, "petugas", clock(), clock().date())
    clock.set(now.replace(month=10, day=15))
    make_seal(place.unit)
    clock.set(now)
    make_seal(place.unit)
    return place


@pytest.fixture
def filed(inside: Flask, october: Place, clock: FixedClock) -> Callable[..., Filed]:
    """The month as it is filed, with these inputs."""

    def make(**inputs: object) -> Filed:
        given = replace(Inputs(), **inputs)  # type: ignore[arg-type]
        return Filed(october.unit, OCTOBER, clock().date(), inside.extensions["instruments"], given)

    return make


@pytest.fixture
def outline() -> documents.Outline:
    return documents.outlines()["skm"]
