"""One way in which a sentence finds its language, and one function that names a thing, no matter who asks."""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from kiosk.followups import Quarter
from kiosk.followups.tables import HORIZONS, STATUSES
from kiosk.indices.periods import KINDS, Period
from kiosk.instruments import DEFAULT_INSTRUMENT, load_all, named_plans
from kiosk.ledger import Channel
from kiosk.panel.tasks.register import STATES
from kiosk.people import ROLES
from kiosk.words import catalogue, codes, followups, periods, things
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_each, in_language, language, ngettext, pgettext

LANGUAGE = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Tablet"
msgstr "Tableta"
"""


def test_indonesian_is_spoken_where_nothing_was_asked_for() -> None:
    assert language() == "id"
    assert _("resmi") == "resmi"


def test_a_block_speaks_its_language_and_the_one_around_it_goes_on() -> None:
    with in_language("en"):
        assert _("resmi") == "official"
        with in_language("id"):
            assert _("resmi") == "resmi"
        assert _("resmi") == "official"
    assert _("resmi") == "resmi"


def test_a_block_that_fails_leaves_no_language_behind() -> None:
    with pytest.raises(ZeroDivisionError), in_language("en"):
        raise ZeroDivisionError
    assert language() == "id"


def test_another_thread_speaks_its_own() -> None:
    heard: list[str] = []
    with in_language("en"):
        thread = Thread(target=lambda: heard.append(language()))
        thread.start()
        thread.join()
    assert heard == ["id"]


def test_a_number_chooses_the_form_and_a_context_the_meaning() -> None:
    with in_language("en"):
        said = [ngettext("%(num)s tablet diam", "%(num)s tablet diam", n) for n in (1, 2)]
        assert len(set(said)) == 2, "English has two forms"
        assert pgettext("seven days", "Minggu") == "Week"


def test_a_language_with_the_visitors_catalogue_alone_falls_back_to_indonesian(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "eo" / "LC_MESSAGES" / "visitors.po"
    file.parent.mkdir(parents=True)
    file.write_text(LANGUAGE)
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    assert list(catalogue.languages_of("visitors")) == ["id", "eo"]
    assert list(catalogue.languages_of("panel")) == ["id"]
    with in_language("eo"):
        assert (_("Tablet"), _("resmi")) == ("Tableta", "resmi")
    catalogue.translations.cache_clear()


def test_sheets_speak_several_at_once() -> None:
    assert in_each(lambda: codes.role("head"), "id", "en") == {"id": "Kepala", "en": "Head"}


def test_a_thing_is_named_alike_no_matter_who_asks() -> None:
    november = Period("month", date(2026, 11, 1), date(2026, 11, 30))
    assert [things.say(november, each) for each in ("id", "en")] == ["November 2026", "November 2026"]
    assert [things.say(Channel.PAPER, each) for each in ("id", "en")] == ["Kertas", "Paper"]
    assert [things.say(Quarter(2026, 4), each) for each in ("id", "en")] == ["TW IV 2026", "Q IV 2026"]


def test_what_has_no_words_is_a_mistake_that_is_seen() -> None:
    with pytest.raises(TypeError, match="nothing is said of a complex"):
        things.say(1j)


def test_a_code_without_a_word_is_said_as_it_is() -> None:
    assert (codes.role("gardener"), followups.status("asleep")) == ("gardener", "asleep")
    assert (codes.role_at_length("gardener"), followups.horizon_at_length("never")) == ("gardener", "never")
    assert (followups.choice("forgotten"), periods.kind("decade")) == ("forgotten", "decade")


@pytest.mark.parametrize(
    ("say", "there"),
    [
        (codes.role_at_length, ROLES),
        (followups.horizon_at_length, HORIZONS),
        (followups.status, STATUSES),
        (followups.choice, STATES),
        (periods.kind, [kind for kind in KINDS if kind != "free"]),
        (codes.plan, named_plans(load_all().current(DEFAULT_INSTRUMENT))),
    ],
)
def test_every_code_has_its_words(say: Callable[[str], str], there: Iterable[str]) -> None:
    for code in there:
        assert say(code) != code, f"kiosk/words says nothing of {code!r}"


def test_a_role_is_offered_with_what_it_is_there_for() -> None:
    assert in_each(lambda: codes.role_at_length("head"), "id", "en") == {
        "id": "Kepala: angka unitnya sendiri",
        "en": "Head: the figures of their own unit",
    }
    assert in_each(lambda: followups.horizon_at_length("short"), "id", "en") == {
        "id": "jangka pendek, kurang dari 12 bulan",
        "en": "short term, under 12 months",
    }


def test_a_language_that_cldr_does_not_know_is_called_by_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Minangkabau, Banjar, Bugis: languages of the archipelago that Babel has no data for."""
    (tmp_path / "bjn" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "bjn" / "LC_MESSAGES" / f"visitors{catalogue.SUFFIX}").touch()
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    assert catalogue.languages_of("visitors") == {"id": "Indonesia", "bjn": "bjn"}
