"""A line that was struck is left out of later briefs too, and of other lines nothing is said."""

from __future__ import annotations

import pytest

from extract.brief.compose import compose_brief
from extract.brief.values import BriefLine, Source
from extract.brief.verdicts import Verdict, Verdicts, leave_out_struck
from extract.errors import SitrepError
from tests.unit.brief.test_compose import STORY


def line(text: str, *articles: str, part: str = "who") -> BriefLine:
    return BriefLine(part, text, tuple(Source(article, 0, len(text), text) for article in articles))  # type: ignore[arg-type]


def test_a_line_is_the_same_where_it_cites_one_more_article() -> None:
    verdicts = Verdicts([Verdict("who", "Ada Holm", ("a", "b"), "struck")])
    lines = [line("Ada  Holm", "c", "b"), line("Ada Holm", "c"), line("Ada Holm", "a", part="said"), line("Weil", "a")]
    assert list(leave_out_struck(lines, verdicts)) == lines[1:]


def test_the_later_verdict_counts() -> None:
    struck, kept = (Verdict("who", "Ada Holm", ("a",), judgement) for judgement in ("struck", "kept"))
    assert Verdicts([struck, kept]).of("who", "Ada Holm", ["a"]) == "kept"


def test_only_what_was_kept() -> None:
    kept = next(one for one in compose_brief([STORY]) if one.part == "said")
    verdict = Verdict("said", kept.text, tuple(source.article for source in kept.sources), "kept")
    assert list(leave_out_struck(compose_brief([STORY]), Verdicts([verdict]), only_kept=True)) == [kept]


def test_a_verdict_survives_its_document() -> None:
    verdict = Verdict("who", "Ada Holm", ("a", "b"), "struck", "anna", "2031-05-03T10:00:00.000Z")
    assert Verdict.from_document(verdict.to_document()) == verdict


def test_what_is_no_verdict_is_refused() -> None:
    with pytest.raises(SitrepError, match="no verdict"):
        Verdict.from_document({"part": "who", "text": "Ada", "articles": ["a"], "verdict": "perhaps"})
