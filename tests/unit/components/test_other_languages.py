"""What a card holds of an article in another language than English, and what it does not pretend to."""

from __future__ import annotations

import pytest
from spacy.language import Language

from extract.article import Article, Record
from extract.figures.foreign import figures_of_another_language
from extract.pipeline import process


def read(nlp: Language, text: str) -> Record:
    return next(process(nlp, [Article("a", "a.txt", text)]))


FRENCH = (
    "Le ministre de la Mer a annoncé mardi 3 mars 2026 à Paris l'achat de 12 avions Rafale pour 2,5 milliards d'euros. "
    "« Nous devons garder nos ports ouverts », a déclaré Jean Morel. Le contrat avec Quill Aviation a été signé hier."
)
GERMAN = (
    "Die Regierung hat am 3. März 2026 in Berlin den Kauf von 12 Panzern Leopard 2 für 2,5 Milliarden Euro "
    "beschlossen. „Wir müssen unsere Häfen offen halten“, sagte Anna Weber. Deutschland und Polen unterzeichneten "
    "ein Abkommen."
)
UKRAINIAN = (
    "Міністр моря 3 березня 2026 року оголосив у столиці про закупівлю 12 кораблів за 2,5 млрд євро. "
    "«Ми повинні тримати наші порти відкритими», – сказав Іван Коваль. Угоду підписала Україна."
)


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        (FRENCH, "fr", {"Paris", "Rafale", "Jean Morel"}),
        (GERMAN, "de", {"Berlin", "Leopard 2", "Anna Weber", "Deutschland", "Polen"}),
        (UKRAINIAN, "uk", {"Іван Коваль", "Україна"}),
    ],
)
def test_dates_sums_quotations_and_listed_names_are_found(
    nlp: Language, text: str, language: str, names: set[str]
) -> None:
    record = read(nlp, text)
    assert record.language == language
    assert "2026-03-03" in [moment.value for moment in record.card.when]
    assert (2_500_000_000, "EUR") in [(figure.value, figure.unit) for figure in record.card.figures]
    assert not any("2026" in figure.text or figure.value == 3 for figure in record.card.figures)
    assert [quote.kind for quote in record.card.quotes] == ["direct"]
    assert names <= {mention.text for mention in record.mentions}


@pytest.mark.parametrize("text", [FRENCH, GERMAN, UKRAINIAN])
def test_nothing_is_passed_off_as_english(nlp: Language, text: str) -> None:
    record = read(nlp, text)
    assert [flag.kind for flag in record.card.flags].count("language") == 1
    assert record.card.agreements == ()
    assert not any(mention.text.islower() or " a " in mention.text for mention in record.mentions)
    assert not {"März", "Milliarden", "Le ministre de la Mer", "Міністр"} & {
        mention.text for mention in record.mentions
    }


def test_where_the_comma_is_the_point_the_point_parts_thousands() -> None:
    (spanish,) = figures_of_another_language("Compraron 2.500 tanques.", language="es")
    assert (spanish.text, spanish.value) == ("2.500 tanques", 2500)
    (japanese,) = figures_of_another_language("2.5%", language="ja")
    assert japanese.value == 2.5
