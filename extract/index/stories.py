"""Groups new articles into stories, some at a time, and touches only the stories that these are like.

An article's most telling words find the few articles that may be like it (an inverted index of its terms, within the
days around it), which are compared with it in full. The stories of those that it is like are linked anew together with
it, article by article, by average linkage (`extract.stories.linkage`): it joins one of them, founds one, or shows that
two are one, or that one is two. So the stories are nearly those of linking everything at once, whatever the order in
which articles come. What was a story keeps its id with most of its articles. Reprints of one text join first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import chain, pairwise

from extract.index.store import schema
from extract.index.store.stories import StoredMember, StoryTable
from extract.index.store.story_terms import Sought
from extract.index.store.writer import Writer
from extract.index.story_cache import Pairs, StoryCache
from extract.stories.likeness import chunk_features, compare, make_vectors
from extract.stories.linkage import ALIKE, ArticleGroup, Linked, link_groups
from extract.stories.rarity import Rarity

RARITY, RARITY_AT = "rarity", "rarity at"
"""Under which the index keeps the counts of words in a sample of the corpus, and how many articles it had then."""
SAMPLED_ARTICLES = 2000
"""Articles by which it is known what is rare in a corpus."""
GROUPED_AT_ONCE = 500
"""Articles that are grouped in one transaction: half a second of work."""
CANDIDATES = 60
"""Articles that one is compared with: those whose most telling words it shares."""
STORIES = 6
"""Stories that are linked anew with an article: those of the articles most like it."""
RELINKED = 60
"""Articles of a story up to which it is linked anew; a larger one stays whole."""
FEW_MEMBERS = 150
"""Articles that are linked together up to which each is compared with each. Where they are more, a story stays whole
that has an article without a date whose likeness to others is not cached: it may be like any of all times."""
REPRINT_DAYS = 10
"""Days between two reprints of one text within which they tell one story; what comes back later is another."""
READ_AHEAD = 500
"""Of the newest articles the vectors are made before any is needed: a fifth of a second of work."""


class StoryGrouping:
    """Groups the articles of one index that are of no story yet."""

    def __init__(self, writer: Writer, cache: StoryCache | None = None) -> None:
        """Prepare to group.

        Args:
            writer: of the index.
            cache: of what was computed before, which is added to.

        """
        self._writer = writer
        self._cache = StoryCache() if cache is None else cache

    def group_some(self, limit: int = GROUPED_AT_ONCE) -> bool:
        """Group some of the articles that are not grouped yet; return whether there were any.

        It is one transaction: a kill loses it, and the next call takes it up again.
        """
        table = self._open_table()
        queue = table.queue(limit)
        if not queue:
            return False
        with self._writer.transaction():
            pairs = self._open_pairs(table)
            new = table.members(queue)
            vectors = pairs.vectors_of(new)
            pairs.terms.add((member.rowid, vectors[member.added]) for member in new)
            table.store_vectors((member, vectors[member.added]) for member in new)
            _Batch(table, pairs, new).run()
        return True

    def read_ahead(self) -> None:
        """Make what an article that comes next is likely to be compared with, unless it is cached."""
        table = self._open_table()
        newest = table.newest(READ_AHEAD)
        if newest:
            with self._writer.transaction():
                self._open_pairs(table).vectors_of(newest)

    def _open_table(self) -> StoryTable:
        return StoryTable(self._writer.db)

    def _open_pairs(self, table: StoryTable) -> PairFinder:
        return PairFinder(table, self._cache, self._measure_rarity(table), self._writer.text_compressor.text)

    def _measure_rarity(self, table: StoryTable) -> Rarity:
        """Return what is rare in the corpus; counted anew whenever it has twice the articles."""
        cache, writer = self._cache, self._writer
        many, counted = table.count_articles(), int(str(writer.meta(RARITY_AT) or 0))
        encoded = writer.meta(RARITY)
        fresh = many >= 2 * counted or not isinstance(encoded, bytes)
        cache.use_for((writer.meta(schema.GENERATION), many if fresh else counted))
        if fresh:
            text_of = writer.text_compressor.text
            sample = table.sample(SAMPLED_ARTICLES)
            cache.rarity = Rarity.of(chunk_features([(title, text_of(packed)) for title, packed in sample]))
            writer.set_meta(RARITY, cache.rarity.encode())
            writer.set_meta(RARITY_AT, many)
        elif cache.rarity is None and isinstance(encoded, bytes):
            cache.rarity = Rarity.decode(encoded)
        assert cache.rarity
        return cache.rarity


class PairFinder:
    """Finds out how alike articles are, each once as long as it is cached; the least recently used goes first."""

    def __init__(self, table: StoryTable, cache: StoryCache, rarity: Rarity, text_of: Callable[[bytes], str]) -> None:
        self._table, self._cache, self._rarity, self._text_of = table, cache, rarity, text_of
        self.terms = table.open_terms()

    def vectors_of(self, members: Sequence[StoredMember]) -> dict[int, bytes]:
        """Make the vectors of articles, by their numbers, those of them that are neither cached nor stored."""
        cached = self._cache.vectors
        found = {member.added: cached[member.added] for member in members if member.added in cached}
        missing = [member for member in members if member.added not in found]
        stored = self._table.vectors([member.added for member in missing])
        for added, vector in stored.items():
            found[added] = vector
            self._cache.add_vector(added, vector)
        missing = [member for member in missing if member.added not in stored]
        texts = self._table.texts([member.rowid for member in missing])
        articles = [(title, self._text_of(packed)) for title, packed in (texts[member.rowid] for member in missing)]
        for member, vector in zip(missing, make_vectors(articles, self._rarity), strict=True):
            found[member.added] = vector
            self._cache.add_vector(member.added, vector)
        return found

    def pairs_among(self, members: Sequence[StoredMember]) -> dict[int, Pairs]:
        """Compare articles with each other, unless they were compared with all that share their terms before.

        Where they are few, each is compared with each: a process that has just begun has nothing cached.
        """
        if len(members) > FEW_MEMBERS:
            return self.pairs_of(members)
        found = self._cache.find_pairs(member.added for member in members)
        missing = [member for member in members if member.added not in found]
        vectors = self.vectors_of(members) if missing else {}
        for member in missing:
            found[member.added] = _compare(member, [other for other in members if other is not member], vectors)
        return found

    def lacks(self, member: StoredMember) -> bool:
        """Whether an article would have to be looked for in all blocks of days, as it has no date and is not cached."""
        return member.day is None and member.added not in self._cache.pairs

    def pairs_of(self, members: Sequence[StoredMember]) -> dict[int, Pairs]:
        """Compare articles with those that share their terms, unless that was done before."""
        found = self._cache.find_pairs(member.added for member in members)
        missing = [member for member in members if member.added not in found]
        if not missing:
            return found
        vectors = self.vectors_of(missing)
        sought = [Sought(member.rowid, member.day is not None, vectors[member.added]) for member in missing]
        candidates = self.terms.find(sought, CANDIDATES)
        others = {other.rowid: other for other in self._table.members({*chain.from_iterable(candidates)})}
        vectors |= self.vectors_of([*others.values()])
        for member, rowids in zip(missing, candidates, strict=True):
            pairs = found[member.added] = _compare(member, [others[rowid] for rowid in rowids], vectors)
            self._cache.add_pairs(member.added, pairs)
        return found


def _compare(member: StoredMember, others: Sequence[StoredMember], vectors: Mapping[int, bytes]) -> Pairs:
    """Compute how alike an article is to others, those that it has something in common with."""
    values = compare(
        vectors[member.added], member.day, [vectors[other.added] for other in others], [other.day for other in others]
    )
    found = [(value, other.added) for other, value in zip(others, values, strict=True) if value]
    return {added: value for value, added in nlargest(CANDIDATES, found)}


class _Batch:
    """New articles that are grouped together, and the stories that are linked anew with them."""

    def __init__(self, table: StoryTable, pairs: PairFinder, new: Sequence[StoredMember]) -> None:
        self._table, self._pairs, self._new = table, pairs, new

    def run(self) -> None:
        """Link the articles, and write what comes of it."""
        pairs = self._pairs.pairs_of(self._new)
        touched = self._find_stories(pairs)
        sizes = self._table.sizes(touched)
        known = self._table.members_of([story for story in touched if sizes[story] <= RELINKED])
        kept = {story for story in touched if sizes[story] > RELINKED}
        if len(self._new) + len(known) > FEW_MEMBERS:
            kept |= {member.story for member in known if member.story and self._pairs.lacks(member)}
        whole = [story for story in touched if story in kept]
        known = [member for member in known if member.story not in kept]
        members = sorted([*self._new, *known], key=lambda member: member.rowid)
        number = {member.added: place for place, member in enumerate(members)}
        groups = [ArticleGroup()] * len(members)
        for place, story in enumerate(whole, len(members)):
            groups.append(ArticleGroup(sizes[story], self._table.inner(story)))
            number.update(dict.fromkeys(self._table.added_in(story), place))
        pairs |= self._pairs.pairs_among(members)
        sums = self._sum(members, number, pairs)
        joined = self._find_reprints(members, number)
        self._write(link_groups(groups, sums, joined), members, whole)

    def _find_stories(self, pairs: Mapping[int, Pairs]) -> list[int]:
        """List the stories that the articles may be of: those of their reprints, and of what is most like them."""
        near = {other for own in pairs.values() for other, value in own.items() if value >= ALIKE}
        story_of = self._table.stories_of(near)  # no average is above the greatest
        ranked = (self._rank_stories(member, pairs[member.added], story_of) for member in self._new)
        return list(dict.fromkeys(chain.from_iterable(ranked)))

    def _rank_stories(self, member: StoredMember, pairs: Pairs, story_of: Mapping[int, int]) -> Iterator[int]:
        if member.likeness is not None:
            yield from (one.story for one in self._table.reprints(member.likeness) if one.story is not None)
        like: dict[int, float] = {}
        for other, value in pairs.items():
            if value >= ALIKE and (story := story_of.get(other)):
                like[story] = max(like.get(story, 0.0), value)
        yield from sorted(like, key=lambda story: (-like[story], story))[:STORIES]

    def _sum(
        self, members: Sequence[StoredMember], number: Mapping[int, int], pairs: Mapping[int, Pairs]
    ) -> dict[tuple[int, int], float]:
        """Add up how alike the articles of each two groups are."""
        sums: dict[tuple[int, int], float] = {}
        for member in members:
            one = number[member.added]
            for added, value in pairs[member.added].items():
                other = number.get(added)
                if other is None or other == one:
                    continue
                if other < len(members):
                    sums[min(one, other), max(one, other)] = value
                else:
                    sums[one, other] = sums.get((one, other), 0.0) + value
        return sums

    def _find_reprints(self, members: Iterable[StoredMember], number: Mapping[int, int]) -> list[tuple[int, int]]:
        """List the groups of two reprints that came within some days of each other."""
        alike: defaultdict[int, None] = defaultdict()
        alike.update((member.likeness, None) for member in members if member.likeness is not None)
        return [
            (number[one.added], number[other.added])
            for likeness in alike
            for one, other in pairwise(self._table.reprints(likeness))
            if one.added in number and other.added in number
            if (one.day is None) == (other.day is None) and (other.day or 0) - (one.day or 0) <= REPRINT_DAYS
        ]

    def _write(self, found: Iterable[Linked], members: Sequence[StoredMember], whole: Sequence[int]) -> None:
        """Write the groups: each is the story that most of its articles were of, unless more of it are in another."""
        claims: list[tuple[int, int, Linked]] = []
        for linked in found:
            before = Counter(
                story for place in linked.groups if place < len(members) and (story := members[place].story)
            )
            before.update({whole[place - len(members)]: 1 << 30 for place in linked.groups if place >= len(members)})
            claims += [(articles, story, linked) for story, articles in before.items()] or [(0, 0, linked)]
        claims.sort(key=lambda claim: (-claim[0], claim[1], claim[2].groups))
        story_of: dict[tuple[int, ...], int] = {}
        merged: defaultdict[tuple[int, ...], list[int]] = defaultdict(list)
        taken: set[int] = set()
        stay = frozenset(whole)
        for _, story, linked in claims:
            if story and story not in taken and linked.groups not in story_of:
                story_of[linked.groups] = story
                taken.add(story)
            elif story in stay and story not in taken:
                merged[linked.groups].append(story)
                taken.add(story)
        for linked in {claim[2].groups: claim[2] for claim in claims}.values():
            articles = [members[place] for place in linked.groups if place < len(members)]
            story = story_of.get(linked.groups) or self._table.found([member.rowid for member in articles])
            moved = [member.rowid for member in articles if member.story != story]
            self._table.join(story, moved, merged[linked.groups], linked.inner)
        self._table.tidy({member.story for member in members if member.story is not None})
