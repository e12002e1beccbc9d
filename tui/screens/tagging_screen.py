"""What screens whose rows stand in articles share: the tag line and quick tags on the articles of the row, and undo."""

from __future__ import annotations

from collections.abc import Sequence

from tui import messages as m
from tui.keymap import KeyAction
from tui.screens.key_screen import KeyScreen
from tui.views.line import LineEditor
from tui.views.prompt import Prompt

NO_LINE = "no line here to do this with"


class TaggingScreen(KeyScreen):
    """A screen from which the articles of a row are tagged."""

    @property
    def row_articles(self) -> Sequence[str]:
        """The ids of the articles of the row under the cursor."""
        raise NotImplementedError

    def do_tag(self, _: KeyAction) -> None:
        """Tag the articles of the row."""
        articles = self.row_articles
        if not articles:
            self.say(NO_LINE)
        else:
            complete = self.context.backend.annotations.complete_tag
            label = f"tag {len(articles):,} " if len(articles) > 1 else "tag "
            hint = "+tag adds, -tag takes off; tab completes"

            def done(text: str) -> None:
                self._tag_line(articles, text)

            self.ask(Prompt(label, LineEditor(), done=done, complete=complete, hint=hint))

    def quick(self, digit: str) -> None:
        """Put a quick tag on the articles of the row, or take it off where all have it."""
        tag, articles = self.context.config.quick.get(digit), self.row_articles
        if tag is None:
            self.say(f"no quick tag {digit}: `sitrep config path` names the file to set it in")
        elif not articles:
            self.say(NO_LINE)
        else:
            annotations = self.context.backend.annotations
            self.context.threads.write(self, lambda: m.Written(annotations.toggle_tag(articles, tag), list(articles)))

    def on_written(self, written: m.Written) -> None:
        """Say what was written."""
        if written.said:
            self.say(written.said)

    def _tag_line(self, articles: Sequence[str], text: str) -> None:
        from tui.tags import tag_line

        add, remove = tag_line(text)
        if add or remove:
            self._tag(articles, add, remove)

    def _tag(self, articles: Sequence[str], add: Sequence[str], remove: Sequence[str]) -> None:
        annotations = self.context.backend.annotations
        self.context.threads.write(self, lambda: m.Written(annotations.tag(articles, add, remove), list(articles)))
