"""Texts in several languages: Indonesian always, deterministic in the store, and Indonesian where a language is missing."""

import pytest

from kiosk.store.texts import Texts, key_of


def test_a_language_that_is_missing_is_indonesian() -> None:
    texts = Texts({"en": "Counter 1", "id": "Loket 1"})
    assert [texts.in_(language) for language in ("id", "en", "ms")] == ["Loket 1", "Counter 1", "Loket 1"]


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("Loket 1", '{"id": "Loket 1"}'),
        ({"id": "Loket 1", "en": ""}, '{"id": "Loket 1"}'),
        ({"id": "Loket 1", "en": "  Loket 1 "}, '{"id": "Loket 1"}'),  # the same as the Indonesian one
        ({"ms": "Kaunter 1", "en": "Counter 1", "id": " Loket 1 "}, '{"id": "Loket 1", "en": "Counter 1", "ms": "Kaunter 1"}'),
        ({"id": 'Loket "2" \\ 監'}, '{"id": "Loket \\"2\\" \\\\ 監"}'),
    ],
)
def test_equal_texts_are_equal_bytes(given: dict[str, str] | str, stored: str) -> None:
    assert Texts(given).stored == stored
    assert Texts(given) == dict(Texts(given))


@pytest.mark.parametrize("given", ["", "  ", {}, {"en": "Counter 1"}, {"id": " ", "en": "Counter 1"}])
def test_indonesian_is_always_there(given: dict[str, str] | str) -> None:
    with pytest.raises(ValueError, match="missing in Indonesian"):
        Texts(given)


def test_a_field_is_named_for_its_language() -> None:
    assert [key_of("text", language) for language in ("id", "en", "ms")] == ["text", "text_en", "text_ms"]


def test_they_can_be_kept_among_the_keys_of_a_cache() -> None:
    assert len({Texts({"id": "a", "en": "b"}), Texts({"en": "b", "id": "a"}), Texts("a")}) == 2
