"""Sessions, which are signed cookies: tablets and phones have none, and pay nothing for it."""

from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class OfThoseWhoBringOne(SecureCookieSessionInterface):
    def open_session(self, app: Flask, request: Request) -> Any:
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Any) -> None:
        if session or session.modified or session.accessed:
            super().save_session(app, session, response)
