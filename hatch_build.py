"""What a wheel holds beside the package's own files: compiled catalogues, templates/ and static/. A checkout needs none of it there."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages import mofile, pofile
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WholeWheel(BuildHookInterface[Any]):
    """An installation may be read-only, so nothing can be compiled when it starts."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        # Not beside the sources: servers of this checkout may be reading the catalogues that lie there.
        self._made = TemporaryDirectory(prefix="loket-wheel-")
        for number, source in enumerate(sorted(root.glob("kiosk/translations/*/LC_MESSAGES/*.po"))):
            target = Path(self._made.name, f"{number}.mo")
            with source.open("rb") as read, target.open("wb") as written:
                mofile.write_mo(written, pofile.read_po(read))
            build_data["force_include"][str(target)] = source.relative_to(root).with_suffix(".mo").as_posix()
        build_data["force_include"].update({"templates": "kiosk/templates", "static": "kiosk/static"})

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self._made.cleanup()
