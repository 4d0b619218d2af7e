"""Rasa used as a library: its agent, our stores and actions around it, and its model."""
