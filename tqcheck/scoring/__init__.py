"""Scores of translations against references, by sacrebleu; the first figure loads it."""
