"""Redaction: the only door between the data and the site.

Denied by default, at the record and at the field.
"""

from macros.redaction.edits import with_edits
from macros.redaction.news import with_news
from macros.redaction.outcomes import with_outcomes
from macros.redaction.records import redact
from macros.redaction.sight import Sight

__all__ = ["Sight", "redact", "with_edits", "with_news", "with_outcomes"]
