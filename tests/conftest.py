"""What holds for every test."""

from hypothesis import settings

settings.register_profile("sitrep", deadline=None)  # how long an example takes is a matter of the machine, not a fault
settings.load_profile("sitrep")
