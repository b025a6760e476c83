"""Frames: a wide table scrolls, and the page does not."""

import markdown

from macros.frames import FrameExtension

TABLE = "| A | B |\n| --- | --- |\n| 1 | 2 |\n"


def set_text(text):
    return markdown.markdown(text, extensions=["tables", "md_in_html", FrameExtension()])


def test_every_table_stands_in_a_frame_and_what_follows_it_does_not():
    markup = set_text(f"Före.\n\n{TABLE}\nMellan.\n\n{TABLE}\nEfter.")
    flat = markup.replace("\n", "")
    assert flat.count('<div class="table"><table>') == flat.count("</table></div>") == 2
    assert flat.endswith("</div><p>Efter.</p>")


def test_a_table_inside_other_html_has_its_frame_there():
    markup = set_text(f'<div class="box" markdown="1">\n\n{TABLE}\n</div>')
    assert markup.index("box") < markup.index('class="table"') < markup.index("<table>")


def test_a_page_without_tables_is_as_it_was():
    assert set_text("Bara text.") == "<p>Bara text.</p>"
