"""Looks at links: what readers would find there, and that nothing of anybody's own house is ever asked for it."""

import asyncio
import datetime
import gzip
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bot.link_looks import AT_ONCE_TO_A_HOST, LinkLooks
from bot.publishers.public_web import PublicWeb, is_public
from handlers.checks.link_reader import Dead, Looked
from storage.link_checks import Verdict

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter, str], Awaitable[None]]

OUT_THERE = "127.0.0.1"
"""What stands for the public web in these tests; every other loopback address is inside."""
INSIDE = ("127.0.0.2", "127.1.2.3")


@dataclass
class House:
    """A server that counts who came, by the address at which they knocked."""

    knocks: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    port: int = 0
    answers: dict[str, Answer] = field(default_factory=dict)

    @property
    def outside(self) -> str:
        return f"http://site.out:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.knocks.append(str(writer.get_extra_info("sockname")[0]))
        try:
            line = (await reader.readline()).decode()
            while (await reader.readline()).strip():
                pass
            method, path, *_ = line.split() or ("", "", "")
            self.asked.append(f"{method} {path}")
            await self.answers.get(path, status(200))(reader, writer, method)
        except (ConnectionError, ValueError):
            pass
        finally:
            writer.close()


def status(code: int, *headers: str, body: bytes = b"") -> Answer:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, method: str) -> None:
        port = str(writer.get_extra_info("sockname")[1])
        head = [f"HTTP/1.1 {code} Said", f"Content-Length: {len(body)}", "Connection: close", *headers]
        writer.write("\r\n".join([*head, "", ""]).replace("{port}", port).encode() + (body if method == "GET" else b""))
        await writer.drain()

    return answer


async def silence(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter, _method: str) -> None:
    """Until the other side has had enough."""
    await reader.read()


async def endless(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _method: str) -> None:
    """A body that never ends: whoever read it would never be done."""
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + bytes(65536) + b"\r\n")
        await writer.drain()


async def endless_head(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _method: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-More: " + b"x" * 8000 + b"\r\n")
        await writer.drain()


async def nonsense(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _method: str) -> None:
    writer.write(b"\x16\x03\x01 this is no HTTP at all\r\n\r\n")
    await writer.drain()


@asynccontextmanager
async def opened(house: House, context: ssl.SSLContext | None = None) -> AsyncIterator[House]:
    """On every loopback address of the machine, at one port."""
    first = socket.create_server((OUT_THERE, 0))
    house.port = first.getsockname()[1]
    sockets = [first, *(socket.create_server((one, house.port)) for one in INSIDE)]
    sockets.append(socket.create_server(("::1", house.port), family=socket.AF_INET6))
    servers = [await asyncio.start_server(house.serve, sock=one, ssl=context) for one in sockets]
    try:
        yield house
    finally:
        for one in servers:
            one.close()


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with opened(House()) as found:
        yield found


NAMES = {
    "site.out": [OUT_THERE],
    "metadata.out": ["169.254.169.254"],
    "inside.out": ["127.0.0.2"],
    "both.out": [OUT_THERE, "127.0.0.2"],
    "mapped.out": ["::ffff:127.0.0.2"],
    "private.out": ["10.1.2.3"],
    "carrier.out": ["100.64.0.9"],
    "unique.out": ["fd00::1"],
    "link.out": ["fe80::1%1"],
    "nat64.out": ["64:ff9b::7f00:2"],
    "sixtofour.out": ["2002:7f00:2::"],
    "teredo.out": ["2001:0:4136:e378:8000:63bf:3fff:fdd2"],
    "many.out": ["224.0.0.1"],
    "nowhere.out": [],
}
"""What a hostile name server says of these names; every other name is no name to it."""


async def lying(host: str, port: int) -> list[str]:
    if host == "gone.out":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if host == "later.out":
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    if host in NAMES:
        return NAMES[host]
    # As this machine reads numbers, however they are written; no name is asked of anybody.
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(entry[4][0]) for entry in found]


def allowed(address: str) -> bool:
    return address == OUT_THERE or is_public(address)


def looks(whole: float = 5.0) -> LinkLooks:
    """Loopback's first address stands for the public web; any port will do, so that only the address protects."""
    web = PublicWeb(allows=allowed, ports=frozenset(), resolve=lying, whole=whole)
    return LinkLooks(web, whole)


HOSTILE = (
    *("http://localhost:{port}/", "http://localhost.:{port}/", "http://LOCALHOST:{port}/", "http://127.0.0.2:{port}/"),
    *("http://127.1.2.3:{port}/", "http://2130706434:{port}/", "http://0x7f000002:{port}/", "http://0x7f.2:{port}/"),
    *("http://0177.0.0.02:{port}/", "http://017700000002:{port}/", "http://127.2:{port}/", "http://0.0.0.0:{port}/"),
    *("http://0:{port}/", "http://[::1]:{port}/", "http://[0:0:0:0:0:0:0:1]:{port}/", "http://[::]:{port}/"),
    *("http://[::ffff:127.0.0.2]:{port}/", "http://[::ffff:7f00:2]:{port}/", "http://[64:ff9b::7f00:2]:{port}/"),
    *("http://[2002:7f00:2::]:{port}/", "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]:{port}/"),
    *("http://[fe80::1%251]:{port}/", "http://[fd00::1]:{port}/", "http://169.254.169.254/latest/meta-data/"),
    *("http://metadata.google.internal/", "http://10.0.0.1:{port}/", "http://172.16.0.1:{port}/"),
    *("http://192.168.1.1:{port}/", "http://100.64.0.1:{port}/", "http://224.0.0.1:{port}/", "http://intranet:{port}/"),
    *("http://printer.local:{port}/", "http://acorn.example:{port}/", "http://１２７.０.０.２:{port}/"),
    *("http://127。0。0。2:{port}/", "http://①②⑦.⓪.⓪.②:{port}/", "http://site.out@127.0.0.2:{port}/"),
    *("http://user:word@site.out:{port}/", "http://site.out:{port}@127.0.0.2:{port}/"),
    *("http://127.0.0.2:{port}#@site.out/", "http://127.0.0.2:{port}?@site.out/", "http://127.0.0.2:{port}\\@site.out/"),
    *("ftp://127.0.0.2:{port}/", "file:///etc/passwd", "gopher://127.0.0.2:{port}/_x", "http:///127.0.0.2:{port}"),
    *("http://site.out:0/", "http://site.out:99999/", "http://site.out:{port}x/", "http://[::1", "http://%31%32%37.0.0.2:{port}/"),
    *("http://metadata.out/", "http://inside.out:{port}/", "http://both.out:{port}/", "http://mapped.out:{port}/"),
    *("http://private.out:{port}/", "http://carrier.out:{port}/", "http://unique.out:{port}/", "http://link.out:{port}/"),
    *("http://nat64.out:{port}/", "http://sixtofour.out:{port}/", "http://teredo.out:{port}/", "http://many.out:{port}/"),
    *("http://nowhere.out:{port}/", "http://gone.out:{port}/", "http://later.out:{port}/"),
    *("http://ex ample.out:{port}/", "http://" + "a" * 64 + ".out:{port}/", "http://\x00site.out:{port}/"),
    *("http://site.out:{port}/" + "x" * 3000, ""),
)  # fmt: skip


async def test_no_hostile_address_is_contacted(house: House) -> None:
    """Each is looked at as it stands, and as where an honest page out there leads to."""
    assert len(HOSTILE) >= 30
    eyes = looks()
    for written in HOSTILE:
        address = written.replace("{port}", str(house.port))
        found = await eyes.look(address)
        assert found.verdict in (Verdict.INSIDE, Verdict.UNCERTAIN, Verdict.BROKEN), address
        assert house.knocks == [], address


async def test_no_redirect_leads_to_a_hostile_address(house: House) -> None:
    eyes = looks()
    tried = 0
    for written in HOSTILE:
        address = written.replace("{port}", str(house.port))
        if not address.isascii() or not address.isprintable() or not address.startswith(("http://", "ftp", "file")):
            continue
        house.knocks.clear()
        house.answers["/out"] = status(302, f"Location: {address}")
        await eyes.look(f"{house.outside}/out")
        assert set(house.knocks) == {OUT_THERE} and len(house.knocks) <= 2, address
        tried += 1
    assert tried >= 30


async def test_with_the_usual_ports_alone_nobody_knocks_at_another(house: House) -> None:
    found = await LinkLooks(PublicWeb(allows=allowed, resolve=lying)).look(f"{house.outside}/")
    assert found == Looked(Verdict.UNCERTAIN) and not house.knocks


async def test_a_name_that_changes_its_mind_gains_nothing(house: House) -> None:
    """Asked once, and connected to what was checked."""
    said: list[str] = []

    async def turning(host: str, port: int) -> list[str]:
        said.append(host)
        return [OUT_THERE] if len(said) == 1 else ["127.0.0.2"]

    eyes = LinkLooks(PublicWeb(allows=allowed, ports=frozenset(), resolve=turning))
    assert (await eyes.look(f"{house.outside}/")).verdict == Verdict.OK
    assert (await eyes.look(f"{house.outside}/")).verdict == Verdict.INSIDE
    assert set(house.knocks) == {OUT_THERE}


OTHER = "http://other.out:{port}"


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (status(200), Looked(Verdict.OK, 200)),
        (status(204), Looked(Verdict.OK, 204)),
        (status(404), Looked(Verdict.BROKEN, 404, why=Dead.MISSING)),
        (status(410), Looked(Verdict.BROKEN, 410, why=Dead.MISSING)),
        *((status(code), Looked(Verdict.UNCERTAIN, code)) for code in (401, 403, 406, 429, 451, 500, 503, 999)),
        (status(302), Looked(Verdict.UNCERTAIN, 302)),
        (status(301, "Location: /page"), Looked(Verdict.OK, 200)),
        (status(302, "Location: //site.out:{port}/other"), Looked(Verdict.OK, 200)),
        (status(302, f"Location: {OTHER}/b#c"), Looked(Verdict.REDIRECTED, 200, f"{OTHER}/b")),
        (status(302, "Location: /"), Looked(Verdict.REDIRECTED, 200, "{outside}/")),
        (status(302, f"Location: {OTHER}/gone"), Looked(Verdict.BROKEN, 404, f"{OTHER}/gone", Dead.MISSING)),
        (status(302, "Location: /asked"), Looked(Verdict.UNCERTAIN, None, "{outside}/asked")),
    ],
)  # fmt: skip
async def test_what_readers_would_find(
    house: House, monkeypatch: pytest.MonkeyPatch, answer: Answer, found: Looked
) -> None:
    monkeypatch.setitem(NAMES, "other.out", [OUT_THERE])
    house.answers = {"/asked": answer, "/gone": status(404)}
    told = await looks().look(f"{house.outside}/asked#part")
    final = (found.final or "").replace("{outside}", house.outside).replace("{port}", str(house.port)) or None
    assert (told.verdict, told.status, told.why, told.final) == (found.verdict, found.status, found.why, final)


async def test_a_server_that_dislikes_the_question_is_asked_for_the_page(house: House) -> None:
    async def only_pages(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, method: str) -> None:
        await status(200 if method == "GET" else 405)(reader, writer, method)

    house.answers["/page"] = only_pages
    assert (await looks().look(f"{house.outside}/page")).verdict == Verdict.OK
    assert house.asked == ["HEAD /page", "GET /page"]


async def test_what_never_answers_or_never_ends_costs_nothing(house: House) -> None:
    """Of a page nothing is read: neither one without end, nor one that unpacks to gigabytes."""
    bomb = gzip.compress(bytes(20_000_000))
    house.answers = {
        "/endless": endless,
        "/head": endless_head,
        "/nonsense": nonsense,
        "/bomb": status(200, "Content-Encoding: gzip", body=bomb),
        "/silence": silence,
    }
    found = {name: (await looks(0.3).look(f"{house.outside}{name}")).verdict for name in house.answers}
    assert found == {
        "/endless": Verdict.OK,
        "/head": Verdict.UNCERTAIN,
        "/nonsense": Verdict.UNCERTAIN,
        "/bomb": Verdict.OK,
        "/silence": Verdict.UNCERTAIN,
    }


async def test_few_at_a_time_knock_at_one_host(house: House) -> None:
    at_once = most = 0
    go = asyncio.Event()

    async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, method: str) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        if at_once == AT_ONCE_TO_A_HOST:
            go.set()
        await go.wait()
        await status(200)(reader, writer, method)
        at_once -= 1

    house.answers = {f"/{place}": counted for place in range(6)}
    eyes = looks()
    found = await asyncio.gather(*(eyes.look(f"{house.outside}{path}") for path in house.answers))
    assert [one.verdict for one in found] == [Verdict.OK] * 6 and most == AT_ONCE_TO_A_HOST


async def test_what_no_name_server_knows_is_dead_and_what_it_cannot_say_is_not() -> None:
    assert await looks().look("http://gone.out/") == Looked(Verdict.BROKEN, why=Dead.HOST)
    assert await looks().look("http://later.out/") == Looked(Verdict.UNCERTAIN)


async def test_a_host_that_may_be_inside_is_looked_at(house: House) -> None:
    """By the settings; and only that one."""
    web = PublicWeb(ports=frozenset(), resolve=lying, inside=frozenset({"inside.out"}))
    assert (await LinkLooks(web).look(f"http://inside.out:{house.port}/")).verdict == Verdict.OK
    assert (await LinkLooks(web).look(f"http://both.out:{house.port}/")).verdict == Verdict.INSIDE
    assert house.knocks == ["127.0.0.2"]


def certificate(folder: Path, name: str, *, days: int) -> ssl.SSLContext:
    """Signed by itself, for this name, good for so many days from yesterday."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    begins = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=2)
    made = (
        x509.CertificateBuilder(called, called, key.public_key(), x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + datetime.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    return context


async def test_a_certificate_that_browsers_warn_of_is_certain(tmp_path: Path) -> None:
    async with opened(House(), certificate(tmp_path, "site.out", days=90)) as house:
        found = await looks().look(f"https://site.out:{house.port}/")
    assert found == Looked(Verdict.BROKEN, why=Dead.TLS)
    assert house.asked == []


async def test_a_server_without_tls_where_tls_is_meant_is_uncertain(house: House) -> None:
    assert (await looks(1.0).look(f"https://site.out:{house.port}/")).verdict == Verdict.UNCERTAIN
