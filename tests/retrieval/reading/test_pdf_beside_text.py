"""PDF files that say more than their letters: a password, a form, tags."""

import io

import pytest
from pypdf import PdfWriter

from assistant.errors import UnreadableFile
from assistant.retrieval.reading.pdf import document
from tests.retrieval.reading.pdf_files import Shown, content, pdf, written
from tests.retrieval.reading.pdf_prose import LIMITS, PROSE, lines, text_of


@pytest.mark.parametrize(("password", "opens"), [("", True), ("secret", False)])
def test_a_locked_file_opens_only_where_no_password_is_asked_for(password: str, opens: bool) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(lines(PROSE))))
    writer.encrypt(password, "owner", algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)

    if opens:
        assert text_of(file.getvalue()) == " ".join(PROSE) + "\n"
    else:
        with pytest.raises(UnreadableFile, match="needs a password"):
            document.read(file.getvalue(), LIMITS)


def test_what_was_filled_into_a_form_is_read() -> None:
    fields = "<</T(ward)/TU(Your ward)/FT/Tx/V(Cherry)>>", "<</T(agree)/FT/Btn/V/Yes>>", "<</T(other)/FT/Tx/V()>>"
    catalog = f"/AcroForm<</Fields[{' '.join(f'{number} 0 R' for number in (7, 8, 9))}]>>"

    text = text_of(written([content(lines(PROSE))], catalog, fields))

    assert text == " ".join(PROSE) + "\n\n- Your ward: Cherry\n- agree: yes\n"


def test_a_tagged_file_is_read_as_its_tags_say() -> None:
    marked = [
        ("H1", Shown("Learning", 72, 780)),
        ("P", Shown("Ask first.", 72, 760)),
        ("Lbl", Shown("1.", 72, 740)),
        ("LBody", Shown("Talk with your manager.", 90, 740)),
        ("TH", Shown("Course", 72, 700)),
        ("TH", Shown("Weeks", 300, 700)),
        ("TD", Shown("Coaching", 72, 660)),
        ("TD", Shown("6", 300, 660)),
        ("Artifact", Shown("Printed in Exeter", 72, 30)),
    ]
    page = "\n".join(
        f"/{role} {'BMC' if role == 'Artifact' else f'<</MCID {number}>> BDC'}\n{content([shown])}\nEMC"
        for number, (role, shown) in enumerate(marked)
    )

    text = text_of(written([page], "/StructTreeRoot 7 0 R", structure()))

    assert text == "# Learning\n\nAsk first.\n\n1. Talk with your manager.\n\nCourse\tWeeks\nCoaching\t6\n"


def structure() -> list[str]:
    """The structure tree of the tagged file, from object 7 on."""

    def node(role: str, *kids: str) -> str:
        return f"<</Type/StructElem/S/{role}/Pg 5 0 R/K[{' '.join(kids)}]>>"

    item = node("L", node("LI", node("Lbl", "2"), node("LBody", "3")))
    cells = [[node("TH", "4"), node("TH", "5")], [node("TD", "6"), node("TD", "7")]]
    rows = [node("TR", *row) for row in cells]
    return [f"<</Type/StructTreeRoot/RoleMap<</Kop/H1>>/K[{node('Kop', '0')}{node('P', '1')}{item}{node('Table', *rows)}]>>"]
