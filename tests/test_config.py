"""Settings: the command line overrides the environment, the environment the file, the file the default."""

from pathlib import Path

import pytest

from kiosk.config import SETTINGS, SETTINGS_FILE, SettingError, read_settings, settings_text


def write_settings(data: Path, **values: str) -> None:
    (data / SETTINGS_FILE).write_text(settings_text(data, **values), encoding="utf-8")


def test_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    settings = read_settings({})
    assert settings.data == tmp_path / "instance"
    assert (settings.host, settings.port, settings.public_url, settings.database_url) == ("127.0.0.1", 8000, "", "")
    assert (settings.workers, settings.threads, settings.trusted_proxies) == (2, 8, 0)


def test_each_source_goes_before_the_next(tmp_path: Path) -> None:
    ports = [read_settings({}, data=tmp_path).port]
    write_settings(tmp_path, port="8001")
    ports.append(read_settings({}, data=tmp_path).port)
    ports.append(read_settings({"LOKET_PORT": "8002"}, data=tmp_path).port)
    ports.append(read_settings({"LOKET_PORT": "8002"}, data=tmp_path, port=8003).port)
    assert ports == [8000, 8001, 8002, 8003]


def test_an_empty_variable_is_none(tmp_path: Path) -> None:
    assert read_settings({"LOKET_PORT": "", "LOKET_DATA": str(tmp_path)}).port == 8000


def test_the_folder_may_be_said_in_the_environment(tmp_path: Path) -> None:
    assert read_settings({"LOKET_DATA": str(tmp_path)}).data == tmp_path
    assert read_settings({"LOKET_DATA": "/elsewhere"}, data=tmp_path).data == tmp_path


@pytest.mark.parametrize("port", ["0", "65536", "8000.0", "-1", " 8000", "٨", "http"])
def test_a_port_is_a_whole_number(tmp_path: Path, port: str) -> None:
    with pytest.raises(SettingError, match="port must be a whole number"):
        read_settings({"LOKET_PORT": port}, data=tmp_path)


@pytest.mark.parametrize("address", ["loket.example", "ftp://loket.example", "https://a b", 'https://a"b', "javascript:alert(1)"])
def test_an_address_starts_with_http(tmp_path: Path, address: str) -> None:
    with pytest.raises(SettingError, match="public_url must start with"):
        read_settings({}, data=tmp_path, public_url=address)


@pytest.mark.parametrize("text", ["x" * 201, "one\ntwo", "a\u202eb"])
def test_what_people_read_is_one_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingError, match="privacy_office must be one line"):
        read_settings({}, data=tmp_path, privacy_office=text)


def test_an_address_loses_its_last_slash(tmp_path: Path) -> None:
    assert read_settings({}, data=tmp_path, public_url="https://loket.example/").public_url == "https://loket.example"


def test_what_is_written_is_read_and_the_rest_stays(tmp_path: Path) -> None:
    write_settings(tmp_path, public_url="https://loket.example", port="8001")
    write_settings(tmp_path, port="8002")
    settings = read_settings({}, data=tmp_path)
    assert (settings.public_url, settings.port) == ("https://loket.example", 8002)


@pytest.mark.parametrize(
    ("text", "reason"), [("prot = 8000", "unknown setting prot"), ("port = ", "loket.toml"), ('data = "/x"', "unknown setting data")]
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "loket.toml").write_text(text)
    with pytest.raises(SettingError, match=reason):
        read_settings({}, data=tmp_path)


def test_every_setting_has_a_sentence() -> None:
    for setting in SETTINGS:
        assert setting.sentence.endswith(".")
        assert setting.variable == f"LOKET_{setting.name.upper()}"


def test_a_file_of_windows_editor_is_read(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(b'\xef\xbb\xbfpublic_url = "https://loket.example"\r\n')
    assert read_settings({}, data=tmp_path).public_url == "https://loket.example"


@pytest.mark.parametrize("value", ["C:\\x", 'say "a"', "Kantor – é", "tab\t"])
def test_any_value_comes_back_as_it_was_written(tmp_path: Path, value: str) -> None:
    write_settings(tmp_path, host=value)
    assert read_settings({}, data=tmp_path).host == value


def test_a_file_that_is_no_utf_8_is_named(tmp_path: Path) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(b'host = "\xe9"')
    with pytest.raises(SettingError, match="is not UTF-8"):
        read_settings({}, data=tmp_path)


def test_a_data_folder_is_named_in_utf_8(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="no UTF-8"):
        read_settings({}, data=f"{tmp_path}/\udcff")
