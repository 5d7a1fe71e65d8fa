"""Where the program begins, as ``disputes-app`` or ``python -m disputes_app``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the program, the window when no command is given, and exit with its status."""
    from disputes_app import bootstrap

    sys.exit(bootstrap.run())


if __name__ == "__main__":
    main()
