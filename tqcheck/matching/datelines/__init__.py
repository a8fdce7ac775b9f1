"""Datelines compared: what the source's dateline says and the translation's does not."""
