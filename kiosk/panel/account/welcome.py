"""An invitation opened: anybody who holds it chooses her own password. Public, and says so: the code is the key."""

from flask import Blueprint, redirect, render_template, url_for
from flask_security import hash_password
from werkzeug.wrappers import Response as AnyResponse

from kiosk.panel.account.account import password_fault, password_rule
from kiosk.panel.account.sign_in import know_browser
from kiosk.panel.guard import OPEN, needs
from kiosk.people import Person, accounts, acts, history, invitations, sign_ins
from kiosk.store import writing
from kiosk.web import now
from kiosk.web.fields import Hidden, Secret
from kiosk.web.forms import Form, check_token
from kiosk.words.catalogue import gettext as _

part = Blueprint("welcome", __name__)


class Welcome(Form):
    new = Secret("new-password")
    again = Secret("new-password")
    username = Hidden()
    """For the browser, which saves the password under it."""


@part.get("/welcome/<code>")
@needs(OPEN)
def show(code: str) -> tuple[str, int]:
    person = invitations.invited(code, now())
    form = Welcome({"username": person.name if person else ""})
    return _page(code, person, form), 200 if person else 404


@part.post("/welcome/<code>")
@needs(OPEN)
def accept(code: str) -> AnyResponse | tuple[str, int]:
    check_token()
    form = Welcome.sent()
    person = invitations.invited(code, now())
    if person is None:
        return render_template("panel/security/welcome.html", code=code, invited=None), 404
    if told := password_fault(form.new, form.again, person.name):
        return _page(code, person, form.refuse("new", told)), 422
    hashed = hash_password(form.new)
    with writing():
        # A second factor belongs to a phone that may be lost with the password.
        found_by = invitations.inviter(code)
        if found := invitations.accept(code, hashed, now()):
            accounts.set_second_factor(found, None)
            sign_ins.end(found, now())
            history.note(found, history.INVITATION, found_by, now())
            acts.note("account.welcome", found.name, now(), about=found.name, of=found)
    if found is None:
        return render_template("panel/security/welcome.html", code=code, invited=None, told=_("Undangan ini baru saja dipakai.")), 404
    # The holder of the invitation is taken to be her; somebody who guesses at her name elsewhere must not hold up her first sign-in.
    know_browser(found)
    return redirect(url_for("security.login", name=found.name), code=303)


def _page(code: str, invited: Person | None, form: Welcome) -> str:
    return render_template("panel/security/welcome.html", code=code, invited=invited, form=form, password_rule=password_rule())
