"""JSON: every change as an object. The keys are a contract, and `version` tells which.

- `version`: 1
- `from`, `to`: what the two sides are called
- `summary`: how many changes there are of each sort, in Swedish
- `note`: what is never counted as a change, in Swedish
- `changes`: what has changed, each with
    - `action`: added, removed, changed, moved or renamed
    - `kind`, `id`, `title`: what it is about, on the new side unless it is removed
    - `owner`: the record that it is inside, with `kind`, `id` and `title`; null for a record
    - `file`: from the folder of mkdocs.yml
    - `visibility`: who may know of it: öppen, intern or skyddad
    - `substance`: false when only words for search, or the name of the file, have changed
    - `moved_from`, `moved_to`, `former_id`, `replaced_by`: null where nothing is to be told
    - `fields`: each with
        - `path`: the keys in the file, with what an item of a list is called among them
        - `titles`: the fields' titles, outermost first
        - `form`: text, markdown, day, duration, flag, number, link or group
        - `visibility`: the least visible of both sides
        - `before`, `after`: whole texts; null where there is none, and for lists
        - `removed`, `added`: items of lists
        - `pieces`: from before to after, each with `action` (kept, removed, added) and `text`
    - `untold_fields`: how many fields there are besides, of what is wholly added or removed
- `unread`: files that could not be compared, each with `file` and `why`

Keys may be added without a new version. None is taken away or gets another meaning.
"""

from __future__ import annotations

import json

from macros.comparison.changes import Change
from macros.comparison.fields import FieldChange
from macros.comparison.telling import Telling
from macros.comparison.wording import NOT_COUNTED

VERSION = 1


def write(telling: Telling) -> str:
    """A comparison as JSON. Half a pair of signs, which no file can hold, is told as such."""
    whole = {
        "version": VERSION,
        "from": telling.old_name,
        "to": telling.new_name,
        "summary": telling.summary,
        "note": NOT_COUNTED,
        "changes": [_change(change) for change in telling.changes],
        "unread": [{"file": it.file, "why": it.why} for it in telling.unread],
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n"


def _change(change: Change) -> dict[str, object]:
    owner = change.owner and {
        "kind": change.owner[0],
        "id": change.owner[1],
        "title": change.owner_title,
    }
    return {
        "action": change.action,
        "kind": change.kind,
        "id": change.id,
        "title": change.title,
        "owner": owner,
        "file": change.file,
        "visibility": str(change.level),
        "substance": change.is_substance,
        "moved_from": change.moved_from or None,
        "moved_to": change.moved_to or None,
        "former_id": change.former_id or None,
        "replaced_by": change.replaced_by or None,
        "fields": [_field(field) for field in change.fields],
        "untold_fields": change.untold,
    }


def _field(field: FieldChange) -> dict[str, object]:
    return {
        "path": list(field.path),
        "titles": list(field.titles),
        "form": field.form,
        "visibility": str(field.level),
        "before": field.before,
        "after": field.after,
        "removed": list(field.removed),
        "added": list(field.added),
        "pieces": [{"action": it.action, "text": it.text} for it in field.pieces],
    }
