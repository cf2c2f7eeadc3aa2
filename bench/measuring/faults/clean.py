"""Clean reports: ``draft("core-2016", seed, catalogue)`` is the same for the same seed, and has no fault."""

from __future__ import annotations

from random import Random
from typing import Any

from gricheck.model.standard import Catalogue, Disclosure
from measuring.faults.draft import Draft, Line, Look, Sheet
from measuring.faults.index_lines import Plan, is_omissible, line_of, plan
from measuring.faults.words import words

CLAIMS = (
    "core-2016",
    "comprehensive-2016",
    "referenced-2016",
    "in-accordance-2021",
    "with-reference-2021",
    "sector-2021",
    "core-g4",
    "comprehensive-g4",
)
EDITIONS = {"2016": 2016, "2021": 2021, "g4": 2013}
LANGUAGES = {"in-accordance-2021": ("en", "en", "de"), "with-reference-2021": ("en", "en", "de")}
OMISSION_SHARE = 0.06
RANGE_SHARE = 0.2
ABOUT_THE_INDEX = ("102-55", "G4-32")
ABOUT = {"materiality": ("3-2", "102-47", "G4-19"), "assurance": ("2-5", "102-56", "G4-33"), "about": ("2-3", "102-50")}
"""What the pages of one role report on."""


def draft(claim: str, seed: str, catalogue: Catalogue) -> Draft:
    """One clean report that makes this claim."""
    random = Random(f"{seed} {claim}")
    language = random.choice(LANGUAGES.get(claim, ("en",)))
    own, era = words()[language], claim.rpartition("-")[2]
    year = random.choice(words()["years"][era])
    organization = _name(random)
    listed = plan(claim, year, language, random, catalogue)
    look = _look(claim, own, random)
    period = own["period"].format(year=year)
    statement = _statement(claim, own, organization, period)
    sheets = _sheets(own, organization, period, statement, listed.topics, look, random)
    lines = _lines(listed, claim, language, look, _pages_told(sheets, look), random)
    return Draft(
        name=f"{claim} {seed}",
        claim=claim,
        edition=EDITIONS[era],
        organization=organization,
        language=language,
        year=year,
        period=period,
        title=own["index"],
        statement=own["statement"].format(text=statement),
        foundation=own["foundation"] if era == "2021" else "",
        sector=_sector_line(claim, own, catalogue),
        lines=tuple(lines),
        sheets=sheets,
        look=look,
        topics=tuple(listed.topics),
        rest_title=own["not_material"] if listed.rest else "",
        rest=tuple(listed.rest),
    )


def _name(random: Random) -> str:
    names = words()["names"]
    return " ".join(random.choice(names[part]) for part in ("first", "second", "form"))


def _statement(claim: str, own: dict[str, Any], organization: str, period: str) -> str:
    wording: str = own["statements"][claim.replace("sector", "in-accordance")]
    return wording.format(organization=organization, period=period)


def _sector_line(claim: str, own: dict[str, Any], catalogue: Catalogue) -> str:
    if not claim.startswith("sector"):
        return ""
    return str(own["sector"].format(standard=catalogue.by_standard["GRI 11", 2021].citation))


def _look(claim: str, own: dict[str, Any], random: Random) -> Look:
    """How this report prints its pages and which columns its index has, in which order."""
    omissions = "columns" if claim.startswith("sector") else random.choice(("columns", "one", "cell"))
    told = {"columns": ("requirement", "reason", "explanation"), "one": ("omission",), "cell": ()}[omissions]
    if claim.startswith(("with-reference", "referenced")):
        told, omissions = (), "cell"
    extra = ("reference",) if claim.startswith("sector") else ()
    goals = ("sdgs",) if random.random() < 0.4 else ()
    assured = ("assured",) if random.random() < 0.3 else ()
    columns = ("code", "title", *goals, "location", *told, *assured, *extra)
    if random.random() < 0.5:
        columns = ("code", "title", "location", *goals, *told, *assured, *extra)
    return Look(
        page_word=random.choice(own["page"]),
        to=random.choice(("-", "–")),
        omissions=omissions,
        header=random.choice(("name", "report", "number")),
        columns=columns,
        headers=tuple(random.choice(own["headers"][column]) for column in columns),
        unnumbered=random.choice((0, 0, 1, 2)),
    )


def _sheets(
    own: dict[str, Any],
    organization: str,
    period: str,
    statement: str,
    topics: list[str],
    look: Look,
    random: Random,
) -> tuple[Sheet, ...]:
    """Cover, contents, letter, about, chapters with the material topics among them, the assurance statement."""
    chapters = random.sample(own["chapters"], random.randint(12, len(own["chapters"])))
    chapters += [f"{title} ({own['continued']})" for title in chapters[: random.choice((0, 0, 6, 12, 18))]]
    middle = [Sheet(title, _text(own, random)) for title in chapters]
    material = Sheet(own["materiality"], (_text(own, random)[0], own["topics_line"], *topics), "materiality")
    middle.insert(random.randint(2, 6), material)
    return (
        Sheet(f"{organization} {own['report']}", (own["sentences"][0],), "cover"),
        Sheet(own["contents"], tuple(chapters), "contents"),
        Sheet(own["letter"], _text(own, random), "letter"),
        Sheet(own["about"], (own["period_line"].format(period=period), statement, *_text(own, random)), "about"),
        *middle,
        Sheet(
            own["assurance"], (own["assured_line"].format(organization=organization), *_text(own, random)), "assurance"
        ),
    )


def _text(own: dict[str, Any], random: Random) -> tuple[str, ...]:
    """Two or three paragraphs of two sentences."""
    return tuple(" ".join(random.sample(own["sentences"], 2)) for _ in range(random.randint(2, 3)))


def _pages_told(sheets: tuple[Sheet, ...], look: Look) -> dict[str, int]:
    """The printed pages that some disclosures cannot but name; under "last" the last page before the index."""
    pages = {sheet.role: number - look.unnumbered for number, sheet in enumerate(sheets, start=1)}
    told = {code: pages[role] for role, codes in ABOUT.items() for code in codes}
    last = len(sheets) - look.unnumbered
    return {**told, **dict.fromkeys(ABOUT_THE_INDEX, last + 1), "last": last}


def _lines(listed: Plan, claim: str, language: str, look: Look, pages: dict[str, int], random: Random) -> list[Line]:
    lines = []
    for item, reference in listed.items:
        cells = _cells(item, claim, language, look, pages, random) if isinstance(item, Disclosure) else {}
        lines.append(line_of(item, reference, cells, language, claim))
    return lines


def _cells(
    item: Disclosure, claim: str, language: str, look: Look, pages: dict[str, int], random: Random
) -> dict[str, str]:
    """The location or, now and then, an omission; goals and the mark of assurance."""
    cells = {}
    if "sdgs" in look.columns and item.sdgs:
        cells["sdgs"] = ", ".join(str(goal) for goal in sorted({s.goal for s in item.sdgs})[:3])
    if is_omissible(item, claim) and random.random() < OMISSION_SHARE:
        return cells | omission(claim, language, random)
    if "assured" in look.columns and random.random() < 0.3:
        cells["assured"] = words()[language]["assured_mark"]
    return cells | {"location": _location(item.code, look, pages, random)}


def omission(claim: str, language: str, random: Random) -> dict[str, str]:
    """A reason that the claim permits, with an explanation that fits it."""
    own = words()[language]
    reasons = own["reasons"]["2021" if claim.endswith("2021") else "2016"]
    key = random.choice(sorted(reasons))
    return {"reason": reasons[key], "explanation": own["explanations"][key]}


def _location(code: str, look: Look, pages: dict[str, int], random: Random) -> str:
    if code in pages:
        return f"{look.page_word}{pages[code]}"
    first = random.randint(3, pages["last"] - 3)
    if random.random() < RANGE_SHARE:
        return f"{look.page_word}{first}{look.to}{first + random.randint(1, 3)}"
    if random.random() < RANGE_SHARE:
        return f"{look.page_word}{first}, {first + random.randint(1, 3)}"
    return f"{look.page_word}{first}"
