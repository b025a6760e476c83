"""An invented municipality of any size: the one of the tests with N more systems and a glossary."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
BASE = REPOSITORY / "tests" / "haggasa"

UNITS = ("kulturkontoret", "hemvarden", "digital-service", "haggasa-bostader", "ks")
SECTIONS = ("1.1", "1.2", "2.1", "2.2")
TERMS = 50
"""As many as the largest glossary that we know of."""

SENTENCES = (
    "Verktyget används varje dag av den som möter invånare i receptionen eller på telefon.",
    "Uppgifterna om fackord7et skrivs in en gång och kan läsas av **alla som behöver dem** sedan.",
    "När någon slutar stängs kontot, och chefen ser till att pågående ärenden går till en annan.",
    "Den som vill ändra något frågar först förvaltningsledaren, som vet vad andra är beroende av.",
    "Varje vår går vi igenom vilka uppgifter som sparas och tar bort det som ingen längre behöver.",
    "Störningar i objektet anmäls samma dag, och den som har anmält får veta när allt är rättat.",
    "Reglerna står i [riktlinjen](/programmet/index.md), och den gäller också för den som hyrs in.",
)

SYSTEM = """\
name: Verktyg {number}
summary: Verktyg {number} hjälper den som arbetar i kommunen att göra rätt från början.
description: |
  {first}

  {second}

  - {third}
  - {fourth}

  {fifth}
purpose: Arbetet ska gå lätt, och den som frågar ska få samma svar varje gång.
status: i drift
introduced_on: 20{year:02}-0{month}-01
sections: ["{section}"]
assignments:
  - {{role: objektagare, position: Chef för {unit}, unit: {unit}, appointed_by: kommundirektor}}
  - {{role: informationsagare, party: omsorgsnamnden}}
  - {{role: forvaltningsledare, position: Samordnare, unit: {other}, appointed_by: objektagare}}
used_by: [{unit}, {other}]
citizen_facing: {citizen_facing}
url: https://verktyg-{number}.haggasa.example
information: {{what: [ärenden, besök, kontakter], by_whom: handläggare}}
personal_data: {{processed: ja, special_categories: nej, register_ref: Rad {number}}}
integrations:
  - {{system: verktyg-{next}, direction: lämnar, purpose: Visa vad som är bokat i dag.}}
  - {{system: verktyg-{far}, direction: hämtar, purpose: Samma namn överallt., frequency: dagligen}}
criticality: {{group: {group}, assessed_on: 2026-0{month}-15, assessed_by: objektagare}}
"""
"""A record of sixteen fields, with some five links to others and as many from others."""

TERM = """
- id: ord-{number}
  name: fackord{number}
  definition: Ett ord som den som är ny i kommunen brukar fråga om.
  forms: [fackord{number}et, fackord{number}en, fackord{number}s]
  status: nutida ord
"""


def make(root: Path, count: int) -> None:
    """Write a whole project in the empty folder `root`, with `count` generated systems."""
    for name in ("mkdocs.yml", "mkdocs.internal.yml"):
        shutil.copy(REPOSITORY / name, root / name)
    for name in ("macros", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name)
    for name in ("data", "docs"):
        shutil.copytree(BASE / name, root / name)
    with (root / "data" / "terms.yml").open("a", encoding="utf-8") as terms:
        terms.writelines(TERM.format(number=number) for number in range(TERMS))
    for number in range(count):
        path = root / "data" / "systems" / f"verktyg-{number:05}.yml"
        path.write_text(system(number, count), encoding="utf-8")


def system(number: int, count: int) -> str:
    """The file of one system among `count`. The same number always has a text of the same size."""
    texts = [" ".join(_sentences(number + step)) for step in range(5)]
    return SYSTEM.format(
        number=f"{number:05}",
        next=f"{(number + 1) % count:05}",
        far=f"{(number + 7) % count:05}",
        first=texts[0],
        second=texts[1],
        third=texts[2],
        fourth=texts[3],
        fifth=texts[4],
        unit=UNITS[number % len(UNITS)],
        other=UNITS[(number + 1) % len(UNITS)],
        section=SECTIONS[number % len(SECTIONS)],
        year=number % 25,
        month=number % 9 + 1,
        citizen_facing="nej" if number % 3 else "ja",
        group="ABC"[number % 3],
    )


def _sentences(start: int) -> list[str]:
    return [SENTENCES[(start * 3 + step) % len(SENTENCES)] for step in range(2)]
