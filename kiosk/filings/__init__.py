"""Filings: what a unit hands in of a period. Nothing is edited: a row is added, and the newest holds; what was issued stays as it is."""

from kiosk.filings.inputs import Inputs, InputsError, enter, inputs_of
from kiosk.filings.issued import Frozen, IssuedReport, IssueError, Numbered

__all__ = ["Frozen", "Inputs", "InputsError", "IssueError", "IssuedReport", "Numbered", "enter", "inputs_of"]
