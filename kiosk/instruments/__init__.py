"""What is asked: indices and questionnaires as TOML files beside this page, their loader, and the plan of a visit.

A version that answers refer to never changes; other words are a new version. Nothing here reads or writes the store.
"""

from kiosk.instruments.definitions import Index
from kiosk.instruments.instrument import DEFAULT_INSTRUMENT, Catalogue, Instrument, Question
from kiosk.instruments.loader import load_all
from kiosk.instruments.plan import DEFAULT_PLAN, Plan, PlanError, after, default_plan, named_plans, parse_codes, parse_plan
from kiosk.instruments.table import InstrumentError

__all__ = [
    "Catalogue",
    "DEFAULT_INSTRUMENT",
    "DEFAULT_PLAN",
    "Index",
    "Instrument",
    "InstrumentError",
    "Plan",
    "PlanError",
    "Question",
    "after",
    "default_plan",
    "load_all",
    "named_plans",
    "parse_codes",
    "parse_plan",
]
