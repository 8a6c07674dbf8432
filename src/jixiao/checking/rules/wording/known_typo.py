"""WRD001 known-typo."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.wording._typos import typos
from jixiao.checking.subjects import ProjectSubject


@rule("WRD001", since="0.2", words=("wording_typos",))
def known_typo(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """有常见的错别字、漏字。

    公开文件里的错别字有损严肃，个别的还会改变意思（“拔付”“拨付”）。

    Not allowed:
        项目：工业节能工作经费 | 10.00
        目标：跟据《中华人民共和国清洁生产促进法》等规定，推动企业开展清洁生产。
        1、1-产出指标；11-数量指标；核查数量；实施周期指标值：50个；年度指标值：50个。

    Allowed:
        项目：工业节能工作经费 | 10.00
        目标：根据《中华人民共和国清洁生产促进法》等规定，推动企业开展清洁生产。
        1、1-产出指标；11-数量指标；核查数量；实施周期指标值：50个；年度指标值：50个。

    Known limits:
        只认词表里的写法；同音而各自成词的（“权力”“权利”）不判断；旧的或别地通行的写法（“部份”“帐户”）为较轻的程度。改法只是建议，不自动改。
    """
    known = typos(policy)
    entries = known.known_in(project.text_key, project.pairs)
    if not entries:
        return
    variants = policy.pattern("wording_variants")
    keys = project.keys
    for number in sorted(
        {n for word, _, _ in entries for n, key in enumerate(keys) if word in key}
    ):
        found = known.found_in(keys[number], entries)
        if not found:
            continue
        text = project.text(number)
        said = "，".join(f"“{one.wrong}”疑为“{one.right}”" for one in found)
        yield Found(
            f"{text.label}里{said}。",
            "请核对，确是错别字的改正。",
            at=text.at,
            about=text.of,
            edits=text.edits(known.corrected(text.text, entries)),
            lighter=all(variants.search(one.wrong) for one in found),
        )
