"""Sheets to print, as PDF: posters, tickets, the questionnaire on paper, long reports (`documents`); and a card, a picture. Plain
values go in, bytes come out.

Made with typst, which brings its own fonts' shaping and tagging (PDF/UA-1), so a sheet is the same on every machine. The words of
a sheet are data beside its template (d.json), so nothing that somebody typed is ever read as a template.
"""

from kiosk.printing.cards import card
from kiosk.printing.posters import PAPERS, Poster, poster
from kiosk.printing.questionnaires import PaperForm, questionnaire
from kiosk.printing.tickets import TicketSheet, ticket_sheets

__all__ = ["PAPERS", "card", "PaperForm", "Poster", "TicketSheet", "poster", "questionnaire", "ticket_sheets"]
