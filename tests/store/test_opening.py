"""Opening a store: what its address can say, and what reaches the database of it."""

from pathlib import Path

import pytest
from sqlalchemy import text

from kiosk.config import read_settings
from kiosk.store import reading
from kiosk.store.direct import snapshot
from kiosk.store.opening import StoreError, close_connections, database_url
from tests import postgres as postgresql
from tests.conftest import AppMaker
from tests.make import make_counter, make_rating, make_unit

PREPARED = "SELECT count(*) FROM pg_prepared_statements"


@pytest.mark.stores
@pytest.mark.parametrize("never", [False, True])
def test_statements_are_prepared_unless_the_address_says_never(postgres_template: str, make_app: AppMaker, never: bool) -> None:
    address = postgresql.make_anew(postgres_template, "opened", postgresql.TEMPLATE)
    address += f"{'&' if '?' in address else '?'}prepare_threshold=none" if never else ""
    app = make_app(database_url=address)
    with app.app_context():
        place = make_counter(make_unit("kanim"))
        for _ in range(8):
            make_rating(place)
            prepared = reading().scalar(text(PREPARED)) or 0
        assert (prepared == 0) is never, "the pool gives the same connection again"
        with snapshot(database_url(app.extensions["settings"])) as direct:
            for _ in range(8):
                direct.all("SELECT 1")
            ((beside,),) = direct.all(PREPARED)
        assert (beside == 0) is never
        close_connections()


def test_any_other_threshold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="can only be none"):
        database_url(read_settings({}, data=tmp_path, database_url="postgresql://a@b/c?prepare_threshold=5"))
