"""How a batch of files went: what is wrong with each, and the exit code of all."""

from jixiao.cli.outcome import Outcome
from jixiao.cli.results import Results
from jixiao.cli.streams import CannotWrite, say


class Tally:
    """How it went: says what is wrong as it comes, and counts.

    Args:
        doubtful: What is said of files that were read and yet ask for an exit code.
    """

    def __init__(self, doubtful: str) -> None:
        self.code = 0
        self._doubtful = doubtful
        self._read = 0
        self._open = 0
        self._unreadable: list[str] = []
        self._unwritten: list[str] = []

    def add(self, outcome: Outcome, results: Results) -> None:
        """Write one outcome and count it."""
        for note in outcome.notes:
            say(f"{outcome.name}：{note}")
        if outcome.error is not None:
            say(f"{outcome.name}：{outcome.error.problem}{outcome.error.advice}")
            self._unreadable.append(outcome.name)
        try:
            results.put(outcome)
        except CannotWrite as error:
            if not results.goes_on or error.message is None:
                raise
            say(error.message)
            self._unwritten.append(outcome.name)
        if outcome.error is None:
            self._read += 1
            self._open += bool(outcome.code)
        self.code = max(self.code, outcome.code, 2 if self._unwritten else 0)

    def say_all(self) -> None:
        """The end of a batch: how many were read, how many not, and which."""
        number = self._read + len(self._unreadable)
        doubtful = f"（其中 {self._open} 个{self._doubtful}）" if self._open else ""
        say(
            f"共 {number} 个文件：读出 {self._read} 个{doubtful}，读不出 {len(self._unreadable)} 个。"
        )
        for what, names in (("读不出", self._unreadable), ("读出但写不出", self._unwritten)):
            if names:
                say("\n  ".join([f"{what}的文件：", *names]))
