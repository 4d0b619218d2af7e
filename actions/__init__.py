"""Rasa custom actions, and the session log they and the server write."""
