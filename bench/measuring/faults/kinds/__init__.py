"""All kinds of faults, one family a file; importing this registers them."""

from measuring.faults.kinds import (
    claims,
    codes,
    editions,
    locations,
    omissions,
    pages,
    sectors,
    structure,
    tables,
    topics,
)

__all__ = ["claims", "codes", "editions", "locations", "omissions", "pages", "sectors", "structure", "tables", "topics"]
