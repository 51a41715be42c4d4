"""Signing in with user name and password, by Flask-Security-Too, on pages of our own look."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any, cast

from flask import Flask, request
from flask_babel import lazy_gettext as _l
from flask_security import LoginForm, RoleMixin, Security, SQLAlchemyUserDatastore
from wtforms import StringField
from wtforms.validators import DataRequired

from kiosk import people
from kiosk.panel.guard import speak
from kiosk.store import Base, reading

FIELDS = {"class": "field__input", "autocapitalize": "none", "spellcheck": "false"}


class SignInForm(LoginForm):
    """A user name instead of an e-mail address: many offices have none."""

    email = None
    name = StringField(
        _l("Nama pengguna"), validators=[DataRequired(_l("Isi nama pengguna Anda."))], render_kw={**FIELDS, "autocomplete": "username"}
    )

    def validate(self, **kwargs: Any) -> bool:
        self.ifield = self.name
        self.user = people.by_name(self.name.data or "")
        return bool(super().validate(**kwargs))


class _NoRole(RoleMixin):
    """Flask-Security asks for a class of roles; ours are granted on places (people.Grant)."""


class _Session:
    """The face of a database that Flask-Security's store wants: it only ever reads through ours."""

    Model = Base

    @property
    def session(self) -> Any:
        return reading()


def guard_with_sign_in(app: Flask) -> None:
    secret = app.config["SECRET_KEY"]
    wrong = (_l("Nama pengguna atau kata sandi salah."), "error")
    app.config.update(
        # Derived, so that one file is all there is to keep secret.
        SECURITY_PASSWORD_SALT=hmac.new(secret.encode(), b"password salt", hashlib.sha256).hexdigest(),
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106  # the name of an algorithm
        SECURITY_PASSWORD_LENGTH_MIN=people.LEAST_PASSWORD,
        SECURITY_URL_PREFIX="/panel",
        # Neither its page to verify a password anew nor its own style sheets: they know nothing of our content policy.
        SECURITY_FRESHNESS=timedelta(-1),
        SECURITY_STATIC_FOLDER=None,
        SECURITY_LOGIN_URL="/sign-in",
        SECURITY_LOGOUT_URL="/sign-out",
        SECURITY_LOGOUT_METHODS=["POST"],
        SECURITY_POST_LOGIN_VIEW="/panel/",
        SECURITY_POST_LOGOUT_VIEW="/panel/sign-in",
        SECURITY_LOGIN_USER_TEMPLATE="panel/security/sign_in.html",
        SECURITY_USER_IDENTITY_ATTRIBUTES=[{"name": {"mapper": str.strip, "case_insensitive": True}}],
        SECURITY_SEND_REGISTER_EMAIL=False,
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_RETURN_GENERIC_RESPONSES=False,
        SECURITY_MSG_USER_DOES_NOT_EXIST=wrong,
        SECURITY_MSG_INVALID_PASSWORD=wrong,
        SECURITY_MSG_PASSWORD_NOT_PROVIDED=(_l("Isi kata sandi Anda."), "error"),
        SECURITY_MSG_DISABLED_ACCOUNT=(_l("Akun ini dinonaktifkan. Hubungi administrator."), "error"),
        SECURITY_FLASH_MESSAGES=False,
        SECURITY_CSRF_PROTECT_MECHANISMS=None,
    )
    store = SQLAlchemyUserDatastore(cast(Any, _Session()), people.Person, _NoRole)
    Security(app, store, login_form=SignInForm, register_blueprint=True)
    # Nobody signs in by a token: it would be looked for in the body of every request, a tap's too.
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]

    @app.before_request
    def language_of_sign_in() -> None:
        if request.blueprint == "security":
            speak()
