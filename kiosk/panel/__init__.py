"""The panel: heads and regional staff. Guarded: a signed-in person, and only the units that person may see or looks after."""

from importlib import import_module
from pkgutil import iter_modules

from flask import Blueprint

from kiosk.panel import account, figures, guard, navigation, patterns, setup, sheet_heads, tasks
from kiosk.panel.account import sign_in
from kiosk.panel.setup import walls

door = Blueprint("panel", __name__, url_prefix="/panel")
door.before_request(guard.who)
door.context_processor(guard.in_every_page)
for conflict in guard.CONFLICTS:
    door.register_error_handler(conflict, guard.overtaken)
door.context_processor(navigation.in_every_page)
door.context_processor(sheet_heads.in_every_page)
door.register_blueprint(patterns.part)
# A page is a module of a wing: what has a part is registered, so that nobody must keep a list of them.
for wing in (account, figures, setup, tasks):
    for found in iter_modules(wing.__path__, f"{wing.__name__}."):
        if part := getattr(import_module(found.name), "part", None):
            door.register_blueprint(part)

wall_door = walls.door
BEHIND_SIGN_IN = ("panel", "security")
"""The doors at which people are asked who they are."""
guard_with_sign_in = sign_in.guard_with_sign_in
check_needs = guard.check_needs

__all__ = ["BEHIND_SIGN_IN", "check_needs", "door", "guard_with_sign_in", "wall_door"]
