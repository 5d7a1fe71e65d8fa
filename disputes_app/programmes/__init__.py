"""Reads and checks the rule files that the protection engine works from."""
