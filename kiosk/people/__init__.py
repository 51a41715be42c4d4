"""People: accounts, how they sign in, what they may do, and the record of what they did."""

from kiosk.people.accounts import PersonError, add, anyone, by_name, grant, grants, person, revoke, set_password
from kiosk.people.rights import ROLES, Sight, sight
from kiosk.people.tables import Grant, Person

__all__ = [
    "Grant",
    "Person",
    "PersonError",
    "ROLES",
    "Sight",
    "add",
    "anyone",
    "by_name",
    "grant",
    "grants",
    "person",
    "revoke",
    "set_password",
    "sight",
]
