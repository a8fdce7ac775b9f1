"""Which sentences and segments of a translation belong to which of its source.

`aligner.align` is the way in. Importing this package costs nothing: numpy and the sentence encoder
are loaded by the first alignment that needs them.
"""
