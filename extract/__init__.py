"""Text in, facts out: reads news articles and derives a card from each. Knows nothing of the terminal."""
