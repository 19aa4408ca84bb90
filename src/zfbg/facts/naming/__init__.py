"""What names are made of: nouns, verbs, counters, owners, and the indicators that are known by name."""
