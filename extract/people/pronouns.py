"""Whom a pronoun means: who holds the place in the discourse, else nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from extract.people.cast import NEAR, Cast, Subject
from extract.people.names import Name
from extract.people.titles import Sex, is_source, office, words
from extract.syntax import NO_SUBJECT, Trees

_OUTSIDE_CLAUSE = re.compile(r"[,;:“”\"]|\s[-–—]\s")
_MORE = ("acl", "acl:relcl", "appos", "punct", "case", "cc", "conj", "det")
"""Labels of what hangs on a noun and is not needed to tell who is meant."""
_OTHER = ""
"""Stands for no entity: two candidates are alike."""
_PERSONAL: dict[str, Sex] = {"he": "m", "she": "f"}


def resolve_pronoun(cast: Cast, word: str, start: int, end: int) -> Subject:
    """Return whom a pronoun means; nobody where its own sentence names somebody else who may be meant."""
    meant = _antecedent(cast, word, start, end)
    rivals = _rivals(cast, cast.trees, word, start) if cast.trees and word in _PERSONAL else set()
    if rivals - {meant.entity}:
        return replace(meant, entity=None, named=None)
    if meant.entity and word in _PERSONAL:
        cast.sex.setdefault(meant.entity, _PERSONAL[word])  # whom "he" has meant, "she" does not
    return meant


def resolve_person(cast: Cast, start: int, end: int) -> Subject:
    """Return whom "the Norwegian" or "the 41-year-old" means: the only person right before, else who spoke last."""
    lo = cast.sentence_at(max(0, cast.sentence_at(start)[0] - 1))[0]
    people = {n.entity for n in cast.names.within(lo, start) if n.label == "PERSON" and not cast.quoted(n.start)}
    spoken = cast.speakers_between(start - NEAR, start)[-1:]
    people = people or {one.entity for one in spoken if one.entity and cast.label.get(one.entity) == "PERSON"}
    return Subject(start, end, people.pop() if len(people) == 1 else None, derived=True)


def _antecedent(cast: Cast, word: str, start: int, end: int) -> Subject:
    """Return who spoke last, or the first person (for "it" body) of a sentence before."""
    owners: Name | None = None
    sentence = bisect_right(cast.starts, start) - 1
    seen = 0
    for i in range(sentence, -1, -1):
        lo, hi = cast.sentences[i]
        if seen > 4:
            break
        seen += not cast.quoted(lo)
        for spoken in reversed(cast.speakers_between(lo, min(hi, start))):
            if word in _PERSONAL and _is_vague(cast, spoken):
                return Subject(start, end, None, derived=True)
            if _fits(cast, spoken, word):
                return Subject(start, end, spoken.entity, derived=True, named=spoken.named)
        if i == sentence and _is_tag(cast, lo, start):
            continue
        if (
            word == "they"
            and cast.trees
            and (i < sentence or _has_plural_subject(cast, cast.trees, lo, min(hi, start)))
        ):
            named = _many(cast, cast.trees, lo, min(hi, start)) if i >= sentence - 1 else None
            return Subject(start, end, None, derived=True, named=named)
        ahead = i == sentence and cast.text.endswith(", ", lo, start)  # "In a speech on Weber, he said"
        found = _by_tree(cast, cast.trees, word, lo, min(hi, start), ahead) if cast.trees else None
        if found is not None:
            return Subject(start, end, found or None, derived=True)
        near = cast.names.within(lo, min(hi, start))
        owning = [n for n in near if cast.owns(n) and _agrees(cast, n.entity, word)]
        opens = word in _PERSONAL and owning and not _OUTSIDE_CLAUSE.search(cast.text, lo, owning[0].start)
        if opens and cast.trees and _takes_up(cast, cast.trees, word, owning[0].end, hi):
            meant = {n.entity for n in owning}
            return Subject(start, end, meant.pop() if len(meant) == 1 else None, derived=True)
        owners = owners or next(iter(owning), None)
    if owners is None and word == "it" and cast.trees and _is_tag(cast, cast.sentences[sentence][0], start):
        first = _by_tree(cast, cast.trees, word, cast.sentences[sentence][0], start)
        return Subject(start, end, first or None, derived=True)  # "The bank has sold it, it said"
    return Subject(start, end, owners.entity if owners and word in _PERSONAL else None, derived=True)


def _rivals(cast: Cast, trees: Trees, word: str, start: int) -> set[str]:
    """Return whom "he" in a clause within may mean besides the last subject: whom its sentence names before."""
    lo, token = cast.sentence_at(start)[0], trees.token_at(start)
    if token is None or trees.labels[trees.heads[token]] not in ("acl:relcl", "acl", "advcl"):
        return set()
    names = [n for n in cast.names.within(lo, start) if not cast.quoted(n.start) and _agrees(cast, n.entity, word)]
    subjects = any(trees.subject_rank(n.start, n.end) < NO_SUBJECT for n in names)
    return set() if subjects else {n.entity for n in names}


def _by_tree(cast: Cast, trees: Trees, word: str, lo: int, hi: int, ahead: bool = False) -> str | None:
    """Return the entity of a sentence that a pronoun behind it means.

    The subject of its main clause before other subjects, those before whoever else is named, who is none in a
    phrase that leads in to the pronoun's own clause (`ahead`). None where nobody agrees or another pronoun has the
    place; `_OTHER` where two candidates are alike.
    """
    ranked: dict[int, list[str]] = defaultdict(list)
    for name in cast.names.within(lo, hi):
        if not cast.owns(name) and not cast.quoted(name.start) and _agrees(cast, name.entity, word):
            rank = trees.subject_rank(name.start, name.end)
            told = rank < NO_SUBJECT and not (
                rank and cast.label[name.entity] == "LOC"
            )  # "He said Norland is stuck. It"
            if told or (word in _PERSONAL and not ahead):
                ranked[rank].append(name.entity)
    if word in _PERSONAL and (not ranked or min(ranked) == NO_SUBJECT) and _takes_up(cast, trees, word, lo, hi):
        return None
    best = set(ranked[min(ranked)]) if ranked else set()
    return next(iter(best)) if len(best) == 1 else (_OTHER if best else None)


def _many(cast: Cast, trees: Trees, lo: int, hi: int) -> tuple[int, int] | None:
    """Return where the only many of a sentence are told of who may be a source: "Aides to Weber rose. They said"."""
    many = [t for t in trees.tokens_within(lo, hi) if trees.tags[t] == "NNS" and is_source(trees.words[t])]
    acts = len(many) == 1 and trees.labels[many[0]] == "nsubj" and not cast.quoted(trees.starts[many[0]])
    return trees.span(many[0], _MORE) if acts else None


def _has_plural_subject(cast: Cast, trees: Trees, lo: int, hi: int) -> bool:
    """Tell whether many without a name act in a clause between two offsets: "Refiners oppose it, as they say"."""
    subjects = trees.labelled(lo, hi, "nsubj", "nsubj:pass")
    return any(trees.tags[t] == "NNS" and not cast.names.covering(trees.starts[t]) for t in subjects)


def _takes_up(cast: Cast, trees: Trees, word: str, lo: int, hi: int) -> bool:
    """Tell whether a pronoun is a subject between two offsets: behind "For X's sake", "he" is X."""
    subjects = trees.labelled(lo, hi, "nsubj", "nsubj:pass")
    return any(trees.words[t] == word for t in subjects)


def _is_tag(cast: Cast, lo: int, start: int) -> bool:
    """Tell whether a pronoun stands behind a clause that it is not part of: "Freeing Weber was wrong, he said"."""
    if not cast.text[lo:start].rstrip().endswith((",", "”", '"')):
        return False
    return not (cast.trees and _is_led_in(cast.trees, lo, start))


def _is_led_in(trees: Trees, lo: int, start: int) -> bool:
    """Tell whether what stands before "he said" is not what he said: "When Weber testified, he said"."""
    pronoun, lead = trees.token_at(start), next(iter(trees.tokens_within(lo, start)), None)
    if pronoun is None or lead is None:
        return False
    verb = trees.heads[pronoun]
    top = next((one for one in (lead, *trees.ancestors(lead)) if trees.heads[one] == verb), pronoun)
    return trees.labels[top] in ("advcl", "obl") and trees.tags[lead] in ("IN", "WRB")


def _is_vague(cast: Cast, spoken: Subject) -> bool:
    """Tell whether who spoke has no name and no office: "he" behind may be that one or somebody named before."""
    last = cast.text[spoken.start : spoken.end].rstrip().rpartition(" ")[2].lower()
    return (
        spoken.entity is None
        and spoken.named is not None
        and last.isalpha()
        and not (is_source(last) or last.endswith("s"))
    )


def _fits(cast: Cast, spoken: Subject, word: str) -> bool:
    """Tell whether a pronoun may mean who spoke: also somebody without a name, but "he" is no body."""
    if spoken.entity is None or spoken.named:
        start, end = spoken.named or (spoken.start, spoken.end)
        last = cast.text[start:end].rstrip().rpartition(" ")[2].lower()
        many = last.endswith("s") or last in words("body")
        if word in _PERSONAL:
            return not (many or last in words("medium"))
        return many or not spoken.named if word == "they" else not (office(last) or last in words("source"))
    return _agrees(cast, spoken.entity, word)


def _agrees(cast: Cast, entity: str, word: str) -> bool:
    label = cast.label.get(entity)
    if (label == "PERSON") != (word in _PERSONAL) or (word == "they" and label == "LOC"):
        return False
    return cast.sex.get(entity) in {None, _PERSONAL.get(word)} or word not in _PERSONAL
