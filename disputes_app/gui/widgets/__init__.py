"""Widgets that know nothing of orders."""
