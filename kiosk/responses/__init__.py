"""Tables of responses that somebody hands in: where the header stands, which lines are respondents, and what each of them answered."""

from kiosk.grids import Fault, Reading
from kiosk.responses.reader import Days, Respondent, Responses, ResponsesError, read_responses

__all__ = ["Days", "Fault", "Reading", "Respondent", "Responses", "ResponsesError", "read_responses"]
