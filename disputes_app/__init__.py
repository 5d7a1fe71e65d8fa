"""Disputes keeps the proof of your online orders, watches every deadline and builds the packet for a claim."""

__version__ = "0.1.0"
