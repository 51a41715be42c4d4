"""What anyone may read: receipts, seals, channels, what we promise, whether a report is ours, and what a head has published."""

from flask import Blueprint

from kiosk.public import codes, complaints, guard, receipts, reports, seals, statements, units

door = Blueprint("public", __name__)
door.before_request(guard.speak)
for part in (codes.part, complaints.part, receipts.part, reports.part, seals.part, statements.part, units.part):
    door.register_blueprint(part)
