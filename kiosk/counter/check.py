"""/counter/check: anybody who mounts a tablet sees here, in a minute, whether it can do all that it must."""

from flask import Blueprint, g, render_template

from kiosk.counter.screens import by_phone, opening, spoken
from kiosk.counter.screens import qr as qr_address
from kiosk.web import language
from kiosk.web.assets import asset_or_none

part = Blueprint("check", __name__)


@part.get("/check")
def show() -> str:
    audio = asset_or_none(f"audio/{opening().audio(language())}")
    picture = qr_address() if by_phone() else None
    return render_template(
        "counter/check.html", place=g.place, device=g.device, opening=opening(), spoken=spoken(), audio=audio, qr=picture
    )
