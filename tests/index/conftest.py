"""What every test of the index reader is given: the bundled catalogue, vocabulary and titles."""

from __future__ import annotations

import pytest
from hypothesis import settings

from gricheck.catalogue import load_catalogue
from gricheck.index.titles import TitleBook, title_book
from gricheck.model.standard import Catalogue
from gricheck.vocabulary import Vocabulary, load_vocabulary

# A busy machine is no fault of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def book(catalogue: Catalogue, vocabulary: Vocabulary) -> TitleBook:
    return title_book(catalogue, vocabulary)
