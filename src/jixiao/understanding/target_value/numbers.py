"""Numbers as printed: digits with thousands marks, Chinese numerals, honest bounds for vague ones."""

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise

DIGITS = r"(?:(?=[0-9]{1,3}+[, ][0-9])(?:[0-9]{1,3}(?:,[0-9]{3}){1,30}(?![0-9])(?:\.[0-9]+)?|[0-9]{1,3}(?:[ ][0-9]{3}){1,30}(?![0-9])|[0-9](?:[ ][0-9]){1,9}(?![0-9.]))|[0-9]+(?:[ ]?\.[0-9]+|))"
"""Arabic digits; a comma or a space counts only between groups of three or between all of them."""

NUMERAL_CHARACTERS = "零〇一二两三四五六七八九十百千"
_CN = NUMERAL_CHARACTERS
_ONE = "一二两三四五六七八九"
NUMERALS = (
    rf"(?:[{_ONE}]?十几|[几数上过][十百千万]|十几|万(?=[余多])|(?<=近)万|半(?=个月|个小时|小时|年|天|个工作日|学期|学年)"
    rf"|[{_CN}]{{1,12}}(?:[万亿][{_CN}]{{1,8}})?(?:点[零〇一二三四五六七八九]{{1,6}})?|[几数](?=[个次家项场年天]))"
)
"""Chinese numerals, vague ones included."""

TENTHS = rf"[{_ONE}]成[{_ONE}半](?![年月日天个名家十百千万亿])"
"""「九成五」: nine tenths and a half."""

NUMERAL_RUN = re.compile(rf"[0-9]+(?:[.,][0-9]+)*|[{_CN}万亿]+")
"""What must have a role wherever it stands."""

NUMERAL = re.compile(rf"[0-9{_CN}万亿]")
"""Whether there is any, told three times as fast."""

_VALUE = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TIMES = {"十": 10, "百": 100, "千": 1000}
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
_VALUE |= {c: _VALUE[n] for c, n in _FORMAL.items() if n in _VALUE}
_TIMES |= {c: _TIMES[n] for c, n in _FORMAL.items() if n in _TIMES}
_BIG = {"万": 10_000, "亿": 100_000_000}
_LONGEST = 18
_DIGIT_BY_DIGIT = 4
_BESIDE = re.compile("一二|[二两]三|三四|四五|五六|六七|七八|八九")

_ODD = re.compile(r"[^\x00-\x7f㐀-鿿（）％，。、；：“”《》≥≤]|\\")
_FORMAL_SIGN = re.compile(f"[{''.join(_FORMAL)}]")
# 「壹佰万元」 is a number, 「壹基金」 and 「陆地」 are none: only before 元, or before a unit and nothing else.
_FORMAL_RUN = re.compile(
    f"(?![零万亿])(?:[{''.join(_FORMAL)}零万亿]{{1,16}}(?=[元圆])"
    # 「叁条」, 「不少于贰拾家」: where nothing else stands.
    f"|(?:(?<![㐀-鿿])|(?<=[于到过达至]))[{''.join(_FORMAL)}零万亿]{{1,16}}"
    "(?=(?:人次|场次|批次|[人个次家项条场户名台套件所座期批篇份列辆处天年])(?:以[上内下])?(?![㐀-鿿])))"
)
# A plain text has none of these: a sign of another width, a backslash, a formal numeral.
_EDGES = [ord("㐀") - 1, *sorted(map(ord, _FORMAL)), ord("鿿") + 1]
_CHINESE = "".join(f"{chr(one + 1)}-{chr(other - 1)}" for one, other in pairwise(_EDGES))
_WIDE = re.compile(rf"[^\x00-\x5b\x5d-\x7f{_CHINESE}。、“”《》≥≤]")
_ODD_DIGIT = re.compile(r"[^\D0-9]")
_TABLE = {ord(c): chr(ord(c) - 0xFEE0) for c in map(chr, range(0xFF01, 0xFF5F))} | {
    ord(found): right
    for right, many in {
        "≥": "≧⩾⪰≽≫",
        "≤": "≦⩽⪯≼≪",
        "=": "═＝﹦",
        ">": "﹥〉",
        "<": "﹤〈",
        "~": "〜∼∽",
        "-": "—–−‐‑―─－",
        "%": "﹪٪",
        "(": "（﹙",
        ")": "）﹚",
        "/": "⁄∕",
        ":": "∶︰﹕",
        "·": "•・‧∙",
        " ": "\u3000\xa0\u200b\u200c\u200d\u2060\ufeff\u2002\u2003\u2009\r\f\v\x1c\x1d\x1e\x1f\x85\u2028\u2029",
        "[": "〔【",
        "]": "〕】",
    }.items()
    for found in many
}
_NARROW = (("（", "("), ("）", ")"), ("％", "%"), ("，", ","), ("；", ";"), ("：", ":"))
_LATEX = {r"\geqslant": "≥", r"\leqslant": "≤", r"\geq": "≥", r"\leq": "≤", r"\ge": "≥", r"\le": "≤",
          r"\%": "%", r"\sim": "~", r"\times": "×", "$": " ", r"\,": " ", r"\ ": " ", r"\>": " "}  # fmt: skip


def normalised(text: str) -> str:
    r"""The text in half width, character for character: every offset stays.

    >>> normalised("（≧９０％）")
    '(≥90%)'
    >>> normalised(r"$\geq 80\%$") == " ≥    80 % "
    True
    """
    if _WIDE.search(text) is None:
        return text
    if _FORMAL_SIGN.search(text):
        text = _FORMAL_RUN.sub(lambda run: "".join(_FORMAL.get(c, c) for c in run[0]), text)
    if _ODD.search(text) is None:
        for found, right in _NARROW:  # faster than translate, and these are nearly all there is
            text = text.replace(found, right)
        return text
    if "\\" in text:
        for found, right in _LATEX.items():
            pad = " " * (len(found) - 1)
            text = text.replace(found, pad + right if right == "%" else right + pad)
    text = text.translate(_TABLE)
    if _ODD_DIGIT.search(text):
        text = _ODD_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    return text


def read_number(text: str) -> tuple[Decimal, Decimal | None] | None:
    """The number of a printed number, or the two bounds of a vague one; None where it is none.

    None also for a number too long to be kept as printed.

    >>> read_number("1,200"), read_number("一百二十")
    ((Decimal('1200'), None), (Decimal('120'), None))
    >>> read_number("十几"), read_number("三"), read_number("个")
    ((Decimal('11'), Decimal('19')), (Decimal('3'), None), None)
    """
    if text.isdecimal() and text.isascii() and len(text) <= _LONGEST:
        return Decimal(text), None
    if text[0] == "负":
        bounds = read_number(text[1:]) if len(text) > 1 else None
        return None if bounds is None else (-bounds[0], None)
    if text.isascii():
        plain = text.replace(",", "").replace(" ", "")
        whole, _, fraction = plain.partition(".")
        if not whole.lstrip("-+").isdigit() or (fraction and not fraction.isdigit()):
            return None
        if len(whole) > _LONGEST or len(fraction) > _LONGEST:
            return None
        number = Decimal(plain)
        return None if "E" in str(number) else (number, None)
    text = "".join(text.split())
    return _vague(text) or _chinese(text)


def _vague(text: str) -> tuple[Decimal, Decimal | None] | None:
    if beside := _BESIDE.search(text):  # 五六个, 三四百, 十五六
        one, other = (_chinese(_BESIDE.sub(digit, text, count=1)) for digit in beside[0])
        return None if one is None or other is None else (one[0], other[0])
    if text == "半":
        return Decimal("0.5"), None
    if text[-1] == "几" and (tens := _chinese(text[:-1] or "零")) is not None:
        low = int(tens[0])
        return (Decimal(2), Decimal(9)) if low == 0 else (Decimal(low + 1), Decimal(low + 9))
    if text[0] in "几数":
        times = _TIMES.get(text[1:]) or _BIG.get(text[1:])
        if times is not None:
            return Decimal(2 * times), Decimal(10 * times - 1)
        return (Decimal(2), Decimal(9)) if len(text) == 1 else None
    return _chinese(text[1:]) if text[0] in "上过" else None


def _chinese(text: str) -> tuple[Decimal, Decimal | None] | None:
    if "成" in text:  # 九成五 is 9.5 tenths
        text = text.replace("成", "点").replace("半", "五")
    whole, point, fraction = text.partition("点")
    if point and (not fraction or not set(fraction) <= _VALUE.keys()):
        return None
    if len(whole) > 1 and set(whole) <= _VALUE.keys():  # 二〇二四: digit by digit
        if len(whole) < _DIGIT_BY_DIGIT:
            return None
        total = int("".join(str(_VALUE[c]) for c in whole))
    else:
        total = section = 0
        digit: int | None = None
        for character in whole:
            if character in _VALUE:
                if digit:
                    return None
                digit = _VALUE[character]
            elif character in _TIMES:
                section += (1 if digit is None else digit) * _TIMES[character]
                digit = None
            elif character in _BIG:
                total = (total + section + (digit or 0) or 1) * _BIG[character]
                section, digit = 0, None
            else:
                return None
        if digit is not None and whole[-2:-1] in ("百", "千"):  # 三百五 is 350
            digit *= _TIMES[whole[-2]] // 10
        total += section + (digit or 0)
    if point:
        return Decimal(f"{total}." + "".join(str(_VALUE[c]) for c in fraction)), None
    return Decimal(total), None
