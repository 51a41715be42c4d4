"""What a tablet keeps to start without network: everything that its page asks for, and nothing of anybody."""

import gzip
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


def test_every_screen_is_given_as_its_address_gives_it(tablet: PageClient) -> None:
    shell = tablet.get("/counter/shell").json
    assert isinstance(shell, dict)
    assert len(shell["screens"]) > 20
    for address in shell["screens"]:
        assert shell["given"][address] == {"type": "text/html; charset=utf-8", "text": tablet.get(address, part=True).html}, address


def test_small_pictures_are_given_as_their_addresses_give_them(tablet: PageClient) -> None:
    shell = tablet.get("/counter/shell").json
    assert isinstance(shell, dict)
    pictures = set(shell["given"]) - set(shell["screens"])
    assert pictures == {address for address in shell["assets"] if address.endswith(".svg")}
    assert any("/q/" in address for address in pictures)
    for address in pictures:
        assert shell["given"][address] == {"type": "image/svg+xml; charset=utf-8", "text": fetched(tablet, address)}, address


def test_recordings_are_told_from_what_is_needed_to_start(tablet: PageClient) -> None:
    shell = tablet.get("/counter/shell").json
    assert isinstance(shell, dict)
    heard = {address for address in shell["assets"] if "/audio/" in address}
    assert set(shell["recordings"]) == heard
    assert len(heard) > 20


def test_no_address_says_what_is_joined(tablet: PageClient) -> None:
    asked = "?screens=/panel/&assets=/static/0/js/check.js&edition=0&page=/panel/&counter=another"
    assert tablet.get(f"/counter/shell{asked}").json == tablet.get("/counter/shell").json


def test_an_unpaired_tablet_is_given_nothing(phone: PageClient) -> None:
    phone.get("/counter/shell", status=401)


def test_what_is_shown_is_compressed_and_what_holds_a_key_is_not(tablet: PageClient) -> None:
    accepts = {"Accept-Encoding": "gzip"}
    for address in ("/counter/", "/counter/shell", "/counter/questions/U1", "/counter/thanks"):
        squeezed, plain = tablet.browser.get(address, headers=accepts), tablet.browser.get(address)
        assert squeezed.headers["Content-Encoding"] == "gzip", address
        assert gzip.decompress(squeezed.data) == plain.data
    for answer in (
        tablet.browser.post("/counter/heartbeats", json={"wants_key": True}, headers=accepts),
        tablet.browser.get("/counter/pair", headers=accepts),
    ):
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer.headers


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
