"""`python -m scraper` is the `gongwen` command."""

from scraper.cli import main

if __name__ == "__main__":
    main()
