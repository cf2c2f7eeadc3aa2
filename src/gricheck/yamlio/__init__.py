"""YAML in, plain data out, with the line of every value, so that an error can name its place.

For whoever reads YAML (catalogue, rule packs, vocabularies, configuration):

- ``load(text, path)`` gives a ``Located``: ``.tree`` is plain data (dict, list, str, int, float, bool, None).
- A *place* is a tuple of keys and list positions, as in ``("rules", 0, "id")``. ``located.line(place)`` is its 1-based
  line; ``located.error(place, message)`` makes (does not raise) a ``PackError`` that begins ``path:line:``.
- ``validate(located, schema)`` raises the first mistake that a JSON Schema finds as such a ``PackError``;
  ``said(located, validator(schema))`` gives them all, each as its place and a sentence.

Scalars follow YAML 1.2's core schema: only ``true``/``false`` are booleans and a date stays a string, so ``no`` (the
language) and ``2018-07-01`` mean what they look like. Anchors, aliases and tags are refused: data written out is easier
to review and cannot blow up.
"""

from __future__ import annotations

from gricheck.yamlio.form import said, validate, validator
from gricheck.yamlio.read import Located, Place, load

__all__ = ["Located", "Place", "load", "said", "validate", "validator"]
