"""The command line: a thin layer over the core and over `servanda_app.actions`.

For: arguments in, words or JSON out, exit codes. Not for: any decision of its own.
Invariants: results go to stdout, talk to stderr; every command speaks `--json` with a schema name; a
command is one file in `commands/`, imported only when it is called, so that the program starts fast.
"""
