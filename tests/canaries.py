"""A municipality where every field of every kind holds something that is nowhere else.

The second municipality of the tests, and for every kind of record one that is open, one internal
and one restricted, each with every field filled in, and open ones that point at the hidden ones.
The levels are read from the models' own marks, by other code than the one under test.

Demands of many kinds are checked against them all: one for each field, so that a single sentence
that says too much is seen. What a check works out of a date is a canary of its own.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

import yaml

from macros.programme import examine
from macros.records import COLLECTIONS, KINDS
from macros.records.exception import Examined, RequirementException
from macros.records.fields import Absence, Entity, Record, Visibility, _slug, _To, models_in
from macros.records.forms import _pieces, choices, form, holds
from macros.records.review import _digest
from macros.records.system import System
from tests.conftest import HAGGASA, make_root

OPEN, INTERNAL, RESTRICTED = Visibility
LEFT_OUT = {"visibility", "visibility_overrides", "publication_decisions"}
MONTHS = [
    "januari", "februari", "mars", "april", "maj", "juni", "juli",
    "augusti", "september", "oktober", "november", "december",
]  # fmt: skip


EXAMINED = [it for it in COLLECTIONS if issubclass(it.model, Examined)]
OVERDUE, IN_TIME = 270, 400
"""Years after a canary's day: before the day that the sites are built for, and after it."""


@dataclass(frozen=True)
class Guard:
    """A reference in a group: its own level, whether it must be there, and its target's level."""

    level: Visibility
    required: bool
    target: Visibility

    def hides(self, audience):
        """Whether the whole group is hidden because it is about something hidden."""
        return (self.required or self.level.rank <= audience.rank) and (
            self.target.rank > audience.rank
        )


@dataclass(frozen=True)
class Canary:
    """A value that is nowhere else: its words in lower case, where it is, and who may see it."""

    texts: tuple
    path: str
    level: Visibility
    guards: tuple = ()
    is_outcome: bool = False

    def may_be_seen(self, audience):
        """Whether an audience may see it."""
        return self.level.rank <= audience.rank and not any(g.hides(audience) for g in self.guards)


@dataclass(frozen=True)
class Spot:
    """Where a value is put: whose, the dotted path of its field, its level and what guards it."""

    owner: str
    level: Visibility
    path: str = ""
    guards: tuple = ()

    def inside(self, key, level):
        """The spot of a field in the group that is here."""
        return replace(self, path=f"{self.path}.{key}".strip("."), level=level)


@dataclass
class Aviary:
    """Makes records, and remembers every canary in them.

    `name` is the record that is being made, `target` the level of what it points at, `absent`
    whether it says that there is none where it can, `chosen` the levels that it chooses.
    """

    index: dict
    canaries: list = field(default_factory=list)
    numbers: count = field(default_factory=lambda: count(1))
    name: str = ""
    target: Visibility = OPEN
    absent: bool = False
    chosen: dict = field(default_factory=dict)

    def record(self, collection, own):
        """The data of a record with every field filled in. `own` is its visibility."""
        level = lowest(collection.visibility, own)
        self.canaries.append(Canary((self.name,), f"{collection.kind}/{self.name}", level))
        data = self.group(collection.model, Spot(f"{collection.kind}/{self.name}", level))
        if not collection.is_folder:
            data = {"id": self.name, **data}
        return {**data, "visibility": str(own)} if own is not OPEN else data

    def group(self, model, spot):
        """The data of a record or of a group in one, without the id if it is a record."""
        if not issubclass(model, Entity):
            spot = replace(spot, guards=(*spot.guards, *self.guards(model, spot)))
        data = {}
        for name, info in model.model_fields.items():
            unfit = name == "replaced_by" and form(info) == "text"
            if name not in LEFT_OUT and not unfit and not is_id_of_record(name, model):
                key = info.alias or name
                data[key] = self.value(name, info, self.inside(spot, key, info))
        return data

    def inside(self, spot, key, info):
        """The spot of a field: its level is what the record chooses, or its own and the group's."""
        there = spot.inside(key, lowest(spot.level, own_level(info)))
        return replace(there, level=self.chosen.get(there.path, there.level))

    def guards(self, model, spot):
        """What a group points at, when it points at one thing."""
        for name, info in model.model_fields.items():
            if form(info) == "link" and not holds(info, list):
                level = self.inside(spot, info.alias or name, info).level
                target = self.target if kind_of(info) in HIDDEN_KINDS else OPEN
                yield Guard(level, info.is_required(), target)

    def value(self, name, info, spot):
        """A value that a field can have."""
        if name == "of" and form(info) == "text":
            return "system"
        if name == "duty_prefix":
            return self.name
        if name == "id":
            return f"{self.name}-{self.word(spot)}"
        if name == "points":
            return []
        if name == "checks":
            return self.checks()
        if name == "exceptions":
            return [self.one(info, spot), self.exception(info, spot)]
        if self.absent and holds(info, Absence):
            return {"inga": f"Skälet är {self.word(spot)}."}
        if not holds(info, list):
            return self.one(info, spot)
        if form(info) == "link":
            return [self.reference(kind_of(info), level) for level in Visibility]
        return [self.one(info, spot), self.one(info, spot)]

    def one(self, info, spot):
        """One value."""
        inner = next(iter(models_in(info.annotation)), None)
        if inner:
            return self.group(inner, spot)
        if choices(info):
            return choices(info)[0]
        match form(info):
            case "link":
                return self.reference(kind_of(info), self.target)
            case "day":
                return self.day(spot)
            case "number":
                return self.number(spot, 900_000)
            case "duration":
                return f"{self.number(spot, 40_000)} minuter"
            case "flag":
                return "ja"
            case "markdown":
                a, b, c, d = (self.word(spot) for _ in range(4))
                return (
                    f"Stycke **{a}**.\n\n- punkt {b}\n- [länk {c}](https://exempel.example/{d})\n"
                )
            case _ if any(getattr(piece, "func", None) is _slug for piece in pieces(info)):
                return self.word(spot)
            case _ if any(getattr(piece, "func", None) is _digest for piece in pieces(info)):
                return "0123456789abcdef"
            case _:
                word = self.word(spot)
                return f'Åtta "{word}" | <b>{word}</b> & {{{{ {word} }}}}'

    def checks(self):
        """Checks that name what the record points at."""
        unit, role = (self.reference(kind, self.target) for kind in ("unit", "role"))
        return [
            {"must": "nämna någon", "fields": ["criticality.assessed_by"], "names": [unit, role]},
            {"must": "ha någon", "role": "roll/objektagare", "milder": "utan plan"},
            {"must": "vara ifyllt", "fields": ["note"], "only": [self.reference("system", OPEN)]},
        ]

    def exception(self, info, spot):
        """An exception that holds, from a demand that is checked for every kind of record."""
        data, model = self.one(info, spot), RequirementException
        around = replace(spot, guards=(*spot.guards, *self.guards(model, spot)))
        there = self.inside(around, "expires_on", model.model_fields["expires_on"])
        return {**data, "requirement": EXCUSED, "expires_on": self.day(there, 1000)}

    def statements(self, collection):
        """What a record says when it chooses levels for its fields."""
        levels = {path: level for path, level, *_ in fields(collection.model)}
        said = {"publication_decisions": [], "visibility_overrides": []}
        seen = Spot(f"{collection.kind}/{self.name}", lowest(collection.visibility, INTERNAL))
        for path, level in self.chosen.items():
            if level.rank < levels[path].rank:
                who = {"by": self.reference("unit", OPEN), "date": self.day(seen)}
                name, reason = "publication_decisions", f"Skälet är {self.word(seen)}."
            else:
                name, who = "visibility_overrides", {}
                reason = f"Skälet är {self.word(replace(seen, level=RESTRICTED))}."
            choice = {"fields": [path], "visibility": str(level), "reason": reason}
            said[name].append({**choice, **who})
        return {name: choices for name, choices in said.items() if choices}

    def plant(self, texts, spot):
        """Remember a canary."""
        self.canaries.append(Canary(texts, f"{spot.owner}: {spot.path}", spot.level, spot.guards))

    def word(self, spot):
        """A word that is nowhere else."""
        word = f"zq{next(self.numbers):05}x"
        self.plant((word,), spot)
        return word

    def day(self, spot, later=0):
        """A date that is nowhere else, some years later than others.

        What is counted from it is nowhere else either, and no one but employees is told of it.
        """
        day = years_after(date(1703, 1, 1) + timedelta(days=3 * next(self.numbers)), later)
        self.plant(written(day), spot)
        for years in () if later else (OVERDUE, IN_TIME):
            texts, level = written(years_after(day, years)), lowest(spot.level, INTERNAL)
            place = f"{spot.owner}: {spot.path}"
            self.canaries.append(Canary(texts, place, level, spot.guards, is_outcome=True))
        return day.isoformat()

    def number(self, spot, start):
        """A number that is nowhere else."""
        number = start + next(self.numbers)
        self.plant((str(number),), spot)
        return str(number)

    def reference(self, kind, level):
        """An id of something of a kind and a level, with the kind before it."""
        is_open = level is OPEN or kind not in HIDDEN_KINDS
        name = next(iter(self.index[kind])) if is_open else hidden_id(kind, level)
        return f"{KINDS[kind].word}/{name}"


HIDDEN_KINDS = [c.kind for c in COLLECTIONS if not c.single and c.kind != "retirement"]


def hidden_id(kind, level):
    """The id of the hidden record of a kind and a level."""
    return f"zq{kind}{'intern' if level is INTERNAL else 'skydd'}x"


def written(day):
    """A date as it is written in data and on pages."""
    return day.isoformat(), f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def years_after(day, years):
    """The same day another year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def lowest(*levels):
    return max(levels, key=lambda mark: mark.rank)


def own_level(info):
    """The level that a field's mark gives."""
    marks = [mark for mark in info.metadata if isinstance(mark, Visibility)]
    return marks[-1] if marks else RESTRICTED


def is_id_of_record(name, model):
    return name == "id" and issubclass(model, Record)


def kind_of(info):
    """The kind that a reference is made to point at: one that can be hidden, if there is one."""
    kinds = next(piece.kinds for piece in pieces(info) if isinstance(piece, _To))
    return next((kind for kind in kinds if kind in HIDDEN_KINDS), kinds[0])


def pieces(info):
    """An annotation taken apart."""
    return [*info.metadata, *_pieces(info.annotation)]


def fields(model, around=OPEN, before=""):
    """Every field of a model and inside it: dotted path, level, form, and if it must be there."""
    for name, info in model.model_fields.items():
        if name not in Record.model_fields:
            path = f"{before}{info.alias or name}"
            level = lowest(around, own_level(info))
            yield path, level, "choice" if choices(info) else form(info), info.is_required()
            inner = next(iter(models_in(info.annotation)), None)
            if inner and inner is not model:
                yield from fields(inner, level, f"{path}.")


def make_municipality(root, choose=None):
    """Write the municipality below `root`; returns its canaries.

    `choose` gives for a kind the levels that its open records choose, by the field's dotted path.
    """
    make_root(root)
    programme, found = examine(HAGGASA)
    assert found == []
    aviary = Aviary({kind: dict(programme.index[kind]) for kind in KINDS})
    for collection in COLLECTIONS:
        if collection.single:
            continue
        records = {}
        aviary.target, aviary.absent, aviary.chosen = OPEN, False, {}
        for level in (INTERNAL, RESTRICTED):
            if level.rank >= collection.visibility.rank:
                aviary.name = hidden_id(collection.kind, level)
                records[aviary.name] = aviary.record(collection, level)
        for number, target in enumerate(Visibility if collection.kind in HIDDEN_KINDS else ()):
            aviary.name, aviary.target = f"zq{collection.kind}points{number}x", target
            aviary.absent, aviary.chosen = number == 2, (choose or {}).get(collection.kind, {})
            data = aviary.record(collection, OPEN)
            records[aviary.name] = data | aviary.statements(collection)
        write(root, collection, records)
    write_demands(root, aviary)
    write_pages(root, aviary)
    return aviary.canaries


EXCUSED = "krav/ZQ0"
"""A demand that nobody meets: that a record hides fields."""


LIMIT = "  - {{name: {years} år, value: {years} år, requirement: K1, ours: ja}}\n"


def write_demands(root, aviary):
    """Demands that are checked for every field of every kind, each of them a demand of its own."""
    profile = root / "data" / "municipality.yml"
    text = profile.read_text(encoding="utf-8")
    assert text.count("\nthresholds:\n") == 1
    limits = "".join(LIMIT.format(years=years) for years in (OVERDUE, IN_TIME))
    profile.write_text(
        text.replace("\nthresholds:\n", f"\nthresholds:\n{limits}"), encoding="utf-8"
    )
    demands = [
        {"id": f"ZQ{number}", "section": "1.1", "title": "Prov", "text": "Prov.",
         "applies_to": ["roll/objektagare"], "checkable": "ja", "severity": "fel", "checks": checks}
        for number, checks in enumerate(all_checks(aviary))
    ]  # fmt: skip
    there = root / "data" / "requirements.yml"
    with there.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{dumped(demands)}")


def all_checks(aviary):
    """The checks of every demand."""
    yield [
        {"must": "ha skett", "of": it.word, "fields": ["exceptions.expires_on"]} for it in EXAMINED
    ]
    checks = [it for kind in EXAMINED if not kind.single for it in checks_of_fields(kind, aviary)]
    checks += checks_of_systems(aviary)
    for check in checks:
        yield [check]
    for number in range(1, len(checks), 20):
        of = checks[number - 1].get("of", "system")
        yield [{"must": "sammanfatta", "of": of, "demands": [f"ZQ{number}"]}]


def checks_of_fields(collection, aviary):
    """Checks of every field that holds a day, a time or a reference, and of every other group."""
    names = [
        aviary.reference(kind, level)
        for kind in ("unit", "role", "function")
        for level in (OPEN, INTERNAL)
    ]
    found = list(fields(collection.model))
    single = [path for path, *_ in found if is_single(collection.model, path)]
    days = [path for path, _, kind, _ in found if kind == "day" and path in single]
    status = collection.model.model_fields.get("status")
    when = {"when": {"status": list(choices(status))}} if status and choices(status) else {}
    for path, level, kind, _ in found:
        about = {"of": collection.word, "fields": [path], **when}
        if level is RESTRICTED or (kind == "group" and "." not in path):
            yield {"must": "vara ifyllt", **about}
        if kind == "link":
            yield {"must": "nämna någon", **about, "names": names}
        if kind == "day":
            yield {"must": "vara aktuellt", **about, "within": f"{OVERDUE} år"}
        if kind == "day" and collection.kind == "system":
            yield {"must": "vara aktuellt", **about, "within": f"{IN_TIME} år"}
            yield {"must": "inte ha gått ut", **about}
        if path in days[1:3]:
            yield {"must": "komma före", **about, "limit": days[0]}
            yield {"must": "ha skett", **about}
        if kind == "duration" and path in single and path != "availability.max_outage":
            yield {"must": "rymmas inom", **about, "limit": "availability.max_outage"}


def checks_of_systems(aviary):
    """Checks of responsibility, of security, of the register and of what there is one of."""
    role, unit = aviary.reference("role", OPEN), aviary.reference("unit", OPEN)
    every = list(choices(System.model_fields["status"]))
    for must in ("ha någon", "ha rätt slags innehavare", "användas av innehavaren"):
        yield {"must": must, "role": role, "when": {"status": every}}
        yield {"must": must, "role": role, "when": {"status": every, "needs_plan": "ja"}}
    yield {"must": "höra till innehavaren", "role": role, "names": [role]}
    yield {"must": "vara beslutat som gemensamt", "role": role, "names": [unit]}
    for must in ("vara bedömt", "ha gällande plan", "täcka planens rubriker", "delas av flera",
                 "ha levande kopplingar"):  # fmt: skip
        yield {"must": must, "when": {"status": every}}
    for must in ("nämna levande system", "visas öppet", "vara ett program"):
        yield {"must": must}
    yield {"must": "gälla alla", "when": {"status": ["förslag", "gällande"]}}
    yield {"must": "vara bedömt", "when": {"status": every, "groups": ["A"], "users_above": 5}}
    yield {"must": "vara ifyllt", "fields": ["note"], "milder": "utan plan"}
    yield {"must": "finnas", "parts": ["medarbetare"]}
    yield {"must": "ta upp ämnena", "topics": ["logga in", "meddelanden"]}


def is_single(model, path):
    """Whether a path leads to a single value."""
    for key in path.split("."):
        info = {it.alias or name: it for name, it in model.model_fields.items()}[key]
        if holds(info, list):
            return False
        model = next(iter(models_in(info.annotation)), None)
    return True


PAGES = {
    "zqhemlig1x.md": ("", INTERNAL),
    "intern/zqhemlig2x.md": ("visibility: öppen\n", INTERNAL),
    "zqhemlig3x.md": ("visibility: skyddad\n", RESTRICTED),
    "zqsida1x.md": ("visibility: öppen\n", OPEN),
}


def write_pages(root, aviary):
    """Written pages of every level; the open one has passages and comments that are not."""
    docs = root / "docs"

    def word(place, level):
        return aviary.word(Spot("docs", level, place))

    for path, (head, level) in PAGES.items():
        aviary.plant((path.rpartition("/")[2].removesuffix(".md"),), Spot("docs", level, path))
        (docs / path).parent.mkdir(exist_ok=True)
        link = f'{{{{ link("system/{hidden_id("system", INTERNAL)}", "{word(path, level)}") }}}}'
        text = PAGE.format(head=head, link=link, words=[word(path, level) for _ in range(4)])
        (docs / path).write_text(text, encoding="utf-8")
    passages = [word("passage", INTERNAL) for _ in range(3)]
    with (docs / "zqsida1x.md").open("a", encoding="utf-8") as page:
        page.write(PASSAGES.format(words=passages, comment=word("comment", RESTRICTED)))
    for name, level in (("zqfil1x", OPEN), ("zqfil2x", INTERNAL), ("zqfil3x", RESTRICTED)):
        aviary.plant((name,), Spot("docs", level, name))
        (docs / f"{name}.txt").write_text(f"I filen {word(name, level)}\n", encoding="utf-8")
    (docs / "programmet").mkdir(exist_ok=True)
    (docs / "programmet" / "rattelser.md").write_text(REPAIRS, encoding="utf-8")


PAGE = """\
---
title: Om {words[0]}
{head}keywords: [{words[1]}]
---

# Om {words[0]}

Ord {words[2]}.

| a | b |
| --- | --- |
| {words[3]} | {link} |
"""
PASSAGES = """\

Slut. {{{{ internal("Inne {words[0]}.") }}}}

{{% call internal() %}}

## Rubrik {words[1]}

- Punkt {words[2]}, [fil](zqfil2x.txt), [sida](zqhemlig1x.md)

{{% endcall %}}

<!-- anteckning {comment} -->

[bilaga](zqfil1x.txt)
"""
REPAIRS = """\
---
title: Rättelser
visibility: öppen
---

# Rättelser

{{ repairs() }}
"""


def write(root, collection, records):
    """Write records where their kind is kept."""
    source = root / "data" / collection.source
    if collection.is_folder:
        for name, data in records.items():
            (source / f"{name}.yml").write_text(dumped(data), encoding="utf-8")
        return
    there = source.read_text(encoding="utf-8") if source.is_file() else ""
    source.write_text(f"{there}\n{dumped(list(records.values()))}", encoding="utf-8")


class WithoutAnchors(yaml.SafeDumper):
    """Writes what stands twice twice."""

    def ignore_aliases(self, _):
        return True


def dumped(data):
    return yaml.dump(data, Dumper=WithoutAnchors, allow_unicode=True, sort_keys=False, width=1000)
