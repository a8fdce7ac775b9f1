"""Names read from one text: Chinese names, their romanisations, transcriptions, bylines."""
