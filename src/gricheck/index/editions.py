"""Which edition a row means, where only the other rows of its standard tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gricheck.model.index import Row
from gricheck.model.standard import Catalogue


def settle_editions(rows: Sequence[Row], catalogue: Catalogue) -> tuple[Row, ...]:
    """Editions that a row alone does not tell, from the other rows of its standard when those agree."""
    known: dict[str, set[int]] = {}
    for row in rows:
        if row.edition is not None:
            known.setdefault(row.code.rpartition("-")[0], set()).add(row.edition)
    universal_2016 = any(row.code.startswith("102-") and row.edition == 2016 for row in rows)
    settled = []
    for row in rows:
        editions = known.get(row.code.rpartition("-")[0], set())
        if row.edition is None and len(editions) == 1:
            edition = next(iter(editions))
            row = replace(row, edition=edition) if (row.code, edition) in catalogue.by_key else row
        elif row.edition is None and universal_2016 and (row.code, 2016) in catalogue.by_key and row.code[:3] == "103":
            row = replace(row, edition=2016)
        settled.append(row)
    return tuple(settled)
