"""`python -m servanda_cli` is `servanda`."""

from servanda_cli.main import run

if __name__ == "__main__":
    run()
