"""A demonstration: two units of Belitung with fourteen months of ratings, real in kind and invented in every figure."""

from kiosk.demo.followups import follow_up
from kiosk.demo.places import Stage, build
from kiosk.demo.publications import publish
from kiosk.demo.replay import Visits, play
from kiosk.demo.visitors import rate
from kiosk.demo.visits import read_served, read_visits

__all__ = ["Stage", "Visits", "build", "follow_up", "play", "publish", "rate", "read_served", "read_visits"]
