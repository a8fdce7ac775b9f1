"""Text that the translation repeats: where it comes from, and whether the source repeats it."""
