"""What a browser says it is, in words that its user knows."""

from django import template

register = template.Library()

# The first that stands in the text: each also names those whose pages it wants to be shown.
_BROWSERS = ("Edg", "360SE", "QQBrowser", "MicroMessenger", "OPR", "Firefox", "Chrome", "Safari")
_SAID = {"Edg": "Edge", "360SE": "360", "OPR": "Opera", "MicroMessenger": "WeChat"}
_SYSTEMS = ("HarmonyOS", "Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")


@register.filter
def browser(text: str) -> str:
    """Browser and system; a text that names neither as it is, cut.

    >>> browser("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120.0 Safari/537.36 Edg/120.0")
    'Edge · Windows'
    """
    found = [next((name for name in names if name in text), "") for names in (_BROWSERS, _SYSTEMS)]
    return " · ".join(_SAID.get(name, name) for name in found if name) or text[:60]
