"""What anyone may read: receipts, official channels, and what we promise. Public, and says so; no score is shown here."""

from flask import Blueprint

from kiosk.public import codes, complaints, guard, receipts, statements

door = Blueprint("public", __name__)
door.before_request(guard.speak)
for part in (codes.part, complaints.part, receipts.part, statements.part):
    door.register_blueprint(part)
