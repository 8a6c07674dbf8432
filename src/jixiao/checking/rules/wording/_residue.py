"""What the residue of a conversion stands for."""

import html
import re

RESIDUE = re.compile(r"[$\\&<_#*\ufffd锟烫屯\x01-\x1f\ue000-\uf8ff]")
"""Without one of these characters a text holds no residue."""
_COMMANDS = {
    "geq": "≥", "ge": "≥", "geqslant": "≥", "leq": "≤", "le": "≤", "leqslant": "≤", "times": "×", "div": "÷",
    "pm": "±", "sim": "~", "cdot": "·", "approx": "≈", "neq": "≠", "ne": "≠", "circ": "°", "gt": ">", "lt": "<",
}  # fmt: skip
_COMMAND = re.compile(r"\\([A-Za-z]+)\s*")
_ESCAPED = re.compile(r"\\([%$&#_{}])")
_WRAPPED = re.compile(r"\\(?:text|mathrm|mathbf|rm)\s*\{([^{}]*)\}")
_FORMULA = re.compile(r"\$([^$]*)\$")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,9}[^<>]{0,200}>")
_STRESSED = re.compile(r"\*\*([^*]{1,200})\*\*|^#{1,3} +")  # Markdown: **bold**, # heading
_NOTHING = re.compile(r"_x000[dDaA]_|\\[rnt](?![A-Za-z])|[\x00-\x08\x0b\x0e-\x1f\ufffe]")


def cleaned(text: str) -> str:
    r"""The text without residue, as far as it says what it stands for; spaces around signs go too.

    >>> cleaned(r"$\geq 80\%$"), cleaned("&gt;=90%"), cleaned(r"满意度 $\geq 80\%$"), cleaned("**3场**")
    ('≥80%', '>=90%', '满意度≥80%', '3场')
    """
    found = _NOTHING.sub("", _TAG.sub("", html.unescape(text)))
    found = _STRESSED.sub(r"\1", found)
    if found.count("$") % 2 == 0:
        found = _FORMULA.sub(r"\1", found)
    found = _WRAPPED.sub(r"\1", found)
    found = _ESCAPED.sub(r"\1", found)
    found = _COMMAND.sub(lambda match: _COMMANDS.get(match[1], match.group()), found)
    if found != text:
        found = re.sub(r"\s*([≥≤×÷±~≈≠])\s*", r"\1", found.replace("\xa0", " ")).strip()
        found = re.sub(r"(?<=\d)\s+(?=[一-龥%])", "", found)
    return found
