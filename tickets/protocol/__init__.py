"""The whole protocol as one file that people read (R11): written, checked with line numbers, and taken in.

`notation` is YAML without its traps, `shapes` says how a column looks in the file, `nouns` what the file holds,
`writing` and `taking_in` go the two ways. What is written, taken into an empty system and written again is the
same, byte for byte.
"""
