"""`python -m statusboard` is the command `statusboard`."""

from statusboard.cli import main

if __name__ == "__main__":
    main()
