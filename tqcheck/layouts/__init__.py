"""Layouts turn files into documents; they know nothing of rules or reports."""
