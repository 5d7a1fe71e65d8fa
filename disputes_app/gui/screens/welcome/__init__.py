"""The first thing one sees of an empty library."""
