"""Groups articles into stories: one happening and its direct follow-ups, across outlets and reprints. No spaCy."""
