"""Reads and checks the protection programmes that ship as data."""
