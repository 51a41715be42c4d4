"""What we promise: privacy and retention, accessibility. Short, true, and on the same addresses for ever."""

from flask import Blueprint, render_template

from kiosk import comments, handoffs, once

part = Blueprint("statements", __name__)


@part.get("/privasi")
def privacy() -> str:
    return render_template(
        "public/privacy.html",
        minutes=int(handoffs.KEPT_FOR.total_seconds()) // 60,
        days=once.KEPT_FOR.days,
        batch=comments.BATCH,
    )


@part.get("/aksesibilitas")
def accessibility() -> str:
    return render_template("public/accessibility.html")
