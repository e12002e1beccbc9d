"""Rows to records: the pipeline over every article that has none, in processes of their own."""
