"""The panel: heads and regional staff. Guarded: a signed-in person, and only the units that person may see or looks after."""

from flask import Blueprint

from kiosk.panel import devices, guard, home, notices, pairings, posters, seals, sign_in, today

door = Blueprint("panel", __name__, url_prefix="/panel")
door.before_request(guard.who)
door.context_processor(guard.in_every_page)
for part in (devices.part, home.part, notices.part, pairings.part, posters.part, seals.part, today.part):
    door.register_blueprint(part)

guard_with_sign_in = sign_in.guard_with_sign_in

__all__ = ["door", "guard_with_sign_in"]
