"""What is asked: questionnaires as versioned TOML files beside this page, their loader, and the plan of a visit.

A version that answers refer to never changes; other words are a new version. Nothing here reads or writes the store.
"""

from kiosk.instruments.instrument import DEFAULT_INSTRUMENT, INDICES, WEIGHTED, Catalogue, Instrument, Question, Source
from kiosk.instruments.loader import load_all
from kiosk.instruments.plan import DEFAULT_PLAN, Plan, PlanError, Step, after, default_plan, named_plans, parse_codes, parse_plan
from kiosk.instruments.table import InstrumentError

__all__ = [
    "DEFAULT_INSTRUMENT",
    "DEFAULT_PLAN",
    "INDICES",
    "WEIGHTED",
    "Catalogue",
    "Instrument",
    "InstrumentError",
    "Plan",
    "PlanError",
    "Question",
    "Source",
    "Step",
    "after",
    "default_plan",
    "load_all",
    "named_plans",
    "parse_codes",
    "parse_plan",
]
