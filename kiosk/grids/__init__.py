"""Grids: tables that people hand in, as text cells by line, whatever program wrote them. Read within limits, or refused whole.

What the cells mean is the business of the room that asked for them; what is wrong is a `Fault`, said by `kiosk.words.tables`.
"""

from kiosk.grids.grid import LIMITS, Fault, Grid, GridError, Limits, Line, Reading
from kiosk.grids.numbers import row_numbers
from kiosk.grids.reader import read_file, read_grid

__all__ = ["Fault", "Grid", "GridError", "LIMITS", "Limits", "Line", "Reading", "read_file", "read_grid", "row_numbers"]
