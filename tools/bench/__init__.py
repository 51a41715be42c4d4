"""The bench: real servers under load, compared within one run. Owns its naive rival; never touches a real data folder.

Who is served when stands in `tools.bench.rounds`, the commands in `tools.bench.commands`.
"""
