"""`python -m server` is the `glosslight` command."""

from server.cli import main

main()
