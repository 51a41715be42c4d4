"""What a tablet keeps to start without network: everything that its page asks for, and nothing of anybody."""

import re
from urllib.parse import urljoin

from tests.page import PageClient


def fetched(tablet: PageClient, address: str) -> str:
    with tablet.browser.get(address) as answer:
        assert answer.status_code == 200, address
        return answer.get_data().decode(errors="replace")


def test_the_list_names_every_piece_of_the_page(tablet: PageClient) -> None:
    shell = tablet.get("/counter/shell").json
    assert isinstance(shell, dict)
    page = tablet.get(shell["page"])
    assert page.one("#visit")["data-edition"] == shell["edition"]
    needed = {tag[name] for tag in page.select("script, link, img") for name in ("src", "href") if tag.get(name)}
    assert any("/q/" in str(src) for src in needed), "the QR code is one of them"
    missing = {str(each) for each in needed} - set(shell["assets"])
    assert not missing, f"{missing} are asked for by the page and not kept: add their folder in counter/shell.py"
    assert "/counter/questions/S0?language=id&starts=1" in shell["screens"]
    assert "/counter/thanks?language=en" in shell["screens"]


def test_every_piece_is_there(tablet: PageClient) -> None:
    shell = tablet.get("/counter/shell").json
    assert isinstance(shell, dict)
    for address in (shell["page"], *shell["screens"], *shell["assets"]):
        assert fetched(tablet, address)


def test_every_script_that_a_script_imports_is_kept(tablet: PageClient) -> None:
    shell = tablet.get("/counter/shell").json
    assert isinstance(shell, dict)
    scripts = [a for a in shell["assets"] if a.endswith(".js")]
    imported = {
        urljoin(address, name)
        for address in scripts
        for name in re.findall(r'^import .* from "(.+)";$', fetched(tablet, address), re.MULTILINE)
    }
    assert imported, "the page imports what is not ours"
    assert imported <= set(scripts)


def test_the_worker_governs_the_counter_and_is_asked_for_anew(tablet: PageClient) -> None:
    with tablet.browser.get("/counter/worker.js") as worker:
        assert "caches" in worker.text
    assert worker.headers["Content-Type"].startswith("text/javascript")
    assert worker.headers["Cache-Control"] == "no-cache"
