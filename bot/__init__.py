"""The assistant: Rasa project, language understanding, server and commands."""
