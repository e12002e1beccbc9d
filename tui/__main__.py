"""`python -m tui` is `sitrep`."""

from tui.cli import main

if __name__ == "__main__":
    main()
