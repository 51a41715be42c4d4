"""What may be done to a follow-up: it is planned, changed and carried with a reason, gets on, is proved, and told to visitors.

Everything is a new row with who and when. The same thing again raises `Unchanged`, so that a form sent twice counts once.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from kiosk.followups import notices, register
from kiosk.followups.quarters import Quarter
from kiosk.followups.register import Action
from kiosk.followups.tables import (
    DONE,
    DROPPED,
    HORIZONS,
    LONGEST_LINK,
    LONGEST_REASON,
    LONGEST_RESPONSIBLE,
    LONGEST_TEXT,
    PLANNED,
    STATUSES,
    Evidence,
    FollowUp,
    Plan,
    Status,
    ToldVisitors,
)
from kiosk.places import Unit
from kiosk.store import writing
from kiosk.store.texts import INDONESIAN
from kiosk.visitors import once

A_YEAR = timedelta(days=366)
QUARTERS = 16
"""How far ahead a quarter may be chosen: four years, well over what counts as long."""
REACH = {"short": 4, "medium": 8, "long": QUARTERS}
"""How many quarters ahead a follow-up may be due that is planned for less than 12 months, for 12 to 24, or for longer."""


class FollowUpError(Exception):
    """What cannot be entered; the text is the name of the field that is wrong, e.g. "cause", "due", "reason", "day"."""


class Unchanged(Exception):
    """It is there already: sent twice."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What a plan says; `due` None: no quarter that can be chosen."""

    cause: str
    action: str
    horizon: str
    responsible: str
    due: Quarter | None


def plan(unit: Unit, instrument: str, element: str, draft: Draft, form: UUID, by: str, now: datetime, today: date) -> int:
    """A new follow-up, planned as of today; its number. `form` is drawn for the page that it was typed on."""
    fields = _checked(draft, Quarter.of(today), Quarter.of(today))
    with writing() as session:
        if not once.first_time(form, today):
            raise Unchanged
        made = FollowUp(unit_id=unit.id, instrument=instrument, element=element, made_at=now, made_by=by[:80])
        session.add(made)
        session.flush()
        session.add(Plan(follow_up_id=made.id, reason="", made_at=now, made_by=by[:80], **fields))
        session.add(Status(follow_up_id=made.id, status=PLANNED, day=today, reason="", made_at=now, made_by=by[:80]))
        return made.id


def change_plan(unit: Unit, number: int, draft: Draft, reason: str, by: str, now: datetime, today: date) -> None:
    """Replace the plan that holds, or only its quarter. The old one stays in the history."""
    with writing() as session:
        there = _open(unit, number)
        # A quarter that is over may stay as it is while words are put right; it stays overdue.
        fields = _checked(draft, Quarter.of(today), min(Quarter.of(today), there.due))
        if all(getattr(there.plan, name) == value for name, value in fields.items()):
            raise Unchanged
        if draft.due and draft.due != there.due and draft.due < Quarter.of(today):
            raise FollowUpError("due")
        session.add(Plan(follow_up_id=number, reason=_reason(reason), made_at=now, made_by=by[:80], **fields))


def postpone(unit: Unit, number: int, due: Quarter | None, reason: str, by: str, now: datetime, today: date) -> None:
    """Carry it into another quarter, for a reason."""
    with writing():
        there = _open(unit, number).plan
        # What was planned for less than a year may take longer: then it no longer is a short one.
        reaches = [each for each in HORIZONS if due is None or due <= Quarter.of(today).after(REACH[each])] or [there.horizon]
        horizon = max(there.horizon, reaches[0], key=HORIZONS.index)
        change_plan(unit, number, Draft(there.cause, there.action, horizon, there.responsible, due), reason, by, now, today)


def set_status(unit: Unit, number: int, status: str, day: date, reason: str, by: str, now: datetime, today: date) -> None:
    """The next status as of a day; a reason is needed to drop it, to take it up again, and to put a day right."""
    if status not in STATUSES[1:]:
        raise FollowUpError("status")
    if not today - A_YEAR <= day <= today:
        raise FollowUpError("day")
    with writing() as session:
        there = _locked(unit, number)
        if (there.status.status, there.status.day) == (status, day):
            raise Unchanged
        again = status == there.status.status or not there.is_open
        if status == DONE and there.under_way_on and day < there.under_way_on:
            raise FollowUpError("day")
        why = _reason(reason, needed=again or status == DROPPED)
        session.add(Status(follow_up_id=number, status=status, day=day, reason=why, made_at=now, made_by=by[:80]))


def add_evidence(unit: Unit, number: int, words: str, link: str, day: date, by: str, now: datetime, today: date) -> None:
    """Words, or where it is to be seen (http or https), or both."""
    words, link = _tidy(words), _tidy(link)
    if not words and not link or len(words) > LONGEST_TEXT:
        raise FollowUpError("words")
    if link and not is_address(link):
        raise FollowUpError("link")
    if not today - A_YEAR <= day <= today:
        raise FollowUpError("shown_on")
    with writing() as session:
        there = _locked(unit, number)
        if any((each.words, each.link, each.day) == (words, link, day) for each in there.evidence):
            raise Unchanged
        session.add(Evidence(follow_up_id=number, words=words, link=link, day=day, made_at=now, made_by=by[:80]))


def publish(unit: Unit, number: int, texts: Mapping[str, str], since: date, until: date, by: str, now: datetime, today: date) -> None:
    """Tell visitors of it: once it is under way, and one notice at a time. Raises NoticeError too."""
    tidy = {language: _tidy(text) for language, text in texts.items()}
    with writing() as session:
        there = _locked(unit, number)
        if there.status.status in (PLANNED, DROPPED):
            raise FollowUpError("not-begun")
        shown = there.told(today)
        if shown:
            raise Unchanged if shown.texts[INDONESIAN] == tidy.get(INDONESIAN) else FollowUpError("told")
        made = notices.publish(unit, tidy, since, until, by, now)
        session.add(ToldVisitors(notice_id=made.id, follow_up_id=number))


def withdraw(unit: Unit, number: int, now: datetime, today: date) -> None:
    """Stop telling visitors."""
    with writing():
        shown = _locked(unit, number).told(today)
        if shown is None:
            raise Unchanged
        notices.withdraw(shown, now)


def _locked(unit: Unit, number: int) -> Action:
    """The follow-up as it stands, with nobody else changing it until this transaction ends."""
    with writing() as session:
        session.get_one(FollowUp, number, with_for_update=True)
        found = register.action(unit, number)
    if found is None:
        raise LookupError(number)
    return found


def _open(unit: Unit, number: int) -> Action:
    found = _locked(unit, number)
    if not found.is_open:
        raise FollowUpError("closed")
    return found


def _checked(draft: Draft, today: Quarter, earliest: Quarter) -> dict[str, object]:
    """The columns of a plan, due in no quarter before `earliest`; the first field that is wrong raises."""
    texts = {"cause": _tidy(draft.cause), "action": _tidy(draft.action), "responsible": _tidy(draft.responsible)}
    for name, longest in (("cause", LONGEST_TEXT), ("action", LONGEST_TEXT), ("responsible", LONGEST_RESPONSIBLE)):
        if not 0 < len(texts[name]) <= longest:
            raise FollowUpError(name)
    if draft.horizon not in HORIZONS:
        raise FollowUpError("horizon")
    if draft.due is None or not earliest <= draft.due <= earliest.after(QUARTERS):
        raise FollowUpError("due")
    if draft.due > today.after(REACH[draft.horizon]):
        raise FollowUpError("horizon")
    return {**texts, "horizon": draft.horizon, "due_year": draft.due.year, "due_quarter": draft.due.number}


def _reason(text: str, *, needed: bool = True) -> str:
    text = _tidy(text)
    if (needed and not text) or len(text) > LONGEST_REASON:
        raise FollowUpError("reason")
    return text


def _tidy(text: str) -> str:
    """Lines without needless spaces, and nothing that cannot be seen."""
    visible = "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
    return "\n".join(filter(None, (" ".join(line.split()) for line in visible.splitlines())))


def is_address(link: str) -> bool:
    """Whether this is an address of the web that can be opened (http or https), and no longer than LONGEST_LINK."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in link and len(link) <= LONGEST_LINK
