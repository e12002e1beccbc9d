"""A file of every format with the same article in it, made by the tests: what each reader must give back."""

from __future__ import annotations

import io
import json
import quopri
import sqlite3
import tarfile
import tempfile
import textwrap
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape

import zstandard

TITLE = "Torvik closes its harbour"
TEXT = (
    "The harbour of Torvik will be closed from Monday, the minister said after a meeting with the fishermen there.\n"
    "“We will pay them until the spring,” Ada Lind told the Courier, who called the decision a hard one for the town."
)
LINES = TEXT.split("\n")
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
DATE = "2024-05-04"
SOURCE = "Courier"
ROW = {"headline": TITLE, "publishedAt": DATE, "source": {"name": SOURCE}, "content": TEXT}

MADE: dict[str, Callable[[], bytes]] = {}
"""By ending, what makes the bytes of such a file."""


def made(*endings: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Say of which endings a function makes a file."""

    def note(make: Callable[[], bytes]) -> Callable[[], bytes]:
        MADE.update(dict.fromkeys(endings, make))
        return make

    return note


@made(".txt", ".text")
def plain() -> bytes:
    return f"{TITLE}\n\nPublished: {DATE}\nSource: {SOURCE}\n\n{TEXT}".encode()


@made(".md", ".markdown")
def markdown() -> bytes:
    return f"---\ntitle: {TITLE}\ndate: {DATE}\npublisher: {SOURCE}\n---\n\n{TEXT}".encode()


@made(".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
def page() -> bytes:
    head = (
        f"<title>{TITLE}</title><meta property=og:site_name content={SOURCE}>"
        f'<meta property="article:published_time" content="{DATE}">'
    )
    article = f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>"
    return f"<!doctype html><html lang=en><head><meta charset=utf-8>{head}</head><body>{article}</body></html>".encode()


@made(".jsonl", ".ndjson")
def json_lines() -> bytes:
    return json.dumps(ROW).encode() + b"\n"


@made(".json")
def json_document() -> bytes:
    return json.dumps({"status": "ok", "articles": [ROW]}, indent=2).encode()


@made(".csv")
def semicolons() -> bytes:
    return f'sep=;\nheadline;publishedAt;publisher;content\n{TITLE};{DATE};{SOURCE};"{TEXT}"\n'.encode("utf-8-sig")


@made(".tsv")
def tabs() -> bytes:
    return f'headline\tpublishedAt\tpublisher\tcontent\n{TITLE}\t{DATE}\t{SOURCE}\t"{TEXT}"\n'.encode()


@made(".eml")
def message() -> bytes:
    head = f"From: {SOURCE} <desk@courier.example>\nSubject: {TITLE}\nDate: Sat, 4 May 2024 10:00:00 +0000\n"
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{TEXT}\n".encode()


@made(".mhtml", ".mht")
def saved_page() -> bytes:
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/1\r\nMIME-Version: 1.0\r\n"
    part = "--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    body = quopri.encodestring(page()).decode()
    style = "--b\r\nContent-Type: text/css\r\n\r\np {}\r\n--b--\r\n"
    return (
        f'{head}Content-Type: multipart/related; type="text/html"; boundary=b\r\n\r\n{part}{body}\r\n{style}'.encode()
    )


@made(".mbox")
def mailbox() -> bytes:
    return b"From desk@courier.example Sat May  4 10:00:00 2024\n" + message() + b"\n"


def rss(*items: str) -> bytes:
    channel = f"<channel><title>{SOURCE}</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'.encode()


@made(".rss", ".xml")
def feed() -> bytes:
    about = (
        f"<title>{TITLE}</title><link>https://courier.example/1</link><pubDate>Sat, 04 May 2024 10:00:00 GMT</pubDate>"
    )
    return rss(f"<item>{about}<description>{escape(PARAGRAPHS)}</description></item>")


@made(".atom")
def atom() -> bytes:
    about = f"<title>{TITLE}</title><updated>{DATE}T10:00:00Z</updated><id>urn:1</id>"
    entry = f'<entry>{about}<content type="html">{escape(PARAGRAPHS)}</content></entry>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{SOURCE}</title>{entry}</feed>'.encode()


@made(".rdf")
def rdf() -> bytes:
    names = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )
    about = f"<title>{TITLE}</title><link>https://courier.example/1</link><dc:date>{DATE}T10:00:00Z</dc:date>"
    item = f'<item rdf:about="x">{about}<description>{escape(PARAGRAPHS)}</description></item>'
    channel = f'<channel rdf:about="y"><title>{SOURCE}</title></channel>'
    return f"<rdf:RDF {names}>{channel}{item}</rdf:RDF>".encode()


def answered(body: bytes, kind: str = "text/html", status: str = "200 OK") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


def warc_record(body: bytes, number: int = 1) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0000-{number}>\r\n"
        "WARC-Date: 2024-06-01T00:00:00Z\r\n"
        f"WARC-Target-URI: https://courier.example/{number}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


@made(".warc")
def web_archive() -> bytes:
    picture = warc_record(answered(b"\x89PNG", "image/png"), 2)
    return picture + warc_record(answered(page())) + warc_record(answered(page(), status="404 Not Found"), 3)


@made(".arc")
def old_web_archive() -> bytes:
    first = b"1 0 test\nURL IP-address Archive-date Content-type Archive-length\n"
    body = answered(page())
    return (
        f"filedesc://a.arc 0.0.0.0 20240601000000 text/plain {len(first)}\n".encode()
        + first
        + f"\nhttps://courier.example/1 127.0.0.1 20240601000000 text/html {len(body)}\n".encode()
        + body
        + b"\n"
    )


def pdf(*pages: list[tuple[float, float, float, str]], title: str = "") -> bytes:
    """Make a PDF of pages of pieces of text, each with its place in points, from the left and from below, and size."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    kids = []
    for pieces in pages:
        drawn = b"".join(
            b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n"
            % (size, x, y, text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)"))
            for x, y, size, text in pieces
        )
        kids.append(len(objects) + 1)
        resources = b"<</Font<</F1 %d 0 R>>>>" % (2 * len(pages) + 3)
        content = len(objects) + 2
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents %d 0 R>>" % (resources, content)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    objects += [font, b"<</Title(%s)>>" % title.encode("cp1252")]
    made_of, offsets = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        offsets.append(len(made_of))
        made_of += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        *(len(objects) + 1, len(objects), len(made_of)),
    )
    return made_of + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end


@made(".pdf")
def document() -> bytes:
    pieces = [(50.0, 780.0, 20.0, TITLE), (50, 740, 10, f"Published: {DATE}"), (50, 720, 10, f"Source: {SOURCE}")]
    y = 690.0
    for line in LINES:
        for part in textwrap.wrap(line, 60):
            pieces.append((50, y, 10, part))
            y -= 12
        y -= 14
    return pdf(pieces, title=TITLE)


@made(".rtf")
def rich_text() -> bytes:
    lines = [TITLE, f"Published: {DATE}", f"Source: {SOURCE}", *LINES]
    body = "\\par\n".join("".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in line) for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg1252{{\\fonttbl{{\\f0 Times;}}}}\\f0 {body}\\par}}".encode()


@made(".docx")
def word() -> bytes:
    import docx

    made_of = docx.Document()
    made_of.core_properties.author = ""
    made_of.add_heading(TITLE, 1)
    for line in (f"Published: {DATE}", f"Source: {SOURCE}", *LINES):
        made_of.add_paragraph(line)
    file = io.BytesIO()
    made_of.save(file)
    return file.getvalue()


def zipped(members: dict[str, bytes | str], stored: tuple[str, ...] = ()) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return file.getvalue()


CELLS = (("headline", "publishedAt", "publisher", "content"), (TITLE, DATE, SOURCE, TEXT))


@made(".xlsx", ".xlsm", ".xls")
def sheet() -> bytes:
    rows = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{"ABCD"[c]}{r}" t="inlineStr"><is><t>{escape(text)}</t></is></c>' for c, text in enumerate(cells)
        )
        + "</row>"
        for r, cells in enumerate(CELLS, 1)
    )
    main, office = "http://schemas.openxmlformats.org", "application/vnd.openxmlformats-officedocument.spreadsheetml"
    relation = f"{main}/officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{main}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{office}.worksheet+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{main}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}/spreadsheetml/2006/main" xmlns:r="{relation}">'
            '<sheets><sheet name="News" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{main}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}/spreadsheetml/2006/main">'
            f"<sheetData>{rows}</sheetData></worksheet>",
        }
    )


@made(".ods")
def open_sheet() -> bytes:
    base = "urn:oasis:names:tc:opendocument:xmlns"
    rows = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            + "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
            + "</table:table-cell>"
            for text in cells
        )
        + "</table:table-row>"
        for cells in CELLS
    )
    names = f'xmlns:office="{base}:office:1.0" xmlns:table="{base}:table:1.0" xmlns:text="{base}:text:1.0"'
    body = f'<office:spreadsheet><table:table table:name="News">{rows}</table:table></office:spreadsheet>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {
            "mimetype": kind,
            "content.xml": f"<office:document-content {names}><office:body>{body}</office:body>"
            "</office:document-content>",
            "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{base}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        },
        stored=("mimetype",),
    )


@made(".epub")
def book(*more: str) -> bytes:
    chapters = ["<h1>Cover</h1>", f"<h1>{TITLE}</h1>{PARAGRAPHS}", *more]
    items = "".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    about = f"<dc:title>{SOURCE}</dc:title><dc:date>{DATE}</dc:date><dc:language>en</dc:language>"
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
            "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata>{about}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{
                f"OPS/c{n}.xhtml": f'<?xml version="1.0"?><html><head><title>x</title></head><body>{body}</body></html>'
                for n, body in enumerate(chapters)
            },
        },
        stored=("mimetype",),
    )


@made(".db", ".sqlite", ".sqlite3")
def newsboat() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cache.db")
        with closing(sqlite3.connect(path)) as db:
            db.executescript(
                "CREATE TABLE rss_feed(rssurl, url, title); CREATE TABLE rss_item(id INTEGER PRIMARY KEY, guid, title,"
                " author, url, feedurl, pubDate INTEGER, content, deleted INTEGER)"
            )
            db.execute("INSERT INTO rss_feed VALUES('f', 'u', ?)", (SOURCE,))
            row = (1, "g", TITLE, "", "https://courier.example/1", "f", 1714816800, PARAGRAPHS, 0)
            db.execute("INSERT INTO rss_item VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            db.commit()
        return path.read_bytes()


@made(".parquet")
def columns() -> bytes:
    import pyarrow
    import pyarrow.parquet

    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([ROW]), file)
    return file.getvalue()


@made(".zip", ".wacz")
def zip_archive() -> bytes:
    return zipped({"news/": "", "news/a.json": json_document(), "__MACOSX/._a.json": b"\0", "news/.DS_Store": b"\0"})


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return file.getvalue()


@made(".tar")
def tar_archive() -> bytes:
    return tarred({"news/a.json": json_document()})


MADE[".tgz"] = lambda: tarred({"a.txt": plain()}, "w:gz")
MADE[".tbz2"] = lambda: tarred({"a.txt": plain()}, "w:bz2")
MADE[".txz"] = lambda: tarred({"a.txt": plain()}, "w:xz")
MADE[".tzst"] = lambda: zstandard.ZstdCompressor().compress(tar_archive())
