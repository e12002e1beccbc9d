"""Whether a time lies ahead or back, by the verb that governs it in the tree of its sentence.

The talks resume in March         present of an event: ahead
The talks will resume in March    ahead, as with would, may, is to
They plan to resume in March      ahead: a verb of planning above
Once talks are held in March      ahead: the present behind "once", "when", "until"
They could not be reached in May  back, but not "by May"
They came to talk on Tuesday      back: what somebody did for it
They decided to meet in March     ahead, as with has asked, agreed, ordered
A text to be read on Tuesday      ahead: an infinitive of the passive on a noun, but not on "the first"
For release in March              ahead: what a thing is meant for
The talks resumed in March        back
It opened as planned in March     as without "as planned"
"""

from __future__ import annotations

from extract.speech.verbs import forms
from extract.syntax import Trees
from extract.tables import words

_MODALS = frozenset({"will", "’ll", "'ll", "wo", "would", "shall", "may", "might", "can", "could", "should", "must"})
_PLANS, _PLANS_TO, _PLANS_FOR = (words("extract.moments", kind) for kind in ("plans", "plans_to", "plans_for"))
_PAST = frozenset({"had", "was", "were", "did", "has", "have", "’ve", "'ve"})
_PERFECT = frozenset({"has", "have", "’ve", "'ve"})
_SET = frozenset({"set", "scheduled", "slated", "planned"})
_DUE = frozenset({"due", "scheduled", "slated"})
_RESULTS = frozenset({"results", "earnings", "profit", "figures"})
_ONCE = frozenset({"after", "before", "if", "once", "until", "when"})
_MET = frozenset({"contacted", "found", "heard", "reached", "seen"})
_STATES = words("extract.moments", "states")
_ORDERED = words("extract.moments", "ordered")
_ONLY = words("extract.moments", "only")
_AT = frozenset({"on", "in"})
_ATTRIBUTES = frozenset({"compound", "nmod:poss", "nmod", "amod", "nmod:unmarked"})
"""Labels of a time that belongs to a noun: "Friday closing prices"."""


def looks_ahead(trees: Trees, start: int, end: int) -> bool | None:
    """Return whether the time at (start, end), in code points, is one to come; None where its tree does not tell.

    That of a noun ("a call on Friday") may lie back in a sentence of what is to come: there only the past is told.
    """
    token = trees.head_of(start, end)
    if token is None:
        return None
    owned = trees.labels[token] in _ATTRIBUTES
    if owned and not trees.child_words(token, "case") & _AT:
        return None
    if owned and trees.words[trees.heads[token]] in _PLANS:
        return True  # "a deadline in June"
    ahead = _looks_ahead(trees, trees.tokens_within(start, end), token)
    return None if owned and ahead else ahead


def _looks_ahead(trees: Trees, inside: range, token: int) -> bool | None:
    before = inside.start - 1 - (inside.start > 0 and trees.words[inside.start - 1] == "on")
    said = forms().get(trees.words[before]) if before >= 0 else None
    if said and said.tense == "past" and trees.child(before, "aux:pass") is None:
        return False  # "said on Monday it would": the parser may take Monday for that of the clause
    if before >= 0 and trees.words[before] in _DUE:
        return True
    if before > 0 and trees.words[before] in _PLANS_FOR and trees.words[before - 1] == "for":
        return True
    if before > 0 and trees.words[before] == "for" and trees.words[before - 1] in _SET:
        return True  # "had been set for Thursday"
    below = token
    for verb in trees.ancestors(token):
        tag = trees.tags[verb]
        marks = trees.child_words(verb, "mark", "case", "advmod")
        aids = trees.child_words(verb, "aux", "aux:pass", "cop")
        if "since" in marks:
            return False  # "since the vote in December"
        led = trees.labels[below] == "xcomp" or "for" in trees.child_words(below, "case")
        if led and (trees.words[verb] in _PLANS_TO or (trees.words[verb] in _ORDERED and aids <= _PERFECT)):
            return True
        if marks & {"as", "than"} and (trees.words[verb] in _PLANS or trees.words[verb] in _PLANS_TO):
            below = verb
            continue  # "sales rose as expected in March", "it is to end as set by law in March"
        if trees.words[verb] in _PLANS and not tag.startswith("N"):
            return True
        if trees.labels[verb] == "acl" and "to" in marks and "be" in aids:
            noun = trees.heads[verb]
            if not any(trees.words[child] in _ONLY for child in (noun, *trees.children(noun, "amod", "nummod"))):
                return True
        under, below = below, verb
        if "to" in marks and aids & {"was", "were"}:
            return None  # "was to meet": nobody knows whether they did
        if not (tag.startswith("VB") or aids):
            continue
        if "could" in aids and trees.words[verb] in _MET and "by" not in trees.child_words(token, "case"):
            return False
        if _MODALS & aids or (marks & _ONCE and (tag in ("VBZ", "VBP") or aids & {"is", "are"})):
            return True
        if tag == "VBD" and "if" in marks:
            return True  # "if she spoke on Monday"
        if tag == "VBD" or _PAST & aids or (tag == "VBN" and not aids):
            return False
        if tag in ("VBZ", "VBP"):
            says = trees.words[verb] in forms() and (
                trees.words[verb] not in ("report", "reports")
                or trees.child(verb, "ccomp") is not None
                or not trees.child_words(verb, "obj") <= _RESULTS
            )  # "the firm reports on Friday"
            led = trees.heads[token] == verb or trees.labels[under] == "xcomp"  # "moves to head it in May"
            event = led and trees.words[verb] not in _STATES and not says
            return True if event else None
    return None
