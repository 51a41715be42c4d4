"""Quality: what marks a rating when it comes in. `rules` is pure; `remembered` has those that look back at other visits."""
