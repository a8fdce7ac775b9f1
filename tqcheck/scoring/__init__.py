"""Translations scored against references by sacrebleu, which is loaded by the first figure."""
