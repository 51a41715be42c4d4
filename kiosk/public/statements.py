"""What we promise: privacy and retention, accessibility. Short, true, and on the same addresses for ever."""

import re

from flask import Blueprint, render_template

from kiosk.public import criteria
from kiosk.visitors import comments, handoffs
from kiosk.web import responsible

part = Blueprint("statements", __name__)


@part.get("/privasi")
def privacy() -> str:
    office, contact = responsible()
    return render_template(
        "public/privacy.html",
        office=office,
        contact=contact,
        reaches=reaches(contact),
        minutes=int(handoffs.KEPT_FOR.total_seconds()) // 60,
        batch=comments.BATCH,
        months=comments.KEPT_MONTHS,
        withheld=comments.KEPT_WITHHELD.days,
    )


def reaches(contact: str) -> str:
    """What a phone does when the contact is touched; empty for one that it can only show, such as a street.

    >>> reaches("privasi@kanwil.example"), reaches("(0717) 421 234"), reaches("Jl. Merdeka 12, Pangkalpinang")
    ('mailto:privasi@kanwil.example', 'tel:0717421234', '')
    """
    if re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", contact, re.ASCII):
        return f"mailto:{contact}"
    if re.fullmatch(r"\+?[0-9 ()./-]{3,30}", contact):
        return f"tel:{''.join(re.findall(r'[0-9+]', contact))}"
    return ""


@part.get("/aksesibilitas")
def accessibility() -> str:
    """What was tested of each criterion, and how; a criterion is never called met."""
    found = criteria.criteria()
    counts = {state: sum(each.state == state for each in found) for state in criteria.STATES}
    return render_template("public/accessibility.html", criteria=found, counts=counts)
