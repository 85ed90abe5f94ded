"""The command line: arguments in, the same calls as in the library, tables out."""


def main() -> None:
    """Run the command line; the entry point of the installed program."""
    from restride.cli.program import run

    run()
