"""A visitor's own phone, by QR. Public, and says so: no account, nothing kept about who answers."""

from flask import Blueprint

from kiosk.phone import about, answers, full, guard, qr, questions, start, survey, thanks, tickets, words

door = Blueprint("phone", __name__, url_prefix="/q/<code>")
door.url_value_preprocessor(guard.where)
door.before_request(guard.has_room)
door.context_processor(guard.in_every_page)
for part in (about.part, answers.part, full.part, qr.part, questions.part, start.part, survey.part, thanks.part, words.part):
    door.register_blueprint(part)

ticket_door = tickets.door

__all__ = ["door", "ticket_door"]
