"""One's own account: password, second factor, recovery codes, and where one is signed in."""

from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, flash, g, redirect, render_template, session, url_for
from flask_security import hash_password, login_user, verify_password
from werkzeug.wrappers import Response as AnyResponse

from kiosk import people
from kiosk.panel.guard import NEWCOMER, SIGNED_IN, acting, needs
from kiosk.people import accounts, history, invitations, passwords, sign_ins
from kiosk.web import now
from kiosk.web.fields import Hidden, Secret, Text
from kiosk.web.forms import Form, beside
from kiosk.web.qr import qr_svg
from kiosk.words.catalogue import gettext as _

part = Blueprint("account", __name__)

SETTING_UP = "second_factor"
"""In the session: the secret (encrypted), not in force until a first code has proved that a phone has it."""
LONGEST_CODE = 20
"""Characters of a code typed from a phone: six digits, with blanks."""


class NewPassword(Form):
    current = Secret("current-password")
    new = Secret("new-password")
    again = Secret("new-password")


class Proof(Form):
    """The current password, asked for before anything that an unlocked screen alone must not allow."""

    current = Secret("current-password")


class Confirmation(Form):
    code = Text(LONGEST_CODE, needed=True, autocomplete="one-time-code", inputmode="numeric")


class EndOfSignIns(Form):
    sign_in = Hidden()


@part.get("/account")
@needs(NEWCOMER)
def show() -> str:
    return _page()


@part.post("/account/password")
@needs(NEWCOMER)
def set_password() -> AnyResponse | tuple[str, int]:
    form = NewPassword.sent()
    if not _is_mine(form.current):
        form.refuse("current", _("Kata sandi sekarang salah."))
    if told := password_fault(form.new, form.again, g.person.name):
        form.refuse("new", told)
    elif form.new == form.current:
        form.refuse("new", _("Kata sandi baru sama dengan yang lama."))
    if not form.ok:
        return _page(form), 422
    with acting("account.password", about=g.person.name, of=g.person):
        sign_ins.end(g.person, now())
        people.set_password(g.person, hash_password(form.new))
        invitations.void(g.person)
    # Every sign-in has ended with the old password; this one goes on.
    login_user(cast(Any, people.person(g.person.id)), remember=False)
    flash(_("Kata sandi diganti. Semua perangkat lain sudah keluar."))
    return redirect(url_for("panel.account.show"), code=303)


def password_rule() -> str:
    """What a new password must be, said before anybody types one."""
    return str(_("Paling sedikit %(n)s huruf. Tiga kata yang tidak berhubungan mudah diingat.", n=passwords.LEAST))


def password_fault(new: str, again: str, name: str) -> str | None:
    """What is wrong with a new password, in words; None: nothing."""
    told = {
        "short": password_rule(),
        "long": _("Paling banyak 200 huruf."),
        "easy": _("Kata sandi ini terlalu mudah ditebak."),
    }
    if fault := passwords.fault(new, name):
        return told[fault]
    return None if new == again else _("Kedua kata sandi tidak sama.")


@part.post("/account/second-factor")
@needs(SIGNED_IN)
def begin_second_factor() -> AnyResponse | tuple[str, int]:
    """A secret for the phone's app, as a QR code; it is in force once a code has come back."""
    if not (form := _proof("begin")).ok:
        return _page(form), 422
    session[SETTING_UP] = _security().totp_factory.generate_totp_secret()
    return redirect(url_for("panel.account.second_factor"), code=303)


@part.get("/account/second-factor")
@needs(SIGNED_IN)
def second_factor() -> AnyResponse | str:
    if SETTING_UP not in session:
        return redirect(url_for("panel.account.show"), code=303)
    return _second_page(Confirmation())


@part.get("/account/second-factor.svg")
@needs(SIGNED_IN)
def second_factor_qr() -> Response:
    secret = session.get(SETTING_UP) or abort(404)
    answer = Response(qr_svg.__wrapped__(_security().totp_factory.get_totp_uri(g.person.name, secret)), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@part.post("/account/second-factor/code")
@needs(SIGNED_IN)
def confirm_second_factor() -> AnyResponse | str | tuple[str, int]:
    """The first code proves that the phone has the secret; the recovery codes are shown this once."""
    secret, totp = session.get(SETTING_UP), _security().totp_factory
    if not secret:
        return redirect(url_for("panel.account.show"), code=303)
    form = Confirmation.sent()
    if form.ok and not totp.verify_totp(form.code.replace(" ", ""), secret, g.person, window=30):
        form.refuse("code", _("Kode tidak cocok. Periksa jam di HP, lalu ketik kode yang baru."))
    if not form.ok:
        return _second_page(form), 422
    codes = totp.generate_recovery_codes(current_app.config["SECURITY_MULTI_FACTOR_RECOVERY_CODES_N"])
    with acting("account.second-factor", about=g.person.name, of=g.person):
        accounts.set_second_factor(g.person, secret, _security().mf_recovery_codes_util._encrypt_codes(codes))
    del session[SETTING_UP]
    return render_template("panel/account/codes.html", codes=codes)


@part.post("/account/second-factor/end")
@needs(SIGNED_IN)
def end_second_factor() -> AnyResponse | tuple[str, int]:
    if not (form := _proof("end")).ok:
        return _page(form), 422
    with acting("account.second-factor-end", about=g.person.name, of=g.person):
        accounts.set_second_factor(g.person, None)
    flash(_("Kode sekali pakai dimatikan. Masuk cukup dengan kata sandi."))
    return redirect(url_for("panel.account.show"), code=303)


@part.post("/account/recovery-codes")
@needs(SIGNED_IN)
def renew_recovery_codes() -> str | tuple[str, int]:
    if not g.person.tf_totp_secret:
        abort(404)
    if not (form := _proof("codes")).ok:
        return _page(form), 422
    codes = _security().totp_factory.generate_recovery_codes(current_app.config["SECURITY_MULTI_FACTOR_RECOVERY_CODES_N"])
    with acting("account.recovery-codes", about=g.person.name, of=g.person):
        accounts.set_recovery_codes(g.person, _security().mf_recovery_codes_util._encrypt_codes(codes))
    return render_template("panel/account/codes.html", codes=codes)


@part.post("/account/sign-ins/end")
@needs(SIGNED_IN)
def end_sign_ins() -> AnyResponse:
    """End one sign-in, or all but this one."""
    one = EndOfSignIns.sent().sign_in
    with acting("account.sign-ins-end", about=g.person.name, of=g.person):
        n = sign_ins.end(g.person, now(), code_hash=one) if one else sign_ins.end(g.person, now(), but=session.get("sign_in", ""))
    flash(_("%(n)s perangkat dikeluarkan.", n=n))
    return redirect(url_for("panel.account.show"), code=303)


@part.get("/account/here")
@needs(NEWCOMER)
def left() -> AnyResponse:
    """How many seconds the sign-in has left. A page asks, not a person, so asking does not prolong it (see guard.who)."""
    return _seconds_left()


@part.post("/account/here")
@needs(NEWCOMER)
def stay() -> AnyResponse:
    """Somebody is still there: the guard has noted it. Says how many seconds the sign-in has left now."""
    return _seconds_left()


def _seconds_left() -> Response:
    length = sign_ins.ends_at(g.sign_in) - now()
    return Response(status=204, headers={"X-Seconds-Left": str(int(length.total_seconds())), "Cache-Control": "no-store"})


def _second_page(form: Confirmation) -> str:
    key = _security().totp_factory.get_totp_pretty_key(session[SETTING_UP])
    return render_template("panel/account/second.html", form=form, key=key)


def _page(sent: Form | None = None) -> str:
    here = g.sign_in.code_hash
    proofs = {name: Proof(prefix=f"{name}-") for name in ("begin", "end", "codes")}
    return render_template(
        "panel/account/show.html",
        **beside(sent, password=NewPassword(), **proofs),
        grants=people.grants(g.person),
        signed_in=[(each, each.code_hash == here) for each in sign_ins.of_person(g.person, now())],
        notes=[(each, "") for each in history.of_person(g.person, 6)],
        before_this=history.before_this(g.person),
        kept_days=history.KEPT_FOR.days,
        codes_left=len(g.person.mf_recovery_codes or ()),
        password_rule=password_rule(),
    )


def _proof(of: str) -> Proof:
    form = Proof.sent(prefix=f"{of}-")
    return form if _is_mine(form.current) else form.refuse("current", _("Kata sandi sekarang salah."))


def _is_mine(password: str) -> bool:
    """The current password, typed again: an unlocked screen is not enough to take an account over. Failures are waited out."""
    if sign_ins.begin_try(g.person.name, f"account {g.person.id}", now()):
        return False
    is_right = bool(password) and verify_password(password, g.person.password)
    if is_right:
        sign_ins.succeed(g.person.name, f"account {g.person.id}")
    return is_right


def _security() -> Any:
    return cast(Any, current_app.extensions["security"])
