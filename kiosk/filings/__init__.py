"""Filings: what a unit hands in of a period, and what only people know for it. Nothing is edited: a row is added, and the newest holds."""

from kiosk.filings.inputs import Inputs, InputsError, enter, inputs_of

__all__ = ["Inputs", "InputsError", "enter", "inputs_of"]
