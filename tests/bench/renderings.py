"""Renderings of a web page as crawlers, readers and browsers leave it in plain text: what the line classifier meets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha1

import lxml.html

Rewrite = Callable[[str], str | None]
"""What becomes of a line, "" being a blank one: another line, or None where it goes."""

STYLES = ("headings", "markdown", "broken", "select-all", "links-below")
"""Markdown without addresses; with them; a line for each inline element; one for each block; with all links below."""

_HIDDEN = frozenset(("script", "style", "noscript", "template", "svg", "head", "iframe", "canvas"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ROWS = frozenset(("td", "th", "li", "tr", "option", "label", "button", "dt", "dd", "br"))
_BLOCKS = _ROWS | _HEADINGS
_BLOCKS |= frozenset(
    ("p", "div", "section", "article", "header", "footer", "nav", "aside", "main", "ul", "ol", "table")
)
_BLOCKS |= frozenset(("hr", "blockquote", "figure", "figcaption", "form", "select", "pre", "dl", "address", "body"))
_INLINE = frozenset(("a", "span", "em", "b", "strong", "time", "small"))
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)?")


@dataclass
class _Output:
    style: str
    parts: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def markdown(self) -> bool:
        return self.style in ("headings", "markdown")


def render(html: str, style: str) -> str:
    """Return the text of a page in one of the STYLES."""
    document = lxml.html.fromstring(html)
    body = document.find(".//body")
    output = _Output(style)
    _walk(document if body is None else body, output, 0)
    lines = _layout("".join(output.parts), output)
    title = " ".join((document.findtext(".//title") or "").split())
    if style in ("broken", "links-below") and title:
        lines.insert(0, title)
    if style == "links-below":
        lines += ["", "## Links", "", *(f"- [{text or address}]({address})" for text, address in output.links)]
    return "\n".join(lines)


def _walk(element: lxml.html.HtmlElement, output: _Output, depth: int) -> None:
    tag = element.tag
    if isinstance(tag, str) and tag not in _HIDDEN:
        edge = (
            "\n" if tag in _ROWS or (output.style == "broken" and tag in _INLINE) else "\n\n" if tag in _BLOCKS else ""
        )
        output.parts.append(edge + _opening(element, output, depth))
        mark = len(output.parts)
        output.parts.append(element.text or "")
        for child in element:
            _walk(child, output, depth + (tag in ("ul", "ol")))
        address = element.get("href") if tag == "a" else None
        if address and not address.startswith("#"):
            text = " ".join("".join(output.parts[mark:]).split())
            output.links.append((text, address))
            if output.style == "markdown":
                output.parts[mark:] = [f"[{text}]({address})"]
        if output.markdown and tag in ("strong", "b") and (element.text or "").strip():
            output.parts.append("**")
        output.parts.append(edge)
    output.parts.append((element.tail or "").replace("\n", " "))


def _opening(element: lxml.html.HtmlElement, output: _Output, depth: int) -> str:
    """Return the Markdown that an element begins with."""
    tag = element.tag
    if not output.markdown:
        return ""
    if tag in _HEADINGS:
        return "#" * int(tag[1]) + " "
    if tag == "li":
        return "  " * depth + "* "
    if tag in ("strong", "b") and (element.text or "").strip():
        return "**"
    if tag == "img":
        caption = " ".join((element.get("alt") or "").split())
        if output.style == "markdown":
            return f"\n![{caption}]({element.get('src') or ''})\n"
        return f"\n!{caption}\n" if caption else ""
    return ""


def _layout(text: str, output: _Output) -> list[str]:
    lines: list[str] = []
    blank = False
    for line in text.split("\n"):
        plain = line.strip()
        if plain in ("", "*", "#", "##", "###"):
            blank = True
            continue
        if blank and lines and output.style in ("headings", "markdown", "select-all"):
            lines.append("")
        blank = False
        lines.append(line.rstrip() if output.markdown and plain.startswith("*") else " ".join(line.split()))
    return lines


def rewrite(text: str, how: Rewrite) -> Iterator[tuple[str, int | None]]:
    """Yield the lines of another rendering of a text, each with its old number, None for blank ones."""
    for number, line in enumerate(text.split("\n")):
        new = how(line.strip())
        if new is not None:
            yield new, number if new.strip() else None


def strip_markdown(line: str) -> str | None:
    """Leave the words: no bullets, addresses, captions or blank lines."""
    if not line or line.startswith("!"):
        return None
    return re.sub(r"\*\*|__", "", _LINK.sub(r"\1", line)).lstrip("*+•·-# ")


def strip_bullets(line: str) -> str:
    """Leave blank lines, and no bullets."""
    return line.lstrip("*+•·# ")


def strip_blank(line: str) -> str | None:
    """Leave no blank lines."""
    return line or None


def space_lines(line: str) -> str | None:
    """Set a blank line after each line."""
    return line + "\n" if line else None


def add_bullets(line: str) -> str | None:
    """Make short lines items of a list."""
    if not line:
        return None
    return "* " + line if len(line) < 60 and not line.startswith(("*", "#", "-", "!")) else line


def link_labels(line: str) -> str:
    """Make links of short lines without a full stop."""
    if not line or len(line) >= 110 or line.endswith((".", ":")) or "](" in line or line.startswith(("#", "!")):
        return line
    bullet = "  * " if line.startswith(("*", "-")) else ""
    return f"{bullet}[{line.lstrip('*- ')}](https://site.example/{sha1(line.encode()).hexdigest()[:12]})"


REWRITINGS: tuple[Rewrite, ...] = (strip_markdown, strip_bullets, strip_blank, space_lines, add_bullets, link_labels)
