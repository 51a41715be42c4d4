"""What each new entry is marked with. The rules are those of kiosk.quality; here they get to see what they judge."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from kiosk.ledger import Channel
from kiosk.ledger.entry import BROUGHT
from kiosk.quality import remembered, rules
from kiosk.quality.remembered import Tap
from kiosk.quality.rules import Given, Week
from kiosk.recording.received import Received
from kiosk.store import Direct
from kiosk.tallies.cells import Parts

Known = Mapping[bytes, tuple[str, Sequence[Given]]]
"""{visit: (marks of its first entry, what it has answered so far)}"""


def judge(
    direct: Direct, new: Sequence[tuple[Received, int]], known: Known, week: Week, parts: Parts, holidays: Collection[int]
) -> list[str]:
    """The marks of new answers [(answer, its instrument)] in their order: from its visit's beginning, from its door, for its own sake."""
    begun = {visit: _from_the_start(marks.split()) for visit, (marks, _) in known.items()}
    given = {visit: list(answers) for visit, (_, answers) in known.items()}
    after_others = _after_others(direct, [received for received, _ in new], known)
    found = []
    for received, instrument in new:
        visit, question = received.visit, received.fields["question"]
        by_others = after_others.get(received.fields["answer"], [])
        if visit not in begun:
            begun[visit] = _from_the_start([*received.fields["marks"].split(), *by_others])
        answer = Given(question, parts.part[instrument, question], received.fields["score"], received.given_at)
        whole = {index: parts.questions.get((instrument, index), 0) for index in parts.indices}
        earlier = given.setdefault(visit, [])
        own = [*_own(received, answer, earlier, _week_of(received, week, holidays), whole), *_later(by_others)]
        found.append(" ".join(dict.fromkeys([*begun[visit], *own])))
        earlier.append(answer)
    return found


def _after_others(direct: Direct, new: Iterable[Received], known: Known) -> Mapping[UUID, list[str]]:
    """{answer: what it is marked with because of other visits}, without what others brought in."""
    begun, taps = set(known), {}
    for received in new:
        fields, visit = received.fields, received.visit
        if fields["channel"] not in BROUGHT:
            moments = received.given_at, received.received_at
            said = fields["channel"], fields["question"], fields["score"]
            taps[fields["answer"]] = Tap(visit, visit not in begun, received.counter_id, *said, *moments)
        begun.add(visit)
    return dict(zip(taps, remembered.marks_of(direct, list(taps.values())), strict=True))


def _week_of(received: Received, week: Week, holidays: Collection[int]) -> Week:
    """The week, but on a holiday one without that weekday."""
    if received.day not in holidays:
        return week
    return {weekday: spans for weekday, spans in week.items() if weekday != received.at[0]} or {7: ()}


def _from_the_start(marks: Iterable[str]) -> list[str]:
    return [mark for mark in marks if mark in rules.FROM_THE_START]


def _later(marks: Iterable[str]) -> list[str]:
    return [mark for mark in marks if mark not in rules.FROM_THE_START]


def _own(received: Received, answer: Given, earlier: Sequence[Given], week: Week, whole: Mapping[str, int]) -> list[str]:
    channel: Channel = received.fields["channel"]
    by_its_door: list[str] = received.fields["marks"].split()
    if channel in BROUGHT:
        return by_its_door
    marks = _later(by_its_door) + rules.marks_of(answer, earlier, whole)
    if channel is Channel.TABLET and rules.is_outside(week, *received.at):
        marks.append(rules.HOURS)
    return marks
