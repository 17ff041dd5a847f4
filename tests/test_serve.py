"""The built book is served on this machine only, on a port that is free."""

from __future__ import annotations

import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from exercises.site.serve import HOST, Handler, server


@pytest.fixture
def folder(tmp_path) -> Path:
    """Return a folder with a page, beside a file that is not to be served."""
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    book = tmp_path / "book"
    book.mkdir()
    (book / "index.html").write_text("<h1>Hello</h1>", encoding="utf-8")
    return book


@contextmanager
def serving(folder: Path) -> Iterator[ThreadingHTTPServer]:
    """Serve *folder* on any free port, for a while."""
    with server(folder, 0) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, args=[0.01])
        thread.start()
        try:
            yield httpd
        finally:
            httpd.shutdown()
            thread.join()


def taken() -> socket.socket:
    """Return a socket that listens on a port of its own."""
    busy = socket.socket()
    busy.bind((HOST, 0))
    busy.listen()
    return busy


def test_a_page_is_served(folder):
    """The folder's index is what a browser gets at the address."""
    with serving(folder) as httpd, urlopen(f"http://{HOST}:{httpd.server_port}/") as page:
        assert page.read() == b"<h1>Hello</h1>"
        assert page.headers.get_content_type() == "text/html"


def test_a_rebuilt_page_is_a_new_page(folder):
    """The browser is told to ask again each time, so that an edit is seen at once."""
    with serving(folder) as httpd, urlopen(f"http://{HOST}:{httpd.server_port}/") as page:
        assert page.headers["Cache-Control"] == "no-cache"


def test_nobody_else_is_served(folder):
    """The server listens to this machine and to no other."""
    with server(folder, 0) as httpd:
        assert httpd.server_address[0] == "127.0.0.1"


@pytest.mark.parametrize("path", ["nothing.html", "../secret.txt", "%2e%2e/secret.txt"])
def test_nothing_else_is_served(folder, path):
    """What is not in the folder is not found, and neither is what lies beside it."""
    with (
        serving(folder) as httpd,
        pytest.raises(HTTPError, match="404") as caught,
        urlopen(f"http://{HOST}:{httpd.server_port}/{path}"),
    ):
        pass

    caught.value.close()


def test_pages_are_served_in_silence(folder, capfd):
    """A page that is asked for leaves no line on the terminal."""
    with serving(folder) as httpd, urlopen(f"http://{HOST}:{httpd.server_port}/") as page:
        page.read()

    assert capfd.readouterr() == ("", "")


def test_a_busy_port_is_passed_over(folder):
    """If the first port is taken, a later one is used."""
    with taken() as busy:
        port = busy.getsockname()[1]

        with server(folder, port) as httpd:
            assert port < httpd.server_port < port + 100


def test_no_free_port_is_said(folder):
    """If none of the ports is free, the message names them and says what to do."""
    with taken() as busy:
        port = busy.getsockname()[1]

        with pytest.raises(OSError, match=f"^no port from {port} to {port} is free; stop another"):
            server(folder, port, 1)


@pytest.mark.parametrize(("error", "told"), [(BrokenPipeError, False), (ValueError, True)])
def test_a_reader_who_leaves_is_no_fault(folder, capsys, error, told):
    """A connection that the browser ends is passed over; any other fault is shown."""
    with server(folder, 0) as httpd:
        try:
            raise error
        except error:
            httpd.handle_error(None, (HOST, 1))

    assert (error.__name__ in capsys.readouterr().err) == told


def answer(httpd: ThreadingHTTPServer, request: bytes) -> bytes:
    """Return the first line that the server sends to a raw *request*."""
    with socket.create_connection((HOST, httpd.server_port), timeout=10) as client:
        client.sendall(request)
        return client.makefile("rb").readline()


@pytest.mark.parametrize("path", ["/%00", "/a%00b.html", "/%ED%A0%80", "/..%2f..%2fetc/passwd"])
def test_an_address_that_is_none_gets_an_error_and_no_traceback(folder, path, capsys):
    """NUL, half a character and dots that lead out are answered in a line."""
    with serving(folder) as httpd:
        host = f"Host: localhost:{httpd.server_port}"
        line = answer(httpd, f"GET {path} HTTP/1.0\r\n{host}\r\n\r\n".encode())

    assert line.split()[1] in (b"400", b"404")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such links and pipes")
@pytest.mark.parametrize(
    "path",
    ["out.txt", "out/secret.txt", "led", "led/", "led/index.html", "round", "pipe", "piped/",
     "piped/index.html", "empty/", "empty", ".git/config", "%2egit/config", "a/.hidden", "shown",
     ".well-known/", "old/", "index.html/"],
)  # fmt: skip
def test_only_files_of_the_folder_are_served(folder, path):
    """Links out, pipes, what begins with a dot and folders without an index are not found."""
    for name in ("led", "piped", "empty", ".git", "a", ".well-known", "old"):
        (folder / name).mkdir()
    for name in (".git/config", "a/.hidden", ".well-known/index.html", "old/index.htm"):
        (folder / name).write_text("secret", encoding="utf-8")
    (folder / "out.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "out").symlink_to(folder.parent)
    (folder / "led" / "index.html").symlink_to(folder.parent / "secret.txt")
    (folder / "round").symlink_to("round")
    (folder / "shown").symlink_to(".git/config")
    for name in ("pipe", "piped/index.html"):
        os.mkfifo(folder / name)
    with serving(folder) as httpd:
        asked = f"GET /{path} HTTP/1.1\r\nHost: localhost:{httpd.server_port}\r\n\r\n"
        line = answer(httpd, asked.encode())

    assert line.split()[1] in (b"400", b"404")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_within_the_folder_is_followed(folder):
    """A folder that is itself a link is served, and so is a link in it to one of its pages."""
    (folder / "other.html").symlink_to("index.html")
    linked = folder.parent / ".linked"
    linked.symlink_to(folder)
    with (
        serving(linked) as httpd,
        urlopen(f"http://{HOST}:{httpd.server_port}/other.html") as page,
    ):
        assert page.read() == b"<h1>Hello</h1>"


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("Host: localhost:{port}", b"200"),
        ("Host: 127.0.0.1:{port}", b"200"),
        ("Host: [::1]:{port}", b"200"),
        ("hOST:  LocalHost.:{port} ", b"200"),
        ("Host: evil.example:{port}", b"421"),
        ("Host: localhost.evil.example:{port}", b"421"),
        ("Host: evil.localhost:{port}", b"421"),
        ("Host: [::2]:{port}", b"421"),
        ("Host: localhost..:{port}", b"421"),
        ("Host: 2130706433:{port}", b"421"),
        ("Host: localhost", b"421"),
        ("Host: localhost:1", b"421"),
        ("Host: 127.0.0.1:99999", b"421"),
        ("Host: localhost:{port}@evil.example", b"400"),
        ("Host: evil.example@localhost:{port}", b"400"),
        ("Host: http://localhost:{port}", b"400"),
        ("Host: localhost:{port}/", b"400"),
        ("Host: localhost:{port}:{port}", b"400"),
        ("Host: localhost:+{port}", b"400"),
        ("Host: ::1:{port}", b"400"),
        ("Host: localhost:{port}\r\n evil.example", b"400"),
        ("Host: localhost:{port}\r\nHost: evil.example", b"400"),
        ("Host: localhost:{port}, evil.example", b"400"),
        ("Host:", b"400"),
        ("Accept: */*", b"400"),
    ],
)
@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_it_answers_to_its_own_names_only(folder, host, code, version, capsys):
    """A page elsewhere whose name was turned to this machine gets nothing, nor does an odd one."""
    with serving(folder) as httpd:
        lines = host.format(port=httpd.server_port)
        line = answer(httpd, f"GET / HTTP/{version}\r\n{lines}\r\n\r\n".encode())

    assert line.split()[1] == code
    assert (code == b"200") == (b" OK" in line)
    assert (code != b"200") == (f"Ask for 127.0.0.1:{httpd.server_port} or".encode() in line)
    assert capsys.readouterr().err == ""


def test_another_server_is_not_asked_through_this_one(folder):
    """An address in full, as a proxy is asked, is not one of the folder."""
    with serving(folder) as httpd:
        host = f"Host: localhost:{httpd.server_port}"
        line = answer(httpd, f"GET http://evil.example/ HTTP/1.1\r\n{host}\r\n\r\n".encode())

    assert line.split()[1] == b"404"


def test_a_client_that_says_nothing_is_let_go(folder, monkeypatch):
    """Who opens a connection and is silent does not hold it for ever."""
    monkeypatch.setattr(Handler, "timeout", 0.2)
    with (
        serving(folder) as httpd,
        socket.create_connection((HOST, httpd.server_port), timeout=10) as client,
    ):
        client.sendall(b"GET / HT")
        assert client.recv(100) == b""
