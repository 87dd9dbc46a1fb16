"""Run the handouts command from a checkout: python cli.py build."""

from handouts.__main__ import main

if __name__ == "__main__":
    main()
