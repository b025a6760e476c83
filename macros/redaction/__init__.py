"""Redaction: the only door between the data and the site.

Denied by default, at the record and at the field.
"""

from macros.redaction.outcomes import with_outcomes
from macros.redaction.records import redact

__all__ = ["redact", "with_outcomes"]
