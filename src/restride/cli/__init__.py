"""The command line: arguments in, the same calls as the library, tables out."""
