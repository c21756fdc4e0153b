"""Use cases: one function each for writing, frozen rows for reading."""
