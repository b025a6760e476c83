"""Editing: changes of data/ and docs/ that keep every byte that need not change."""
