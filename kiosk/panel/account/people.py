"""The people of the places that an administrator looks after: invited, given roles, sent away."""

import secrets
from collections.abc import Sequence

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, session, url_for
from flask_security import hash_password
from werkzeug.wrappers import Response as AnyResponse

from kiosk import people
from kiosk.panel.guard import acting, needs
from kiosk.people import ROLES, Person, accounts, acts, history, invitations, rights, sign_ins
from kiosk.people.tables import LONGEST_EMAIL, LONGEST_NAME
from kiosk.places import Unit
from kiosk.web import now, whole_address
from kiosk.web.errors import refused
from kiosk.web.fields import Choice, Flag, Text
from kiosk.web.forms import Form
from kiosk.web.qr import qr_svg
from kiosk.words.catalogue import gettext as _

part = Blueprint("people", __name__)

EVERYTHING = "*"
"""In a form: the whole installation. Chosen explicitly, and never the default when nothing was chosen."""
SHOWN = "invitation"
"""In the session: (account, code) of the invitation just made, to be shown until another page is opened."""


class Granting(Form):
    """A role and its place: nothing is chosen at first, least of all everything."""

    role = Choice(ROLES, told=lambda: _("Pilih satu peran."))
    unit = Choice(told=lambda: _("Pilih tempatnya."))


class NewPerson(Granting):
    name = Text(
        LONGEST_NAME,
        needed=True,
        told=lambda: _("Nama pengguna 1 sampai 80 huruf, tanpa @."),
        autocapitalize="none",
        spellcheck="false",
    )
    email = Text(LONGEST_EMAIL, type="email")


class Activity(Form):
    active = Flag()


@part.get("/people")
@needs("people.manage")
def index() -> str:
    return _index()


@part.post("/people")
@needs("people.manage")
def create() -> AnyResponse | tuple[str, int]:
    form = NewPerson.sent()
    unit = _node_or_403(form)
    _check(form)
    if not form.ok:
        return _index(form), 422
    # Nobody knows it, and nobody needs to: the invitation lets her choose her own.
    hashed = hash_password(secrets.token_urlsafe(32))
    with acting("people.create", unit, f"{form.name}: {form.role}"):
        person = people.add(form.name, hashed, form.role, unit, email=form.email)
        session[SHOWN] = [person.id, invitations.invite(person, g.person.name, now())]
    return redirect(url_for("panel.people.show", number=person.id), code=303)


def _check(form: NewPerson) -> None:
    if "name" not in form.errors and "@" in form.name:
        form.refuse("name", _("Nama pengguna 1 sampai 80 huruf, tanpa @."))
    if "email" not in form.errors and form.email and not accounts.EMAIL.fullmatch(form.email):
        form.refuse("email", _("Alamat e-mail tidak lengkap. Boleh dikosongkan."))
    for where in ("name", "email"):
        if where not in form.errors and form.value_of(where) and people.by_name(form.value_of(where)):
            form.refuse(where, _("Nama atau e-mail ini sudah dipakai."))


@part.get("/people/<int:number>")
@needs("people.manage")
def show(number: int) -> str:
    return _show(_person_or_404(number))


@part.get("/people/<int:number>/invitation.svg")
@needs("people.manage")
def invitation_qr(number: int) -> Response:
    person, shown = _person_or_404(number), session.get(SHOWN)
    if not shown or shown[0] != person.id:
        abort(404)
    answer = Response(qr_svg.__wrapped__(whole_address("panel.welcome.show", code=shown[1])), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@part.post("/people/<int:number>/invitation")
@needs("people.manage")
def invite(number: int) -> AnyResponse:
    """A new invitation: for the one whose link has expired, or who has lost password or phone."""
    person = _person_or_404(number)
    if not _may_invite(person):
        abort(refused(403, _("Undangan tidak dapat dibuat"), _("Akun ini memegang hak yang tidak Anda miliki, atau milik Anda sendiri.")))
    with acting("people.invite", about=person.name, of=person):
        session[SHOWN] = [person.id, invitations.invite(person, g.person.name, now())]
    return redirect(url_for("panel.people.show", number=number), code=303)


@part.post("/people/<int:number>/grants")
@needs("people.manage")
def grant(number: int) -> AnyResponse | tuple[str, int]:
    person, form = _person_or_404(number), Granting.sent()
    unit = _node_or_403(form)
    if not form.ok:
        return _show(person, form), 422
    with acting("people.grant", unit, f"{person.name}: {form.role}", of=person):
        if not invitations.is_new(person):
            # Who invited her may have been allowed to for the rights that she had then.
            invitations.void(person)
        people.grant(person, form.role, unit)
    return redirect(url_for("panel.people.show", number=number), code=303)


@part.post("/people/<int:number>/grants/<int:grant_id>/revocation")
@needs("people.manage")
def revoke(number: int, grant_id: int) -> AnyResponse:
    person = _person_or_404(number)
    found = next(((each, unit) for each, unit in people.grants(person) if each.id == grant_id), None) or abort(404)
    if person.id == g.person.id and found[0].role == "admin":
        flash(_("Peran administrator Anda sendiri hanya dapat dicabut oleh administrator lain."))
    else:
        with acting("people.revoke", found[1], f"{person.name}: {found[0].role}", of=person):
            people.revoke(person, grant_id)
        none_left = not people.grants(person)
        flash(_("Peran dicabut. Akun ini sekarang tanpa peran dan tidak melihat apa pun.") if none_left else _("Peran dicabut."))
    return redirect(url_for("panel.people.show", number=number), code=303)


@part.post("/people/<int:number>/activity")
@needs("people.manage")
def set_active(number: int) -> AnyResponse:
    person, active = _person_or_404(number), Activity.sent().active
    if person.id == g.person.id:
        flash(_("Akun Anda sendiri hanya dapat dinonaktifkan oleh administrator lain."))
    else:
        with acting("people.activate" if active else "people.deactivate", about=person.name, of=person):
            accounts.set_active(person, active)
            if not active:
                sign_ins.end(person, now())
    return redirect(url_for("panel.people.show", number=number), code=303)


@part.post("/people/<int:number>/sign-ins/end")
@needs("people.manage")
def end_sign_ins(number: int) -> AnyResponse:
    person = _person_or_404(number)
    with acting("people.sign-ins-end", about=person.name, of=person):
        n = sign_ins.end(person, now())
    flash(_("%(n)s perangkat dikeluarkan.", n=n))
    return redirect(url_for("panel.people.show", number=number), code=303)


def _may_invite(person: Person) -> bool:
    """Whether a new invitation gives the one who makes it nothing that she lacks; her own password she changes by the old one."""
    return invitations.is_new(person) or (person.id != g.person.id and rights.may_stand_in(g.sight, person))


def _show(person: Person, form: Granting | None = None) -> str:
    shown = session.get(SHOWN)
    administered, all_too = g.sight.units("people.manage"), g.sight.everywhere("people.manage")
    code = shown[1] if shown and shown[0] == person.id and invitations.invited(shown[1], now()) else ""
    return render_template(
        "panel/people/show.html",
        of=person,
        grants=people.grants(person),
        code=code,
        address=whole_address("panel.welcome.show", code=code) if code else "",
        pending=invitations.pending(person, now()),
        signed_in=sign_ins.of_person(person, now()),
        notes=[(each, "") for each in history.of_person(person, 10)],
        kept_days=history.KEPT_FOR.days,
        acts=acts.acts(None if all_too else administered, limit=20, person=person.name),
        by_number={unit.id: unit for unit in administered},
        nodes=administered,
        all_too=all_too,
        everything=EVERYTHING,
        roles=ROLES,
        itself=person.id == g.person.id,
        may_invite=_may_invite(person),
        form=form or Granting(),
    )


def _index(form: NewPerson | None = None) -> str:
    administered, all_too, found = g.sight.units("people.manage"), g.sight.everywhere("people.manage"), _people()
    roles, pending = accounts.grants_of(found), invitations.pending_of(found, now())
    return render_template(
        "panel/people/index.html",
        people=[(each, roles[each.id], pending.get(each.id)) for each in found],
        nodes=administered,
        all_too=all_too,
        everything=EVERYTHING,
        roles=ROLES,
        form=form or NewPerson(),
    )


def _person_or_404(number: int) -> Person:
    """Somebody whose every role is, or whose last one was, on a place that the administrator looks after. Anybody else is a 404."""
    return next((each for each in _people() if each.id == number), None) or abort(404)


def _people() -> Sequence[Person]:
    """All the people that the administrator looks after, by name."""
    return rights.below(None if g.sight.everywhere("people.manage") else g.sight.units("people.manage"))


def _node_or_403(form: Granting) -> Unit | None:
    """The unit or office chosen; None: none yet, or the whole installation, which only its administrators may give away."""
    code = form.shows("unit")
    if code == EVERYTHING and not g.sight.everywhere("people.manage"):
        abort(403)
    if code in ("", EVERYTHING):
        return None
    found: Unit | None = next((unit for unit in g.sight.units("people.manage") if unit.code == code), None)
    return found or abort(403)
