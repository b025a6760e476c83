"""The kinds of record that demands are checked for, by the words that the data uses."""

from __future__ import annotations

from macros.records import COLLECTIONS
from macros.records.exception import Examined

EXAMINED = {it.word: it.kind for it in COLLECTIONS if issubclass(it.model, Examined)}
"""Kinds by their Swedish words: system, roll, instruktion, …"""
MODELS = {it.kind: it.model for it in COLLECTIONS if issubclass(it.model, Examined)}
