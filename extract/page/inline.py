"""Furniture inside the body: marks that condemn a line or a sentence, photo credits, related stories run into a line.

A page scraped into one line has no breaks to go by, so the end of a related story's headline is guessed: at a word
that opens a sentence, after words that a headline does not end with.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise

from extract.page.lines import is_link
from extract.page.phrases import MARKS, find_phrases
from extract.page.sentences import opens_sentence, sentences
from extract.page.tables import function_words

Range = tuple[int, int]

SHORT = 350
"""Code points up to which a mark of furniture condemns its whole line; in a longer one only its sentence."""
CREDIT = 160
"""Code points that the credit before a related story may have."""
CAPTION = 200
"""Code points that the caption before a related story may have."""
NOTICE = 120
"""Code points of a line that is nothing but a notice of copyright."""
VIDEO = 240
"""Code points of the caption of a video."""
SHOUTED = 6
"""Words that a line of capitals must have to be a link to another story; headings of sections have fewer."""

LONGEST_HEADLINE = 220
"""Code points of a headline within which its end is looked for."""
HEADLINE = 120
"""Code points of a headline, and of a caption; a paragraph has more."""
FEWEST_LINES = 4
FUNCTION_WORD = 5
"""Letters of a word that titles write small: "with" is one, "about" is none."""
SPELT = 2
"""Words of a headline that the address of its story has, too."""
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_EMPTY_LINK = re.compile(r"[*+\s-]*\[\]\(")
_ENDED = frozenset('.!?”"’)')
_SIGNATURES = ("By ", "Source", "Author", "Photo", "Reporting", "Edited", "Editing")

_FROM_SITE = re.compile(
    r"[A-Z][^.!?:\n]{8,}? (?:[a-z][\w-]+|[A-Z][a-z]+)\.[a-z]{2,3}$"
)  # "Boats at the quay torvik.example"
_RELATED = re.compile(r"\bRelated (?:article|story|video|gallery)\b:? ?")
_AGENCY = (
    r"(?:Getty Images|Getty|AFP|AP|Reuters|REUTERS|EPA-EFE|EPA|Shutterstock|Bloomberg|Anadolu|Sputnik|TASS|ANP|DPA)"
)
_CREDIT = re.compile(
    rf"(?<![\[(\w])(?:(?:[A-Z][\w’'-]{{1,30}}|[A-Z]\.) ){{1,3}}?[A-Z][\w’'-]{{1,30}} ?/ ?"
    rf"(?:[A-Z][\w ’'-]{{1,30}}/){{0,3}}{_AGENCY}"
    r"(?:/[A-Z][\w-]{1,30}(?: Images)?){0,3}"
    rf"|\((?:[A-Z][\w .’'-]{{1,40}}(?:/[A-Z][\w .’'-]{{1,40}})?)(?: via |/){_AGENCY}(?: Images)?\)"
    r"|\((?:Photo|Image|Picture)s? (?:by|via|courtesy)[^()\n]{3,90}\)|\((?:AP|AFP) Photo/[^()\n]{3,60}\)"
    rf"|\b(?:REUTERS|AFP|EPA)/[A-Z][\w .’'-]{{1,30}}(?:/[A-Z][\w -]{{1,30}}){{0,2}}"
    rf"|(?:\| ?)?\bPhoto(?:graph)?s?: [A-Z][^.:/\n]{{1,40}} ?/ ?{_AGENCY}$",
    re.MULTILINE,
)  # "Bo Ek/AP", "(Bo Ek via Reuters)", "REUTERS/Bo Ek/File Photo", "Photograph: Bo Ek/AFP"
_CREDIT_WORDS = (
    "/AP",
    "/AFP",
    "/Getty",
    "/Reuters",
    "/REUTERS",
    "/EPA",
    "/ AFP",
    "via AP)",
    "via Getty",
    "via Reuters",
    "via AFP",
    "/Shutter",
    "/Anadolu",
    "hoto ",
    "hoto/",
    "hoto:",
    "hotos:",
    "hotograph:",
    "EUTERS/",
    "AFP/",
    "EPA/",
)
_CREDIT_SIGNS = ("/", "via ", "hoto")
"""Of which each of those words has one, and each credit a slash or a bracket."""
_CALL = re.compile(
    r"(?![Ss]ources?\b)[^.!?:\n\[]{1,40}https?://\S+$"
)  # "The Courier lives on at https://courier.example"
_SITES = (
    r"(?:X(?: \(formerly Twitter\))?|Facebook|Twitter|Instagram|TikTok|Telegram|WhatsApp|Threads|Bluesky|YouTube"
    r"|LinkedIn|BBC Sounds)(?!\w)"
)
_FOLLOW = re.compile(
    rf"\b[Ff]ollow (?:(?:[A-Z@][\w.’'@&-]*|us|me|him|her|them|the|news) ?){{1,6}} ?on {_SITES}"
    rf"(?:(?:, | and | or |, and ){_SITES})*(?: ?(?:at|here|[@(][\w@)]+))*[.!]?"
)  # "Follow Torvik news on BBC Sounds, Facebook and X.", "Follow Ann Lee on Twitter @annlee"
_SHOW = r"[‘'“\"](?:the )?[A-Z][^\n’'”\"]{2,30}(?:['’]s [A-Z][\w ]{2,25})?[.!]?[’'”\"]"
_SHOWN = (
    r"(?:reacts|discuss(?:es)?|breaks? down|weighs? in|has (?:more|the (?:latest|details|story))|talks?|speaks?"
    r"|explains?|takes an? |shares?|reports|details|looks|examines|provides)\b"
)
_TITLED = r"(?:['’]s?|(?: [\w-]+){0,4} (?:correspondent|contributor|anchor|host|reporter))"
_HOST = r"(?:[A-Z]{2,}|[A-Z][\w&.]*[A-Z][\w&.]*|[A-Z][\w&.-]+ News)"
_VIDEO = re.compile(
    rf"[^\n]{{5,120}}?\bjoin(?:s|ed) {_SHOW} (?:to|with)\b[^\n]*|[^\n]{{5,160}}?\b{_SHOWN}[^\n]{{3,}} on {_SHOW}\.?"
    rf"|{_HOST}{_TITLED}(?: [A-Z][\w’'-]+){{2,3}}"
    r" (?:joins|reports (?:on|from)|has (?:more|the (?:latest|details|story))|discusses|breaks down|weighs in)\b[^\n]*"
)  # "Mayor Inga Hallden joins 'Harbour Tonight' to discuss the pier.", "TNC's Ann Lee reports from Torvik."
_VIDEO_WORDS = (
    *("joins ", "joined ‘", "joined '", " reports on ", " reports from ", " has more", " has the ", " on ‘", " on '"),
    *(" discusses ", " breaks down ", " weighs in "),
)
_FILE = re.compile(r"\(\d+(?:\.\d+)? ?[KM]B ?(?:, ?[A-Z]{3,4})?\)")
_YEAR_OF_COPYRIGHT = re.compile(r"© ?(?:Copyright )?(?:[\w.]+ ){0,3}(?:19|20)\d\d[^.\n]{0,60}\.?")
_SHARE = re.compile(r"Click here to share(?: on social media)?(?:\s*(?:share2?|Share|Save|Print)(?![a-z]))*")
_TWEET = re.compile(r"pic\.twitter\.com/\w+")
_TOLD = re.compile(r"[“”\"]|\b(?:said|says|told|added|asked|wrote|according)\b")
"""What no photographer's credit has, but a sentence of the article."""
_ADJECTIVE = ("an", "ish", "ese", "i", "ch")


def find_within_lines(text: str, low: str, lines: list[Range]) -> Iterator[Range]:
    """Yield the short lines, and the parts of long ones, that are furniture by what stands in them."""
    starts = [start for start, _ in lines]
    calls = [match.span() for match in _SHARE.finditer(text)] if "lick here to share" in text else []
    called = {start for start, _ in calls}
    yield from calls
    marks = find_phrases(low, MARKS)
    for at, _ in marks["mark"]:
        if at in called:
            continue
        if text[at - 1 : at].isalnum() and not text[at].isupper():
            continue  # "roadblock" blocks no ads
        a, b = lines[bisect(starts, at) - 1]
        if b - a < SHORT:
            yield a, b
        elif found := _sentence_at(text, at, a, b):
            yield found
    for at, _ in marks["rest"]:
        yield at, lines[bisect(starts, at) - 1][1]
    yield from _find_copyright(text, lines, starts)
    yield from _find_links(text, lines)
    yield from _find_linked_headlines(text, low, lines)
    yield from _find_shouted(text, lines)
    yield from _find_captions(text, lines)
    yield from _find_videos(text, lines, starts)
    yield from _find_last_headline(text, lines)
    yield from _find_calls_to_follow(text)
    if any(sign in text for sign in _CREDIT_SIGNS) and any(word in text for word in _CREDIT_WORDS):
        for start, end in lines:
            if text.find("/", start, end) >= 0 or text.find("(", start, end) >= 0:
                end = text.find("\n", end)
                yield from (match.span() for match in _CREDIT.finditer(text, start, end if end >= 0 else len(text)))
    if "elated " in text:
        for match in _RELATED.finditer(text):
            yield from _find_related(text, match, lines[bisect(starts, match.start()) - 1])


def _sentence_at(text: str, at: int, start: int, end: int) -> Range | None:
    """Return the sentence between two offsets that holds `at`, unless it is SHORT or longer."""
    low, high = max(start, at - SHORT), min(end, at + SHORT)
    for first, last in sentences(text[low:high]):
        if low + first <= at < low + last:
            whole = (first or low == start) and (low + last < high or high == end)
            return (low + first, low + last) if whole and last - first < SHORT else None
    return None


def _find_copyright(text: str, lines: list[Range], starts: list[int]) -> Iterator[Range]:
    """Yield notices of copyright, which say a year, to the end of their line; a photographer's mark says none."""
    at = text.find("©")
    while at >= 0:
        a, b = lines[bisect(starts, at) - 1]
        if match := _YEAR_OF_COPYRIGHT.match(text, at):
            yield (a, b) if b - a < NOTICE else (match.start(), b if b - at < SHORT else match.end())
        at = text.find("©", at + 1)


def _find_links(text: str, lines: list[Range]) -> Iterator[Range]:
    """Yield the lines that are nothing but a link, those that offer a file, and the addresses of pictures in tweets."""
    if "://" in text or "](" in text:
        yield from (line for line in lines if is_link(text[line[0] : line[1]]) or _CALL.match(text, *line))
    if "B , PDF)" in text or "B, PDF)" in text or "KB)" in text or "MB)" in text:
        yield from (line for line in lines if line[1] - line[0] < SHORT and _FILE.search(text, *line))
    if "pic.twitter" in text:
        yield from (match.span() for match in _TWEET.finditer(text))


def _find_linked_headlines(text: str, low: str, lines: list[Range]) -> list[Range]:
    """Return the headlines of other stories whose addresses, which spell their words, stand on the lines after them."""
    if "[](" not in text:
        return []
    found = []
    for (a, b), (start, end) in pairwise(lines):
        if b - a < HEADLINE and text[b - 1] != "." and _EMPTY_LINK.match(text, start, end):
            words = {word for word in _LONG_WORD.findall(low, a, b) if word in low[start:end]}
            if len(words) >= SPELT:
                found.append((a, b))
    return found if len(found) > 1 else []


def _find_shouted(text: str, lines: list[Range]) -> Iterator[Range]:
    """Yield the lines of capitals between paragraphs: links to other stories."""
    for before, (a, b), after in zip(lines, lines[1:], lines[2:], strict=False):
        if b - a < SHORT and text[a].isupper() and text[b - 2 : b].isupper() and text[a:b].isupper():
            paragraphs = before[1] - before[0] > 60 and after[1] - after[0] > 40
            if paragraphs and text.count(" ", a, b) + 1 >= SHOUTED:
                yield a, b


def _find_captions(text: str, lines: list[Range]) -> Iterator[Range]:
    """Yield the lines between paragraphs that end with the site whose picture they describe."""
    for before, (a, b), after in zip(lines, lines[1:], lines[2:], strict=False):
        if b - a < HEADLINE and before[1] - before[0] > b - a < after[1] - after[0] and _FROM_SITE.match(text, a, b):
            yield a, b


def _find_calls_to_follow(text: str) -> Iterator[Range]:
    """Yield the calls to follow an outlet or an author on a network."""
    at = text.find("ollow ", 1)
    while at >= 0:
        match = _FOLLOW.match(text, at - 1)
        if match:
            yield match.span()
        at = text.find("ollow ", match.end() if match else at + 1)


def _find_videos(text: str, lines: list[Range], starts: list[int]) -> Iterator[Range]:
    """Yield the captions of videos: what a show has, told in the present and in a line of its own."""
    if len(lines) < FEWEST_LINES:
        return
    for word in _VIDEO_WORDS:
        at = text.find(word)
        while at >= 0:
            a, b = lines[bisect(starts, at) - 1]
            if b - a < VIDEO and not _TOLD.search(text, a, b) and _VIDEO.fullmatch(text, a, b):
                yield a, b
            at = text.find(word, max(b, at + 1))


def _find_last_headline(text: str, lines: list[Range]) -> Iterator[Range]:
    """Yield the last line where it is a headline in capitals behind a paragraph: that of another story."""
    if len(lines) < FEWEST_LINES:
        return
    a, b = lines[-1]
    words = text[a:b].split() if b - a < HEADLINE and text[b - 1].isalnum() else []
    paragraph = lines[-2][1] - lines[-2][0] > HEADLINE and text[lines[-2][1] - 1] in _ENDED
    titled = len(words) >= SHOUTED and all(word[0].isupper() or len(word) < FUNCTION_WORD for word in words)
    if paragraph and titled and not text.startswith(_SIGNATURES, a):
        yield a, b


def _find_related(text: str, match: re.Match[str], line: Range) -> Iterator[Range]:
    """Yield a related story in a long line: its picture's caption, the credit, its headline."""
    a, b = line
    if b - a < SHORT:
        yield line
        return
    start, caption = match.start(), None
    a = max(a, match.start() - 3 * SHORT)
    for begin, end in sentences(text[a : match.start()]):
        start, last = a + begin, a + end
        if match.start() - last <= 1 and last - start <= CREDIT and not _TOLD.search(text, start, last):
            break
        caption = None if last - start > CAPTION or _TOLD.search(text, start, last) else (start, last)
    else:
        start = match.start()
    if start < match.start() and caption:
        yield caption
    yield start, _headline_end(text, match.end(), b)


def _headline_end(text: str, start: int, end: int) -> int:
    """Return where a headline that is followed by a sentence without any break most likely ends."""
    carries_on = function_words()["en"]
    if end - start > LONGEST_HEADLINE:
        end = text.rfind(" ", start, start + LONGEST_HEADLINE)
    words = list(re.finditer(r"\S+", text[start:end]))
    for i in range(4, len(words)):
        word, before = words[i][0], words[i - 1][0]
        if word[0] in '“"':
            return start + words[i - 1].end()
        if not word[0].isupper():
            continue
        following = words[i + 1][0] if i + 1 < len(words) else "x"
        if before.lower() in carries_on:
            continue
        if word == before:  # "... strikes all over Norland Norland said that it had ..."
            return start + words[i - 1].end()
        opens = opens_sentence(text, start + words[i].start())
        named = before[0].islower() and following[0].islower() and not word.endswith(_ADJECTIVE)
        if opens or named or before[-1] in ".?!":
            return start + words[i - 1].end()
    return start + words[-1].end() if words else start
