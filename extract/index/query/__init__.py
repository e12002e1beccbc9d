"""The query language: words, phrases and fields, read with `lark`, compiled to SQL over FTS5."""
