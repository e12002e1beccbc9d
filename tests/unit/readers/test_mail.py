"""Mail as it is sent: parts, encodings, headers, soft line ends."""

from pathlib import Path

from extract.article import Article
from extract.readers.mail import join_flowed_lines
from tests.unit.readers.reading import read_article

HEAD = "From: Courier <desk@courier.example>\nSubject: Torvik closes\nMIME-Version: 1.0\n"
PAGE = "<html><body><p>The harbour of Torvik will be closed from Monday, the minister said.</p></body></html>"


def one(tmp_path: Path, message: str, encoding: str = "utf-8") -> Article:
    path = tmp_path / "mail.eml"
    path.write_bytes(message.encode(encoding))
    return read_article(path)


def parts(kind: str, *inner: tuple[str, str]) -> str:
    bodies = "".join(f"--b\nContent-Type: {of}\n\n{body}\n" for of, body in inner)
    return f"{HEAD}Content-Type: multipart/{kind}; boundary=b\n\n{bodies}--b--\n"


def test_a_plain_part_that_is_a_notice_gives_way_to_the_page(tmp_path: Path) -> None:
    notice = "Your program shows no HTML."
    assert "from Monday" in one(tmp_path, parts("alternative", ("text/plain", notice), ("text/html", PAGE * 3))).text
    plain = "The harbour of Torvik will be closed from Monday, the minister said. Nobody was asked."
    assert one(tmp_path, parts("alternative", ("text/plain", plain), ("text/html", PAGE))).text.strip() == plain


def test_all_parts_and_forwarded_messages_are_read_and_attachments_are_not(tmp_path: Path) -> None:
    forwarded = "From: Ada Lind <a@l.example>\nSubject: Harbour\nContent-Type: text/plain\n\nIt is closed.\n"
    text = one(
        tmp_path,
        parts(
            "mixed",
            ("text/plain", "See below."),
            ("message/rfc822", forwarded),
            ("text/html", "<p>And <b>more</b>.</p>"),
            ("text/plain\nContent-Disposition: attachment", "no"),
        ),
    ).text
    assert [line for line in text.splitlines() if line] == [
        *("See below.", "From: Ada Lind <a@l.example>", "Subject: Harbour", "It is closed.", "And more.")
    ]


def test_a_charset_means_what_browsers_take_it_for(tmp_path: Path) -> None:
    article = one(
        tmp_path, f"{HEAD}Content-Type: text/plain; charset=iso-8859-1\n\n“We will hold,” – she said.\n", "cp1252"
    )
    assert article.text == "“We will hold,” – she said.\n"
    assert not article.notes


def test_a_comma_in_an_encoded_name_separates_nothing(tmp_path: Path) -> None:
    sender = "=?utf-8?b?0JzQtdGA0LjQtNC40LDQvSwg0YDQtdC00LDQutGG0LjRjw==?= <desk@meridian.example>"
    article = one(tmp_path, f"From: {sender}\nSubject: a =?utf-8?q?b=C3=A9?= c\n\nText.\n")
    assert (article.metadata.source, article.metadata.title) == ("Меридиан, редакция", "a bé c")


def test_soft_line_ends_are_joined() -> None:
    text = "The minister \nmet officers \nin Torvik.\n\n From the front\n> quoted \n> on\n-- \nA. Lind"
    assert (
        join_flowed_lines(text) == "The minister met officers in Torvik.\n\nFrom the front\n> quoted on\n-- \nA. Lind"
    )
