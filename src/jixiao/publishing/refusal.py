"""What a form cannot carry is said before anything is written."""


class CannotPublish(ValueError):  # noqa: N818 - says what it is, as in the message
    """无法发布: the document, the place in it, what the form cannot carry, and what to do.

    >>> print(CannotPublish("a.txt", "第 1 张表", "金额的小数太多。", "请核对原件。"))
    a.txt：第 1 张表：金额的小数太多。请核对原件。
    """

    def __init__(self, document: str, place: str, problem: str, advice: str) -> None:
        super().__init__(document, place, problem, advice)
        self.document = document
        self.place = place
        self.problem = problem
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.document}：{self.place}：{self.problem}{self.advice}"
