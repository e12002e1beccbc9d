"""Files to rows: which files there are, what changed in them, and what a list shows of each article."""
