"""Quality: what marks a rating when it comes in. `rules` is pure; `floods` counts visits by the hour."""
