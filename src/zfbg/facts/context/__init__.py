"""What holds from one clause to the next: time, place, what was told last."""
