"""Words to a unit: optional, kept apart from scores and profile, read by a moderator before the unit sees them.

What could name somebody is masked before anything is stored: numbers of six digits and more, and e-mail addresses. A comment is kept with
its unit, its language and the month; no visit, no counter, no day. A moderator passes or withholds each, and may take that back until the
next morning; then what was passed reaches the unit, only in batches of at least BATCH, so that nobody can tell from the moment who wrote.
Words by open links fill batches of their own: with four of her own, anybody could else have a visitor's words passed on alone, and know by
the day whose they are.
"""

import random
import re
import unicodedata
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, String, delete, func, select, update
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Unit
from kiosk.store import Base, Day, reading, reading_direct, writing
from kiosk.visitors import allotments, once
from kiosk.visitors.allotments import Box, Kind

LONGEST = 500
"""Characters that a visitor may write."""
LONGEST_REASON = 200
"""Characters of a moderator's reason."""
STORED = 600
"""Characters kept: masking may make words longer."""
MOST_LINES = 12
"""Lines kept as lines; a letter a line would push all other words off the moderator's screen."""
BATCH, BATCH_OF_STRANGERS = 5, 10
KEPT_WITHHELD = timedelta(days=30)
KEPT_MONTHS = 24
MOST_WAITING = 500
"""Unread words of a unit: twenty a day for a month. More come from a program."""
MOST_OF_STRANGERS = 300
"""So many may wait before open links bring no more: the other two hundred places are for those who hold a ticket or stand at a tablet."""

PASS, WITHHOLD = "pass", "withhold"
IS_UNREAD = sql("verdict = ''")
"""Written out, because no database sees by a parameter that the index of what waits will do."""

AT = r"(?:\s*(?:@|[\[({]\s*at?\s*[\])}])\s*|\s+at\s+(?=[\w-]+(?:\.\w|\s+(?:dot|titik)\s)))"
DOT = r"(?:\s?(?:\.|[\[({]\s*(?:dot|titik)\s*[\])}])\s?|\s+(?:dot|titik)\s+)"
EMAIL = re.compile(rf"[\w.+-]+{AT}[\w-]+(?:{DOT}[\w-]+)*", re.I)
# Six digits and more, whatever stands before and between them but letters: WA0812-3456-7890, (0719) 21 234, 0812, 3456 * 7890.
NUMBER = re.compile(r"(?P<rp>Rp\.?\s?)?\+?\(?\d(?:[\W_]{0,5}\d){5,}(?P<rupiah>\s*rupiah)?(?P<sum>\s*(?:ribu|juta))?", re.I)

# What stays though it has six digits: it says when it was, and how much was asked. These even beside a number:
_DAY, _MONTH, _YEAR = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d\d"
SURE = re.compile(
    rf"(?<!\d)(?<!\d[./-]){_DAY}([./-]){_MONTH}\1{_YEAR}(?!\d|[./-]\d)"
    rf"|(?<!\d)(?<!\d[./-]){_YEAR}-{_MONTH}-{_DAY}(?!\d|[./-]\d)"
    r"|(?<!\d)(?<!\d[.:])(?:[01]?\d|2[0-3])[.:][0-5]\d(?!\d|[.:]\d)"
)
# These only with no more than ROOM digits beside them, because telephone numbers are cut in pieces like this too.
GROUPED = r"(?<!\d)(?<!\d[.,])[1-9]\d{0,2}(?:[.,]\d{3}){1,2}(?:,\d\d)?(?!\d|[.,]\d)"
LIKELY = re.compile(rf"{GROUPED}|(?<!\d){_DAY}([./ -]){_MONTH}\1(?:{_YEAR}|\d\d)(?!\d)|(?<!\d)(?:[1-9]\d{{2,3}}|[1-79]\d{{4,5}})000(?!\d)")
ROOM = 2
HIDDEN = re.compile(r"(?:Rp\.?\s?)?\+?\(?\d(?:.*\d)?(?:\s*(?:rupiah|ribu|juta))?", re.I | re.S)


class CommentError(Exception):
    """Words that cannot be taken: "empty", "long", "full": so many wait that no moderator will read these soon, or "often"."""


class Comment(Base):
    """Words of one visitor, masked. `verdict` is empty until a moderator has read them; `month` is YYYYMM."""

    __tablename__ = "comment"
    # What waits is asked for in its order, over all units of a moderator, among years of what was read.
    __table_args__ = (Index("ix_comment_unread", "id", "unit_id", sqlite_where=IS_UNREAD),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    text: Mapped[str] = mapped_column(String(STORED))
    language: Mapped[str] = mapped_column(String(8))
    month: Mapped[int]
    by_open_link: Mapped[bool]
    verdict: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    read_by: Mapped[str] = mapped_column(String(80))
    read_on: Mapped[date | None] = mapped_column(Day)
    passed_on: Mapped[date | None] = mapped_column(Day)

    def was_read_by(self, name: str) -> bool:
        return self.read_by == name[:80]


def masked(text: str) -> str:
    """The words without what could name somebody.

    >>> masked("Pak Budi, hubungi 0812-3456-7890 atau budi@contoh.id; diminta Rp 350.000.")
    'Pak Budi, hubungi [nomor] atau [surel]; diminta Rp 350.000.'
    """
    return NUMBER.sub(_number, EMAIL.sub("[surel]", plain(text)))


def plain(text: str) -> str:
    """The words in their usual letters (NFKC), without what nobody sees or what strikes them through: ０８１２, ❶, keycaps and
    zero-width spaces would hide a number."""
    kept: list[str] = []
    for c in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(c)
        # Marks belong to other scripts; NFKC has put those that Latin needs into their letters.
        if (c != "\n" and kind in ("Cc", "Cf", "Cs", "Co", "Me")) or (kind == "Mn" and kept and kept[-1].isascii()):
            continue
        kept.append(str(unicodedata.digit(c)) if kind == "No" and unicodedata.digit(c, -1) >= 0 else c)
    return "".join(kept)


def _number(found: re.Match[str]) -> str:
    """What is written for a run of digits: itself, if it is days, times and sums; else all of it but sure days and times is masked."""
    text, digits = found[0], re.sub(r"\D", "", found[0])
    if _is_money(found, digits) or len(re.findall(r"\d", LIKELY.sub("", SURE.sub("", text)))) <= ROOM:
        return text
    kept, end = [], 0
    for sure in SURE.finditer(text):
        kept += [_hidden(text[end : sure.start()]), sure[0]]
        end = sure.end()
    return "".join([*kept, _hidden(text[end:])])


def _hidden(text: str) -> str:
    """The same without its digits: one [nomor], or one for each where whole numbers follow each other with commas."""
    parts = re.split(r"([,;]\s+)", text)
    if len(parts) > 1 and all(len(re.findall(r"\d", part)) >= 6 for part in parts[::2]):
        return "".join(part if n % 2 else _hidden(part) for n, part in enumerate(parts))
    return HIDDEN.sub("[nomor]", text)


def _is_money(found: re.Match[str], digits: str) -> bool:
    """One sum, named as such. What begins with 8 or 62 and has 8 digits or more, not in groups, is one to call, unless "rupiah" follows."""
    if not (found["rp"] or found["rupiah"] or found["sum"]) or digits.startswith("0") or len(digits) > 9:
        return False
    amount = re.sub(r"(?i)^rp\.?\s?|\s*(?:rupiah|ribu|juta)|\s", "", found[0])
    if re.fullmatch(GROUPED, amount):
        return True
    return amount == digits and not (len(digits) >= 8 and digits.startswith(("8", "62")) and not found["rupiah"])


def write(unit: Unit, text: str, language: str, form: UUID, today: date, visit: UUID | None = None, *, by_open_link: bool = False) -> bool:
    """Take a visitor's words; the same form is taken once. Says whether it was the first time. Raises CommentError.

    `visit`: hers, of which only its box is kept; None: somebody typed it from paper. `by_open_link`: anybody could have begun it.
    """
    if length(text) > LONGEST:
        raise CommentError("long")
    text = _tidy(plain(text.replace("\r", "\n")))
    if not text:
        raise CommentError("empty")
    with writing() as session:
        if not once.first_time(form, today):
            return False
        if counts(unit)["unread"] >= (MOST_OF_STRANGERS if by_open_link else MOST_WAITING):
            raise CommentError("full")
        kind = Kind.WORDS_OF_STRANGERS if by_open_link else Kind.WORDS_OF_GUESTS
        if visit and not allotments.take(unit, kind, visit, today):
            raise CommentError("often")
        month = today.year * 100 + today.month
        words = Comment(
            unit_id=unit.id,
            text=masked(_flat(text))[:STORED],
            language=language,
            month=month,
            by_open_link=by_open_link,
            verdict="",
            reason="",
            read_by="",
        )
        session.add(words)
        return True


def length(text: str) -> int:
    """How many characters somebody wrote, as the field counts them: before NFKC, which makes three of "…"; blank lines aside.

    Only where hundreds of such signs would not fit when written plainly, those count.

    >>> length("Baik …  sekali ")
    13
    """
    typed, written = (len(_tidy(each.replace("\r", "\n"))) for each in (text, plain(text.replace("\r", "\n"))))
    return typed if written <= STORED else written


def _tidy(text: str) -> str:
    """One space between words, no empty lines."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def _flat(text: str) -> str:
    """The same in MOST_LINES lines at most: the others follow in the last one, divided by " / ", or by spaces if that grew too long."""
    lines = text.split("\n")
    head, tail = lines[: MOST_LINES - 1], lines[MOST_LINES - 1 :]
    made = "\n".join([*head, " / ".join(tail)]) if tail else text
    return made if len(made) <= STORED else "\n".join([*head, " ".join(tail)])


def waiting(unit: Unit) -> Sequence[Comment]:
    """What no moderator has read yet, oldest first."""
    return reading().scalars(_of(unit).where(Comment.verdict == "").order_by(Comment.id)).all()


def queue(units: Collection[int], most: int, after: int = 0) -> Sequence[Comment]:
    """The first `most` that wait in these units (numbers), oldest first; only those behind number `after`."""
    # "+ 0": no index by unit, which would go through all that was ever read there (half a second at 200 000 words; this takes 1 ms).
    query = select(Comment).where(IS_UNREAD, (Comment.unit_id + 0).in_(units), Comment.id > after)
    return reading().scalars(query.order_by(Comment.id).limit(most)).all()


def comment(unit: Unit, comment_id: int) -> Comment | None:
    """The unit's words of this number; None: there are none, or no more."""
    return reading().scalar(_of(unit).where(Comment.id == comment_id))


def counts(unit: Unit) -> dict[str, int]:
    """How many wait to be read, how many were passed and wait for their batch, how many were withheld."""
    query = (
        "SELECT count(*) FILTER (WHERE verdict = ''), count(*) FILTER (WHERE verdict = ? AND passed_on IS NULL), "
        "count(*) FILTER (WHERE verdict = ?) FROM comment WHERE unit_id = ?"
    )
    (found,) = reading_direct().all(query, (PASS, WITHHOLD, unit.id))
    return dict(zip(("unread", "batch", "withheld"), found, strict=True))


def unread() -> dict[int, int]:
    """{number of the unit: how many wait to be read} of every unit that has any. One query."""
    unit_id = Comment.unit_id + 0
    return {row[0]: row[1] for row in reading().execute(select(unit_id, func.count()).where(IS_UNREAD).group_by(unit_id))}


def passed(unit: Unit) -> Sequence[Comment]:
    """What the unit may read, the newest batch first."""
    return reading().scalars(_of(unit).where(Comment.passed_on.is_not(None)).order_by(Comment.passed_on.desc(), Comment.id)).all()


def judge(unit: Unit, comment_id: int, verdict: str, reason: str, by: str, today: date) -> bool:
    """A moderator's verdict. False if there is nothing (any more) to judge: the first one stands until it is taken back.

    Raises CommentError for a reason that would not fit.
    """
    if len(why := reason.strip()) > LONGEST_REASON:
        raise CommentError("long")
    with writing() as session:
        found = session.get(Comment, comment_id, with_for_update=True)
        if found is None or found.unit_id != unit.id or found.verdict or verdict not in (PASS, WITHHOLD):
            return False
        found.verdict, found.reason, found.read_by, found.read_on = verdict, why, by[:80], today
        return True


def take_back(unit: Unit, comment_id: int, by: str) -> bool:
    """The words wait again, as if nobody had read them. False: they were passed on meanwhile, or this is not that person's verdict."""
    with writing() as session:
        found = session.get(Comment, comment_id, with_for_update=True)
        if found is None or found.unit_id != unit.id or not found.verdict or found.passed_on or not found.was_read_by(by):
            return False
        found.verdict, found.reason, found.read_by, found.read_on = "", "", "", None
        return True


def pass_on(today: date) -> None:
    """Give the units what was passed before that day, wherever it fills a batch.

    One query where there is nothing to do, and no lock: it looks through all that was ever read, and taps must not wait for that.
    """
    ready = select(Comment.unit_id, Comment.by_open_link).where(*_settled(today)).group_by(Comment.unit_id, Comment.by_open_link)
    for unit_id, by_open_link in reading().execute(ready.having(func.count() >= BATCH).order_by(Comment.unit_id)).all():
        _pass_on(unit_id, today, by_open_link=by_open_link, least=BATCH_OF_STRANGERS if by_open_link else BATCH)


def _settled(today: date) -> tuple[ColumnElement[bool], ...]:
    """Passed, not yet with the unit, and no longer to be taken back."""
    return Comment.verdict == PASS, Comment.passed_on.is_(None), Comment.read_on < today


def forget(today: date) -> None:
    """Erase what was withheld more than KEPT_WITHHELD ago, and everything from before the last KEPT_MONTHS."""
    months = today.year * 12 + today.month - 1 - KEPT_MONTHS
    oldest = months // 12 * 100 + months % 12 + 1
    with writing() as session:
        session.execute(delete(Comment).where(Comment.verdict == WITHHOLD, Comment.read_on < today - KEPT_WITHHELD))
        session.execute(delete(Comment).where(Comment.month < oldest))
        session.execute(delete(Box).where(Box.day < today - timedelta(days=1)))
        # On PostgreSQL a row carries the number of its transaction, next to that of the rating before it.
        session.execute(update(Comment).where(Comment.verdict == "").values(month=Comment.month))
        session.execute(update(Box).values(n=Box.n))


def _pass_on(unit_id: int, today: date, *, by_open_link: bool, least: int) -> None:
    with writing() as session:
        waits = select(Comment).where(Comment.unit_id == unit_id, Comment.by_open_link == by_open_link, *_settled(today))
        batch = session.scalars(waits.order_by(Comment.id).with_for_update()).all()
        if len(batch) < least:
            return
        # In any order but that in which they were written: their words change places, because rows are shown by number.
        shuffled = random.sample([(c.text, c.language, c.month) for c in batch], len(batch))
        for each, (words, language, month) in zip(batch, shuffled, strict=True):
            each.text, each.language, each.month, each.passed_on = words, language, month, today


def _of(unit: Unit) -> Select[Comment]:
    return select(Comment).where(Comment.unit_id == unit.id)
