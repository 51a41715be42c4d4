"""Whether the store still refuses to change what is append-only: the triggers as the migrations made them."""

import re
from collections.abc import Iterator

from kiosk.proof.verify.findings import Finding
from kiosk.store import Direct

_KEPT = "BEGIN SELECT RAISE(ABORT, '{words}'); END"
_ENTRY, _SEAL, _KEY = "the ledger is append-only", "seals are append-only", "keys of seals are append-only"
_ACT = "the record of acts is append-only"
SQLITE = {
    "entry_update": "CREATE TRIGGER entry_update BEFORE UPDATE ON entry " + _KEPT.format(words=_ENTRY),
    "entry_delete": "CREATE TRIGGER entry_delete BEFORE DELETE ON entry " + _KEPT.format(words=_ENTRY),
    "entry_insert": (
        "CREATE TRIGGER entry_insert BEFORE INSERT ON entry "
        "WHEN NEW.seq <> (SELECT coalesce(max(seq), 0) + 1 FROM entry WHERE unit_id = NEW.unit_id) "
        "OR EXISTS (SELECT 1 FROM entry WHERE unit_id = NEW.unit_id AND answer = NEW.answer) "
        + _KEPT.format(words=f"{_ENTRY} and numbered without gaps")
    ),
    "seal_update": "CREATE TRIGGER seal_update BEFORE UPDATE ON seal " + _KEPT.format(words=_SEAL),
    "seal_delete": "CREATE TRIGGER seal_delete BEFORE DELETE ON seal " + _KEPT.format(words=_SEAL),
    "seal_insert": (
        "CREATE TRIGGER seal_insert BEFORE INSERT ON seal "
        "WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM seal WHERE unit_id = NEW.unit_id) "
        + _KEPT.format(words=f"{_SEAL} and numbered without gaps")
    ),
    "seal_key_update": "CREATE TRIGGER seal_key_update BEFORE UPDATE ON seal_key " + _KEPT.format(words=_KEY),
    "seal_key_delete": "CREATE TRIGGER seal_key_delete BEFORE DELETE ON seal_key " + _KEPT.format(words=_KEY),
    "act_update": "CREATE TRIGGER act_update BEFORE UPDATE ON act " + _KEPT.format(words=_ACT),
    "act_delete": "CREATE TRIGGER act_delete BEFORE DELETE ON act " + _KEPT.format(words=_ACT),
    "act_place_update": "CREATE TRIGGER act_place_update BEFORE UPDATE ON act_place " + _KEPT.format(words=_ACT),
    "act_place_delete": "CREATE TRIGGER act_place_delete BEFORE DELETE ON act_place " + _KEPT.format(words=_ACT),
}
_REFUSES = "BEGIN RAISE EXCEPTION '{words}'; END"
_NEXT = (
    "BEGIN IF NEW.{number} <> (SELECT coalesce(max({number}), 0) + 1 FROM {table} WHERE unit_id = NEW.unit_id) THEN "
    "RAISE EXCEPTION '{words} and numbered without gaps'; END IF; RETURN NEW; END"
)
_ENTRY_KEPT, _SEAL_KEPT = _REFUSES.format(words=_ENTRY), _REFUSES.format(words="seals and their keys are append-only")
POSTGRESQL = {
    "entry_change": ("BEFORE DELETE OR UPDATE ON entry FOR EACH ROW", _ENTRY_KEPT),
    "entry_truncate": ("BEFORE TRUNCATE ON entry FOR EACH STATEMENT", _ENTRY_KEPT),
    "entry_insert": ("BEFORE INSERT ON entry FOR EACH ROW", _NEXT.format(number="seq", table="entry", words=_ENTRY)),
    "seal_change": ("BEFORE DELETE OR UPDATE ON seal FOR EACH ROW", _SEAL_KEPT),
    "seal_truncate": ("BEFORE TRUNCATE ON seal FOR EACH STATEMENT", _SEAL_KEPT),
    "seal_insert": ("BEFORE INSERT ON seal FOR EACH ROW", _NEXT.format(number="number", table="seal", words=_SEAL)),
    "seal_key_change": ("BEFORE DELETE OR UPDATE ON seal_key FOR EACH ROW", _SEAL_KEPT),
    "seal_key_truncate": ("BEFORE TRUNCATE ON seal_key FOR EACH STATEMENT", _SEAL_KEPT),
    "act_change": ("BEFORE DELETE OR UPDATE ON act FOR EACH ROW", _REFUSES.format(words=_ACT)),
    "act_truncate": ("BEFORE TRUNCATE ON act FOR EACH STATEMENT", _REFUSES.format(words=_ACT)),
    "act_place_change": ("BEFORE DELETE OR UPDATE ON act_place FOR EACH ROW", _REFUSES.format(words=_ACT)),
    "act_place_truncate": ("BEFORE TRUNCATE ON act_place FOR EACH STATEMENT", _REFUSES.format(words=_ACT)),
}


def check(direct: Direct) -> tuple[int, list[Finding]]:
    """How many triggers there must be, and those that are missing or not as they were made."""
    wanted = POSTGRESQL if direct.postgresql else SQLITE
    there = dict(_postgresql(direct) if direct.postgresql else _sqlite(direct))
    wrong = [Finding("trigger", "", {"name": name}) for name, made in wanted.items() if there.get(name) != made]
    strange = [Finding("trigger-strange", "", {"name": name}) for name in sorted(set(there) - set(wanted))]
    return len(wanted), wrong + strange


def _sqlite(direct: Direct) -> Iterator[tuple[str, str]]:
    for name, sql in direct.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"):
        yield name, _plain(sql)


def _postgresql(direct: Direct) -> Iterator[tuple[str, tuple[str, str]]]:
    query = (
        "SELECT t.tgname, pg_get_triggerdef(t.oid), p.prosrc, t.tgenabled FROM pg_trigger t "
        "JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    )
    # A rule rewrites a statement before any trigger sees it; this schema has none.
    for name, table in direct.all("SELECT rulename, tablename FROM pg_rules WHERE schemaname = current_schema()"):
        yield f"{table}.{name}", ("RULE", "")
    for name, definition, source, enabled in direct.all(query):
        # "O": fires for everyone but replicas; a disabled one is not there.
        if enabled == "O":
            # All of it: a WHEN (false) before the function would let everything pass.
            when = re.search(r"BEFORE .*(?= EXECUTE FUNCTION \w+\(\)$)", definition)
            yield name, (when[0].replace("public.", "") if when else definition, _plain(source))


def _plain(sql: str) -> str:
    return " ".join(sql.split())
