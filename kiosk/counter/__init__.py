"""The tablet at a counter. Guarded: only a paired device gets past; everything else leads to pairing."""

from flask import Blueprint

from kiosk.counter import answers, batches, guard, heartbeats, pairing, questions, shell, start, thanks

door = Blueprint("counter", __name__, url_prefix="/counter")
door.before_request(guard.who)
for part in (answers.part, batches.part, heartbeats.part, pairing.part, questions.part, shell.part, start.part, thanks.part):
    door.register_blueprint(part)
