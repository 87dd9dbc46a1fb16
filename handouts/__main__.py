"""Run the handouts command as a module: python -m handouts build."""

from handouts.cli import main

if __name__ == "__main__":
    main()
