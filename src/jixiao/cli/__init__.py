"""The command line: one file a command; only here is anything said to people."""

from jixiao.cli.program import main

__all__ = ["main"]
