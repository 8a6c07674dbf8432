"""How a batch of files went: what is wrong with each, and the exit code of all."""

from jixiao.cli.outcome import Outcome
from jixiao.cli.results import Results
from jixiao.cli.streams import CannotWrite, say

_MOST_NAMES = 500


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
        self._left_out = 0
        self._unreadable = 0
        self._lists: dict[str, list[str]] = {"读不出": [], "读出但写不出": []}

    def add(self, number: int, outcome: Outcome, results: Results) -> bool:
        """Write one outcome and count it; whether it was written."""
        for line in outcome.said:
            say(line)
        for note in outcome.notes:
            say(f"{outcome.name}：{note}")
        if outcome.error is not None:
            say(f"{outcome.name}：{outcome.error.problem}{outcome.error.advice}")
            self._unreadable += 1
            self._lists["读不出"].append(f"{outcome.name}：{outcome.error.problem}")
        written = True
        try:
            results.put(number, outcome)
        except CannotWrite as error:
            if not results.goes_on or error.message is None:
                raise
            say(error.message)
            self._lists["读出但写不出"].append(outcome.name)
            written = False
        if outcome.error is None:
            self._read += 1
            self._open += bool(outcome.code)
        self.code = max(self.code, outcome.code, 0 if written else 2)
        return written and outcome.error is None

    def leave_out(self, code: int) -> None:
        """A file whose result is there already, with the exit code that it asked for."""
        self._left_out += 1
        self._open += bool(code)
        self.code = max(self.code, code)

    def say_all(self) -> None:
        """The end of a batch: how many were read, how many not, and which and why."""
        number = self._read + self._unreadable + self._left_out
        doubtful = f"（其中 {self._open} 个{self._doubtful}）" if self._open else ""
        before = f"，另有 {self._left_out} 个以前已读好" if self._left_out else ""
        say(
            f"共 {number} 个文件：读出 {self._read} 个{before}{doubtful}，"
            f"读不出 {self._unreadable} 个。"
        )
        for what, names in self._lists.items():
            if names:
                more = len(names) - _MOST_NAMES
                rest = [f"…… 还有 {more} 个，见上文。"] if more > 0 else []
                say("\n  ".join([f"{what}的文件：", *names[:_MOST_NAMES], *rest]))
