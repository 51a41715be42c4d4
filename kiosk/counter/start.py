"""The page that stays open on a tablet: the form around all screens, and in it the start screen."""

from flask import Blueprint, Response

from kiosk.counter import guard
from kiosk.counter.screens import opening, show_question

part = Blueprint("start", __name__)


@part.get("/")
def index() -> Response:
    return guard.renew(show_question(opening(), starts=True))
