"""A package, so that its modules may be called as the tests of the reports are."""
