"""Widgets: each draws the values that it is given and posts messages; none asks the backend."""
