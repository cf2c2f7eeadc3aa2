"""Where bundled data is found, and that a compiled form can never be out of date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gricheck import bundle, resources
from gricheck.errors import PackError

FILES = {"a.yaml": b"x: 1\n", "sub/b.yaml": b"y:\n  - 2\n"}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package folder of our own in place of gricheck's."""
    home = tmp_path / "gricheck"
    home.mkdir()
    monkeypatch.setattr(resources, "_package", lambda: home)
    caches = (resources._root.cache_clear, bundle.load_bundled.cache_clear)
    for clear in caches:
        clear()
    yield home
    for clear in caches:
        clear()


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def test_data_dir_holds_the_catalogue_and_the_rules() -> None:
    assert (resources.data_dir("gri_standards") / "catalogue.yaml").is_file()
    assert resources.data_dir("rules").is_dir()


def test_the_package_comes_before_the_repository(package: Path) -> None:
    for name in resources.FOLDERS:
        _write(package / "_bundled" / name, FILES)
    assert resources.data_dir("rules") == package / "_bundled" / "rules"


def test_half_a_package_is_not_used(package: Path) -> None:
    _write(package / "_bundled" / "rules", FILES)
    assert resources.data_dir("rules") == Path(resources.__file__).resolve().parents[2] / "rules"


def test_nothing_found_says_what_to_do(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "__file__", str(package / "src" / "gricheck" / "resources.py"))
    with pytest.raises(PackError, match="gri_standards and rules are missing; install gricheck again"):
        resources.data_dir("rules")


def test_read_folder_walks_in_order_and_leaves_other_files(tmp_path: Path) -> None:
    _write(tmp_path, {**FILES, "schema.json": b"{}", "sub/README.md": b"-"})
    assert list(resources.read_folder(tmp_path).items()) == list(FILES.items())


@pytest.mark.parametrize(
    "changed",
    [
        {**FILES, "a.yaml": b"x: 2\n"},
        {**FILES, "c.yaml": b""},
        {"sub/b.yaml": FILES["sub/b.yaml"]},
        {"a.yaml": FILES["sub/b.yaml"], "sub/b.yaml": FILES["a.yaml"]},
        {"aa.yaml": FILES["a.yaml"], "sub/b.yaml": FILES["sub/b.yaml"]},
    ],
)
def test_the_digest_sees_every_change(changed: dict[str, bytes]) -> None:
    assert resources.digest(changed) != resources.digest(FILES)


def test_the_digest_does_not_see_the_order() -> None:
    assert resources.digest(dict(reversed(FILES.items()))) == resources.digest(FILES)


def test_the_compiled_form_is_read_where_it_is_fresh(package: Path) -> None:
    _compile(package)
    marked = package / "_compiled" / "rules.json"
    head, body = marked.read_text().splitlines()
    parsed = json.loads(body)
    parsed["a.yaml"][0]["x"] = "from the compiled form"
    marked.write_text(f"{head}\n{json.dumps(parsed)}\n")
    assert bundle.load_bundled("rules")["a.yaml"].tree == {"x": "from the compiled form"}


def test_the_compiled_form_says_the_same_as_the_yaml(package: Path) -> None:
    _compile(package)
    files = resources.read_bundled("rules", resources.data_dir("rules"))
    assert bundle.load_bundled("rules") == bundle.parse("rules", files)
    assert bundle.load_bundled("rules")["sub/b.yaml"].line(("y", 0)) == 2


def test_a_stale_compiled_form_is_not_used(package: Path) -> None:
    _compile(package)
    _write(package / "_bundled" / "rules", {"a.yaml": b"x: 3\n"})
    assert bundle.load_bundled("rules")["a.yaml"].tree == {"x": 3}


@pytest.mark.parametrize("junk", [b"", b"\n", b"no digest\n{}\n", b"\xff\xfe\n{}\n"])
def test_a_broken_compiled_form_is_not_used(package: Path, junk: bytes) -> None:
    _compile(package)
    (package / "_compiled" / "rules.json").write_bytes(junk)
    assert bundle.load_bundled("rules")["a.yaml"].tree == {"x": 1}


def test_a_cut_off_compiled_form_is_not_used(package: Path) -> None:
    _compile(package)
    file = package / "_compiled" / "rules.json"
    file.write_bytes(file.read_bytes()[:-10])
    assert bundle.load_bundled("rules")["a.yaml"].tree == {"x": 1}


def test_errors_name_the_bundled_file(package: Path) -> None:
    _compile(package)
    _write(package / "_bundled" / "rules", {"a.yaml": b"x: 3\nx: 4\n"})
    with pytest.raises(PackError, match=r"^rules/a.yaml:2: "):
        bundle.load_bundled("rules")


def _compile(package: Path) -> None:
    for name in resources.FOLDERS:
        _write(package / "_bundled" / name, FILES)
        _write(package / "_compiled", {resources.compiled_name(name): bundle.compile_folder(name, FILES)})
