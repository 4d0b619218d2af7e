"""The process's log: warnings and above, to standard error, without patient text.

Rasa writes every message and slot at the levels below; they are cut off here.
"""

import logging
import sys

import structlog


def configure() -> None:
    """Send warnings and errors to standard error, a line each."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    logging.getLogger("rasa").setLevel(logging.ERROR)  # its warnings name the session
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.KeyValueRenderer(
                key_order=["timestamp", "level", "event"], repr_native_str=False
            ),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
