"""Nobody is kept out; the language is that of the address, else the reader's."""

from flask import request

from kiosk.web import choose_language


def speak() -> None:
    choose_language(request.args.get("language"))
