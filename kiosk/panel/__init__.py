"""The panel: heads and regional staff. Guarded: a signed-in person, and only the units that person may see or looks after."""

from flask import Blueprint

from kiosk.panel import guard, navigation, patterns
from kiosk.panel.account import account, acts, people, sign_in, welcome
from kiosk.panel.figures import cards, home, marks, periods, seals, today
from kiosk.panel.setup import codes, counters, devices, first_steps, pairings, places, settings, tickets, walls
from kiosk.panel.tasks import followups, notices, papers, served, words

door = Blueprint("panel", __name__, url_prefix="/panel")
door.before_request(guard.who)
door.context_processor(guard.in_every_page)
door.context_processor(navigation.in_every_page)
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
    places,
    seals,
    served,
    settings,
    tickets,
    today,
    walls,
    welcome,
    words,
)
for part in (each.part for each in PARTS):
    door.register_blueprint(part)

wall_door = walls.door
guard_with_sign_in = sign_in.guard_with_sign_in
check_needs = guard.check_needs

__all__ = ["check_needs", "door", "guard_with_sign_in", "wall_door"]
