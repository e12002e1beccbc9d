"""The clause that a verb of saying introduces or follows: where it begins and where it ends."""

from __future__ import annotations

import re

from extract.agency import after_dateline
from extract.date_grammar import MONTH, WEEKDAY
from extract.speech.verbs import Cue, cues, forms
from extract.syntax import FINITE, Trees

_WHEN = (
    rf"(?:(?:on|late|early|earlier|last|this)\s)?(?:{WEEKDAY}|week|month|year|today|yesterday|tonight)"
    r"(?:\s(?:night|morning|afternoon|evening|week))?"
)
_BEFORE_CLAUSE = (
    r"(?!(?<!\bday)(?<!time)(?<!after)(?<!before)(?<!when)(?<!while)(?<!where)"
    r"\s(?:(?:he|she|it|they|there)|(?:the|its|his|her|their)\s\w+)\s(?:is|are|was|were|had|has|have|would|will)\b)[^.!?;:\n“”\"]"
)
"""One character of a stretch in which no clause begins: no part of "on Monday |he was not aware that"."""
_CIRCUMSTANCE = re.compile(
    r"(?:\sout)?(?:\s*,?\s(?:on|in|at|via|by|during|through|to|from|with|last|earlier|late|early|later|this|also|again"
    r"|today|for|yesterday|tonight|now|further|however|too|after|before|as|recently|publicly|repeatedly"
    rf"|{WEEKDAY})\b(?:{_BEFORE_CLAUSE}){{0,100}}?)?,?\s+that(?!\sout\b),?\s+"
)
"""What may stand between a verb and its "that": when, where and to whom it was said."""
_SOMEBODY = re.compile(
    rf"(?!\s(?:against|about|of|over)\b)(?:(?!,){_BEFORE_CLAUSE}){{0,100}}?"
    r"(?:,(?:\s[^.!?;:\n“”\",]{2,60},)?)?\s+that,?\s+"
)
_FEELING = re.compile(
    r"\s(?:it\s)?(?:\w+\s){0,3}?(?:clear|hopes?|optimism|confidence|concerns?|beliefs?|convictions?|views?|opinion|regret|doubts?"
    r"|fears?|certainty|assurances?|guarantees?|warnings?|surprise|indignation|outrage|satisfaction)\sthat\s"
    r"|\s(?:it\s)?(?:\w+ly\s)?clear\s"
    r"(?=(?:the|he|she|it|they|we)\s(?:[\w’'-]+\s){0,5}?(?:is|are|was|were|will|would|has|had|must|can|could)\b)"
)
_RECIPIENT = re.compile(
    r"\s(?:(?:the|his|her|its)\s)?(?:[A-Z][\w’'.-]*(?:\s(?:of\s)?[A-Z][\w’'.-]*){0,4}+|reporters|journalists|lawmakers"
    r"|parliament|him|her|them|us|me"
    r"|an?(?:\s(?!to\b)[a-z-]+){1,4}?(?=\s(?:on\s)?(?:he|she|it|they|we|I|there|this|the|its|his|her|their|[A-Z][\w’'-]*)\b))"
    rf"(?:\s{_WHEN})?\s+(?=[\w$€£])"
)
_TIME = re.compile(rf"(?:\s{_WHEN})?,?\s+", re.IGNORECASE)
_NO_CLAUSE = re.compile(
    r"(?:in|on|at|to|as|of|for|by|with|after|before|during|when|while|because|so|no|yes|nothing|and|but|or|is|was|are"
    r"|were|has|had|have|something|more|about|via|through|from|than|earlier|later|last|this\s(?:week|month|year)|against"
    r"|separately|into|which|who|using|wrote|citing|among|their|regarding|over|how|why|what|whether|alongside|them|him|us"
    r"|me|little\s(?:about|of|on))\b",
    re.IGNORECASE,
)
"""What no clause without "that" begins with."""
_VERBS = FINITE | {"VB", "VBN"}
"""Tags of which one at least a clause has; of "increased" a parser may have the participle."""
_PLAINLY = re.compile(
    r"(?:he|she|it|they|we|I|there)\b"
    r"|(?:the\s|a\s)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3}\s(?:[a-z]+ed|[a-z]{3,}s)\s"
    r"|(?!(?:[A-Z][\w-]*\s){0,3}[A-Z][\w-]*,\s(?:is|are|was|were|will|would|has|have|had|can|could)\b)(?:(?!about|for|on|that|which|who|over|against|to\b)[\w’'$€£.,-]+\s){1,6}?"
    r"(?:is|are|was|were|will|would|has|have|had|can|could|may|might|should|must)(?:n[’']t)?\s"
)
"""How a clause begins after a verb that may as well have a thing for its object."""
_NO_OBJECT = re.compile(
    r"(?:\sout)?\s*(?:[.,;:!?)”\"]|\Z|\n|[-–—]\s|(?:in|on|at|via|during|to|by|through|last|this|earlier|late|later|yesterday|today"
    rf"|tonight|as|when|while|after|before|following|again|separately|and|but|from|for|about|{WEEKDAY})\b)"
)
_HEARD = re.compile(
    r"(?:\s(?:(?:the|his|her|its|an?|local)\s)*(?:[A-Z][\w’'.-]*(?:\s(?:of\s)?[A-Z][\w’'.-]*){0,4}|[a-z]+(?:\s[a-z]+){0,2}?))?"
    + _NO_OBJECT.pattern
)
_LEAD_IN = re.compile(
    rf"(?:on\s{WEEKDAY}\s|{WEEKDAY}\s(?=(?:it|he|she|they|there)\s)|(?<=on\s){WEEKDAY}\s(?=[A-Z])|(?:earlier\s|late\s)?(?:this|last)\s(?:week|month|year)\s(?=(?:the|it|he)\b)|(?:then|at\sthe\stime|(?:\w+\s)?(?:hours?|days?|weeks?|months?|years?)\s(?:later|earlier|ago))\s(?=that\s)"
    rf"|in\s(?:{MONTH}|\d{{4}})(?:\s\d{{4}})?\s(?=that\s|(?:he|she|it|they)\s))?"
    r"(?:that\s(?!(?:is|was|would|will|has|had|could|can|may)\b))?"
)
"""What may be left of how a clause was said: "X said |on Monday it would close", "|then that", "|in June it had"."""
_PAREN = re.compile(r"(?:\s\([^()]*\))+[\s.]*\Z")
_SPLIT = re.compile(r",?\s+and\s+that\s+")
_SUBORDINATE = re.compile(
    r"\s*(?:(?:and|but)\s)?(?:even\s)?(?:while|although|though|if|as|since|because|whereas|after|before|unless|until|once|when)\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r"[”\"]?,[”\"]?\s(?!who|which|and|including|such)")
_MARKS = re.compile(r"[“”\"]")
_CLOSING = re.compile(r"[.,!?]?[”\"]")
_DASH = re.compile(r"\s(?:--?|[–—])\s")
_PAST_BARE = "|".join(sorted(word for word, form in forms().items() if form.tense == "past" and form.takes == "bare"))
_PAST = "|".join(sorted(word for word, form in forms().items() if form.tense == "past" and form.takes != "tell"))
_ING = "|".join(sorted(word for word, form in forms().items() if form.tense == "participle"))
_PRESENT = "|".join(sorted(word for word, form in forms().items() if form.tense == "present" and form.takes == "bare"))
_EFFECT = (
    r"(?:rais|eas|reduc|reviv|stok|allay|fuel+|spark|ignit|dash|deepen)ing\s(?:\w+\s){0,2}?"
    r"(?:concerns?|fears?|doubts?|hopes?|questions?|worries|speculation|optimism|expectations)"
    r"|sending\s(?:\w+\s){0,3}?(?:shares?|stocks?|prices|markets?)|playing\sdown|beating|missing|topping|exceeding"
    r"|surpassing|wrongfooting|marking|blaming|contradicting|disregarding|underscoring|highlighting|echoing|confounding"
)
"""What the news did, which the reporter tells: "said it would close the port, |raising fears of a shortage"."""
_END = re.compile(
    rf",\s(?:[A-Z][^,.]{{2,60}}|(?:the|an?)\s[^,.]{{2,40}}|he|she|it|they)\s(?:reported|reports|{_PAST_BARE}|{_PRESENT})"
    r"(?:\s(?:on|in|at|late|earlier)\b[^,.]{0,60})?\s*\.?\s*\Z"
    rf"|,?\s(?:and|but)\s(?:also\s|then\s|(?:he|she|they|it)\s(?:also\s)?)?(?:{_PAST}|requested|(?:have\s|has\s)?declined)\b"
    rf"|(?:[,;]|(?<=,[”\"]))\s(?:also\s)?(?:{_ING}|{_EFFECT}|citing|referring|while\s(?:he|she|they)|although|though|despite|according\sto"
    r"|in\s(?:what|an?|his|her)\s)\b"
    rf"|,\s(?:{_PAST_BARE})\s(?:[A-Z]|the\s|an?\s)[^.;:]{{2,100}}\Z|(?<=[”\"])\s+(?=[“\"]\w)"
    r"|\sin\sa\s(?:televised|video|joint|phone|telephone|written|news)\s(?!\w+\sthat\b)"
)
"""What ends a clause before its sentence does: another saying, a source, a comment of the reporter's own."""


def forward(text: str, trees: Trees, cue: Cue, end: int, marks: list[int]) -> int | None:
    """Return where the clause begins that follows a verb of saying within its sentence (up to `end`); None without one.

    Args:
        marks: where quotations begin in this stretch; a clause may hold one, but what introduces it never spans one.

    """
    stop = min([end, *(at for at in marks if at >= cue.end)])
    takes = cue.form.takes
    if takes in ("words", "thing"):
        return None
    introduction = _SOMEBODY if takes == "tell" else _FEELING if takes == "feeling" else _CIRCUMSTANCE
    that = introduction.match(text, cue.end, min(stop, cue.end + 160))
    if that and not cues(text, cue.end, that.end()):
        return that.end()
    if takes == "feeling":
        return None
    opening = (_RECIPIENT.match(text, cue.end, stop) if takes == "tell" else None) or _TIME.match(text, cue.end, stop)
    if not opening or "," in opening[0]:
        return None
    start = opening.end()
    if takes != "bare" and not _PLAINLY.match(text, start, end):
        return None
    if start >= end or not (text[start].isalnum() or text[start] in '$€£“"') or _NO_CLAUSE.match(text, start):
        return None
    return start if any(trees.tags[one] in _VERBS for one in trees.tokens_within(start, end)) else None


def is_subordinate(text: str, start: int) -> bool:
    """Tell whether what begins at an offset waits for a main clause: "While A", "And as long as A"."""
    return bool(_SUBORDINATE.match(text, start))


def main_clause(text: str, sentence: int, start: int, end: int) -> int:
    """Return where a clause from `start` ends that "while", "although" ... opens: at its comma."""
    if not _SUBORDINATE.match(text, sentence):
        return end
    comma = _COMMA.search(text, start, end)
    return comma.start() + 1 if comma else end


def ends_here(text: str, cue: Cue) -> bool:
    """Tell whether a verb of saying is followed by nothing that it could take as an object, but whom it was said to."""
    return bool((_HEARD if cue.form.takes == "tell" else _NO_OBJECT).match(text, cue.end))


def split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the clauses between two offsets without what no longer belongs to them, split at "and that"."""
    for _ in range(2):  # ", X said, citing Y"
        cut = _END.search(text, start + 12, end) if end - start > 12 else None
        end = cut.start() if cut else end
    dashes = [
        m.start() for m in _DASH.finditer(text, start, end) if len(_MARKS.findall(text, start, m.start())) % 2 == 0
    ]
    if len(dashes) == 1 and len(text[start : dashes[0]].split()) > 3:
        end = dashes[0]
    start = after_dateline(text, start, end)
    lead_in = _LEAD_IN.match(text, start, end)
    start = lead_in.end() if lead_in else start
    paren = _PAREN.search(text[start:end])
    end = start + paren.start() if paren else end
    pieces: list[tuple[int, int]] = []
    for match in [*_SPLIT.finditer(text, start, end), None]:
        stop = match.start() if match else end
        pieces.append(_trimmed(text, start, stop))
        start = match.end() if match else end
    return [piece for piece in pieces if len(text[piece[0] : piece[1]].split()) > 3]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(" ,;:-–—\xa0\n\t"))
    stop = max(start, start + len(text[start:end].rstrip(" ,;:.-–—\xa0\n\t\r")))
    closing = _CLOSING.match(text, stop) if len(_MARKS.findall(text, start, stop)) % 2 else None
    return start, closing.end() if closing else stop
