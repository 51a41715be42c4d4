"""`loket catalogues`: another language begins with an empty file."""

from pathlib import Path

from babel.messages.pofile import write_po

from tools.catalogues import bring_up_to_date, read, texts


def test_an_empty_file_becomes_a_catalogue_of_its_language(tmp_path: Path) -> None:
    file = tmp_path / "ms" / "LC_MESSAGES" / "visitors.po"
    file.parent.mkdir(parents=True)
    file.touch()
    catalogue = read(file)
    missing = bring_up_to_date(catalogue, texts("visitors"))
    assert len(missing) == len(catalogue) > 100
    catalogue["Terima kasih."].string = "Terima kasih, ya."
    with file.open("wb") as opened:
        write_po(opened, catalogue)
    text = file.read_text()
    assert text.startswith("# Malay words of Suara Loket (visitors).")
    assert '"Language: ms\\n"' in text
    assert "Plural-Forms: " in text
    assert len(bring_up_to_date(read(file), texts("visitors"))) == len(missing) - 1, "what is translated stays"
