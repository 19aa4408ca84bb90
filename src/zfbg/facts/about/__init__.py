"""What a figure is about: the indicator, and whose it is."""
