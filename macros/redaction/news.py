"""News become views: what some readers may know of what has changed, and when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from macros import views, visibility
from macros.chronicle import Chronicle, Edition, chronicle
from macros.comparison import Change, wording
from macros.comparison.fields import FieldChange
from macros.comparison.telling import Group, Telling, run
from macros.comparison.thing import PAGE
from macros.programme import Programme
from macros.records.fields import Visibility
from macros.redaction.sight import Sight
from macros.reviews import digest, standings
from macros.swedish import capital
from macros.views import (
    ChangedField,
    ChangedRecord,
    ChangedThing,
    Comparison,
    Link,
    ProgrammeView,
    Run,
)

Key = tuple[str, str]
"""The kind and id of an entity."""

MOST_IN_A_DAY = 60
"""Changes of a day that are told one by one; of more there is a sentence."""
UNTOLD = ("review", "retirement")
"""Kinds of which the changes are no news: they are about the others."""
MACHINERY = ("versions", "hosting")
"""Fields that say how this is kept, and nothing of what it says."""
GUIDES = "intern/"
"""Pages for those who make the site."""
MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
LITERAL = re.compile(r'"([^"]*)"')
MARKDOWN_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
MARKS = re.compile(r"\*\*|`|(?:^|(?<=\s))[-#]+ ")
ATTRIBUTES = re.compile(r"\s*\{\s*[#.:][^{}]*\}")


def with_news(view: ProgrammeView, programme: Programme, root: Path, sight: Sight) -> ProgrammeView:
    """An audience's view with what it may know of changes and, for employees, of reviews."""
    document = programme.document
    level = visibility.of_path(document, "versions")
    versions = document.versions if level.rank <= sight.audience.rank else ()
    found = chronicle(root, versions, sight.names, sight.of)
    return replace(view, news=_Teller(view, programme, sight).news(found))


class _Teller:
    def __init__(self, view: ProgrammeView, programme: Programme, sight: Sight) -> None:
        self.view = view
        self.programme = programme
        self.sight = sight
        self.is_internal = sight.audience is not Visibility.PUBLIC

    def news(self, found: Chronicle) -> views.News:
        """All that is told."""
        days = [
            views.DayOfNews(it.day, self._short(self._comparison(it.changes)), it.untold)
            for it in found.days
        ]
        return views.News(
            days=tuple(it for it in days if it.told.is_any or (it.untold and self.is_internal)),
            editions=tuple(map(self._edition, found.editions)),
            changed={path: day for key, day in found.changed.items() if (path := self._path(key))},
            reviewed=self._reviewed() if self.is_internal else {},
            digests=self._digests() if self.is_internal else {},
            is_known=found.is_known,
        )

    def _path(self, key: Key) -> str | None:
        if key[0] == PAGE:
            return f"{key[1]}.md"
        link = self._link(*key)
        return link.path if link else None

    def _link(self, kind: str, identifier: str) -> Link | None:
        shelf = self.view.shelves.get(kind)
        one = shelf.by_id.get(identifier) if shelf else None
        return one.link if one else None

    # --- reviews ---------------------------------------------------------------------------

    def _reviewed(self) -> dict[Key, views.Reviewed]:
        found = {}
        for key, it in standings(self.programme).items():
            link = self._link(*key)
            (by,) = self.programme.find(it.review.by)
            if link and self._link(by.entity.kind, by.entity.id):
                found[key] = views.Reviewed(
                    link, by.entity.title, it.review.date, it.review.outcome, it.is_current
                )
        return found

    def _digests(self) -> dict[Key, str]:
        return {
            (record.kind, record.id): digest(record)
            for kind in ("document", "role", "system", "instruction")
            for record in self.programme.records[kind]
            if self._link(record.kind, record.id)
        }

    # --- changes ---------------------------------------------------------------------------

    def _edition(self, it: Edition) -> views.Edition:
        told, others, by_role = None, None, []
        if it.changes is not None:
            told = self._comparison(it.changes)
            roles = {role.link.id for role in self.view.shelf("role")}
            others = self._comparison(
                change
                for change in it.changes
                if not it.concerned.get((change.kind, change.id), frozenset()) & roles
            )
            for role in self.view.shelf("role"):
                own = [
                    change
                    for change in it.changes
                    if role.link.id in it.concerned.get((change.kind, change.id), ())
                ]
                by_role.append((role.link, self._comparison(own)))
        return views.Edition(
            id=it.old.tag,
            name=it.old.name,
            since=it.old.date,
            to=it.new.name if it.new else "",
            note=it.old.note or "",
            told=told,
            by_role=tuple(by_role),
            others=others,
        )

    def _comparison(self, changes: Iterable[Change]) -> Comparison:
        kept = tuple(it for change in changes if (it := _news(change)) and not self._gives_away(it))
        telling = Telling(kept, (), "", "")
        return Comparison(
            telling.summary, tuple(map(self._record, telling.groups)), is_any=bool(kept)
        )

    @staticmethod
    def _short(told: Comparison) -> Comparison:
        """A comparison of a day, without its changes if they are more than anyone reads."""
        count = sum(len(it.inside) + 1 for it in told.records)
        return told if count <= MOST_IN_A_DAY else replace(told, records=())

    def _gives_away(self, change: Change) -> bool:
        """Whether what is told of a change says what the readers may not know."""
        told = self._thing(change)
        runs = (" ".join(it.text for it in field.runs) for field in told.fields)
        return any(map(self.sight.forbids, (told.title, change.owner_title, *told.notes, *runs)))

    def _record(self, group: Group) -> ChangedRecord:
        first = group.own or group.changes[0]
        key = (first.kind, first.id) if group.own else first.owner
        assert key
        return ChangedRecord(
            word=capital(wording.noun(key[0])),
            title=first.title if group.own else first.owner_title,
            link=self._link_to(key, first.title),
            own=self._thing(group.own) if group.own else None,
            inside=tuple(map(self._thing, group.inside)),
        )

    def _link_to(self, key: Key, title: str) -> Link | None:
        if key[0] == PAGE:
            if not self.sight.has_page(f"{key[1]}.md"):
                return None
            return Link(PAGE, wording.noun(PAGE), key[1], title, f"{key[1]}.md")
        return self._link(*key)

    def _thing(self, change: Change) -> ChangedThing:
        key = (change.kind, change.id)
        return ChangedThing(
            word=capital(wording.noun(change.kind)),
            title=change.title,
            link=None if change.action == "removed" else self._link_to(key, change.title),
            done=wording.participle(change.kind, change.action),
            notes=wording.notes(change),
            fields=tuple(_field(it, is_page=change.kind == PAGE) for it in change.fields),
            untold=change.untold,
        )


def _news(change: Change) -> Change | None:
    """A change with what is news of it, or None."""
    if change.kind in UNTOLD or (change.kind == PAGE and change.id.startswith(GUIDES)):
        return None
    fields = tuple(it for it in change.fields if it.is_substance and it.path[0] not in MACHINERY)
    if change.action == "changed" and not fields:
        return None
    return replace(change, fields=fields)


def _field(field: FieldChange, *, is_page: bool) -> ChangedField:
    if field.pieces:
        runs = [Run(it.action, it.text) for it in run(field)]
    else:
        removed = [*filter(None, [field.before]), *field.removed]
        added = [*filter(None, [field.after]), *field.added]
        runs = [Run("removed", wording.value(it, field.form)) for it in removed]
        runs += [Run("added", wording.value(it, field.form)) for it in added]
    if is_page:
        runs = [Run(it.action, _plain(it.text)) for it in runs]
        runs[:1] = [replace(it, text=it.text.removeprefix(field.titles[-1])) for it in runs[:1]]
    return ChangedField(" › ".join(field.titles), tuple(it for it in runs if it.text))


def _plain(text: str) -> str:
    """A page's Markdown as it reads: macros and links as the words that an editor gave them."""
    text = MACRO.sub(lambda macro: _words(macro[0]), text)
    return MARKS.sub("", ATTRIBUTES.sub("", MARKDOWN_LINK.sub(r"\1", text)))


def _words(macro: str) -> str:
    literals = LITERAL.findall(macro)
    return literals[-1] if len(literals) > 1 else ""
