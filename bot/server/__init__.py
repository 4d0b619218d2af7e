"""The server: one process that takes turns and serves the pages and the API."""
