"""Whether any word of a list occurs in a project's text: most are ruled out by one character."""

from collections.abc import Iterable
from functools import cache

from jixiao.checking.subjects import ProjectSubject

# Characters that nearly every project has; a word is looked for by another one, if it has any.
_COMMON = frozenset(
    "的一工作项目资金经费完成率数量指标值年度实施周期产出效益社会经济服务对象满意质时企业管理发展开保障"
    "提升人员及区市政府建设展推进动全行对口帮扶支持促高有不业务活中心专项局合扶持理情况通过组织本"
)


class WordGate:
    """Words, each filed under one of its characters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._filed: dict[str, tuple[str, ...]] = {}
        for word in words:
            rare = [character for character in word if character not in _COMMON]
            key = rare[0] if rare else word[0]
            self._filed[key] = (*self._filed.get(key, ()), word)
        self._keys = frozenset(self._filed)

    def opens(self, project: ProjectSubject) -> bool:
        """Whether one of the words occurs in the project's folded text."""
        text = project.text_key
        return any(
            word in text
            for character in self._keys & project.characters
            for word in self._filed[character]
        )


@cache
def gate(words: tuple[str, ...]) -> WordGate:
    """The gate of a list, made once."""
    return WordGate(words)
