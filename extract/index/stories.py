"""Groups new articles into stories, some at a time, and touches only the stories that these are like.

An article's most telling words find the few articles that may be like it (an inverted index of its terms, within the
days around it), which are compared with it in full. The stories of those that it is like are linked anew together with
it, article by article, by average linkage (`extract.stories.linkage`): it joins one of them, founds one, or shows that
two are one, or that one is two. So the stories are nearly those of linking everything at once, whatever the order in
which articles come. What was a story keeps its id with most of its articles. Reprints of one text join first.

What is rare in a corpus is known the less the fewer articles it has, and decides what its stories are. So as long as
articles are few all are linked anew whenever they have become more by a tenth.
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
from extract.stories.likeness import chunk_features, compare, make_vectors, measure_undated
from extract.stories.linkage import ALIKE, ArticleGroup, Linked, link_groups
from extract.stories.rarity import Rarity

RARITY, UNDATED, RARITY_AT = "rarity", "undated", "rarity at"
"""Under which the index keeps the counts of words in a sample of the corpus, what an article without a date has in
common with others by its dates, and how many articles it had then."""
LINKED_AT = "linked at"
"""Under which it keeps how many articles it had when all were linked anew."""
FEW_ARTICLES = 1000
"""Articles of a corpus up to which all are linked anew as it grows: half a second of work."""
GROWTH = 1.1
"""By how much it has grown then: ten articles are linked for each that comes."""
SAMPLED_ARTICLES = 2000
"""Articles by which it is known what is rare in a corpus."""
GROUPED_AT_ONCE = 500
"""Articles that are grouped in one transaction: half a second of work."""
CANDIDATES = 60
"""Articles that one is compared with: those whose most telling words it shares."""
STORIES = 6
"""Stories that are linked anew with an article: those of the articles most like it."""
RELINKED = 30
"""Articles of a story up to which it is linked anew; a larger one stays whole."""
MOST_NEIGHBOURS = 150
"""Articles that one of a story is compared with when that is linked anew and its likeness to others is not cached."""
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
        """Group some of the articles that are not grouped yet, or link all anew; return whether there was a need.

        It is one transaction: a kill loses it, and the next call takes it up again.
        """
        table = self._open_table()
        queue = table.queue(limit)
        if not queue and not self._has_outgrown(table):
            return False
        with self._writer.transaction():
            if queue:
                self._group(table, table.members(queue))
            else:
                self._link_anew(table)
            self._writer.set_meta(schema.GROUPED, 1 + int(str(self._writer.meta(schema.GROUPED) or 0)))
        return True

    def _group(self, table: StoryTable, new: Sequence[StoredMember]) -> None:
        pairs = self._open_pairs(table)
        pairs.add(new)
        _Batch(table, pairs, new).run()
        if len(new) == table.count_articles():
            self._writer.set_meta(LINKED_AT, len(new))

    def _has_outgrown(self, table: StoryTable) -> bool:
        """Whether articles are few, and many of them came since all were linked."""
        many = table.count_articles()
        return 0 < many <= FEW_ARTICLES and many >= GROWTH * int(str(self._writer.meta(LINKED_AT) or 0))

    def _link_anew(self, table: StoryTable) -> None:
        """Link all articles, as if there were no stories; these keep their ids with most of their articles."""
        pairs = self._open_pairs(table, growth=1.0)
        members = table.all_members()
        table.clear_vectors()
        pairs.terms.clear()
        pairs.add(members)
        _Batch(table, pairs, members).run_alone()
        self._writer.set_meta(LINKED_AT, len(members))

    def read_ahead(self) -> None:
        """Make what an article that comes next is likely to be compared with, unless it is cached."""
        table = self._open_table()
        newest = table.newest(READ_AHEAD)
        if newest:
            with self._writer.transaction():
                self._open_pairs(table).vectors_of(newest)

    def _open_table(self) -> StoryTable:
        return StoryTable(self._writer.db)

    def _open_pairs(self, table: StoryTable, growth: float = 2.0) -> PairFinder:
        self._measure_rarity(table, growth)
        return PairFinder(table, self._cache, self._writer.text_compressor.text)

    def _measure_rarity(self, table: StoryTable, growth: float) -> None:
        """Cache what is rare in the corpus, and how far its dates are spread; anew whenever it has grown by so much."""
        cache, writer = self._cache, self._writer
        many, counted = table.count_articles(), int(str(writer.meta(RARITY_AT) or 0))
        encoded, undated = writer.meta(RARITY), writer.meta(UNDATED)
        fresh = (
            not isinstance(encoded, bytes)
            or not isinstance(undated, float)
            or many >= max(growth * counted, counted + 1)
        )
        cache.use_for((writer.meta(schema.GENERATION), many if fresh else counted))
        if fresh:
            text_of = writer.text_compressor.text
            sample = table.sample(SAMPLED_ARTICLES)
            cache.rarity = Rarity.of(chunk_features([(title, text_of(packed)) for title, packed, _ in sample]))
            cache.undated = measure_undated(many, [day for _, _, day in sample])
            writer.set_meta(RARITY, cache.rarity.encode())
            writer.set_meta(UNDATED, cache.undated)
            writer.set_meta(RARITY_AT, many)
        elif cache.rarity is None and isinstance(encoded, bytes) and isinstance(undated, float):
            cache.rarity, cache.undated = Rarity.decode(encoded), undated


class PairFinder:
    """Finds out how alike articles are, each once as long as it is cached; the least recently used goes first."""

    def __init__(self, table: StoryTable, cache: StoryCache, text_of: Callable[[bytes], str]) -> None:
        self._table, self._cache, self._text_of = table, cache, text_of
        self.terms = table.open_terms()

    def add(self, new: Sequence[StoredMember]) -> None:
        """Store by what articles are found, and what they are compared with."""
        vectors = self.vectors_of(new)
        self.terms.add((member.rowid, member.added, vectors[member.added]) for member in new)
        self._table.store_vectors((member, vectors[member.added]) for member in new)

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
        if not missing:
            return found
        assert self._cache.rarity
        texts = self._table.texts([member.rowid for member in missing])
        articles = [(title, self._text_of(packed)) for title, packed in (texts[member.rowid] for member in missing)]
        for member, vector in zip(missing, make_vectors(articles, self._cache.rarity), strict=True):
            found[member.added] = vector
            self._cache.add_vector(member.added, vector)
        return found

    def pairs_of(self, members: Sequence[StoredMember]) -> dict[int, Pairs]:
        """Compare articles with those that share their terms, unless that was done before."""
        found = self._cache.find_pairs(member.added for member in members)
        missing = [member for member in members if member.added not in found]
        if not missing:
            return found
        vectors = self.vectors_of(missing)
        sought = [
            Sought(member.rowid, member.added, member.day is not None, vectors[member.added]) for member in missing
        ]
        candidates = self.terms.find(sought, CANDIDATES, self._cache.undated)
        others = {other.rowid: other for other in self._table.members({*chain.from_iterable(candidates)})}
        vectors |= self.vectors_of([*others.values()])
        for member, rowids in zip(missing, candidates, strict=True):
            pairs = found[member.added] = self._compare(member, [others[rowid] for rowid in rowids], vectors)
            self._cache.add_pairs(member.added, pairs)
        return found

    def pairs_near(self, near: Mapping[int, Sequence[StoredMember]]) -> dict[int, Pairs]:
        """Compare the articles of stories with what is near each story, unless that is cached.

        What an article was compared with before and is not cached is not looked for anew: it may be years ago.
        """
        members = {member.added: member for members in near.values() for member in members if member.story in near}
        found = self._cache.find_pairs(members)
        missing = [member for added, member in members.items() if added not in found]
        others = {other.added: other for member in missing for other in near[member.story or 0]}
        vectors = self.vectors_of([*others.values()])
        for member in missing:
            others_near = [other for other in near[member.story or 0] if other.added != member.added]
            found[member.added] = self._compare(member, others_near, vectors)
        return found

    def _compare(self, member: StoredMember, others: Sequence[StoredMember], vectors: Mapping[int, bytes]) -> Pairs:
        """Compute how alike an article is to others, those that it has something in common with."""
        encoded, days = [vectors[other.added] for other in others], [other.day for other in others]
        values = compare(vectors[member.added], member.day, encoded, days, self._cache.undated)
        found = [(value, other.added) for other, value in zip(others, values, strict=True) if value]
        return {added: value for value, added in nlargest(CANDIDATES, found)}


class _Batch:
    """New articles that are grouped together, and the stories that are linked anew with them."""

    def __init__(self, table: StoryTable, pairs: PairFinder, new: Sequence[StoredMember]) -> None:
        self._table, self._pairs, self._new = table, pairs, new

    def run(self) -> None:
        """Link the articles with the stories that they may be of, and write what comes of it."""
        pairs = self._pairs.pairs_of(self._new)
        touched = self._find_stories(pairs)
        stories = [*dict.fromkeys(chain.from_iterable(touched.values()))]
        sizes = self._table.sizes(stories)
        known = self._table.members_of([story for story in stories if sizes[story] <= RELINKED])
        pairs |= self._pairs.pairs_near(self._find_neighbours(touched, known))
        self._link(pairs, known, [story for story in stories if sizes[story] > RELINKED])

    def run_alone(self) -> None:
        """Link the articles with each other, whatever stories they were of."""
        self._link(self._pairs.pairs_of(self._new), [], [])

    def _link(self, pairs: Mapping[int, Pairs], known: Sequence[StoredMember], whole: Sequence[int]) -> None:
        """Link the articles with known ones and with stories that stay whole."""
        members = sorted([*self._new, *known], key=lambda member: member.rowid)
        number = {member.added: place for place, member in enumerate(members)}
        groups = [ArticleGroup(1, 0.0, None if member.day is None else (member.day, member.day)) for member in members]
        sizes = self._table.sizes(whole)
        groups += [ArticleGroup(sizes[story], self._table.inner(story), self._table.days(story)) for story in whole]
        if whole:
            place_of = {story: place for place, story in enumerate(whole, len(members))}
            story_of = self._table.stories_of({*chain.from_iterable(pairs.values())} - number.keys())
            number |= {added: place_of[story] for added, story in story_of.items() if story in place_of}
        sums = self._sum(members, number, pairs)
        joined = self._find_reprints(members, number)
        self._write(link_groups(groups, sums, joined), members, whole)

    def _find_stories(self, pairs: Mapping[int, Pairs]) -> dict[int, list[int]]:
        """List the stories that each article may be of: those of its reprints, and of what is most like it."""
        near = {other for own in pairs.values() for other, value in own.items() if value >= ALIKE}
        story_of = self._table.stories_of(near)  # no average is above the greatest
        return {
            member.added: [*dict.fromkeys(self._rank_stories(member, pairs[member.added], story_of))]
            for member in self._new
        }

    def _find_neighbours(
        self, touched: Mapping[int, Sequence[int]], known: Iterable[StoredMember]
    ) -> dict[int, list[StoredMember]]:
        """List for each story the articles that it may be linked with: new ones, and those of stories like the same."""
        of_story: defaultdict[int, list[StoredMember]] = defaultdict(list)
        for member in known:
            of_story[member.story or 0].append(member)
        near = {story: dict.fromkeys(members) for story, members in of_story.items()}
        for member in self._new:
            stories = [story for story in touched[member.added] if story in of_story]
            others = dict.fromkeys([member, *chain.from_iterable(of_story[story] for story in stories)])
            for story in stories:
                near[story] |= others
        return {story: [*others][:MOST_NEIGHBOURS] for story, others in near.items()}

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
        left: set[int] = set()
        for linked in {claim[2].groups: claim[2] for claim in claims}.values():
            articles = [members[place] for place in linked.groups if place < len(members)]
            story = story_of.get(linked.groups) or self._table.found([member.rowid for member in articles])
            moved = [member for member in articles if member.story != story]
            if moved or merged[linked.groups]:
                self._table.join(story, [member.rowid for member in moved], merged[linked.groups], linked.inner)
            left.update(member.story for member in moved if member.story is not None)
        self._table.tidy(left)
