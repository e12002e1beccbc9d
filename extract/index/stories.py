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
from functools import partial
from itertools import pairwise

from extract.index.store import schema
from extract.index.store.stories import StoredMember, StoryTable
from extract.index.store.writer import Writer
from extract.index.story_cache import Pairs, StoryCache
from extract.stories.features import list_features
from extract.stories.likeness import WINDOW_DAYS, Vector, compare, make_vector
from extract.stories.linkage import ALIKE, ArticleGroup, Linked, link_groups
from extract.stories.rarity import Rarity

RARITY, RARITY_AT = "rarity", "rarity at"
"""Under which the index keeps the counts of words in a sample of the corpus, and how many articles it had then."""
SAMPLED_ARTICLES = 2000
"""Articles by which it is known what is rare in a corpus."""
GROUPED_AT_ONCE = 500
"""Articles that are grouped in one transaction: a second of work."""
CANDIDATES = 60
"""Articles that one is compared with: those whose most telling words it shares."""
STORIES = 6
"""Stories that are linked anew with an article: those of the articles most like it."""
RELINKED = 60
"""Articles of a story up to which it is linked anew; a larger one stays whole."""
FEW_MEMBERS = 150
"""Articles that are linked together up to which each is compared with each."""
REPRINT_DAYS = 10
"""Days between two reprints of one text within which they tell one story; what comes back later is another."""
READ_AHEAD = 500
"""Of the newest articles the vectors are made before any is needed: a third of a second of work."""


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
            rarity = self._measure_rarity(table)
            new = []
            for rowid, added, title, packed in queue:
                vector = self._make_vector(title, packed, rarity)
                self._cache.add_vector(added, vector.encode())
                new.append((rowid, vector.terms))
            table.write_terms(new)
            pairs = PairFinder(table, self._cache, partial(self._encode, table, rarity))
            _Batch(table, pairs, [rowid for rowid, _ in new]).run()
        return True

    def read_ahead(self) -> None:
        """Make what an article that comes next is likely to be compared with, unless it is cached."""
        table = self._open_table()
        newest = table.newest(READ_AHEAD)
        if newest:
            with self._writer.transaction():
                rarity = self._measure_rarity(table)
            for member in newest:
                self._encode(table, rarity, member)

    def _open_table(self) -> StoryTable:
        return StoryTable(self._writer.db, int(str(self._writer.meta("slots") or 4)))

    def _encode(self, table: StoryTable, rarity: Rarity, member: StoredMember) -> bytes:
        vector = self._cache.vectors.get(member.added)
        if vector is None:
            vector = self._make_vector(*table.text(member.rowid), rarity).encode()
            self._cache.add_vector(member.added, vector)
        return vector

    def _make_vector(self, title: str, packed: bytes, rarity: Rarity) -> Vector:
        return make_vector(list_features(title, self._writer.text_compressor.text(packed)), rarity)

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
            cache.rarity = Rarity.of(list_features(title, text_of(packed)) for title, packed in sample)
            writer.set_meta(RARITY, cache.rarity.encode())
            writer.set_meta(RARITY_AT, many)
        elif cache.rarity is None and isinstance(encoded, bytes):
            cache.rarity = Rarity.decode(encoded)
        assert cache.rarity
        return cache.rarity


class PairFinder:
    """Finds out how alike articles are, each once as long as it is cached; the least recently used goes first."""

    def __init__(self, table: StoryTable, cache: StoryCache, vector_of: Callable[[StoredMember], bytes]) -> None:
        self._table, self._cache, self._vector_of = table, cache, vector_of

    def pairs_among(self, member: StoredMember, members: Sequence[StoredMember]) -> Pairs:
        """Compare an article with others, unless it was compared with all that share its terms before.

        Where these are few, they are all that is looked at: a process that has just begun has nothing cached.
        """
        if member.added in self._cache.pairs or len(members) > FEW_MEMBERS:
            return self.pairs_of(member)
        others = [other for other in members if other is not member]
        values = compare(
            self._vector_of(member), member.day, [*map(self._vector_of, others)], [other.day for other in others]
        )
        return {other.added: value for other, value in zip(others, values, strict=True) if value}

    def pairs_of(self, member: StoredMember) -> Pairs:
        """Compare an article with those that share its terms, unless that was done before."""
        found = self._cache.pairs.get(member.added)
        if found is None:
            vector = self._vector_of(member)
            sought = Vector.decode(vector).sought
            others = self._table.sharing(member, sought, WINDOW_DAYS, CANDIDATES)
            values = compare(vector, member.day, [*map(self._vector_of, others)], [other.day for other in others])
            found = {other.added: value for other, value in zip(others, values, strict=True) if value}
            self._cache.add_pairs(member.added, found)
        self._cache.pairs.move_to_end(member.added)
        return found


class _Batch:
    """New articles that are grouped together, and the stories that are linked anew with them."""

    def __init__(self, table: StoryTable, pairs: PairFinder, rowids: Sequence[int]) -> None:
        self._table, self._pairs = table, pairs
        self._new = table.members(rowids)

    def run(self) -> None:
        """Link the articles, and write what comes of it."""
        touched = list(dict.fromkeys(story for member in self._new for story in self._find_stories(member)))
        sizes = self._table.sizes(touched)
        whole = [story for story in touched if sizes[story] > RELINKED]
        known = self._table.members_of([story for story in touched if sizes[story] <= RELINKED])
        members = sorted([*self._new, *known], key=lambda member: member.rowid)
        number = {member.added: place for place, member in enumerate(members)}
        groups = [ArticleGroup()] * len(members)
        for place, story in enumerate(whole, len(members)):
            groups.append(ArticleGroup(sizes[story], self._table.inner(story)))
            number.update(dict.fromkeys(self._table.added_in(story), place))
        sums = self._sum(members, number)
        joined = self._find_reprints(members, number)
        self._write(link_groups(groups, sums, joined), members, whole)

    def _find_stories(self, member: StoredMember) -> Iterator[int]:
        """Yield the stories that an article may be of: those of its reprints, and those of what is most like it."""
        if member.likeness is not None:
            yield from (one.story for one in self._table.reprints(member.likeness) if one.story is not None)
        pairs = self._pairs.pairs_of(member)
        like: dict[int, float] = {}
        for other, story in self._table.stories_of(pairs).items():
            like[story] = max(like.get(story, 0.0), pairs[other])
        alike = [story for story, value in like.items() if value >= ALIKE]  # no average is above the greatest
        yield from sorted(alike, key=lambda story: (-like[story], story))[:STORIES]

    def _sum(self, members: Sequence[StoredMember], number: Mapping[int, int]) -> dict[tuple[int, int], float]:
        """Add up how alike the articles of each two groups are."""
        sums: dict[tuple[int, int], float] = {}
        for member in members:
            one = number[member.added]
            for added, value in self._pairs.pairs_among(member, members).items():
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
        for _, story, linked in claims:
            if story and story not in taken and linked.groups not in story_of:
                story_of[linked.groups] = story
                taken.add(story)
            elif story in whole and story not in taken:
                merged[linked.groups].append(story)
                taken.add(story)
        for linked in {claim[2].groups: claim[2] for claim in claims}.values():
            articles = [members[place] for place in linked.groups if place < len(members)]
            story = story_of.get(linked.groups) or self._table.found([member.rowid for member in articles])
            moved = [member.rowid for member in articles if member.story != story]
            self._table.join(story, moved, merged[linked.groups], linked.inner)
        self._table.tidy({member.story for member in members if member.story is not None})
