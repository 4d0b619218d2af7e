"""Rasa used as a library: its agent, our stores and actions around it, and its model.

Importing this package prepares the ground for Rasa: no TensorFlow, no telemetry, no
patient text in the log.
"""

import os
import warnings

from bot import logs, placeholder

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
os.environ["SQLALCHEMY_SILENCE_UBER_WARNING"] = "1"
warnings.filterwarnings("ignore", category=DeprecationWarning, module="importlib|rasa")
placeholder.install()
logs.configure()
