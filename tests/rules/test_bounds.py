"""SECURITY.md says of each address that is open to strangers or tablets what a request to it can use up, in numbers that are true."""

import re
from pathlib import Path

import pytest
from flask import Flask

from kiosk.counter import batches
from kiosk.panel.account.sign_in import OURS
from kiosk.panel.guard import OPEN, need_of
from kiosk.proof import receipts, witnesses
from kiosk.recording import bounds
from kiosk.running import arriving
from kiosk.visitors import comments, handoffs, tickets
from kiosk.visitors.allotments import BOXES, Kind
from kiosk.web import bodies

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "SECURITY.md").read_text(encoding="utf-8").partition("## What a stranger can use up")[2].partition("\n## ")[0]
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in SECTION.splitlines() if re.match(r"\| (?!---)", line)]
EVERYWHERE = {row[0]: row for row in ROWS if len(row) == 4}
ADDRESSES = {row[0]: row for row in ROWS if len(row) == 6}
TESTS = "\n".join(file.read_text(encoding="utf-8") for file in (ROOT / "tests").rglob("test_*.py"))


def a_day(kind: Kind) -> str:
    return str(BOXES * kind.value[1])


NUMBERS = {
    "connections": [arriving.MOST_CONNECTIONS],
    "a request on its way": [
        arriving.TO_ARRIVE,
        arriving.LONGEST_HEAD // 1024,
        arriving.SLOWEST // 1024,
        arriving.MOST_HELD // 1024**2,
    ],
    "threads": [arriving.SENT_AT_ONCE // 1024],
    "the line": [arriving.MOST_QUEUED],
    "a body": [bodies.LARGEST // 1024],
    "`/cek…`": [receipts.MOST_OF_A_CODE, bounds.MOST_ANSWERS],
    "`/q/<code>…`": [bodies.LARGEST // 1024, bounds.MOST_ANSWERS, bounds.MOST_VISITS],
    "`/q/<code>/words`": [
        comments.LONGEST,
        a_day(Kind.WORDS_OF_STRANGERS),
        a_day(Kind.WORDS_OF_GUESTS),
        comments.MOST_OF_STRANGERS,
        comments.MOST_WAITING,
    ],
    "`/q/<code>/about`": [a_day(Kind.PROFILES_OF_STRANGERS), a_day(Kind.PROFILES_OF_GUESTS)],
    "`/q/<code>/wishes`": [a_day(Kind.WISHES_OF_STRANGERS), a_day(Kind.WISHES_OF_GUESTS)],
    "`/t/…`": [bounds.MOST_ANSWERS, tickets.MOST],
    "`/counter/batches` `/counter/practice`": [batches.LARGEST_BODY // 1024, batches.MOST_RATINGS],
    "`/counter/handoffs…`": [handoffs.MOST],
    "`/counter/…`": [witnesses.MOST_STRANGE],
}


def test_every_open_address_has_its_line(app: Flask) -> None:
    named = [pattern for row in ADDRESSES for pattern in re.findall(r"`([^`]+)`", row)]
    assert len(named) >= 15
    for rule in app.url_map.iter_rules():
        if is_open(app, rule.endpoint):
            assert any(covers(pattern, rule.rule) for pattern in named), f"{rule.rule} is open: say in SECURITY.md what it can use up"


def is_open(app: Flask, endpoint: str) -> bool:
    if endpoint.startswith("security."):
        return endpoint in OURS and endpoint != "security.logout"
    return need_of(app, endpoint).what == OPEN if endpoint.startswith("panel.") else True


def covers(pattern: str, address: str) -> bool:
    return address.startswith(pattern[:-1]) if pattern.endswith("…") else address == pattern


@pytest.mark.parametrize("row", [*EVERYWHERE, *ADDRESSES][1:])
def test_each_line_names_a_test_that_there_is(row: str) -> None:
    if row != "addresses":
        named = re.findall(r"`(test_\w+)`", {**EVERYWHERE, **ADDRESSES}[row][-1])
        assert named, f"{row}: which test holds it?"
        assert [name for name in named if f"def {name}(" not in TESTS] == []


@pytest.mark.parametrize("row", NUMBERS)
def test_the_numbers_are_those_of_the_code(row: str) -> None:
    said = set(re.findall(r"\d+", " ".join({**EVERYWHERE, **ADDRESSES}[row][1:-1])))
    assert {str(number) for number in NUMBERS[row]} <= said
