"""`loket audit`: what it looks at, and what it says when it cannot. Lighthouse itself comes over the network, and into no test."""

import pytest

from kiosk.cli import main
from kiosk.running import session
from tools import audit


def test_without_its_tools_it_says_which_are_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("KIOSK_CHROMIUM", raising=False)
    assert main(["audit"]) == 2
    assert "npx not found" in capsys.readouterr().err


def test_what_is_no_address_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(session.Refusal, match="no address"), audit._given(["loket.example"]):
        pass


def test_the_pages_it_looks_at_are_there() -> None:
    import urllib.request

    with audit._own() as addresses:
        assert len(addresses) == 8
        for address in addresses:
            with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310  # our own server
                assert answer.status == 200
                assert answer.url == address, "it looks at this page, and not at one that it was led to"
                assert b"<h1" in answer.read()


def test_its_table_names_pages_without_their_queries() -> None:
    found = {"http://127.0.0.1:1/q/abc?visit=1": {"performance": 100, "accessibility": 99, "best-practices": 98}}
    assert audit._written(found).splitlines()[-1] == "| /q/abc | 100 | 99 | 98 |"
