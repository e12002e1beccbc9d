"""What the browser needs from a corpus and from the analyst's store, said in its own words.

`desk` is the contract; `shown` has what the first frame shows, `beside` all that is asked for later.
"""
