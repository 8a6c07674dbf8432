"""What a form of output cannot carry is said before anything is written."""

from typing import NamedTuple

from jixiao.text import shown


class Uncarried(NamedTuple):
    """One thing that would be lost: where it stands, what it is, and why."""

    where: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}：“{shown(self.what)}”{self.why}"


class CannotCarry(ValueError):  # noqa: N818 - reads as what it says
    """The record holds what this kind of file cannot hold; ``problems`` says all of it."""

    def __init__(self, problems: tuple[Uncarried, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "；".join(map(str, self.problems))
