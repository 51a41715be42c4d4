"""How the command finds its tools: by the path of the checkout, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.cli import tools as finding

LOKET = "import sys; from kiosk.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize("name", finding.COMMANDS)
def test_without_the_tools_there_is_one_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(finding, "FOLDER", tmp_path / "tools")
    for arguments in ([name], [name, "--help"], [name, "taps", "--rounds", "1"]):
        assert main(arguments) == 2
        said = capsys.readouterr()
        assert (said.out, said.err.count("\n")) == ("", 1)
        assert f"call ./loket {name} in a checkout" in said.err


def test_a_package_of_the_same_name_is_not_taken_for_them(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "__init__.py").write_text("raise SystemExit('a stranger')")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    for before in ("", "import types; sys.modules['tools'] = types.ModuleType('tools'); "):
        command = [sys.executable, "-P", "-c", LOKET.replace("import sys; ", f"import sys; {before}"), "audio", "--help"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
        assert "--folder" in done.stdout
