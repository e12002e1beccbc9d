"""Rows to answers: articles, facets, entities, highlights and lines of context for the browser and the commands."""
