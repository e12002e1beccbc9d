"""The brief, the card of many articles: what outlets agree on and where they differ, in their own words. No spaCy."""
