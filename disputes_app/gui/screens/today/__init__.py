"""The first screen: what needs doing, how long there is, and what it is worth."""
