"""Archives: what is packed in a file, at any depth, so that it can be read as files are."""

from __future__ import annotations

import bz2
import gzip
import logging
import lzma
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from mmap import mmap
from pathlib import PurePosixPath

MOST_BYTES = 200_000_000
MOST_PARTS = 10_000
"""What one file may hold, unpacked. More is a trap, or nothing that belongs on a site."""

Bytes = bytes | mmap
Part = tuple[str, Bytes]
"""A file, or something inside one: its path, which goes on as in a.zip/b.txt, and its bytes."""

_PACKED: dict[bytes, Callable[[BytesIO], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
_CLOSED = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a", b"\x28\xb5\x2f\xfd", b"\xd0\xcf\x11\xe0\xa1\xb1")
"""How files begin that cannot be opened here: 7z, RAR, Zstandard, old and encrypted Office."""
_TO_OPEN = (
    *(".7z", ".br", ".bz2", ".docx", ".epub", ".gz", ".odp", ".ods", ".odt", ".pdf", ".pptx"),
    *(".rar", ".xlsx", ".xz", ".zip", ".zst"),
    *(".doc", ".eml", ".mht", ".msg", ".ppt", ".rtf", ".xls"),
)
"""Files that say by their name that they must be opened to be read."""


def parts(file: str, data: Bytes) -> Iterator[tuple[str, Bytes | None]]:
    """A file and all that is packed in it, at any depth; None for what cannot be opened.

    What a PDF holds bears the name of the PDF.
    """
    waiting = [(file, data)]
    size = count = 0
    while waiting:
        name, content = waiting.pop()
        yield name.removesuffix("/"), content
        try:
            inside = _opened(name, content)
        except Exception:  # noqa: BLE001 (a damaged file goes wrong in any way)
            yield name, None
            continue
        count += len(inside)
        size += sum(len(part) for _, part in inside)
        if count > MOST_PARTS or size > MOST_BYTES:
            yield file, None
            return
        waiting += inside


def _opened(name: str, data: Bytes) -> list[Part]:
    """What is packed in a file, one level down. Raises anything if it cannot be opened."""
    inside = name.removesuffix("/") + "/"
    if b"%PDF-" in data[:1024]:
        return _from_pdf(inside, data)
    begins = data[:8]
    if begins.startswith(b"PK\3\4") or data.find(b"PK\5\6", max(0, len(data) - 66_000)) >= 0:
        return _from_zip(inside, data)
    for mark, opener in _PACKED.items():
        if begins.startswith(mark):
            with opener(BytesIO(data)) as packed:
                return [(inside + PurePosixPath(name).stem, packed.read(MOST_BYTES + 1))]
    if begins.startswith(_CLOSED) or name.lower().endswith(_TO_OPEN):
        raise ValueError(name)
    return []


def _from_zip(inside: str, data: Bytes) -> list[Part]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if sum(member.file_size for member in members) > MOST_BYTES:
            raise ValueError(inside)
        return [(inside + member.filename, archive.read(member)) for member in members]


def _from_pdf(inside: str, data: Bytes) -> list[Part]:
    """The text of the pages, every string beside them (titles, notes, forms) and attachments."""
    from pypdf import PdfReader  # noqa: PLC0415 (few sites have a PDF)
    from pypdf.generic import IndirectObject, StreamObject  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted or not reader.pages:
        raise ValueError(inside)
    texts = [page.extract_text() for page in reader.pages]
    parts: list[Part] = []
    waiting: list[object] = [reader.trailer]
    known: set[int] = set()
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, IndirectObject):
            if thing.idnum in known:
                continue
            known.add(thing.idnum)
            thing = thing.get_object()
        if isinstance(thing, StreamObject) and thing.get("/Type") in {"/EmbeddedFile", "/Metadata"}:
            parts.append((inside, thing.get_data()))
        if isinstance(thing, dict):
            waiting += thing.values()
        elif isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, str):
            texts.append(thing)
        elif isinstance(thing, bytes):
            texts.append(thing.decode("latin-1"))
    return [(inside, "\n\n".join(texts).encode("utf-8", "replace")), *parts]
