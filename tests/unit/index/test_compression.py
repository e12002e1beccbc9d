"""An article comes back from the index as it went in."""

from __future__ import annotations

import pytest

from extract.article import Article, Flag, Metadata
from extract.index.store.compression import ArticleCompressor, encode_article


@pytest.mark.parametrize("said", ['Zoë "q" \\ \x01\u2028', "half \udc80 of a pair"])
def test_what_is_said_of_an_article_is_read_back_as_it_was(said: str) -> None:
    article = Article("id", "path", "A line.\nHalf \udc80 of one.", Metadata(title=said), 3, (Flag("other", said),))
    compressor = ArticleCompressor(None)
    assert compressor.decode_article(compressor.compress(encode_article(article)), "id", "path", 3) == article
