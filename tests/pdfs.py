"""Small PDFs for tests: text that is put where one says."""

from __future__ import annotations

from typing import NamedTuple


class Put(NamedTuple):
    """A text on a page: how far from the left and from the bottom, in points, and how large."""

    left: float
    height: float
    text: str
    size: float = 9


def column(lines: str, left: float = 40, top: float = 700, size: float = 9, leading: float = 14) -> list[Put]:
    """Return lines one below the other; one that begins with a blank is set in."""
    texts = lines.splitlines()
    return [
        Put(left + 12 * text.startswith(" "), top - n * leading, text.strip(), size)
        for n, text in enumerate(texts)
    ]


def pdf(*pages: str | list[Put], title: str = "", locked: bool = False) -> bytes:
    """Write a minimal PDF; a page that is a text has one line of it, an empty one none."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for n, page in enumerate(pages):
        put = page if isinstance(page, list) else [Put(40, 700, page)] if page else []
        stream = "".join(
            f"BT /F1 {each.size} Tf {each.left} {each.height} Td ({each.text}) Tj ET " for each in put
        )
        resources = "/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{resources}/Contents {5 + 2 * n} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects.append(f"<</Title({title})>>")
    body, places = b"%PDF-1.4\n", []
    for n, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{n} 0 obj{content}endobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    lock = "/Encrypt<</Filter/Standard/V 1/R 2/O(" + "o" * 32 + ")/U(" + "u" * 32 + ")/P -4>>/ID[(a)(a)]"
    trailer = f"<</Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R{lock if locked else ''}>>"
    first = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    return body + f"{first}{table}trailer{trailer}\nstartxref\n{len(body)}\n%%EOF".encode()
