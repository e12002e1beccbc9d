"""`sitrep config`, `sitrep doctor` and what every command line has."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from extract.errors import SitrepError
from extract.index import Corpus, Index
from extract.index.build import build
from extract.index.query.fields import FIELDS
from tui.cli import COMMANDS, main
from tui.commands import output
from tui.commands.application import application
from tui.commands.completing import complete_article, complete_query, complete_tag
from tui.config import Config
from tui.config_file import config_path, parse
from tui.keys import TABLE
from tui.tags import TagStore


@pytest.fixture(autouse=True)
def _no_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one command was told is not told to the next."""
    monkeypatch.setattr(output, "choices", output.OutputChoices())
    for name in ("SITREP_CONFIG", "SITREP_CORPUS", "SITREP_THEME"):
        monkeypatch.setenv(name, "")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(application(COMMANDS, arguments[0]), arguments)


@pytest.fixture
def settings() -> Path:
    path = config_path()
    path.parent.mkdir(parents=True)
    return path


def test_path_names_the_file_whether_or_not_it_is_there() -> None:
    assert run("config", "path").stdout.strip() == str(config_path())


def test_show_prints_what_is_in_force_and_reads_back(settings: Path) -> None:
    settings.write_text('theme = "light"\n[keys]\ndown = "ctrl+j"\nnext_hit = "ctrl+n"\n', encoding="utf-8")
    shown = run("config", "show").stdout
    assert 'theme = "light"' in shown
    assert 'down = ["ctrl+j"]' in shown
    assert all(binding.help in shown for binding in TABLE)
    assert parse(shown).mistakes == ()


def test_check_names_the_line_of_a_mistake(settings: Path) -> None:
    assert run("config", "check").exit_code == 0
    settings.write_text("mouse = true\ncolour = 1\n", encoding="utf-8")
    done = run("config", "check")
    assert done.exit_code == 1
    assert f"{settings}:2: no such setting: colour" in done.stderr


def test_every_setting_is_explained() -> None:
    from tui.config import DOCS

    assert {name for name in Config.__slots__ if name != "mistakes"} == set(DOCS)


def test_doctor_looks_at_versions_terminal_paths_and_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nA text.", encoding="utf-8")
    done = run("doctor", str(tmp_path))
    assert done.exit_code == 0, done.output
    assert all(
        word in done.stdout for word in ("textual", "encoding", "settings", "kept in", "tags", "nothing is wrong")
    )


def test_doctor_counts_the_tags_wherever_they_are_kept_by_now(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nA text.", encoding="utf-8")
    where = Corpus.locate([tmp_path])
    assert "0 tags, nothing kept yet" in run("doctor", str(tmp_path)).stdout
    store = TagStore.of(where)
    store.tag(["an-id"], ["aid"])
    assert "1 tag, tags.journal 0.0 MB" in run("doctor", str(tmp_path)).stdout
    store.close()
    assert "1 tag, tags.json 0.0 MB, tags.journal 0.0 MB" in run("doctor", str(tmp_path)).stdout


def test_doctor_names_what_lies_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A title\n\nA text.", encoding="utf-8")
    where = Corpus.locate([tmp_path])
    where.data_dir.mkdir()
    os.mkfifo(where.ids_path)
    where.tags_path.symlink_to("elsewhere")
    done = run("doctor", str(tmp_path))
    assert done.exit_code == 1
    assert f"{where.ids_path}: is a named pipe" in done.stdout
    assert f"{where.tags_path}: is a symbolic link" in done.stdout


def test_doctor_names_mistakes_in_the_settings(settings: Path) -> None:
    settings.write_text('layout = "heap"\n', encoding="utf-8")
    done = run("doctor")
    assert done.exit_code == 1
    assert f"{settings}:1: layout is one of stack, side" in done.stdout


@pytest.fixture
def news(tmp_path: Path) -> str:
    """A corpus of one article, indexed."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Ferry leaves Velden\n\nA text.", encoding="utf-8")
    build(Corpus.locate([folder]), lambda _: None, extraction=False)
    return str(folder)


@pytest.mark.parametrize("arguments", [("CORPUS", "boats", "ferry"), ("boats", "ferry", "-c", "CORPUS")])
def test_the_corpus_is_the_first_argument_or_an_option(news: str, arguments: tuple[str, ...]) -> None:
    assert run("searches", "save", *(news if one == "CORPUS" else one for one in arguments)).exit_code == 0
    assert '"query": "ferry"' in run("searches", "list", news).stdout


def test_the_corpus_may_be_named_by_the_environment(news: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITREP_CORPUS", news)
    assert run("searches", "save", "boats", "ferry").exit_code == 0
    assert run("searches", "forget", "boats").exit_code == 0
    assert run("searches", "forget", news, "boats").exit_code == 1


@pytest.mark.parametrize(
    "arguments", [("search", "nowhere", "x"), ("searches", "save", "nowhere", "a", "b"), ("notes", "list", "nowhere")]
)
def test_a_wrong_path_is_a_mistake_and_nothing_found_is_not(news: str, arguments: tuple[str, ...]) -> None:
    assert isinstance(run(*arguments).exception, SitrepError)  # main() makes it exit code 2
    assert run("search", news, "zebra").exit_code == 1


def test_a_query_whose_words_are_arguments_of_their_own_is_told_of_quotation_marks(news: str) -> None:
    done = run("search", news, "ferry", "fire")
    assert done.exit_code == 2
    assert "a query of several words stands in quotation marks: 'ferry fire'" in done.stderr
    assert run("search", news, "ferry leaves").exit_code == 0


def test_json_is_asked_for_and_quiet_says_nothing(news: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("notes", "list", news).stderr
    assert not run("notes", "list", news, "--quiet").stderr
    assert not run("index", news, "--rebuild", "--quiet").stderr
    monkeypatch.setattr("sys.stdout", SimpleNamespace(isatty=lambda: True))
    assert output.for_people()
    run("search", news, "ferry", "--json")
    assert not output.for_people()


def test_other_settings_are_named_by_an_option_or_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.toml"
    other.write_text('theme = "light"\n', encoding="utf-8")
    assert run("config", "path", "--config", str(other)).stdout.strip() == str(other)
    none = run("doctor", "--config", str(tmp_path / "none.toml"))
    assert (none.exit_code, "none.toml: there is no such file of settings" in none.stderr) == (2, True)
    assert 'theme = "light"' in run("config", "show").stdout
    monkeypatch.setenv("SITREP_THEME", "none")
    assert 'theme = "none"' in run("config", "show").stdout
    monkeypatch.setenv("SITREP_THEME", "loud")
    assert "SITREP_THEME: theme is one of" in run("config", "check").stderr


def test_the_shell_completes_fields_values_tags_and_ids(news: str) -> None:
    (article,) = Index.open(Corpus.locate([news])).search().ids()
    with TagStore.of(Corpus.locate([news])) as store:
        store.tag([article], ["harbour"])
    context = SimpleNamespace(params={"corpus": news})
    assert complete_query(context, "ferry ta") == ["ferry tag:"]
    assert complete_query(context, "ferry -tag:ha") == ["ferry -tag:harbour"]
    assert "is:starred" in complete_query(context, "is:star")
    assert complete_tag(context, "+ha") == ["+harbour"]
    assert complete_article(context, article[:4]) == [article]


@pytest.mark.parametrize("number", ["-1", "99999999999999999999"])
@pytest.mark.parametrize(
    "command",
    [
        ("search", "ferry", "--limit"),
        ("kwic", "ferry", "--limit"),
        ("kwic", "ferry", "--width"),
        ("facets", "--limit"),
        ("like", "ID", "--limit"),
        ("quotes", "--limit"),
        ("brief", "--most"),
        ("tags", "log", "--last"),
    ],
)
def test_a_number_that_counts_nothing_is_a_mistake(news: str, command: tuple[str, ...], number: str) -> None:
    at = 2 if command[0] == "tags" else 1
    done = run(*command[:at], news, *command[at:], number)
    assert (done.exit_code, command[-1] in done.stderr) == (2, True), done.output


def test_an_unknown_command_is_told_what_it_may_mean(monkeypatch, capsys) -> None:
    monkeypatch.setattr("sys.argv", ["sitrep", "serch", "x"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "did you mean sitrep search?" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_each_example_of_a_commands_help_stands_on_its_own_line(name: str) -> None:
    _, _, examples = run(name, "--help").stdout.partition("Examples:")
    lines = examples.partition("\n\n")[0].splitlines()[1:]
    assert all("sitrep" in line for line in lines)
    assert not "".join(examples.splitlines()[:1])


def test_the_help_of_search_names_every_field() -> None:
    words = run("search", "--help").stdout.split("fields:")[1].split(".")[0].split()
    assert words == list(FIELDS)


def test_help_shows_examples_and_version_says_which() -> None:
    assert "sitrep open seeds -q lecornu" in run("--help").stdout
    assert run("--version").stdout.startswith("sitrep ")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_offered_for_each_shell(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_SITREP_COMPLETE", f"source_{shell}")
    done = CliRunner().invoke(application(COMMANDS, None), [], prog_name="sitrep")
    assert "_SITREP_COMPLETE" in done.stdout
