"""Reports in inline XBRL, written for tests."""

from __future__ import annotations

from pathlib import Path

from gricheck.model.document import Document
from gricheck.readers import read

CORE = "https://taxonomy.globalreporting.org/gri-sustainability-taxonomy/gri_srs/core"
IX = 'xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"'
RESOURCES = (
    '<xbrli:context id="y"><xbrli:period><xbrli:startDate>2024-01-01</xbrli:startDate><xbrli:endDate>2024-12-31'
    '</xbrli:endDate></xbrli:period></xbrli:context><xbrli:context id="d"><xbrli:period><xbrli:instant>2024-12-31'
    '</xbrli:instant></xbrli:period></xbrli:context><xbrli:unit id="t"><xbrli:measure>utr:tCO2e</xbrli:measure>'
    '</xbrli:unit><xbrli:unit id="q"><xbrli:divide><xbrli:unitNumerator><xbrli:measure>utr:GJ</xbrli:measure>'
    "</xbrli:unitNumerator><xbrli:unitDenominator><xbrli:measure>iso4217:EUR</xbrli:measure></xbrli:unitDenominator>"
    "</xbrli:divide></xbrli:unit>"
)


def number(text: str, concept: str = "gri:TotalNumberOfEmployees", **more: str) -> str:
    return _fact("nonFraction", text, concept, more)


def words(text: str, concept: str = "gri:LegalName", **more: str) -> str:
    return _fact("nonNumeric", text, concept, more)


def _fact(kind: str, text: str, concept: str, more: dict[str, str]) -> str:
    attributes = "".join(f' {name.replace("_", ":")}="{value}"' for name, value in more.items())
    return f'<ix:{kind} name="{concept}" contextRef="y"{attributes}>{text}</ix:{kind}>'


def going_on(text: str, name: str, **more: str) -> str:
    return _fact("continuation", text, "", {"id": name, **more}).replace(' name="" contextRef="y"', "")


def paged(*pages: str) -> str:
    """Pages as converters write them, five at least."""
    shown = (*pages, *("<p>Nothing in question</p>",) * (5 - len(pages)))
    return "".join(f'<div class="page">{page}<p>{label}</p></div>' for label, page in enumerate(shown, start=1))


def page(body: str, hidden: str = "", declared: str = f'xmlns:gri="{CORE}"', xml: bool = True) -> str:
    """A whole file; ``hidden`` are facts of its header."""
    head = '<?xml version="1.0" encoding="utf-8"?>' if xml else "<!doctype html>"
    names = (
        f'{IX} xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f"{declared}"
    )
    header = f"<ix:header><ix:hidden>{hidden}</ix:hidden><ix:resources>{RESOURCES}</ix:resources></ix:header>"
    root = '<html xmlns="http://www.w3.org/1999/xhtml" ' if xml else "<html "
    shown = f'<body><div style="display:none">{header}</div>{body}</body>'
    return f"{head}{root}{names}><head><title>R</title></head>{shown}</html>"


def document(folder: Path, body: str, xml: bool = True, **more: str) -> Document:
    """What is read of a file with that body."""
    path = folder / ("report.xhtml" if xml else "report.html")
    path.write_text(page(body, xml=xml, **more), encoding="utf-8")
    return read(path, cached=False)
