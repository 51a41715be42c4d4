"""A feed of seals (kiosk.proof.feed), fetched from whichever server has it: page by page, encrypted on the way, within limits."""

import json
from collections.abc import Iterator
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

SECONDS = 30
"""Without a byte."""
LARGEST = 8 * 1024 * 1024
"""Bytes of a page: more than ten times what one of ours has."""
MOST_PAGES = 200
"""Two hundred years of service days."""
HERE = ("127.0.0.1", "::1", "localhost")


class FeedError(Exception):
    """Why there is no feed at that address, in a sentence."""


def is_address(where: str) -> bool:
    """Whether this is an address of the web, and no file."""
    return where.lower().startswith(("https://", "http://"))


def pages(address: str) -> Iterator[dict[str, Any]]:
    """Each page of the feed, from the first seal on. Raises FeedError."""
    last = 0
    for _page in range(MOST_PAGES):
        page = _fetched(address)
        numbers = [each.get("number") for each in page["seals"] if isinstance(each, dict)]
        yield page
        if not page.get("next"):
            return
        if not numbers or not isinstance(numbers[-1], int) or numbers[-1] <= last:
            raise FeedError(f"{address}: its pages do not go on from seal to seal")
        last, following = numbers[-1], urljoin(address, str(page["next"]))
        if urlsplit(following)[:2] != urlsplit(address)[:2]:
            raise FeedError(f"{address}: its next page lies on another server, {following}")
        address = following
    raise FeedError(f"{address}: it does not end")


def _fetched(address: str) -> dict[str, Any]:
    try:
        _check(address)
        asked = Request(address, headers={"Accept": "application/json"})  # noqa: S310  # checked above, and at each redirection
        with build_opener(_Careful).open(asked, timeout=SECONDS) as answer:
            body = answer.read(LARGEST + 1)
    except HTTPError as error:
        raise FeedError(f"{address} answers {error.code}: there is no feed of seals") from error
    except (URLError, OSError, HTTPException, ValueError) as error:
        raise FeedError(f"{address} cannot be reached: {getattr(error, 'reason', None) or error}") from error
    if len(body) > LARGEST:
        raise FeedError(f"{address}: more than a feed of seals can have")
    try:
        page = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"{address} answers something that is no JSON: this is no feed of seals") from error
    if not isinstance(page, dict) or not isinstance(page.get("seals"), list):
        raise FeedError(f"{address} answers JSON that is no feed of seals")
    return page


def _check(address: str) -> None:
    """By HTTP alone anybody on the way could put other seals in; from this machine nobody is on the way."""
    parts = urlsplit(address)
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in HERE):
        raise FeedError(f"{address} is not https: what comes from there may have been changed on the way")


class _Careful(HTTPRedirectHandler):
    def redirect_request(self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str) -> Request | None:
        _check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)
