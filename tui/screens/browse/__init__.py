"""The main screen and what its keys do: moving, finding, selecting, tagging, and long work."""
