"""All cases in one list."""
