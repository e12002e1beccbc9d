"""A pipeline a language: each article goes to that of its language, and the record says which made it."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from extract.article import Article
from extract.fingerprint import fingerprint
from extract.model.choice import ModelChoice
from extract.model.load import ModelError
from extract.pipeline import Pipeline

FRENCH = (
    "Le maire de la ville a reçu hier les délégués de la Compagnie du Vieux Port dans son bureau. Ils ont parlé de la"
    " pêche et du prix du poisson pendant deux heures, et la Compagnie du Vieux Port a promis de revenir au printemps."
)
ENGLISH = (
    "The mayor of the town met the delegates of the Compagnie du Vieux Port in her office on Monday. They spoke about"
    " fishing and the price of fish for two hours, and the company said that it would be back in the spring."
)
COMPANY = "Compagnie du Vieux Port"


@pytest.fixture(scope="module")
def french_pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a French pipeline that knows one company."""
    nlp = spacy.blank("fr")
    nlp.meta.update(name="harbour", version="1.2.0")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": COMPANY}])  # type: ignore[attr-defined]
    folder = tmp_path_factory.mktemp("french") / "pipeline"
    nlp.to_disk(folder)
    return folder


def test_each_article_goes_to_the_pipeline_of_its_language(french_pipeline: Path) -> None:
    pipeline = Pipeline(f"fr={french_pipeline}")
    articles = [Article("a", "a.txt", ENGLISH), Article("b", "b.txt", FRENCH), Article("c", "c.txt", ENGLISH)]
    english, french, again = pipeline.process(articles)
    assert [record.article.id for record in (english, french, again)] == ["a", "b", "c"]
    assert (english.model, french.model, again.model) == (None, "fr_harbour 1.2.0", None)
    assert (french.language, [entity.name for entity in french.entities]) == ("fr", [COMPANY])
    (flag,) = (flag for flag in french.card.flags if flag.kind == "language")
    assert flag.message.endswith("its names are those of fr_harbour 1.2.0")


def test_without_one_an_article_is_read_as_before(french_pipeline: Path) -> None:
    (with_other,) = Pipeline(f"de={french_pipeline}").process([Article("b", "b.txt", FRENCH)])
    (without,) = Pipeline().process([Article("b", "b.txt", FRENCH)])
    assert with_other == without
    assert without.model is None


def test_a_pipeline_that_is_not_installed_is_told_at_once() -> None:
    with pytest.raises(ModelError, match="no spaCy pipeline 'fr_no_such_thing' is installed"):
        Pipeline("fr=fr_no_such_thing")


@pytest.mark.parametrize(
    ("text", "default", "by_language"),
    [
        (None, None, {}),
        ("en_core_web_sm", "en_core_web_sm", {}),
        ("fr=fr_core_news_sm", None, {"fr": "fr_core_news_sm"}),
        ("de=/models/a=b, own ,fr=x", "own", {"de": "/models/a=b", "fr": "x"}),
    ],
)
def test_a_choice_is_read_as_it_is_written(text: str | None, default: str | None, by_language: dict[str, str]) -> None:
    choice = ModelChoice.parse(text)
    assert (choice.default, choice.by_language) == (default, by_language)
    assert ModelChoice.parse(str(choice)) == choice


def test_records_are_made_anew_where_a_language_gets_a_pipeline(french_pipeline: Path) -> None:
    assert len({fingerprint(), fingerprint(f"fr={french_pipeline}"), fingerprint(f"de={french_pipeline}")}) == 3
