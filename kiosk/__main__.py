"""`python -m kiosk`: the `loket` command, wherever the package is installed."""

import sys

from kiosk.cli import main

if __name__ == "__main__":
    sys.exit(main())
