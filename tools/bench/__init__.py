"""The bench: real servers under load, compared within one run. Owns its naive rival; never touches a real data folder.

`tools.bench.rounds` says who is served when, `tools.bench.commands` has the commands.
"""
