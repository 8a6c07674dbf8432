"""Names as keys for matching: what is printed anew each year does not count."""

import re

from jixiao.text import fold, without_years

# 穗财商[2023]64号, with the letters before the bracket where a name does not run into them.
_DOCUMENT_NUMBER = re.compile(
    r"(?:(?<![一-鿿])[一-鿿]{1,6})?[\[(〔【]20[0-9]{2}[\])〕】]第?[0-9]{1,5}号文?"
)
_OTHER_YEARS = re.compile(r"^20[0-9]{2}(?=[一-鿿])|二[〇零○Oo0][一二三四五六七八九〇零○]{2}年度?")
_EMPTY_BRACKETS = re.compile(r"\(\)|\[\]|【】|〔〕|《》|“”|\"\"")

# 第二批, 三期, 2号, A座: names that differ only here are names of different things.
_ORDINAL = re.compile(
    r"第?[0-9一二三四五六七八九十百]+(?=[期批次轮号楼座标段届])|[IVX]+(?=[期批标])|[A-Za-z](?=[区座栋包标])|[0-9]+"
)
_DEPARTMENT_NOTE = re.compile(r"[(（][^()（）]*[)）]$")
_LEAST = 2


def name_key(name: str | None) -> str:
    """A name without years, document numbers, white space and width.

    >>> name_key("（重安排）穗财商[2023]55号市级外贸稳增长财政资金")
    '(重安排)市级外贸稳增长财政资金'
    >>> name_key("2024年教师培训经费") == name_key("教师培训经费（2023年）")
    True
    """
    folded = fold(name or "")
    bare = _DOCUMENT_NUMBER.sub("", folded) if "号" in folded else folded
    bare = _EMPTY_BRACKETS.sub("", _OTHER_YEARS.sub("", without_years(bare)))
    # A name that is nothing but a document number still names something.
    return bare if len(bare) >= _LEAST else folded


def ordinals(key: str) -> tuple[str, ...]:
    """The numbers that tell one of several alike from another.

    >>> ordinals("扶持资金(第二批)"), ordinals("扶持资金")
    (('第二',), ())
    """
    return tuple(sorted(_ORDINAL.findall(key)))


def alike(one: str, other: str, *, least: int = 0) -> int:
    """How alike two keys are, in thousandths; the same from either side. 0 where below ``least``.

    >>> alike("补贴企业数量", "补贴企业家数"), alike("甲", "乙")
    (833, 0)
    """
    # Comparing is all that needs the library.
    from rapidfuzz.distance import Indel  # noqa: PLC0415

    return round(1000 * Indel.normalized_similarity(one, other, score_cutoff=least / 1000))


def bigrams(key: str) -> frozenset[str]:
    """All runs of two characters: what similar names share.

    >>> sorted(bigrams("会议费"))
    ['会议', '议费']
    """
    return frozenset(key[n : n + 2] for n in range(max(1, len(key) - 1)))


def department_key(name: str | None) -> str:
    """A department without the note in brackets that some prints add.

    >>> department_key("某某局（部门）")
    '某某局'
    """
    folded = fold(name or "")
    return _DEPARTMENT_NOTE.sub("", folded) or folded
