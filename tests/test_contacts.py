"""A contact is followed only when it is an address, and in the same way wherever it stands."""

from html import unescape

import pytest

from macros.build import build
from tests.conftest import TODAY

CONTACT = "contact:\n  mailbox: digitalt@haggasa.example\n"
FEEDBACK = (
    "feedback:\n  mailbox: tyck-till@haggasa.example\n  url: https://haggasa.example/tyck-till\n"
)
SYSTEM = "{role: objektagare, position: Kulturchef, unit: kulturkontoret"


@pytest.fixture(params=["home", "accessibility", "organisation"])
def shown(request, haggasa):
    """How a page shows a contact, as Markdown."""

    def show(way):
        profile = haggasa / "data" / "municipality.yml"
        text = profile.read_text(encoding="utf-8").replace(FEEDBACK, "")
        profile.write_text(text.replace(CONTACT, f"contact:\n  {way}\n"), encoding="utf-8")
        units = haggasa / "data" / "units.yml"
        unit = f"- {{id: expedition, name: Expedition, kind: kontor, contact: {{{way}}}}}\n"
        units.write_text(units.read_text(encoding="utf-8") + unit, encoding="utf-8")
        return unescape(build(haggasa, "public", TODAY).shortcodes.macros[request.param]())

    return show


@pytest.mark.parametrize(
    ("way", "text", "href"),
    [
        ("mailbox: fråga@haggasa.example", "fråga@haggasa.example",
         "mailto:fr%C3%A5ga@haggasa.example"),
        ("mailbox: 'fråga oss@haggasa.example?bcc=x'", "fråga oss@haggasa.example?bcc=x",
         "mailto:fr%C3%A5ga%20oss@haggasa.example%3Fbcc%3Dx"),
        ("url: https://haggasa.example/fraga", "https://haggasa.example/fraga",
         "https://haggasa.example/fraga"),
    ],
)  # fmt: skip
def test_an_address_can_be_followed(shown, way, text, href):
    assert f"[{text}](<{href}>)" in shown(way)


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("mailbox: fråga i receptionen", "fråga i receptionen"),
        ("phone: 0999-10 20 30", "0999-10 20 30"),
        ("url: 'javascript:alert(1)'", "javascript:alert(1)"),
        ("url: 'https://haggasa.example/\"><b>x'", 'https://haggasa.example/"><b>x'),
    ],
)
def test_what_is_no_address_is_text(shown, way, text):
    page = shown(way)
    assert text in page
    assert f"[{text}]" not in page


def test_a_contact_of_a_system_can_be_followed(haggasa):
    system = haggasa / "data" / "systems" / "lokalbokningen.yml"
    text = system.read_text(encoding="utf-8")
    assert SYSTEM in text
    text = text.replace(SYSTEM, f"{SYSTEM}, contact: {{mailbox: boka@haggasa.example}}")
    system.write_text(text, encoding="utf-8")
    page = build(haggasa, "internal", TODAY).shortcodes.macros["record"]("system", "lokalbokningen")
    assert "[boka@haggasa.example](<mailto:boka@haggasa.example>)" in page
