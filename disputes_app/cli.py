"""The command line: the same actions without a window."""

from __future__ import annotations

import click

from disputes_app import __version__


@click.group()
@click.version_option(__version__, prog_name="disputes-app")
def main() -> None:
    """Keep the proof of your online orders, watch every deadline and build the packet for a claim."""
