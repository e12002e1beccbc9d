"""How a verb of saying stands in its sentence's tree: who its subject is, and which clause it takes.

Each reading is a construction of English with its labels in Universal Dependencies:

    X said that A        nsubj, ccomp behind         X went on to say that A     subject of the verb above (xcomp)
    A, X said            nsubj, ccomp before         X rose and said that A      subject of the verb beside (conj)
    A, X said, B         parataxis inside A          ..., adding that A          subject of the clause above (advcl)
    X, who said that A   subject: what it describes  A report saying that B      subject: what it describes (acl)
    A, said by X         obl:agent                   X warned of, called for A   obl
    X denied A           obj
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.people.titles import words
from extract.speech.verbs import Cue, cues
from extract.syntax import FINITE, Trees

_NOT = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
_OUGHT = frozenset({"must", "should", "may", "might", "will", "’ll", "'ll", "would", "could", "can"})
_SHORT_OF = frozenset({"of", "than", "without"})
"""What a deed that is not done follows: "stopped short of saying", "worth noting"."""
_TOLD = frozenset(
    ["urged", "urges", "urging", "asked", "asks", "asking", "told", "tells", "telling", "pressed", "forced"]
)
_ASKED = frozenset({"if", "whether", "unless"})
_ASKING = frozenset({"which", "who", "what"})
_BESIDE = frozenset({"though", "although", "because", "while", "after"})
"""What opens a clause that goes with "X said" and is not what is said."""
_WARNS = frozenset(["warned", "warns", "warning", "warn", "cautioned", "cautions"])
DENIES = frozenset(["denied", "denies", "deny", "denying"])
"""What may take a thing for its clause: "warned of the potential for war", "denied any part in it"."""
_RELATIVE = frozenset({"who", "which", "that"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
"""What makes a clause a statement: without a subject of its own it is a deed ("vowed to fight on")."""
_MAIN = frozenset({"ROOT", "root", "conj", "parataxis"})
_JOINED = ("but ", "and ", "though ", "although ", "even though ")
"""What joins another clause to that of which somebody is told before: "A, X said, but B"."""
NO_TREES = Trees((), (), (), (), (), ())
"""The trees of an article without any."""
_CLAUSES = frozenset({"bare", "that", "tell"})
_OF_NOUNS = frozenset({"amod", "compound", "case", "mark", "nmod"})
_ABOVE = frozenset({"xcomp", "advcl", "conj", "acl", "acl:relcl", "parataxis", "ccomp"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A verb of saying in a tree."""

    token: int
    finite: bool
    """False of a noun or adjective that looks like the verb ("claims", "the said man")."""
    denied: bool
    """Nothing is said: "did not say", "declined to say"."""
    passive: bool
    person: bool
    """True where the subject is one that "who" describes."""
    subject: int | None
    """Head of the phrase that says; None where the tree shows none."""
    bare_participle: bool
    """True of "estimated" without an auxiliary, which may as well describe the noun before it."""
    subordinate: bool
    """True where the verb only describes a noun or another clause: "analysts who say A do B"."""
    shared: bool
    """True where the subject is that of another verb or the noun that the verb describes."""
    clause: tuple[int, int] | None
    """Offsets of what is said; None where the verb takes no clause."""


def read(text: str, trees: Trees, cue: Cue) -> Reading | None:
    """Return how a verb of saying stands in its sentence; None where no token of the tree is that word."""
    token = trees.token_at(cue.start)
    if token is None:
        return None

    verb = trees.tags[token].startswith("VB") and trees.labels[token] not in _OF_NOUNS
    denied = bool(_NOT & trees.child_words(token, "advmod"))
    denied |= bool(_OUGHT & trees.child_words(token, "aux"))  # "must convince the jury that"
    above = trees.heads[token]
    denied |= trees.words[above] == "worth" or bool(_SHORT_OF & trees.child_words(token, "mark"))
    if trees.labels[token] in ("ccomp", "advcl"):
        denied |= bool(_ASKED & trees.child_words(token, "mark"))  # "asked whether he believed"
    if trees.labels[token] == "acl":
        denied |= any(trees.tags[mark] == "TO" for mark in trees.children(token, "mark"))  # "efforts to say"
    if trees.labels[token] == "conj" and trees.tags[token] == "VB":
        denied |= bool(_NOT & trees.child_words(above, "advmod"))  # "not to back X or call for A"
    if trees.labels[token] == "xcomp":
        denied |= trees.words[above] in _TOLD and trees.child(above, "obj") is not None  # "urged X to admit that A"
        denied |= trees.words[above] in words("unwilling") or any(
            trees.words[child] in _NOT for child in trees.children(above, "advmod")
        )
    passive = trees.tags[token] == "VBN" and (
        trees.child(token, "aux:pass", "nsubj:pass") is not None or trees.labels[token] == "acl"
    )
    subject, person = _subject(trees, token, passive), False
    if subject is not None and trees.words[subject] in _RELATIVE and trees.labels[token] == "acl:relcl":
        person = trees.words[subject] == "who"
        subject = trees.heads[token]
    shared = subject is not None and trees.heads[subject] != token
    return Reading(
        token,
        verb,
        denied,
        passive,
        person,
        subject,
        trees.tags[token] == "VBN" and trees.child(token, "aux", "aux:pass") is None,
        trees.labels[token] in ("acl", "acl:relcl", "advcl") and trees.tags[token] != "VBG",
        shared,
        _clause(text, trees, token, subject, cue),
    )


def _subject(trees: Trees, token: int, passive: bool) -> int | None:
    if passive:
        return trees.child(token, "obl:agent")
    if (own := _own_subject(trees, token, "nsubj", "csubj")) is not None:
        return own
    for clause in trees.children(token, "ccomp"):
        medium = trees.child(clause, "nsubj")
        said = medium is not None and trees.words[medium] in words("medium") and clause < token
        if said and medium is not None and "punct" not in trees.labels[medium:token]:
            return medium  # "A statement (that was) released on Monday said"
    seen = token
    if trees.tags[token] == "VBG" and trees.labels[token] == "advcl" and (main := _main_subject(trees, token)):
        return main
    for above in trees.ancestors(token):
        label = trees.labels[seen]
        if label not in _ABOVE or label == "ccomp" or (label == "parataxis" and seen == token):
            return None
        if label in ("acl", "acl:relcl"):
            return above
        if label == "advcl" and trees.tags[token] not in ("VBG", "VBN"):
            return None
        subject = _own_subject(trees, above, "nsubj", "nsubj:pass")
        if subject is not None:
            return subject
        seen = above
    return None


def _own_subject(trees: Trees, verb: int, *labels: str) -> int | None:
    """Return the subject of a verb, of which a parser may have several.

    "Chief Executive" and "X", "X" and "the maker of Y" are two where it does not join them; "Norland's" of "Norland's
    mining chief" and "all" of "the miners all said" are none; of "The port, he said, would close" it is the last.
    """
    own = trees.children(verb, *labels)
    free = [one for one in own if one == own[0] or not continues(trees, one)]
    owners = [one for one in free if "POS" in [trees.tags[two] for two in trees.children(one, "case")]]
    free = [one for one in free if one not in owners and trees.words[one] not in ("all", "both", "each")] or free
    names = [one for one in free if trees.tags[one].startswith("NNP") and trees.tags[free[-1]] != "PRP"]
    return next(reversed(names or free), None)


def continues(trees: Trees, subject: int) -> bool:
    """Tell whether what a parser has for another subject goes on with the one before: "X and Y", "an aide to Mr X"."""
    phrase = (subject, *trees.children(subject, "nmod:desc", "compound"))
    ties = [tie for one in phrase for tie in trees.children(one, "cc", "case")]
    return any(tie < subject for tie in ties)


def _main_subject(trees: Trees, token: int) -> int | None:
    """Return the subject of the main clause before a participle: "X changed the view that Y will leave, saying"."""
    above = [*trees.ancestors(token)]
    main = next((verb for n, verb in enumerate(above) if {trees.labels[v] for v in above[n:]} <= _MAIN), None)
    subjects = trees.children(main, "nsubj") if main is not None else []
    return next((subject for subject in subjects if subject < token), None)


def _thing(text: str, trees: Trees, token: int, verb: str) -> tuple[int, int] | None:
    """Return what is warned of, called for or denied where that is a thing; None where it is a clause."""
    if verb in DENIES:
        thing = trees.child(token, "obj")
        return trees.span(thing) if thing is not None and thing > token and trees.tags[thing][:2] == "NN" else None
    ties = ("of", "about", "against") if verb in _WARNS else verb.split()[1:]
    for thing in trees.children(token, "obl", "advcl"):
        case = trees.child(thing, "case", "mark")
        if case is not None and thing > token and trees.words[case] in ties:
            more = trees.children(token, "ccomp", "advcl", "xcomp")
            return trees.ends[case], max(trees.span(part)[1] for part in (thing, *more))
    return None


def _has_object(trees: Trees, token: int) -> bool:
    """Tell whether a verb has a thing for its object: "it posted this statement", not "she said Friday"."""
    thing = trees.child(token, "obj")
    if thing is None or not trees.tags[thing].startswith("NN"):
        return False
    ends = trees.labels[thing + 1 : thing + 2] == ["mark"]  # "underlining fears after the port had closed"
    return ends or any(trees.tags[one] != "NNP" for one in trees.children(thing, "det", "nmod:poss"))


def takes_thing(text: str, trees: Trees, reading: Reading, cue: Cue, start: int) -> bool:
    """Tell whether the tree shows no clause where a pattern takes words up to `start` for its opening.

    "In a rule that will come into force" has a pronoun, "reiterated that view" or "announced his plans, and the
    port will close" a thing.
    """
    between = trees.tokens_within(cue.end, start)
    that = between[-1] if between and text[start - 5 : start - 1].lower() == "that" else None
    if that is not None:
        begins = trees.labels[that].startswith("nsubj") and trees.tags[that + 1][:2] in ("VB", "MD", "RB")
        thing = trees.heads[that]
        plain = trees.labels[thing] == "obj" and thing > that and text[trees.ends[thing] - 1] != "s"
        return begins or (trees.labels[that] == "det" and plain)
    bare = not between and not reading.clause and cue.form.takes == "that"
    return bare and _has_object(trees, reading.token)


def is_promised(trees: Trees, verb: int, clause: int) -> bool:
    """Tell whether a clause that a pronoun opens stands behind whom it is said to: "promised voters |it will"."""
    hearer, first = trees.child(verb, "obj"), trees.token_at(clause)
    if hearer is None or first is None or hearer > first:
        return False
    return trees.tags[first] == "PRP" and trees.labels[first] == "nsubj"


def is_deed(trees: Trees, verb: int) -> bool:
    """Tell whether somebody does rather than says what is told before: "The war is over - X vowed to rebuild"."""
    does = trees.child(verb, "xcomp")
    mark = trees.child(does, "mark") if does is not None else None
    return mark is not None and mark > verb and trees.tags[mark] == "TO"


def _clause(text: str, trees: Trees, token: int, subject: int | None, cue: Cue) -> tuple[int, int] | None:
    """Return the offsets of what is said."""
    if thing := _thing(text, trees, token, cue.word.lower()):
        return thing
    aside = _is_aside(text, trees, token)
    if aside and text.startswith(",", cue.end):  # "A, X said, a figure little changed"
        return _host(text, trees, token)
    clauses = [c for c in trees.children(token, "ccomp") if _is_statement(text, trees, token, subject, c)]
    twist = cue.form.takes == "that" and _has_object(trees, token)  # "adds a twist to talks on whether the port"
    behind = [c for c in clauses if c > token and not twist]
    if not behind and not aside:
        behind = _behind_place(text, trees, token, subject, cue)
    if behind:
        start, end = trees.span(behind[0])
        more = [
            one for one in trees.children(token, "conj") if one > behind[0] and _continues(text, trees, one, behind[0])
        ]
        end = trees.span(more[-1])[1] if more else end  # "X said that A, and that B"
        mark = trees.child(behind[0], "mark")
        if mark is not None and mark < behind[0] and trees.tags[mark] == "IN":
            start = trees.ends[mark]
        mistaken = trees.child(token, "obj") if cue.form.takes == "bare" else None
        if mistaken is not None and trees.ends[token] <= (opens := trees.span(mistaken)[0]) < start:
            start = opens  # of "said more than ten ships sank, with A saying B" the parser has "ships" for an object
        return max(start, trees.ends[token]), end
    if clauses:
        start, end = trees.span(clauses[0])
        edge = min(t for t in (token, subject if subject is not None else token))
        lo = trees.span(edge)[0] if edge != token else trees.starts[token]
        return start, min(end, max(lo, start))
    return _host(text, trees, token) if aside and not _does(trees, token) else None


def _does(trees: Trees, token: int) -> bool:
    """Tell whether a verb beside a clause has a deed or a thing behind it: "The test is over; X vowed to act"."""
    behind = [one for one in trees.children(token, "obj", "xcomp") if one > token]
    when = [one for one in behind if "NNP" in [trees.tags[two] for two in (one, *trees.children(one, "compound"))]]
    return when != behind  # "Friday afternoon"


def before_next_verb(text: str, trees: Trees, verb: int, start: int, end: int) -> int:
    """Return where a clause that a verb takes ends before what else is said or done.

    "X said that A and left", "A, and Y said B", "A, while Y says that B".
    """
    said = [trees.token_at(cue.start) for cue in cues(text, start, end) if cue.form.takes in _CLAUSES]
    against = [other for other in said if other is not None and _contrasts(text, trees, other)]
    for other in sorted({*trees.children(verb, "conj"), *against}):
        plain = trees.child(other, "nsubj", "nsubj:pass", "expl", "mark", "aux", "aux:pass", "cop") is None
        at = trees.span(other)[0]
        if start < at < end and (plain or other in said):
            return at
    return end


def _contrasts(text: str, trees: Trees, verb: int) -> bool:
    """Tell whether a verb opens a clause that is set against the one before: "while Y says that B"."""
    marks = [trees.words[mark] for mark in trees.children(verb, "mark")]
    return trees.labels[verb] == "advcl" and marks[:1] == ["while"] and trees.child(verb, "nsubj") is not None


def _continues(text: str, trees: Trees, verb: int, clause: int) -> bool:
    """Tell whether a verb beside that of saying belongs to the clause: "X said that A, and that B", "he A and he B"."""
    subjects = [one for two in (verb, clause) for one in trees.children(two, "nsubj") if trees.tags[one] == "PRP"]
    same = {text[trees.starts[one] : trees.ends[one]] for one in subjects}
    return trees.child(verb, "mark") is not None or (len(same) == 1 and len(subjects) > 1)


def _is_aside(text: str, trees: Trees, token: int) -> bool:
    """Tell whether "X said" stands beside a clause, "A, X said, B", "As X said, A", or is taken for one of two."""
    if token + 1 < len(trees.tags) and trees.tags[token + 1] in FINITE:
        return False  # "a ship they say should have been sold"
    if trees.labels[token] == "advcl":
        as_, own = trees.child(token, "mark"), trees.child(token, "nsubj")
        bare = own is not None and trees.child(token, "obj", "xcomp", "ccomp") is None
        if as_ is None or not bare or token > trees.heads[token] or trees.tags[token] == "VBG":
            return False
        return trees.words[as_] == "as"
    if trees.labels[token] != "conj":
        return trees.labels[token] == "parataxis"
    own = trees.child(token, "nsubj")
    if own is None or own > token or "," not in text[trees.span(own)[0] - 1 : trees.starts[own]]:
        return False
    return trees.child(token, "cc", "mark", "aux", "obj", "xcomp") is None


def _is_statement(text: str, trees: Trees, token: int, subject: int | None, clause: int) -> bool:
    """Tell whether a clause has a subject of its own and is no question: not "who X said was there", "how he fled"."""
    first = trees.tokens_within(*trees.span(clause))[0]
    if trees.tags[first] == "WRB" and trees.heads[first] == clause:
        return False
    own = trees.child(clause, *_SUBJECTS)
    if own is not None and trees.words[own] in ("them", "him", "me"):
        return False  # "the day which X has told them will be fine"
    if own is not None and token < own <= first + 1 and trees.words[own] in _ASKING:
        return False  # "said X, which runs the port"
    if own is not None and trees.tags[own] == "WDT":
        return False  # "announced a plan last May that is aimed at the port"
    marks = [trees.words[mark] for mark in trees.children(clause, "mark")]
    return (
        own is not None and (own > token or clause < token) and not _ASKED & set(marks) and not _BESIDE & set(marks[:1])
    )


def _behind_place(text: str, trees: Trees, token: int, subject: int | None, cue: Cue) -> list[int]:
    """Return the clause that hangs on where or to whom it was said: "X said in a filing A", "told a meeting A"."""
    told = ("obj",) if cue.form.takes == "tell" else ()
    places = [place for place in trees.children(token, "obl", "obl:unmarked", *told) if place > token]
    if not places or any(text.startswith("to", trees.starts[one]) for one in trees.children(places[-1], "case")):
        return []  # "added to signs that A"
    if cue.form.takes == "that" and _has_object(trees, token):
        return []  # "announced his plan in a campaign that A"

    def opens(clause: int) -> bool:
        first = trees.tokens_within(*trees.span(clause))[0]
        bare = trees.labels[first] != "punct" and not trees.tags[first].startswith("W")
        bare &= cue.form.takes in ("bare", "tell")
        return (bare or trees.labels[first] == "mark") and _is_statement(text, trees, token, subject, clause)

    return [clause for clause in trees.children(places[-1], "acl:relcl", "acl") if opens(clause)]


def _host(text: str, trees: Trees, token: int) -> tuple[int, int] | None:
    """Return the longer of what a clause has on either side of "X said" within it, the first of two clauses.

    None where it has no finite verb: "Speaking in Tarn, X mentioned the port".
    """
    start, end = trees.span(trees.heads[token])
    lo, hi = trees.span(token)
    two = trees.labels[token] == "conj" or text[hi : hi + 16].lstrip(" ,").startswith(_JOINED)
    start, end = (start, lo) if lo - start >= end - hi or two else (hi, end)
    return (start, end) if trees.is_finite(start, end) else None
