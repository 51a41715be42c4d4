"""The panel: heads and regional staff. Guarded: a signed-in person, and only the units that person may see or looks after."""

from flask import Blueprint

from kiosk.panel import (
    account,
    acts,
    cards,
    codes,
    counters,
    devices,
    first_steps,
    followups,
    guard,
    home,
    marks,
    notices,
    pairings,
    papers,
    patterns,
    people,
    periods,
    phrases,
    places,
    seals,
    served,
    settings,
    sign_in,
    tickets,
    today,
    walls,
    welcome,
    wording,
    words,
)

door = Blueprint("panel", __name__, url_prefix="/panel")
door.before_request(guard.who)
door.context_processor(guard.in_every_page)
PARTS = (
    account,
    acts,
    cards,
    codes,
    counters,
    devices,
    first_steps,
    followups,
    home,
    marks,
    notices,
    pairings,
    papers,
    patterns,
    people,
    periods,
    phrases,
    places,
    seals,
    served,
    settings,
    tickets,
    today,
    walls,
    welcome,
    wording,
    words,
)
for part in (each.part for each in PARTS):
    door.register_blueprint(part)

wall_door = walls.door
guard_with_sign_in = sign_in.guard_with_sign_in

__all__ = ["door", "guard_with_sign_in", "wall_door"]
