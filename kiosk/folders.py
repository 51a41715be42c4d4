"""Where the parts that are not Python lie: inside the package once it is installed, beside it in a checkout."""

from pathlib import Path

PACKAGE = Path(__file__).parent
INSTALLED = (PACKAGE / "templates").is_dir()
"""Whether this is an installed wheel rather than a checkout."""
ROOT = PACKAGE if INSTALLED else PACKAGE.parent
TEMPLATES = ROOT / "templates"
STATIC = ROOT / "static"
