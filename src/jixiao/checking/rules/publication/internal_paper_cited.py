"""PUB006 internal-paper-cited."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject

_SHOWN = 5  # the kind of paper; its title may name a person


@rule("PUB006", since="0.2", words=("publication_internal_paper_words",), despite_damage=True)
def internal_paper_cited(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """引用请示、批示、会议纪要等内部文件。

    请示报告、讨论记录一类过程性信息可以不予公开；在公开表里写出领导批示和请示的题目，等于公开了它的内容，也不说明项目的依据。

    Not allowed:
        项目：原区高新技术试验开发基地有关经费 | 36.10
        目标：根据区长批示《关于解决原区高新技术试验开发基地有关经费的请示》，保障待遇发放。
        1、1-产出指标；13-时效指标；资金拨付及时率；实施周期指标值：100%；年度指标值：100%。

    Allowed:
        项目：原区高新技术试验开发基地有关经费 | 36.10
        目标：保障原区高新技术试验开发基地人员的待遇发放，促进社会稳定。
        1、1-产出指标；13-时效指标；资金拨付及时率；实施周期指标值：100%；年度指标值：100%。

    Known limits:
        已经公开发布的批示、纪要也会提示，由人决定。
    """
    pattern = policy.pattern("publication_internal_papers")
    for text in project.texts:
        match = pattern.search(text.key)
        if match is not None:
            yield Found(
                f"引用了内部文件或领导批示（“…{match.group()[-_SHOWN:]}”）。",
                "公开前请改引已公开的政策文件，或只写项目要达到的目标。",
                at=text.at,
                about=text.of,
            )
            return
