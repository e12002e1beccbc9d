"""Whatever is typed is read, or is a mistake with a place."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.index.query.errors import QueryError
from extract.index.query.parse import count_pattern_items, parse
from extract.index.query.tree import And, Field, Not, Or, Pattern, WordSequence


def mistake(act: Callable[[str], object], query: str) -> QueryError | None:
    """Do something with a query, and return what was wrong with it."""
    try:
        act(query)
    except QueryError as error:
        return error
    return None


PIECES = st.sampled_from(
    ["or", "and", "not", "-", "(", ")", '"', "word", "Straße", "*", "=", "~3", "/a[b/", "/x/", "tag:", "date:2024..",
     "is:", "sort:title", "person:", '"a b"', "words:>5", ":", "http://x", "\x00", "\ud800", "é", "東京", "a_b",
     "''", " "]
)  # fmt: skip


@given(
    st.one_of(
        st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
    )
)
def test_any_input_is_a_tree_or_a_mistake_within_it(query: str) -> None:
    error = mistake(parse, query)
    assert error is None or (error.message and 0 <= error.position <= len(query))


@given(st.lists(PIECES, max_size=8).map("".join))
def test_what_is_a_query_is_one_within_parentheses(query: str) -> None:
    if query.strip() not in ("", "*") and mistake(parse, query) is None:
        assert mistake(parse, f"({query}) -is:read") is None


@pytest.mark.parametrize("query", ["oil -", "oil --", "(oil -)", "- oil", "oil & ("])
def test_a_sign_that_stands_alone_says_nothing(query: str) -> None:
    query = query if query.count("(") == query.count(")") else f"{query}gas)"
    assert mistake(parse, query) is None


def test_a_star_alone_asks_for_everything_and_one_within_a_word_is_a_mistake() -> None:
    assert parse(" * ").root is None
    for query, at in (("o*l", 1), ("gas *il", 4), ("gas title:o*l*", 11)):
        error = mistake(parse, query)
        assert error is not None
        assert error.position == at


@pytest.mark.parametrize("query", ["(" * 5000, "-" * 5000 + "a", "a " * 5000, "(a or " * 500 + "b" + ")" * 500])
def test_what_no_person_types_is_a_mistake_and_no_crash(query: str) -> None:
    with pytest.raises(QueryError):
        parse(query)


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("oil and (gas", 12),
        ("oil )", 4),
        ('oil "price', 4),
        ("oil or", 6),
        ("colour:red", 0),
        ("oil colour:red", 4),
        ("oil /[a/", 4),
        ("tag:", 4),
        ("sort:size", 5),
        ("oil or sort:title", 12),
    ],
)
def test_a_mistake_knows_its_place(query: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert caught.value.position == position


def test_what_stands_alone_in_a_headline_is_no_operator() -> None:
    words = [WordSequence((word,), 0).words for word in ("Summit", "what", "next", "says", "Ada")]
    root = parse("Summit: what next - \n says – Ada ?!").root
    assert isinstance(root, And)
    found = [part for one in root.parts for part in (one.parts if isinstance(one, And) else (one,))]
    assert [part.words for part in found] == words


def test_a_misspelt_order_or_a_second_one_is_told() -> None:
    with pytest.raises(QueryError, match="did you mean sort:outlets"):
        parse("ferry sort:outlet")
    with pytest.raises(QueryError, match="stands here twice"):
        parse("ferry sort:date sort:title")
    assert parse("ferry sort:title sort:title").sort == "title"


@pytest.mark.parametrize(
    ("query", "message", "position"),
    [
        ("harbour bad:", "there is no field bad", 8),
        ("harbour date: ", "date: needs a value", 14),
        ("harbour or", "something is missing at the end", 10),
    ],
)
def test_a_field_without_a_value_at_the_end_is_named(query: str, message: str, position: int) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        parse(query)
    assert caught.value.position == position


@pytest.mark.parametrize(
    ("name", "meant"),
    [("persn", "person:"), ("titel", "title:"), ("surce", "source:"), ("since", "date:"), ("outlet", "source:")],
)
def test_a_misspelt_field_is_told_what_it_may_mean(name: str, meant: str) -> None:
    with pytest.raises(QueryError, match=f"did you mean .*{meant}"):
        parse(f"{name}:x")


def test_words_are_anded_and_or_binds_weaker() -> None:
    oil, gas, coal = WordSequence(("oil",), 0), WordSequence(("gas",), 4), WordSequence(("coal",), 11)
    assert parse("oil gas or coal").root == Or((And((oil, gas)), coal))


def test_a_negation_may_stand_first() -> None:
    assert parse("-oil").root == Not(WordSequence(("oil",), 1))
    assert parse("not oil").root == Not(WordSequence(("oil",), 4))


def test_a_hyphen_within_a_word_is_no_negation() -> None:
    assert parse("air-to-air").root == WordSequence(("air", "to", "air"), 0)


@pytest.mark.parametrize(
    ("query", "leaf"),
    [
        ('"letter of intent"', WordSequence(("letter", "of", "intent"), 0)),
        ("procure*", WordSequence(("procure",), 0, prefix=True)),
        ("=US", WordSequence(("US",), 0, exact="US")),
        ('"drone deal"~5', WordSequence(("drone", "deal"), 0, near=5)),
        ("/dr[uo]ne/", Pattern("dr[uo]ne", 0)),
        ("title:drone", WordSequence(("drone",), 6, title=True)),
        ('person:"Anna Kowal"', Field("person", "Anna Kowal", 7, quoted=True)),
        ("tag:aid/*", Field("tag", "aid/*", 4)),
        ("PATH:/srv/news/", Field("path", "/srv/news/", 5)),
        ("14:39", WordSequence(("14", "39"), 0)),
    ],
)
def test_each_form_of_a_term(query: str, leaf: object) -> None:
    assert parse(query).root == leaf


def test_sort_says_how_to_list_and_not_what() -> None:
    query = parse("oil sort:title")
    assert query.root == WordSequence(("oil",), 0)
    assert query.sort == "title"
    assert parse("oil or gas sort:added").root == Or((WordSequence(("oil",), 0), WordSequence(("gas",), 7)))


@pytest.mark.parametrize(
    "query",
    [
        "/a{1000000000}/",
        "/(?:a{1000}){1000}/",
        "/(?:(?:(?:a|b){40}){40}){40}/",
        "/(?x)(a{100}#)\n){100}/",
        f"/{'a' * 501}/",
        f'"{" ".join(map(str, range(21)))}"~9',
        f'"{"the " * 201}"',
        "path:*a*a*a*a*a*a*a*a*b",
        "x " * 10_001,
    ],
)
def test_what_would_take_too_long_to_look_for_is_a_mistake(query: str) -> None:
    assert mistake(parse, query)


SIZED = st.recursive(
    st.sampled_from([("a", 1), (r"\w", 1), ("[^]{9}(]", 1), (r"\(", 1), (".{2,}", 2)]),
    lambda parts: st.one_of(
        st.lists(parts, min_size=1, max_size=4).map(
            lambda some: ("".join(p for p, _ in some), sum(n for _, n in some))
        ),
        st.tuples(parts, st.integers(1, 99)).map(lambda part: (f"(?:{part[0][0]}){{{part[1]}}}", part[0][1] * part[1])),
        st.tuples(parts, parts).map(lambda two: (f"({two[0][0]}|{two[1][0]})", two[0][1] + two[1][1])),
    ),
)
"""Regular expressions with the number of items that they have with all counts written out."""


@given(SIZED)
def test_a_pattern_has_no_more_items_than_are_counted(sized: tuple[str, int]) -> None:
    pattern, size = sized
    assert count_pattern_items(pattern) >= size


def test_what_people_look_for_stays_within_the_bounds() -> None:
    for query in (
        r"/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\b/",
        r"/(?i)\bharbou?r\b.{0,300}\bship.{0,300}sank/",
        '"the the ship"~9',
    ):
        assert parse(query).root is not None
