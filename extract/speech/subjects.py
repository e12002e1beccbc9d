"""Who does the saying: the phrase before a verb of saying ("X, the minister, also said"), after it ("said X"), or, for
a participle ("..., adding that"), the subject of the sentence.
"""

from __future__ import annotations

import re

from extract.people.cast import Cast, Subject
from extract.people.descriptors import Phrase, find_phrase, resolve_body, resolve_title
from extract.people.kin import is_country
from extract.people.names import Name
from extract.people.pronouns import resolve_person, resolve_pronoun
from extract.people.titles import honorifics, is_source, words
from extract.speech.constructions import continues
from extract.syntax import FINITE, Trees

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ON_A_DAY = re.compile(rf",? on {_WEEKDAY}\Z|,? in an? (?:{'|'.join(words('medium'))})\Z")
"""What a parser may take for a part of whoever said it: "said the ministry in a statement"."""
_FILLERS = words("filler")
_PHRASE_ENDS = frozenset({"part", "hand", "turn", "response", "reply", "conclusion", "as", "on", "to"})
_PHRASES = re.compile(
    r"\b(?:for\s(?:his|her|its|their)\spart|on\sthe\sother\shand|in\s(?:turn|response|reply|conclusion)|(?:quoted|cited)\sas"
    r"|(?:went|goes)\son(?:\sto)?|continue[sd]?\sto)\Z",
    re.IGNORECASE,
)
_LEAD = re.compile(r"[\s,]*(?:(?:(?:in\s)?what|the|an?|its|their)\s)?", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(he|she|they|it)\Z", re.IGNORECASE)
_ASIDE = re.compile(
    r"\s*(?:who|whose|which|when|asked|pressed|\w+ing|in|on|at|for|as|according|through|via|during|along|together)\b"
)
_CIRCUMSTANCE = re.compile(
    r"(?:in|on|at|to|by|from|with|before|after|during|through|for|via)\b"
    r"|(?:it|he|she|they|there)\s(?:would|will|had|has|have|is|are|was|were|could|can)\b"
)
"""What follows "said" where its subject stands before it: "she said before Judge X", "said it would close"."""
_JOINT = re.compile(
    r"(?:^|\s)(?:and|but|while|as|that|after|when|because|although|though|where|if|since|before|with)\Z", re.IGNORECASE
)
_OBLIQUE = re.compile(
    r"\b(?:by|to|from|(?<!,\s)with|against|about|over|on|under|into|near)\s(?:the\s|a\s|its\s|his\s|her\s)?\Z",
    re.IGNORECASE,
)
_TIED = re.compile(r"\s(?:of|in|at|for|from)\s(?:the\s)?\Z", re.IGNORECASE)
_AND = re.compile(r"(?:\s\([^()\n]{1,20}\))?,?\sand\s(?:both\s)?\Z")
_LISTED = re.compile(r"(?:\s\([^()\n]{1,20}\))?,\s\Z")
"""Between who say together: "X (X.N), Y (Y.N) and Z"."""
_PAIR = re.compile(r"(?:(?<=, )|(?<=\A))[a-z]+s and \Z")
_PAREN = re.compile(r"\s\([^()\n]{1,40}\)\Z")
_CUT = re.compile(
    r"[,.;:!?\n“”\"()–—]|\s-\s|\s(?:in|on|at|during|after|before|to|as|when|while|who|that|but|and|last|earlier|this|yesterday"
    rf"|today|via|through|{_WEEKDAY})\b"
)


_PERSON = re.compile(r"[Tt]he (?:(?P<age>\d+-year-old)|[A-Z][a-z]+(?:an|ard|ton))")
"""Who is called by his country or age: "the Norwegian said"."""
_CLAUSAL = ("acl", "acl:relcl", "appos", "advcl", "parataxis", "ccomp", "list", "dep")
LOOSE = (*_CLAUSAL, "case", "mark", "cc", "conj", "punct", "obl", "obl:unmarked", "nmod:unmarked")
"""Labels of what hangs on a noun and is no part of the phrase that names it."""
_NO_PHRASE = frozenset({"IN", "VBG", "WDT", "WP", "WP$", ","})
"""Tags with which no source begins, a comma among them."""
_CLAUSAL_TAGS = FINITE | {"WDT", "WP"}
"""Tags of which none is in such a phrase: not "most of whom"."""
LONGEST = 10
"""Tokens of a source without a name."""
FEW = 4
"""Words of one that no tree shows."""
_PEOPLE = ("flat", "appos", "nmod:desc", "compound", "list", "dep")
_MARKS = re.compile(r"[“\"‘]")
_NOBODY = frozenset(
    {"i", "we", "you", "there", "this", "that", "these", "those", "what", "who", "which", "him", "them"}
    | {"anybody", "anyone", "everybody", "everyone", "nobody", "plans"}
)


def of_phrase(cast: Cast, trees: Trees, head: int, says: bool = False, told_of: bool = False) -> Subject | None:
    """Return whom the noun phrase with this head means: "the minister, X", "Ukraine's air force", "four officials".

    A common noun must be one that may be a source, unless what it does shows that it is (`says`); behind a preposition
    it is none, unless that is "according to" (`told_of`).
    """
    text = cast.text
    if (author := _author(text, trees, head)) is not None:
        return of_phrase(cast, trees, author, says)
    if both := coordinated(cast, trees, head):
        return both
    start, end = trees.span(head, without=LOOSE)
    end = start + len(_ON_A_DAY.sub("", text[start:end]))
    word = text[trees.starts[head] : trees.ends[head]]
    if word.lower() in ("he", "she", "they", "it"):
        return resolve_pronoun(cast, word.lower(), trees.starts[head], trees.ends[head])
    if word.lower() in _NOBODY or not word[0].isalpha() or text[start:end].lower() in ("all", "both", "each"):
        return None
    name = cast.names.covering(trees.starts[head])
    called = _PERSON.fullmatch(text, start, end) if name is None else None
    if called and (called["age"] or is_country(word.lower())):
        person = resolve_person(cast, start, end)
        return person if person.entity else None
    for child in (head, *trees.children(head, *_PEOPLE)):
        beside = cast.names.covering(trees.starts[child])
        owner = trees.labels[child] == "compound" and beside and beside.end < trees.starts[head]
        if beside and beside.label == "PERSON" and not owner:
            return Subject(min(start, cast.phrase_start(beside)), max(end, beside.end), beside.entity)
    if name:
        within = (one for one in cast.names.within(name.end, end) if one.label == "PERSON")
        holder = next((one for one in within if cast.phrase_start(one) <= name.start), name)
        return Subject(
            start, max(end, holder.end), holder.entity
        )  # "Bank of X Governor Y" may have "Bank" for its head
    found = find_phrase(cast, start, trees.ends[head], trees.ends[head])
    if (
        (trees.child(head, "case") is not None and not told_of)
        or not (
            is_source(word)
            or trees.tags[head] == "NNPS"
            or _counted(trees, head) != head
            or (says and _is_phrase(trees, start, end))
        )
        or text[start:end].lower().startswith("whose")
    ):
        return None
    meant = _meaning(cast, Phrase(start, found.head, found.kind), end) if found else None
    if meant and (meant.entity or meant.named):
        return meant
    return _unnamed(cast, trees, head)


def is_body(cast: Cast, subject: Subject) -> bool:
    """Tell whether who says is an organisation, a country, or a noun for one: "the government"."""
    if subject.entity:
        return cast.label.get(subject.entity) != "PERSON"
    last = cast.text[slice(*subject.named or (subject.start, subject.end))].rpartition(" ")[2].lower()
    return last in words("body") | words("medium")


def _author(text: str, trees: Trees, head: int) -> int | None:
    """Return who says what stands in a text that he has just made: "X issued a statement saying that"."""
    verb = trees.heads[head]
    made = trees.words[verb] in words("makes") and trees.labels[head] == "obj"
    medium = trees.words[head] in words("medium")
    return trees.child(verb, "nsubj") if made and medium else None


def coordinated(cast: Cast, trees: Trees, head: int) -> Subject | None:
    """Return the phrase of several who say together, "Weber and Hale", as one source; None where one says."""
    beside = _beside(cast, trees, head)
    if not any(_is_another(cast, trees, one) for one in beside):
        return None  # "the former mayor and senator" is one
    first, last = cast.names.covering(trees.starts[head]), cast.names.covering(trees.starts[beside[-1]])
    if first and last and first.label == last.label == "PERSON":
        start = cast.phrase_start(first)
        return Subject(start, last.end, None, named=(start, last.end))
    start, end = trees.span(head, LOOSE)[0], max(trees.span(beside[-1], LOOSE)[1], last.end if last else 0)
    bodies = first is not None and first.label == "ORG"
    return _as_it_stands(cast, trees, start, end, 2 * LONGEST) if bodies else _unnamed(cast, trees, head)


def _is_another(cast: Cast, trees: Trees, head: int) -> bool:
    """Tell whether a noun joined to another is somebody else: many, a name, "the head of Y" behind "the bank of X"."""
    many = trees.tags[head].endswith("S") or trees.child(head, "det") is not None
    return many or cast.names.covering(trees.starts[head]) is not None


def joined(cast: Cast, cue: int, subject: Subject) -> Subject:
    """Return several who say together as one source, "Ann Lee and his aide Bo Hale", "X, Y and Z"; else the subject."""
    label = cast.label.get(subject.entity or "")
    if label is None or subject.derived:
        return subject
    start, end = subject.start, subject.end
    while (other := _before_joint(cast, start, first=start == subject.start)) and start < cue:
        start = cast.phrase_start(other)
    return subject if start == subject.start else _unknown(cast, start, end)


def _before_joint(cast: Cast, start: int, first: bool) -> Name | None:
    """Return the name that "and" joins to what begins at `start`, or behind the `first` a comma: "X, Y (Y.N) and Z"."""
    joint = _AND.search(cast.text, max(0, start - 40), start) or (
        None if first else _LISTED.search(cast.text, max(0, start - 40), start)
    )
    name = cast.names.ending(joint.start()) or cast.appositions.get(joint.start()) if joint else None
    return name if name and name.label in ("PERSON", "ORG") else None


def _beside(cast: Cast, trees: Trees, head: int) -> list[int]:
    """Return who is joined to a subject by "and", whom a parser may take for another subject of its verb."""
    others = trees.children(trees.heads[head], "nsubj") if trees.labels[head] == "nsubj" else []
    return [*trees.children(head, "conj"), *(other for other in others if other > head and continues(trees, other))]


def _unnamed(cast: Cast, trees: Trees, head: int) -> Subject | None:
    """Return a phrase as it stands, with those beside it, as a source without a name; of a long one its beginning."""
    last = [head, *_beside(cast, trees, head)][-1]
    for without in (LOOSE, (*LOOSE, "nmod"), (*LOOSE, "nmod", "amod")):
        start, end = trees.span(head, without)[0], trees.span(_counted(trees, last), without)[1]
        name = cast.names.covering(trees.starts[last])
        end = max(end, name.end) if name else end
        if (phrase := _as_it_stands(cast, trees, start, end)) or _MARKS.search(cast.text, start, end):
            return phrase
    return None


def _as_it_stands(cast: Cast, trees: Trees, start: int, end: int, longest: int = LONGEST) -> Subject | None:
    """Return a phrase as a source without an entity; None where it is none, or longer than so many tokens."""
    end = start + len(_ON_A_DAY.sub("", cast.text[start:end]))
    phrase = cast.text[start:end]
    if not _is_phrase(trees, start, end, longest) or phrase.isupper() or _MARKS.search(phrase):
        return None
    return _unknown(cast, start, end)


def _counted(trees: Trees, head: int) -> int:
    """Return the noun of "one of the sources", else the head itself."""
    noun = trees.child(head, "nmod")
    return noun if noun is not None and trees.tags[head] in ("CD", "DT") else head


def _is_phrase(trees: Trees, start: int, end: int, longest: int = LONGEST) -> bool:
    """Tell whether a parser took no clause for a noun phrase: such a one is short, and nothing in it is finite."""
    tags = [trees.tags[token] for token in trees.tokens_within(start, end)]
    return 0 < len(tags) <= longest and tags[0] not in _NO_PHRASE and not _CLAUSAL_TAGS & set(tags)


def before(cast: Cast, lo: int, end: int) -> Subject | None:
    """Return the subject that ends where the verb of saying begins at `end`; None where no such phrase stands there."""
    text = cast.text
    window = max(lo, end - 300)
    stop = _without_fillers(text, max(window, end - 80), end)
    comma = "," in text[stop:end]
    for _ in range(3):
        cut = max(text.rfind(", ", window, stop), text.rfind(" - ", window, stop), text.rfind(" – ", window, stop))
        aside = comma and cut >= 0 and _ASIDE.match(text, cut + 1, stop) and stop not in cast.appositions
        subject = None if aside else _ending(cast, window, stop)
        if subject and not (comma and not _opens_clause(text, lo, subject.start)):
            return subject
        if not comma or cut < 0:
            return None
        stop = window + len(text[window:cut].rstrip())
    return None


def _without_fillers(text: str, lo: int, end: int) -> int:
    """Return where the words before a verb end that are no adverb, auxiliary or day ("X, however, has also said")."""
    if text.startswith("as saying", end - len("as ")) and not _PHRASES.search(text, lo, end - 1):
        end -= len("as ")  # "quoted X as saying"
    while True:
        end = lo + len(text[lo:end].rstrip(" ,\xa0\t\n"))
        if day := _ON_A_DAY.search(text, lo, end):
            end = day.start()
        space = max(text.rfind(" ", lo, end), text.rfind("\xa0", lo, end), text.rfind(",", lo, end))
        word = text[max(lo, space + 1) : end].lower()
        if word in _PHRASE_ENDS:
            phrase = _PHRASES.search(text, lo, end)
            if not phrase:
                return end
            end = phrase.start()
        elif word in _FILLERS or (word.endswith("ly") and len(word) > 4 and word[0] == text[max(lo, space + 1)]):
            end = max(lo, space + 1)
        else:
            return end
        if end <= lo:
            return lo


def _opens_clause(text: str, lo: int, start: int) -> bool:
    """Tell whether a clause begins at `start`, so that "He praised Macron, said Scholz" has no subject in Macron."""
    head = text[lo:start].rstrip()
    return (
        not head
        or head[-1] in ',;:—–-"“”'
        or text[start : start + 4] == "The "  # furniture without a full stop may stand before it
        or head.split()[-1][0].isupper()
        or bool(_JOINT.search(head))
    )


def after(cast: Cast, start: int, hi: int) -> Subject | None:
    """Return the subject that begins after an inverted verb of saying ("said X, the minister")."""
    text = cast.text
    start += len(text[start:hi]) - len(text[start:hi].lstrip())
    if _CIRCUMSTANCE.match(text, start, hi):
        return None
    cut = _cut(cast, start, min(hi, start + 160))
    return _ending(cast, start, cut) or _source(cast, start, cut)


def _source(cast: Cast, start: int, end: int) -> Subject | None:
    """Return a short phrase that a source without a name heads: "one insider", "a former employee"."""
    said = cast.text[start:end].split()
    if not said or len(said) > FEW or not is_source(said[-1]):
        return None
    return _unknown(cast, start, end)


def _ending(cast: Cast, lo: int, end: int) -> Subject | None:
    """Read the phrase that ends at `end`: an apposition, a pronoun, a name, a title or a body."""
    text = cast.text
    paren = _PAREN.search(text, max(lo, end - 45), end)
    end = paren.start() if paren else end
    named = cast.appositions.get(end)
    if named and named.start >= lo:
        return Subject(cast.phrase_start(named), end, named.entity)
    pronoun = _PRONOUN.search(text, max(lo, end - 5), end)
    if pronoun:
        return resolve_pronoun(cast, pronoun[1].lower(), pronoun.start(), end)
    name = cast.names.ending(end)
    if name and name.start < lo:
        name = None
    found = find_phrase(cast, lo, end, name.start if name else end)
    if name and name.label == "PERSON":
        return Subject(cast.phrase_start(name), end, name.entity)
    if not (name or found):
        return None
    start = min(name.start if name else end, found.start if found else end)
    return _governed(cast, lo, start, end) or _headed(cast, found, name, end)


def _governed(cast: Cast, lo: int, start: int, end: int) -> Subject | None:
    """Read "workers in Lisbon", "X of the council", "officials asked by the paper": not the name at the end."""
    tied = _TIED.search(cast.text, max(lo, start - 12), start)
    if tied:
        owner = cast.names.ending(tied.start())
        if owner and owner.label == "PERSON":
            return Subject(cast.phrase_start(owner), end, owner.entity)
    return Subject(start, end, None) if tied or _OBLIQUE.search(cast.text, max(lo, start - 14), start) else None


def _headed(cast: Cast, found: Phrase | None, name: Name | None, end: int) -> Subject | None:
    """Return whom a title or body means, or the organisation or place whose own name the phrase is."""
    if found and (name is None or found.head < name.start):
        subject = _meaning(cast, found, end)
        if name is None or subject.entity or found.kind == "title" or name.label == "LOC":
            return subject
    if name is None:
        return None
    return Subject(min(cast.phrase_start(name), found.start if found else end), end, name.entity)


def _meaning(cast: Cast, found: Phrase, end: int) -> Subject:
    """Return whom a title or a body means; where the text does not tell, the phrase itself: "police"."""
    meant = (resolve_title if found.kind == "title" else resolve_body)(cast, found.start, end)
    if meant.entity or meant.named:
        return meant
    pair = _PAIR.search(cast.text, max(0, found.start - 40), found.start)  # "A, traders and analysts said"
    return _unknown(cast, pair.start() if pair else found.start, end)


def _unknown(cast: Cast, start: int, end: int) -> Subject:
    """Return a phrase as a source that is no known entity, named without its article."""
    lead = _LEAD.match(cast.text, start, end)
    return Subject(start, end, None, named=(lead.end() if lead else start, end))


def _cut(cast: Cast, start: int, hi: int) -> int:
    """Return where the phrase after an inverted verb ends: not inside a name, nor behind "Brig." or an initial."""
    at = start
    while match := _CUT.search(cast.text, at, hi):
        name = cast.names.covering(match.start())
        word = cast.text[start : match.start()].rpartition(" ")[2]
        if match[0] == "." and (word.lower() in honorifics() or (len(word) == 1 and word.isupper())):
            at = match.end()
        elif name and name.start >= start:
            at = name.end
        else:
            return match.start()
    return hi
