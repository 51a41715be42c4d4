"""Headers of every answer, in one place: what a page may load, and that nothing of it is kept or leaks."""

from flask import Flask, Response, request

from kiosk.web.inline import policy_of_scripts
from kiosk.web.languages import hangs_on_browser
from kiosk.web.mounting import has_host

POLICY = (
    "default-src 'self'; script-src 'self'{hashes}; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)

OF_ANYBODY = (
    "static",
    "phone.qr.show",
    "public.seals.show",
    *(f"public.units.{name}" for name in ("as_json", "as_csv", "badge", "version_json")),
)
"""What a cache between us and the browser may keep: the same for all, and nothing that anybody had to sign in for."""


HTTPS_FOR = 180 * 24 * 3600
"""Seconds in which a browser that was here by HTTPS comes by nothing else, not even where somebody leads it (HSTS, RFC 6797).

Said only where the public address is HTTPS and the host our own: it holds for all of a host. Not for its subdomains, which are not ours.
"""


def send(app: Flask) -> None:
    settings = app.extensions["settings"]
    keeps_https = settings.public_url.startswith("https://") and has_host(settings)
    always = (
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
    )

    @app.after_request
    def add(answer: Response) -> Response:
        answer.headers.add("Content-Security-Policy", POLICY.format(hashes=policy_of_scripts()))
        answer.headers.extend(always)
        if keeps_https and request.is_secure:
            answer.headers["Strict-Transport-Security"] = f"max-age={HTTPS_FOR}"
        if request.endpoint != "static":
            answer.vary.add("HX-Request")
            if hangs_on_browser():
                answer.vary.add("Accept-Language")
            # A page of a visitor or of the panel must not come back from a cache after Back or sign-out.
            # Flask-Security writes "no-store=True", which is no directive that a browser must know.
            if "Cache-Control" not in answer.headers or request.blueprint == "security":
                answer.headers["Cache-Control"] = "no-store"
            elif answer.cache_control.public and request.endpoint not in OF_ANYBODY:
                answer.cache_control.public = False
                answer.cache_control.private = True
        return answer
