"""Where a request comes from, also behind a server of the office's own."""

from collections.abc import Callable, Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

Networks = tuple[IPv4Network | IPv6Network, ...]


def networks(text: str) -> Networks:
    """The addresses and networks that a setting names, with commas between.

    Raises:
        ImproperlyConfigured: One of them is none.

    >>> networks("127.0.0.1, 10.0.0.0/8")
    (IPv4Network('127.0.0.1/32'), IPv4Network('10.0.0.0/8'))
    """
    try:
        return tuple(ip_network(one.strip()) for one in text.split(",") if one.strip())
    except ValueError as error:
        raise ImproperlyConfigured(
            f"JIXIAO_TRUSTED_PROXIES 里有不是地址的内容：{error}。"
            "请写前面服务器的地址，例如 127.0.0.1 或 10.0.0.0/8，几个用逗号隔开。"
        ) from None


def visitor(peer: str, forwarded: str, trusted: Networks) -> str:
    """The nearest address that is none of the office's own servers.

    Anybody may write an X-Forwarded-For; only what a trusted server appended to it counts, so it
    is read from its end.

    >>> visitor("127.0.0.1", "6.6.6.6, 10.1.2.3", networks("127.0.0.1"))
    '10.1.2.3'
    """
    for hop in reversed(forwarded.split(",")):
        if not _within(peer, trusted) or not hop.strip():
            break
        peer = hop.strip()
    return peer


def _within(address: str, trusted: Iterable[IPv4Network | IPv6Network]) -> bool:
    try:
        return any(ip_address(address) in one for one in trusted)
    except ValueError:
        return False


class VisitorAddress:
    """Puts the visitor's address in place of the proxy's, for whatever locks out or counts.

    What anybody else forwards, HTTPS included, is not believed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer to the request as if it had come without a proxy."""
        if settings.TRUSTED_PROXIES:
            peer, forwarded = (
                request.META.get(name, "") for name in ("REMOTE_ADDR", "HTTP_X_FORWARDED_FOR")
            )
            if not _within(peer, settings.TRUSTED_PROXIES):
                request.META.pop("HTTP_X_FORWARDED_PROTO", None)
            request.META["REMOTE_ADDR"] = visitor(peer, forwarded, settings.TRUSTED_PROXIES)
        return self._get_response(request)


def syslog_address(text: str) -> str | tuple[str, int]:
    """Where logs are sent: a socket of this machine, such as ``/dev/log``, or a host and its port."""
    if text.startswith("/"):
        return text
    host, _colon, port = text.partition(":")
    return host, int(port or 514)
