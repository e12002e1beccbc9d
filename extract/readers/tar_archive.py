"""TAR, also compressed: every member is read as the file that it is."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator

from extract.article import Article
from extract.errors import SitrepError
from extract.readers.faults import Fault
from extract.readers.limits import MAX_ARCHIVE
from extract.readers.members import ArchiveMembers, Member
from extract.readers.source import SourceFile


def read(source: SourceFile) -> Iterator[Article | Fault]:
    """Yield the articles of its members, as a stream.

    Raises:
        SitrepError: where it is no archive, is damaged, or a bomb.

    """
    members = ArchiveMembers(source, MAX_ARCHIVE)
    try:
        with tarfile.open(fileobj=source.stream, mode="r|") as archive:
            for info in archive:
                if info.isfile() and (stream := archive.extractfile(info)):
                    yield from members.read(Member(stream, (tarfile.TarError,)), info.name)
        while source.stream.read(1 << 20):
            pass  # what is packed may turn out to be damaged behind the last member
    except tarfile.TarError as error:
        raise SitrepError(f"damaged: {error}", source.path) from error
    yield from members.report_rest()
