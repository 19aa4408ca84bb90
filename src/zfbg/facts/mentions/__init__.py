"""What a text mentions, found in one pass: quantities and calendar expressions."""
