"""The official channels for complaints and reports that are good today."""

from flask import Blueprint, render_template

from kiosk.clock import service_day
from kiosk.places import channels
from kiosk.web import now

part = Blueprint("complaints", __name__)


@part.get("/kanal")
def show() -> str:
    return render_template("public/channels.html", channels=channels.shown_on(service_day(now(), "Asia/Jakarta")))
