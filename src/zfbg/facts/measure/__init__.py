"""What kind of figure one is: level, growth, change, share, progress, rank or criterion."""
