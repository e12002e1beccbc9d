"""The corpus on disk: scanned, extracted, searched. Disposable: it can be deleted and is built again.

    corpus = Corpus.locate(["seeds"])          # where its data lives; raises SitrepError
    index = Index.open(corpus)                 # read side, any thread; empty where nothing was scanned yet
    results = index.search("lecornu -drone", sort="date", overlay=overlay)   # raises QueryError(message, position)
    results.count; results.page(0, 50)         # exact; list[Row], newest first
    results.ids(); results.index_of(id)        # iterator of ids; place among the hits or None
    index.article(id, overlay)                 # StoredArticle(article, record | None, state, title, error), or None
    index.hits(query, stored, overlay)         # where its terms stand in an article: spans of code points
    with cancellation.scope(): ...             # Cancellation(): .cancel() ends what is read within, by Cancelled
    index.facets(results, "person", overlay)   # list[Facet(field, value, count, query)]; index.timeline(results) by day
    index.entities("PERSON", like="lecornu")   # list[EntityRow]; index.list_cooccurring(row.key): who stands with it
    index.counts(); index.faults()             # Counts; list[Fault]
    work = Background(corpus, on_progress)     # both phases in a process of their own
    work.want(ids); work.stop(); work.running

Guarantees. Nothing here imports spaCy or numpy. `Index` may be used from several threads, which all read the file that
was opened, a `Results` by one at a time; `index.replaced` tells when another file was put there, or none. Readers
never block the writer nor it them (WAL): a search sees the articles that were committed when it ran, so search again
when `Progress` tells of more. The first page of a query costs a page, not its hits; `count` counts them; `index_of`
and pages past the first 2,000 rows gather the row ids of all hits once (8 bytes a hit; about 0.2 s for a million), so
call these on a worker thread, in the scope of a `Cancellation`. Patterns have limits: `results.cut` says what they
left out.

Who may only read the corpus reads the index beside it while others write it: they find the `-wal` and `-shm` files that
its last writer left (`store.schema.close`), and where these are missing have an index of their own.

Inside: `store` is the database, `scan` goes from files to rows, `extraction` from rows to records, `query` reads and
compiles queries, `search` answers them; `build`, `background`, `service` and `cluster` run both phases over a corpus.
"""

from extract.index.background import Background
from extract.index.corpus import Corpus
from extract.index.overlay import Overlay
from extract.index.progress import Progress
from extract.index.query.errors import QueryError
from extract.index.search.connections import Cancellation, Cancelled
from extract.index.search.database import Counts, StoredArticle
from extract.index.search.index import Index
from extract.index.search.results import Results
from extract.index.search.rows import Row

__all__ = [
    "Background",
    "Cancellation",
    "Cancelled",
    "Corpus",
    "Counts",
    "Index",
    "Overlay",
    "Progress",
    "QueryError",
    "Results",
    "Row",
    "StoredArticle",
]
