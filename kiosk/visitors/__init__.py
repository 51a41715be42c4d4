"""Visitors: what they bring besides scores (words, profiles, tickets, hand-overs). None of it can be joined to an entry."""
