"""The service's log: one line per event on stderr, for the operator. Never a visitor's answer, address or browser."""

import logging
import sys

import structlog

structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ],
    wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    # Asked for each line: a command puts a stream in front of stderr that writes out what would command a terminal.
    logger_factory=lambda *_names: structlog.PrintLogger(sys.stderr),
    cache_logger_on_first_use=False,
)
log = structlog.get_logger()
