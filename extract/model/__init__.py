"""The trained recogniser: weights that ship, how to load them or a pipeline of one's own, how they were trained."""
