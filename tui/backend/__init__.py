"""The corpus and the analyst's tag store, as the browser uses them: `Backend`, and its parts by what is asked.

    backend      searches, rows, articles, the work on the index
    annotations  tags, notes, saved searches: what the analyst writes
    facets       what results have in common
    entities     who and what is named, and decisions on them
    comparisons  two articles beside each other
    exports      files for others
    results      the values that the first frame shows

Imports no Textual, so that it can be tested and used without a screen.
"""
