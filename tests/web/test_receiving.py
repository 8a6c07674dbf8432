"""Where one request ends and the next begins: asked over a bare socket, of the server as it is started."""

import re
import socket
import threading

import pytest

from jixiao.web import serving

FILE = "/static/desk/desk.css"
NEXT = f"GET {FILE} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n"


@pytest.fixture(scope="module")
def port(django_db_setup):
    server = serving.make_server("127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    serving.close(server)
    thread.join(10)


def _answers(port, said):
    """The status of each answer until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(said.encode("latin-1"))
        came = b""
        while part := connection.recv(65536):
            came += part
    return re.findall(r"HTTP/1\.[01] (\d{3}) ", came.decode("latin-1"))


def _request(headers, body="", version="1.1"):
    return f"GET {FILE} HTTP/{version}\r\nHost: 127.0.0.1\r\n{headers}\r\n{body}"


def test_a_plain_request_and_a_chunked_one_end_where_they_say(port):
    plain = _request("Content-Length: 3\r\n", "abc")
    chunked = _request(CHUNKED, "3\r\nabc\r\n0\r\n\r\n")

    for one in (plain, chunked):
        assert _answers(port, one + NEXT) == ["200", "200"]


@pytest.mark.parametrize(
    "request_",
    [
        _request(f"Content-Length: 3\r\n{CHUNKED}", "0\r\n\r\n"),
        _request(f"{CHUNKED}Content-Length: 5\r\n", "0\r\n\r\n"),
        _request("content-length: 5\r\ntransfer-encoding: identity\r\n", "0\r\n\r\n"),
        _request(CHUNKED, "0\r\n\r\n", version="1.0"),
        _request("Content-Length: 3\r\nContent-Length: 5\r\n", "abc"),
        _request("Content-Length: +3\r\n", "abc"),
        _request("Content-Length: 3_0\r\n", "abc"),
        _request("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"),
        _request("X: a\nContent-Length: 3\r\n", "abc"),
        _request(CHUNKED, "-1\r\nabc\r\n0\r\n\r\n"),
        _request(CHUNKED, "0x3\r\nabc\r\n0\r\n\r\n"),
        _request(CHUNKED, "3\nabc\n0\n\n"),
    ],
    ids=["length and chunks", "chunks and length", "identity", "chunks in 1.0", "two lengths",
         "signed", "underscored", "space before colon", "bare line feed",
         "negative chunk", "chunk with prefix", "chunk after a bare line feed"],
)  # fmt: skip
def test_a_request_of_unclear_length_is_refused_and_nothing_after_it_answered(port, request_):
    assert _answers(port, request_ + NEXT) == ["400"]


def test_a_coding_that_nobody_knows_is_refused(port):
    assert _answers(port, _request("Transfer-Encoding: gzip, chunked\r\n") + NEXT) == ["501"]
