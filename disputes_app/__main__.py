"""Where the program begins, as ``disputes-app`` or ``python -m disputes_app``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line, which opens the window when no command is given, and exit with its status."""
    from disputes_app import cli

    sys.exit(cli.main())


if __name__ == "__main__":
    main()
