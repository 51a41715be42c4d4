"""What we promise: privacy and retention, accessibility. Short, true, and on the same addresses for ever."""

from flask import Blueprint, render_template

from kiosk.visitors import comments, handoffs

part = Blueprint("statements", __name__)


@part.get("/privasi")
def privacy() -> str:
    return render_template(
        "public/privacy.html",
        minutes=int(handoffs.KEPT_FOR.total_seconds()) // 60,
        batch=comments.BATCH,
        months=comments.KEPT_MONTHS,
        withheld=comments.KEPT_WITHHELD.days,
    )


@part.get("/aksesibilitas")
def accessibility() -> str:
    return render_template("public/accessibility.html")
