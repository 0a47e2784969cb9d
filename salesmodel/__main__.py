"""`python -m salesmodel VERB`: the command line."""

import sys

from salesmodel.cli import main

if __name__ == "__main__":
    sys.exit(main())
