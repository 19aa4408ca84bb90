"""From a clause to its facts: ``readers.py`` is the way, the folders are its steps (docs/architecture.md)."""
