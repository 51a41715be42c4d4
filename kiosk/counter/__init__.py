"""The tablet at a counter. Guarded: only a paired device gets past; everything else leads to pairing."""

from flask import Blueprint

from kiosk.counter import answers, batches, check, guard, handoffs, heartbeats, pairing, questions, shell, start, thanks

door = Blueprint("counter", __name__, url_prefix="/counter")
door.before_request(guard.who)
for module in (answers, batches, check, handoffs, heartbeats, pairing, questions, shell, start, thanks):
    door.register_blueprint(module.part)
