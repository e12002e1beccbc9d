"""Settings, session and data are where the XDG specification has them, on every system."""

import sys
from pathlib import Path

import pytest

from extract.user_folders import config_folder, data_folder, state_folder
from tui.config_file import config_path
from tui.session import session_path

FOLDERS = {
    "XDG_CONFIG_HOME": (config_folder, ".config"),
    "XDG_DATA_HOME": (data_folder, ".local/share"),
    "XDG_STATE_HOME": (state_folder, ".local/state"),
}


@pytest.mark.parametrize("variable", FOLDERS)
@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_a_folder_is_named_by_its_variable_or_is_under_the_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, variable: str, system: str
) -> None:
    folder, usual = FOLDERS[variable]
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(variable, raising=False)
    assert folder() == tmp_path / usual / "sitrep"
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert folder() == tmp_path / "elsewhere" / "sitrep"


def test_settings_and_session_are_in_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert config_path() == tmp_path / "config" / "sitrep" / "config.toml"
    assert session_path() == tmp_path / "state" / "sitrep" / "session.json"
