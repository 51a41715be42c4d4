"""A demonstration: two units of Belitung with fourteen months of ratings, real in kind and invented in every figure."""

from kiosk.demo.followups import follow_up
from kiosk.demo.places import Stage, build
from kiosk.demo.visitors import rate

__all__ = ["Stage", "build", "follow_up", "rate"]
