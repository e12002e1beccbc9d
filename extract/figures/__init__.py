"""Numbers that carry news: how they are written, what they count, which of them matter."""
