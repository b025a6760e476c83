"""Frames: every table stands in one, so that a wide table scrolls and the page does not."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class FrameExtension(Extension):
    """Puts each table of a page in a `div.table`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register last: other processors look for tables where they stood."""
        md.treeprocessors.register(_Frames(md), "frames", 0)


class _Frames(Treeprocessor):
    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "table":
                    frame = Element("div", {"class": "table"})
                    frame.tail, child.tail = child.tail, None
                    frame.append(child)
                    parent[place] = frame
