"""What lists show is what the whole page says, whether or not all of it was read for them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article, Metadata
from extract.page import dates, read_page
from extract.page.heading import read_heading
from extract.page.opening import find_opening

TEXT = (
    "Harbour Gazette\nFerry aground near the old lighthouse\nPublished: 3 March 2021\n\n"
    "A ferry with forty people on board ran aground on Sunday, and it was not until the evening that they were all"
    " taken off by the coast guard, who said that nobody was hurt.\nShare this article\n"
)
STATED = st.builds(
    Metadata,
    title=st.sampled_from([None, "A ship in the shallows", " Ferry aground near the old lighthouse "]),
    date=st.sampled_from([None, "2021-03-04", "2021-03-04T10:20:00Z", "yesterday", "4 March 2021", "2021-02-31"]),
    source=st.sampled_from([None, "The Bay Times", "Harbour Gazette"]),
    url=st.sampled_from([None, None, "https://bay.example/2021/03/05/ferry"]),
)
PROSE = (
    "The ferry that ran aground on the rocks near the old lighthouse had been built in 1998 for the crossing to the"
    " islands, and it was to be taken out of service, since the yard that had made it was closed for want of orders."
)
TEXTS = (
    *(TEXT, TEXT * 3, "Un traversier s’est échoué.", "3 March 2021\n\nIt rained.", PROSE, f"{PROSE}\n{PROSE}"),
    *(f"March 3\n{PROSE}\n{PROSE} That was on 3 March 2021.", f"BAY TOWN, March 3, 2021 (Bay News) - {PROSE}"),
    *(f"{PROSE} Updated: 3 March 2021", f"{PROSE}\n\n3 March 2021\n\nShare this article"),
    f"From our own man at the quay of the old town September 13th, 2023\n\n{PROSE}",
    *(f"{PROSE}\n3 March\n2021", f"{PROSE}\nMarch 3, 20\u00ad21", f"{PROSE} http://bay.example/2021/03/05/"),
)


@given(STATED, st.sampled_from(TEXTS))
def test_a_heading_says_what_the_page_says(stated: Metadata, text: str) -> None:
    check_heading(Article("a", "a.txt", text, stated))


@pytest.mark.parametrize("path", ["a.txt", "2021-03-06-ferry.txt"])
@pytest.mark.parametrize("text", TEXTS)
def test_a_date_that_no_file_states_is_found_wherever_the_page_has_it(text: str, path: str) -> None:
    check_heading(Article("a", path, text, Metadata(title="A ship in the shallows", source="The Bay Times")))


def check_heading(article: Article) -> None:
    page, found = read_page(article), read_heading(article)
    about = page.dateline
    assert found.title == (about.title.text if about.title else find_opening(article.text, page.boilerplate, about))
    assert found.published == (about.published.value if about.published else None)
    assert found.source == (about.source.text if about.source else None)
    assert found.language == page.language


def test_a_language_that_its_beginning_hides_is_told_when_it_is_not_plainly_english() -> None:
    stated = Metadata(title="Un bac", date="2021-03-04", source="Le Phare")
    text = (
        "Le bac s’est échoué dimanche près du vieux phare, et la nuit tombait déjà quand les passagers ont débarqué. "
    )
    article = Article("a", "a.txt", text * 3, stated)
    assert read_heading(article).language == read_heading(replace(article, metadata=Metadata())).language == "fr"


@given(
    st.datetimes(),
    st.sampled_from(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%f"]),
)
def test_a_date_in_iso_form_is_read_as_any_other(moment: object, form: str) -> None:
    written = f"{moment:{form}}"
    assert dates.read(written) == next((found.value for found in dates.find(written)), None)
