"""Tiny PDF files, made on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A text on a page of a PDF, in points from its lower left corner."""

    text: str
    x: float = 72
    y: float = 700
    size: float = 11
    bold: bool = False


def pdf(*pages: Sequence[Shown]) -> bytes:
    """A PDF of pages of texts in Helvetica."""
    return written([content(page) for page in pages])


def content(page: Sequence[Shown]) -> str:
    steps = []
    for one in page:
        text = one.text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        steps.append(f"BT /F{int(one.bold) + 1} {one.size} Tf {one.x} {one.y} Td ({text}) Tj ET")
    return "\n".join(steps)


def written(contents: Sequence[str], catalog: str = "", extra: Sequence[str] = ()) -> bytes:
    """A PDF of page contents; objects 1 to 4 are the catalogue, pages and fonts, `extra` comes after the pages."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(contents)))
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(contents)}>>",
        f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 32/LastChar 126/Widths[{' '.join(WIDTHS)}]>>",
        f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/FirstChar 32/LastChar 126/Widths[{' '.join(WIDTHS)}]>>",
    ]
    for number, text in enumerate(contents):
        fonts = "<</Font<</F1 3 0 R/F2 4 0 R>>>>"
        box = "[0 0 595 842]"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox{box}/Resources{fonts}/Contents {6 + 2 * number} 0 R>>")
        objects.append(f"<</Length {len(text)}>>\nstream\n{text}\nendstream")
    return assembled([*objects, *extra])


def assembled(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
    return data + f"{head}trailer <</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(data)}\n%%EOF".encode()


# Helvetica's own, thousandths of the size, from the space to the tilde.
WIDTHS = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556
556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778
722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222
500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584
""".split()
