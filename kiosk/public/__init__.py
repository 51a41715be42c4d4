"""What anyone may read: receipts, official channels, what we promise, and whether a report is what it says it is."""

from flask import Blueprint

from kiosk.public import codes, complaints, guard, receipts, reports, statements

door = Blueprint("public", __name__)
door.before_request(guard.speak)
for part in (codes.part, complaints.part, receipts.part, reports.part, statements.part):
    door.register_blueprint(part)
