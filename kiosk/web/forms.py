"""Forms: what a form asks for is declared once, and read, refused and drawn from that. Nothing else reads what was sent.

    class Served(Form):
        day = Day()
        served = Whole(0, MOST)

    form = Served.sent()          # form.ok; else form.errors says what is wrong, {input: sentence}
    form.day, form.served         # a date, a number
    form.refuse("day", _("…"))    # what only the noun knows
    Served({"day": today})        # as it stands before anybody typed

A page is given the form that was refused as `form`: the layout then says so in its title. templates/macros/form.html draws it, with
all that was typed and each sentence at its input.
"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Self

from flask import request
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug.datastructures import MultiDict
from wtforms import ValidationError

from kiosk.web.fields import Field, Texts, Typed, Wrong

WHOLE = ""
"""Used instead of an input: the sentence is about the form as a whole, and is shown above it."""


class Form:
    """A form as it was sent, or before. Subclasses declare its fields; `more` are those that are only known at the moment."""

    declared: ClassVar[Mapping[str, Field[Any]]] = {}
    prefix = ""
    """Before the ids of its inputs, on a page with several forms."""
    fields: Mapping[str, Field[Any]]
    typed: Typed
    errors: dict[str, str]
    """{input, or WHOLE: what is wrong}"""
    is_sent: bool

    def __init_subclass__(cls) -> None:
        own = {name: field for name, field in vars(cls).items() if isinstance(field, Field)}
        if clash := own.keys() & {*vars(Form), *Form.__annotations__}:
            raise TypeError(f"{cls.__name__}: a field cannot be called {', '.join(clash)}, as what every form has")
        cls.declared = {**cls.declared, **own}

    def __init__(
        self, stored: Mapping[str, object] | None = None, /, *, prefix: str | None = None, more: Mapping[str, Field[Any]] | None = None
    ) -> None:
        """The form before anybody typed, with what is stored."""
        for name, field in (more or {}).items():
            field.name = name
        self.fields = {**self.declared, **(more or {})}
        self.prefix = self.prefix if prefix is None else prefix
        self.errors = {}
        self.is_sent = False
        self._values: dict[str, Any] = {}
        self.typed = MultiDict()
        self.fill(stored or {})

    @classmethod
    def sent(cls, *, prefix: str | None = None, more: Mapping[str, Field[Any]] | None = None) -> Self:
        """The form that this request sends."""
        form = cls(prefix=prefix, more=more)
        form.is_sent = True
        for name, field in form.fields.items():
            for each in field.inputs:
                form.typed.setlist(each, request.form.getlist(each))
            try:
                form._values[name] = field.read(form.typed)
            except Wrong as wrong:
                form.errors[wrong.at] = wrong.sentence
        return form

    def fill(self, stored: Mapping[str, object]) -> None:
        """Let this stand in the fields, whatever was typed."""
        for name, value in stored.items():
            for each, text in self.fields[name].shown(value).items():
                self.typed.setlist(each, [text] if isinstance(text, str) else text)

    @property
    def ok(self) -> bool:
        return self.is_sent and not self.errors

    def value_of(self, name: str) -> Any:
        """What was read. KeyError where it was refused, or nothing was sent: ask `ok` first."""
        return self._values[name]

    def refuse(self, where: str, sentence: str) -> Self:
        """Say at an input, or of the form as a WHOLE, why it cannot be so."""
        if where != WHOLE:
            self.field_of(where)
        self.errors.setdefault(where, sentence)
        return self

    @property
    def inputs(self) -> list[str]:
        """The names of all its inputs, in order."""
        return [each for field in self.fields.values() for each in field.inputs]

    def forgive(self, *names: str) -> None:
        """Do not mind what these fields say: the form hides them, and nobody could put them right."""
        for each in (each for name in names for each in self.fields[name].inputs):
            self.errors.pop(each, None)

    def field_of(self, where: str) -> Field[Any]:
        """The field to which an input belongs."""
        found = self.fields.get(where) or next((each for each in self.fields.values() if where in each.inputs), None)
        if found is None:
            raise KeyError(f"{type(self).__name__} has no input {where!r}")
        return found

    # ── for the macros ────────────────────────────────────────────────────────────────────────────────────────────

    def id_of(self, where: str) -> str:
        return f"{self.prefix}{where or 'form'}"

    def shows(self, where: str) -> str:
        """What stands in an input."""
        return self.typed.get(where, "")

    def holds(self, where: str, value: str) -> bool:
        """Whether this is chosen or ticked."""
        return value in self.typed.getlist(where)

    def attributes_of(self, where: str, **given: object) -> dict[str, object]:
        """All that an input says of itself, for xmlattr; what is `given` by the template overrides what the field says."""
        field = self.field_of(where)
        needed = {"required": ""} if isinstance(field, Texts) and where == field.inputs[0] else {}
        own = {"id": self.id_of(where), "name": where, **field.attributes(), **needed}
        if field.kept and (field.drawn == "input" or given.get("type") == "hidden"):
            own["value"] = self.shows(where)
        own |= {name.replace("_", "-"): value for name, value in given.items()}
        at = field.inputs[0] if field.together else where
        if at in self.errors:
            described = f"{own.get('aria-describedby', '')} {self.id_of(at)}-error".strip()
            own |= {"aria-invalid": "true", "aria-describedby": described}
        if own.get("type") == "hidden":
            del own["id"]
        return own

    def faults(self) -> Iterator[tuple[str, str]]:
        """(id of the input, or empty for the form as a whole; sentence) of all that is wrong, in the order of the form."""
        order = [WHOLE, *self.inputs]
        return ((where and self.id_of(where), self.errors[where]) for where in order if where in self.errors)


def beside(sent: Form | None, **blank: Form) -> dict[str, Any]:
    """For a page with several forms: all of them, by name, the one that was sent in its own place; and that one as the page's."""
    forms = {name: sent if sent and (type(sent), sent.prefix) == (type(each), each.prefix) else each for name, each in blank.items()}
    return {"form": sent, "forms": forms}


def check_token() -> None:
    """400 unless the form carries our token: another site may have sent it."""
    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
    except ValidationError as error:
        raise CSRFError(str(error)) from None
