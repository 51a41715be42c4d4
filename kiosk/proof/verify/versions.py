"""Whether the store's list of instruments is that of the files: it says which questions make an index."""

import json
from collections.abc import Iterator

from kiosk.instruments import load_all
from kiosk.ledger import rows
from kiosk.proof.verify.findings import Finding
from kiosk.store import Direct


def check(direct: Direct) -> Iterator[Finding]:
    """Findings for versions that differ from their file. A version whose file is gone cannot be compared, and is passed over."""
    files = {instrument.name: instrument for instrument in load_all().all()}
    for _, name, digest, parts in rows.versions(direct):
        file = files.get(name)
        if file and (digest != file.digest or _read(parts) not in ({}, file.parts)):
            yield Finding("instrument", "", {"name": name})


def _read(parts: object) -> object:
    try:
        return json.loads(parts) if isinstance(parts, str) else None
    except ValueError:
        return None
