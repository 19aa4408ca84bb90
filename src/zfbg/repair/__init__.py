"""What befalls these texts on the web, and how each damage is undone: one module for each repair."""
