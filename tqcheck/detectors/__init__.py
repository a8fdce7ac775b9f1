"""What does not belong in a translation, seen in one text alone: a module for each kind."""
