"""What draws on the screen: each widget draws what it is given and posts what was asked of it, nothing more."""
