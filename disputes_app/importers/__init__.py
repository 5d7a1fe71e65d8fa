"""What comes in: one reader per source, each yielding found things that nothing has stored yet."""
