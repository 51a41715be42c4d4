"""A visitor's own phone, by QR. Public, and says so: no account, no cookie, nothing kept about who answers."""

from flask import Blueprint

from kiosk.phone import answers, guard, qr, questions, start, thanks

door = Blueprint("phone", __name__, url_prefix="/q/<code>")
door.url_value_preprocessor(guard.where)
for part in (answers.part, qr.part, questions.part, start.part, thanks.part):
    door.register_blueprint(part)
