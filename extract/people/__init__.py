"""Who is who in one article: names, the roles beside them, and whom a pronoun or a title means. No spaCy."""
