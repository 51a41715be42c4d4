"""What a form promises its handler; tests/panel/test_forms.py tries each of the panel's forms."""

from datetime import date

import pytest
from flask import Flask

from kiosk.web.fields import Day, Flag, Lines, Several, Text, Texts, Whole
from kiosk.web.forms import WHOLE, Form


class Trial(Form):
    prefix = "trial-"
    name = Texts(5)
    note = Lines(3)
    day = Day()
    count = Whole(1, 10)
    agreed = Flag()
    gives = Several()


GOOD = {"name": " Loket  ", "name_en": "", "note": "a\r\nb", "day": "2026-11-19", "count": "10", "agreed": "1", "gives": ["a", "b"]}


def sent(app: Flask, **changes: object) -> Trial:
    with app.test_request_context(method="POST", data={**GOOD, **changes}):
        return Trial.sent()


def test_what_was_sent_is_read_as_what_it_is(app: Flask) -> None:
    form = sent(app)
    assert form.ok
    assert (form.name["id"], form.name["en"], form.note) == ("Loket", "", "a\nb"), "the end of a line is one letter, as browsers count"
    assert (form.day, form.count, form.agreed, form.gives) == (date(2026, 11, 19), 10, True, ["a", "b"])
    assert not sent(app, agreed="").agreed


def test_what_was_refused_is_not_handed_out(app: Flask) -> None:
    form = sent(app, day="2026-02-30", name_en="Counter", note="a\r\nbc")
    assert not form.ok
    assert form.errors.keys() == {"day", "name_en", "note"}
    with pytest.raises(KeyError):
        _ = form.day
    with pytest.raises(KeyError):
        _ = Trial({"day": date(2026, 11, 19)}).day
    assert [where for where, _sentence in form.faults()] == ["trial-name_en", "trial-note", "trial-day"], "in the order of the form"


def test_the_first_thing_wrong_with_an_input_is_said(app: Flask) -> None:
    form = sent(app, count="11").refuse("count", "taken").refuse(WHOLE, "full")
    assert form.errors["count"] != "taken"
    assert form.errors[WHOLE] == "full"
    with pytest.raises(KeyError):
        form.refuse("nothing", "so called")


def test_a_field_cannot_hide_what_every_form_has() -> None:
    with pytest.raises(TypeError, match="errors"):
        type("Wrong", (Form,), {"errors": Text(10)})


def test_the_form_as_a_whole_has_no_input_to_lead_to(app: Flask) -> None:
    form = sent(app, count="11").refuse(WHOLE, "full")
    assert [(where, sentence) for where, sentence in form.faults() if not where] == [("", "full")]
