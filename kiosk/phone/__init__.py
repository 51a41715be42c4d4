"""A visitor's own phone, by QR. Public, and says so: no account, nothing kept about who answers."""

from flask import Blueprint

from kiosk.phone import about, answers, full, guard, qr, questions, start, survey, thanks, tickets, wishes, words

door = Blueprint("phone", __name__, url_prefix="/q/<code>")
door.url_value_preprocessor(guard.where)
door.before_request(guard.has_room)
door.context_processor(guard.in_every_page)
for each in (about, answers, full, qr, questions, start, survey, thanks, wishes, words):
    door.register_blueprint(each.part)

ticket_door = tickets.door

__all__ = ["door", "ticket_door"]
