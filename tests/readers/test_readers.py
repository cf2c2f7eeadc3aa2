"""What a file is, and the errors that a user can cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from gricheck.errors import UnreadableReport
from gricheck.model.document import Source
from gricheck.readers import layout, load, media_type, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        *[(b"%PDF-1.7 rest", "application/pdf"), (b"rubbish before\n%PDF-1.4", "application/pdf")],
        *[(b"305-1 Emissions", "text/plain"), ("页".encode(), "text/plain"), ("p".encode("utf-16"), "text/plain")],
    ],
)
def test_the_bytes_tell_what_a_file_is(data: bytes, kind: str) -> None:
    assert media_type("report.xyz", data) == kind


@pytest.mark.parametrize("name", ["report.docx", "report.pdf", "report"])
@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04\x00\x00 a zip", "damaged"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Word document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"\x00\x01\x02 binary", "not a kind of file"),
    ],
)
def test_bytes_of_another_kind_are_refused(name: str, data: bytes, says: str) -> None:
    with pytest.raises(UnreadableReport, match=says) as caught:
        media_type(name, data)
    assert str(caught.value).startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: None, "no such file"),
        (lambda path: path.mkdir(), "is a folder"),
        (lambda path: path.write_bytes(b""), "is empty"),
        (lambda path: path.write_bytes(b" \n\t"), "is empty"),
        (lambda path: path.write_bytes(b"\x00\x01\x02 binary"), "not a kind of file"),
        (lambda path: path.write_bytes(b"%PDF-1.4 and then nothing"), "damaged"),
    ],
    ids=["missing", "folder", "empty", "blank", "binary", "damaged"],
)
def test_a_file_that_cannot_be_read_is_named_with_the_remedy(make, says: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "report.bin"
    make(path)
    with pytest.raises(UnreadableReport, match=says) as caught:
        read(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert "; " in message
    assert len(message.splitlines()) == 1


def test_the_source_is_known_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(b"abc")
    source, data = load(path)
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (source, data) == (Source(str(path), digest, "text/plain", 3), b"abc")


def test_a_file_that_changes_while_it_is_checked_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("305-1 Emissions 12")
    document = read(path)
    path.write_text("305-1 Emissions 13")
    with pytest.raises(UnreadableReport, match="changed"):
        layout(document.source, [0])
