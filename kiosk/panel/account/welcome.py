"""An invitation opened: anybody who holds it chooses her own password. Public, and says so: the code is the key."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_security import hash_password
from werkzeug.wrappers import Response as AnyResponse

from kiosk.panel.account.account import password_fault
from kiosk.panel.account.sign_in import know_browser
from kiosk.panel.guard import OPEN, check_form_token, needs
from kiosk.people import accounts, acts, invitations, sign_ins
from kiosk.store import writing
from kiosk.web import now
from kiosk.words.catalogue import gettext as _

part = Blueprint("welcome", __name__)


@part.get("/welcome/<code>")
@needs(OPEN)
def show(code: str) -> tuple[str, int]:
    person = invitations.invited(code, now())
    return render_template("panel/security/welcome.html", code=code, invited=person, error=""), 200 if person else 404


@part.post("/welcome/<code>")
@needs(OPEN)
def accept(code: str) -> AnyResponse | tuple[str, int]:
    check_form_token()
    person = invitations.invited(code, now())
    if person is None:
        return render_template("panel/security/welcome.html", code=code, invited=None, error=""), 404
    new = request.form.get("new", "")
    if told := password_fault(new, request.form.get("again", ""), person.name):
        return render_template("panel/security/welcome.html", code=code, invited=person, error=told), 422
    hashed = hash_password(new)
    with writing():
        # A second factor belongs to a phone that may be lost with the password.
        if found := invitations.accept(code, hashed, now()):
            accounts.set_second_factor(found, None)
            sign_ins.end(found, now())
            acts.note("account.welcome", found.name, now(), about=found.name, of=found)
    if found is None:
        return render_template("panel/security/welcome.html", code=code, invited=None, error=_("Undangan ini baru saja dipakai.")), 404
    # Who holds the invitation is she; somebody who guesses at her name elsewhere must not hold up her first sign-in.
    know_browser(found)
    return redirect(url_for("security.login", name=found.name), code=303)
