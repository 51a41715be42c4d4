"""Signing in, by Flask-Security-Too, on pages that look like ours: user name or e-mail and password, then a code where there is one.

Only those of Flask-Security's pages that lie below OURS are used; settings of an account are pages of the panel
(kiosk.panel.account.account).
"""

import base64
import hashlib
import hmac
import secrets
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any, cast

from flask import Flask, abort, after_this_request, current_app, redirect, request, session, url_for
from flask_login import user_logged_in, user_logged_out
from flask_security import LoginForm, RoleMixin, Security, SQLAlchemyUserDatastore, current_user
from flask_security.forms import TwoFactorVerifyCodeForm
from flask_security.recovery_codes import MfRecoveryForm
from flask_security.totp import Totp
from itsdangerous import BadSignature, URLSafeSerializer
from passlib.exc import UsedTokenError  # type: ignore[import-untyped]
from werkzeug.wrappers import Response as AnyResponse
from wtforms import StringField
from wtforms.validators import DataRequired

from kiosk import people
from kiosk.panel.guard import speak
from kiosk.people import Person, accounts, history, passwords, sign_ins
from kiosk.people.names import folded
from kiosk.store import Base, reading
from kiosk.web import now
from kiosk.web.errors import refused
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import lazy_gettext as _l

FIELDS = {"class": "field__input", "autocapitalize": "none", "spellcheck": "false"}
OURS = ("security.login", "security.logout", "security.two_factor_token_validation", "security.mf_recovery")
SECOND_STEP = ("security.two_factor_token_validation", "security.mf_recovery")
METHODS = {"security.login": history.PASSWORD, SECOND_STEP[0]: history.CODE, SECOND_STEP[1]: history.RECOVERY}
"""{where a sign-in was completed: by what}; after a change of the password the same one goes on."""
KNOWN = "loket_known"
"""The cookie of a browser in which people have signed in: {person: mark}, signed; the last MOST_KNOWN of them. By HTTPS its name begins
with `__Secure-`: it stands below a path, so that it can be no `__Host-`."""
MOST_KNOWN = 10
A_YEAR = 365 * 24 * 3600


# ── the forms ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _must_wait(name: str) -> str | None:
    """What somebody who must wait before the next try is told; None: try, and it is counted."""
    length, told = sign_ins.begin_try(name, _known(name), now()), None
    if length > timedelta(minutes=1):
        told = _("Terlalu banyak percobaan. Coba lagi dalam %(n)s menit.", n=-(-int(length.total_seconds()) // 60))
    elif length:
        told = _("Terlalu banyak percobaan. Coba lagi dalam %(n)s detik.", n=int(length.total_seconds()) + 1)
    return told


WRONG = _l("Nama pengguna atau kata sandi salah.")
HASHING = BoundedSemaphore()
WAITING = BoundedSemaphore(3)
"""A password takes a core for some 25 ms, and 19 MB. One at a time in each process, and two may wait: strangers who try by the hundred take
neither the memory nor the threads that ratings need."""
ARGON2 = {"argon2__memory_cost": 19 * 1024, "argon2__time_cost": 2, "argon2__parallelism": 1}
"""KiB, passes, threads. Source: OWASP, Password Storage Cheat Sheet. A password that is hashed otherwise is hashed anew when it is used."""


class SignInForm(LoginForm):
    """A user name or an e-mail address: many offices have none."""

    email = None
    name = StringField(
        _l("Nama pengguna"), validators=[DataRequired(_l("Isi nama pengguna Anda."))], render_kw={**FIELDS, "autocomplete": "username"}
    )

    def validate(self, **kwargs: Any) -> bool:
        self.ifield = self.name
        name = self.name.data or ""
        if name and (told := _must_wait(name)):
            self.name.errors = [told]
            return False
        if not WAITING.acquire(blocking=False):
            sign_ins.spare(name, _known(name))
            self.name.errors = [_("Sedang banyak yang masuk. Coba lagi sebentar lagi.")]
            return False
        try:
            with HASHING:
                is_right = self._judge(name, **kwargs)
        finally:
            WAITING.release()
        if name and (is_right or not self.password.data):
            sign_ins.spare(name, _known(name))
        elif name:
            history.note_failure(cast(Person | None, self.user), now())
        return is_right

    def _judge(self, name: str, **kwargs: Any) -> bool:
        self.user = people.by_name(name)
        before = self.user.password if self.user else ""
        is_right = super().validate(**kwargs)
        if self.user and self.user.password != before:
            accounts.hash_anew(self.user, before, self.user.password)
        if wrong := [said for said in (*self.name.errors, *self.password.errors) if said == WRONG]:
            # At one place, whichever of the two is wrong: else it tells which names there are.
            self.name.errors, self.password.errors = [], wrong[:1]
        return is_right


class _Second:
    """A second factor shares the first one's wait: somebody who has the password must not be able to try all codes."""

    def validate(self, **kwargs: Any) -> bool:
        form = cast(Any, self)
        name = form.user.name
        if told := _must_wait(name):
            form.code.errors = [told]
            return False
        is_right: bool = super().validate(**kwargs)  # type: ignore[misc]
        if is_right:
            sign_ins.spare(name, _known(name))
        else:
            history.note_failure(form.user, now())
        return is_right


class CodeForm(_Second, TwoFactorVerifyCodeForm):
    pass


class RecoveryForm(_Second, MfRecoveryForm):
    pass


class OnceOnly(Totp):
    """No code is good twice. Source: RFC 6238, 5.2."""

    def get_last_counter(self, user: Any) -> int | None:
        return cast(Person, user).totp_counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        if not accounts.use_counter(user, tmatch.counter):
            raise UsedTokenError  # the same code came at the same moment


# ── what Flask-Security asks of a store ───────────────────────────────────────────────────────────────────────────


class _NoRole(RoleMixin):
    """Flask-Security asks for a class of roles; ours are granted on places (people.Grant)."""


class _Session:
    """The interface of a database that Flask-Security's store wants: it only ever reads through ours."""

    Model = Base

    @property
    def session(self) -> Any:
        return reading()


class _People(SQLAlchemyUserDatastore):
    """What is written is written by kiosk.people, in its transactions."""

    def mf_delete_recovery_code(self, user: Any, idx: int) -> bool:
        codes = list(user.mf_recovery_codes or ())
        if not accounts.use_recovery_code(user, codes[idx]):
            # The same code came at the same moment; nobody is signed in by it twice.
            abort(refused(403, _("Kode pemulihan salah atau sudah dipakai."), _("Masuklah lagi dengan kode lain.")))
        return True

    def put(self, model: Any) -> Any:
        return model

    def commit(self) -> None:
        pass


# ── who has signed in here before ─────────────────────────────────────────────────────────────────────────────────


def _marks() -> dict[str, str]:
    try:
        found = _serializer().loads(request.cookies.get(_known_cookie(), ""))
    except BadSignature:
        return {}
    return cast(dict[str, str], found)


def _known_cookie() -> str:
    return f"__Secure-{KNOWN}" if current_app.config["SESSION_COOKIE_SECURE"] else KNOWN


def _known(name: str) -> str:
    return _marks().get(_whose(name), "")


def _whose(name: str) -> str:
    return hashlib.sha256(folded(name).encode()).hexdigest()[:12]


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="known browsers")


def _begun(_app: Flask, user: Person, **_more: object) -> None:
    """Somebody has signed in: note where, forget what failed before from here, and know this browser from now on."""
    marks = _marks()
    for name in filter(None, (user.name, user.email)):
        sign_ins.succeed(name, marks.get(_whose(name), ""))
    session["sign_in"] = sign_ins.begin(user, request.user_agent.string, now())
    if method := METHODS.get(request.endpoint or ""):
        history.note(user, method, request.user_agent.string, now())
    know_browser(user)


def know_browser(person: Person) -> None:
    """From now on, when somebody signs in to this account from this browser, only its own failures make her wait."""
    marks = _marks()
    for name in filter(None, (person.name, person.email)):
        # The last used stands last.
        marks[_whose(name)] = marks.pop(_whose(name), "") or secrets.token_hex(12)
    kept = _serializer().dumps(dict(list(marks.items())[-MOST_KNOWN:]))

    @after_this_request
    def keep(answer: AnyResponse) -> AnyResponse:
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        answer.set_cookie(_known_cookie(), kept, max_age=A_YEAR, path="/panel", httponly=True, samesite="Lax", secure=secure)
        return answer


def _ended(_app: Flask, user: Person, **_more: object) -> None:
    if code := session.pop("sign_in", ""):
        sign_ins.end_code(code, now())


# ── the set-up ────────────────────────────────────────────────────────────────────────────────────────────────────


def _settings(secret: str) -> dict[str, object]:
    """What Flask-Security is told. All secrets are derived, so that only one file must be kept secret."""

    def derived(purpose: str) -> bytes:
        return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()

    wrong = (WRONG, "error")
    return {
        "SECURITY_PASSWORD_SALT": derived("password salt").hex(),
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": ARGON2,
        "SECURITY_PASSWORD_LENGTH_MIN": passwords.LEAST,
        "SECURITY_URL_PREFIX": "/panel",
        # Neither its page to verify a password anew nor its own style sheets: they know nothing of our content policy.
        "SECURITY_FRESHNESS": timedelta(-1),
        "SECURITY_STATIC_FOLDER": None,
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGOUT_URL": "/sign-out",
        "SECURITY_LOGOUT_METHODS": ["POST"],
        "SECURITY_POST_LOGIN_VIEW": "panel.home.index",
        "SECURITY_POST_LOGOUT_VIEW": "security.login",
        "SECURITY_LOGIN_USER_TEMPLATE": "panel/security/sign_in.html",
        "SECURITY_USER_IDENTITY_ATTRIBUTES": [{"name": {"mapper": str.strip, "case_insensitive": True}}],
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "panel/security/code.html",
        "SECURITY_TWO_FACTOR_ERROR_VIEW": "security.login",
        "SECURITY_TOTP_SECRETS": {"1": derived("secrets of second factors").hex()},
        "SECURITY_TOTP_ISSUER": "Suara Loket",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": 8,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS": [base64.urlsafe_b64encode(derived("recovery codes"))],
        "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/sign-in/recovery-code",
        "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "panel/security/recovery.html",
        "SECURITY_SEND_REGISTER_EMAIL": False,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SECURITY_RETURN_GENERIC_RESPONSES": False,
        "SECURITY_MSG_USER_DOES_NOT_EXIST": wrong,
        "SECURITY_MSG_INVALID_PASSWORD": wrong,
        "SECURITY_MSG_PASSWORD_NOT_PROVIDED": (_l("Isi kata sandi Anda."), "error"),
        "SECURITY_MSG_DISABLED_ACCOUNT": (_l("Akun ini dinonaktifkan. Hubungi administrator."), "error"),
        "SECURITY_MSG_TWO_FACTOR_INVALID_TOKEN": (_l("Kode salah atau sudah dipakai. Tunggu kode berikutnya."), "error"),
        "SECURITY_MSG_INVALID_RECOVERY_CODE": (_l("Kode pemulihan salah atau sudah dipakai."), "error"),
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_CSRF_PROTECT_MECHANISMS": None,
    }


def guard_with_sign_in(app: Flask) -> None:
    app.config.update(_settings(app.config["SECRET_KEY"]))
    Security(
        app,
        _People(cast(Any, _Session()), people.Person, _NoRole),
        login_form=SignInForm,
        two_factor_verify_code_form=CodeForm,
        mf_recovery_form=RecoveryForm,
        totp_cls=OnceOnly,
        register_blueprint=True,
    )
    # Nobody signs in by a token: it would be looked for in the body of every request, a tap's too.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
    user_logged_in.connect(_begun, app)
    user_logged_out.connect(_ended, app)

    @app.before_request
    def ours_in_our_language() -> AnyResponse | None:
        if request.blueprint == "security":
            if request.endpoint not in OURS:
                abort(404)
            speak()
            # Flask-Security takes a signed-in person at the second step for an attack, and signs her out.
            if request.endpoint in SECOND_STEP and current_user.is_authenticated:
                return redirect(url_for("panel.home.index"), code=303)
        return None
