"""What each new entry is marked with. The rules are those of kiosk.quality; here they get to see what they judge."""

from collections.abc import Collection, Mapping, Sequence

from kiosk.ledger import Channel
from kiosk.ledger.entry import BROUGHT
from kiosk.quality import floods, rules
from kiosk.quality.rules import Given, Week
from kiosk.recording.received import Received
from kiosk.store import Direct
from kiosk.tallies.cells import Parts

Known = Mapping[bytes, tuple[str, Sequence[Given]]]
"""{visit: (marks of its first entry, what it has answered so far)}"""


def judge(
    direct: Direct, new: Sequence[tuple[Received, int]], known: Known, week: Week, parts: Parts, closed: Collection[tuple[int, int]]
) -> list[str]:
    """The marks of new answers [(answer, its instrument)] in their order: of its visit's beginning, by its door, for its own sake."""
    begun = _beginnings(direct, [received for received, _ in new], known)
    given = {visit: list(answers) for visit, (_, answers) in known.items()}
    found = []
    for received, instrument in new:
        visit, question = received.visit, received.fields["question"]
        answer = Given(question, parts.part[instrument, question], received.fields["score"], received.given_at)
        whole = {index: parts.questions.get((instrument, index), 0) for index in parts.indices}
        earlier = given.setdefault(visit, [])
        found.append(" ".join(dict.fromkeys([*begun[visit], *_own(received, answer, earlier, _week_of(received, week, closed), whole)])))
        earlier.append(answer)
    return found


def _week_of(received: Received, week: Week, closed: Collection[tuple[int, int]]) -> Week:
    """The week, but on a holiday one without that weekday."""
    if (received.unit_id, received.day) not in closed:
        return week
    return {weekday: spans for weekday, spans in week.items() if weekday != received.at[0]} or {7: ()}


def _beginnings(direct: Direct, new: Sequence[Received], known: Known) -> dict[bytes, list[str]]:
    """{visit: what all of it is marked with since it began}"""
    begun = {visit: _from_the_start(marks) for visit, (marks, _) in known.items()}
    beginnings: dict[bytes, rules.Beginning] = {}
    for received in new:
        if received.visit not in begun:
            begun[received.visit] = _from_the_start(received.fields["marks"])
            if (channel := received.fields["channel"]) in floods.HOURS_OF:
                moments = received.given_at, received.received_at
                beginnings[received.visit] = rules.Beginning(received.visit, received.counter_id, channel, *moments)
    for visit in floods.flooding(direct, beginnings.values()):
        begun[visit].append(rules.FLOOD)
    return begun


def _from_the_start(marks: str) -> list[str]:
    return [mark for mark in marks.split() if mark in rules.FROM_THE_START]


def _own(received: Received, answer: Given, earlier: Sequence[Given], week: Week, whole: Mapping[str, int]) -> list[str]:
    channel: Channel = received.fields["channel"]
    by_its_door: list[str] = received.fields["marks"].split()
    if channel in BROUGHT:
        return by_its_door
    marks = [mark for mark in by_its_door if mark not in rules.FROM_THE_START] + rules.marks_of(answer, earlier, whole)
    if channel is Channel.TABLET and rules.is_outside(week, *received.at):
        marks.append(rules.HOURS)
    return marks
