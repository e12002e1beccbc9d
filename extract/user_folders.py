"""Where this user's own files are: the XDG base directories, on macOS too.

`platformdirs.unix.Unix` rather than `platformdirs.PlatformDirs`, which would keep settings under `~/Library` on macOS:
analysts move between a Mac and a Linux server and expect `~/.config/sitrep` on both.
Specification: https://specifications.freedesktop.org/basedir-spec/latest/
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs.unix import Unix


def config_folder() -> Path:
    """Return the folder of settings: `$XDG_CONFIG_HOME/sitrep`, else `~/.config/sitrep`; it need not exist yet."""
    return Path(_folders().user_config_dir)


def data_folder() -> Path:
    """Return the folder of data not kept beside a corpus: `$XDG_DATA_HOME/sitrep`, else `~/.local/share/sitrep`."""
    return Path(_folders().user_data_dir)


def state_folder() -> Path:
    """Return the folder of what is kept between sessions: `$XDG_STATE_HOME/sitrep`, else `~/.local/state/sitrep`."""
    return Path(_folders().user_state_dir)


def _folders() -> Unix:
    from platformdirs.unix import Unix  # 15 ms, which commands without a folder of the user's need not wait for

    return Unix("sitrep", appauthor=False)
