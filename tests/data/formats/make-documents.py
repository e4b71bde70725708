"""The parts of make-documents.sh that no program writes: an EPUB with structure, XLIFF 1.2 and 2, TMX."""

import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

page = open("article.html", encoding="utf-8").read()
body = re.search(r"<article>(.*)</article>", page, re.S).group(1).strip()
title = re.search(r"<title>(.*?)</title>", page).group(1)
author = re.search(r'name="author" content="(.*?)"', page).group(1)


def write_epub():
    first, second = body.split("<h2>أرقام")
    second = "<h2>أرقام" + second

    def chapter(content):
        # Empty elements as XHTML writes them: to HTML each of these would stay open.
        return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar" dir="rtl"><head><title/><script src="none.js"/></head>
<body><a id="top"/>{content}</body></html>
"""

    parts = {
        "META-INF/container.xml": """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
""",
        "OEBPS/book.opf": f"""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:tarjuman:article</dc:identifier>
<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator><dc:publisher>دار المرسى</dc:publisher>
<dc:date>2026-03-01</dc:date><dc:language>ar</dc:language>
<meta property="dcterms:modified">2026-03-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="b" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/one.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine page-progression-direction="rtl"><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/></spine></package>
""",
        "OEBPS/nav.xhtml": chapter('<nav xmlns:epub="http://www.idpf.org/2007/ops" epub:type="toc"><h1>المحتويات</h1>'
                                   '<ol><li><a href="text/one.xhtml">البداية</a></li></ol></nav>'),
        "OEBPS/text/one.xhtml": chapter(first),
        "OEBPS/text/two b.xhtml": chapter(second),
    }
    with zipfile.ZipFile("article.epub", "w") as book:
        when = (2026, 3, 1, 0, 0, 0)
        book.writestr(zipfile.ZipInfo("mimetype", when), "application/epub+zip")
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, when)
            info.compress_type = zipfile.ZIP_DEFLATED
            book.writestr(info, text)


# Each block whole, as bilingual files of paragraphs have it, with the drafts of the first ones.
blocks = re.findall(r"<(?:h1|h2|li|td)>(.*?)</(?:h1|h2|li|td)>|<p>(.*?)</p>", body, re.S)
blocks = [one or two for one, two in blocks]
drafts = [
    ("Fishermen’s harbour reopens after two years’ closure", "final"),
    ("The fishermen’s harbour in <b>Ras al-Marjan</b> reopened on Sunday morning after two years of closure.", "needs-review-translation"),
]
TAGS = re.compile(r'<(/?)(b|i|a)(?: href="(.*?)")?>')


def inline(text, opening, closing):
    number = 0

    def replace(match):
        nonlocal number
        if match.group(1):
            return closing(number)
        number += 1
        return opening(match.group(2), number, match.group(3))

    # Tags do not nest in the article, so the last number is the one to close.
    pieces = TAGS.split(text)
    return TAGS.sub(replace, text) if len(pieces) > 1 else text


def write_xliff12():
    ctype = {"b": "bold", "i": "italic", "a": "link"}

    def tagged(text):
        def opening(tag, number, address):
            if tag == "a":
                # Native code: the address stands in it.
                return f'<bpt id="{number}">{escape(f"<a href={quoteattr(address)}>")}</bpt>'
            return f'<g id="{number}" ctype="{ctype[tag]}">'

        result = inline(text, opening, lambda number: "\0")
        parts = result.split("\0")
        out = parts[0]
        for before, part in zip(parts, parts[1:]):
            link = before.rfind("<bpt") > before.rfind("<g ")
            number = re.findall(r'id="(\d+)"', before)[-1]
            out += (f'<ept id="{number}">&lt;/a&gt;</ept>' if link else "</g>") + part
        return out

    units = ""
    for at, block in enumerate(blocks):
        target = approved = ""
        if at < len(drafts):
            text, state = drafts[at]
            target = f'<target xml:lang="en" state="{state}">{tagged(text)}</target>'
        units += f'<trans-unit id="{at + 1}"{approved}><source xml:lang="ar">{tagged(block)}</source>{target}</trans-unit>\n'
    units += '<trans-unit id="code" translate="no"><source xml:lang="ar">رقم المرجع أ ب ج</source></trans-unit>\n'
    with open("article.xlf", "w", encoding="utf-8") as file:
        file.write(f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="article.html" source-language="ar" target-language="en" datatype="html"><body>
{units}</body></file></xliff>
""")


def write_xliff2():
    kind = {
        "b": 'type="fmt" subType="xlf:b"',
        "i": 'type="fmt" subType="xlf:i"',
        "a": 'type="link" dataRefStart="link" dataRefEnd="end"',
    }
    units = ""
    for at, block in enumerate(blocks):
        tagged = lambda text: inline(text, lambda tag, number, _: f'<pc id="{number}" {kind[tag]}>', lambda _: "</pc>")
        address = re.search(r'href="(.*?)"', block)
        data = ""
        if address:
            start = escape(f'<a href="{address.group(1)}">')
            data = f'<originalData><data id="link">{start}</data><data id="end">&lt;/a&gt;</data></originalData>'
        state, target = "initial", ""
        if at < len(drafts):
            text, old_state = drafts[at]
            state = "final" if old_state == "final" else "translated"
            target = f"<target>{tagged(text)}</target>"
        units += f'<unit id="{at + 1}">{data}<segment state="{state}"><source>{tagged(block)}</source>{target}</segment></unit>\n'
    units += '<unit id="code" translate="no"><segment><source>رقم المرجع أ ب ج</source></segment></unit>\n'
    with open("article.xliff", "w", encoding="utf-8") as file:
        file.write(f"""<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="ar" trgLang="en">
<file id="article">
{units}</file></xliff>
""")


def write_tmx():
    units = ""
    for at, block in enumerate(blocks):
        def tagged(text):
            code = {"b": "bold", "i": "italic", "a": "link"}
            tags = {}

            def opening(tag, number, address):
                tags[number] = tag
                native = f"<a href={quoteattr(address)}>" if tag == "a" else f"<{tag}>"
                return f'<bpt i="{number}" type="{code[tag]}">{escape(native)}</bpt>'

            return inline(text, opening, lambda number: f'<ept i="{number}">{escape(f"</{tags[number]}>")}</ept>')

        english = f'<tuv xml:lang="en-GB"><seg>{tagged(drafts[at][0])}</seg></tuv>' if at < len(drafts) else ""
        units += f'<tu>{english}<tuv xml:lang="ar-SA"><seg>{tagged(block)}</seg></tuv></tu>\n'
    units += '<tu><tuv xml:lang="en"><seg>Nothing in Arabic</seg></tuv><tuv xml:lang="fr"><seg>Rien en arabe</seg></tuv></tu>\n'
    with open("article.tmx", "w", encoding="utf-8") as file:
        file.write(f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="make-documents" creationtoolversion="1" segtype="paragraph" o-tmf="none" adminlang="en" srclang="ar" datatype="html"/>
<body>
{units}</body></tmx>
""")


write_epub()
write_xliff12()
write_xliff2()
write_tmx()
