"""Names compared: which names of the translation the source cannot give, and the reverse."""
