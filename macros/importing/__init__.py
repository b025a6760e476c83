"""Importing: a register that is kept in a spreadsheet becomes files in data/systems/."""
