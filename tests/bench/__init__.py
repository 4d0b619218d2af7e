"""Speed and memory beside stock Rasa: `make bench`."""
