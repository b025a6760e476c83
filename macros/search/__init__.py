"""The search: what it is told of the finished pages, and in which files the browser finds it.

The flow is page → parts → index → files. What the browser does with the files is in
overrides/assets/javascripts/engine.js. Why the search is our own: decision record 0011.
"""
