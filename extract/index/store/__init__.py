"""The database of an index: its tables, how articles and records become rows, who may write."""
