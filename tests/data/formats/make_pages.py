"""Writes article.html as browsers and their extensions save it: complete, SingleFile, Internet Explorer's MHT."""

import base64
import email.header
from pathlib import Path

ADDRESS = "https://marsa.example/port/return"
page = Path("article.html").read_text()
title = page.split("<title>")[1].split("</title>")[0]
picture = base64.b64encode(bytes(range(256)) * 24).decode()

# Firefox and Chrome, "web page, complete": a comment behind the doctype.
comment = f"<!-- saved from url=({len(ADDRESS):04}){ADDRESS} -->"
complete = page.replace("<!DOCTYPE html>\n", f"<!DOCTYPE html>\n{comment}\n")
complete = complete.replace("</h1>", '</h1>\n<img src="./article_files/port.png">')
Path("article.complete.html").write_text(complete)

# SingleFile: everything in one file, what is not needed left out.
single = page.replace("\n", "").replace('lang="ar" dir="rtl"', "lang=ar dir=rtl")
single = single.replace(
    "<head>",
    f"""<!--
 Page saved with SingleFile 
 url: {ADDRESS} 
 saved date: Sun Oct 04 2026 11:20:05 GMT+0300 (Eastern European Summer Time)
--><head>""",
)
style = f"""<style>@font-face{{font-family:x;src:url(data:font/woff2;base64,{picture})format("woff2")}}
:root{{--sf-img-1:url("data:image/png;base64,{picture}")}}</style>"""
single = single.replace("</head>", f"{style}<link rel=icon href=\"data:image/png;base64,{picture}\"></head>")
single = single.replace("</h1>", f'</h1><img src="data:image/png;base64,{picture}" alt style="--a:var(--sf-img-1)">')
Path("article.singlefile.html").write_text(single)


def lines(data, width=76):
    text = base64.b64encode(data).decode()
    return "\r\n".join(text[at : at + width] for at in range(0, len(text), width))


# Internet Explorer 6 to 11, "web archive, single file": windows-1256 in base64, pictures behind the page.
old = page.replace('charset="utf-8"', 'charset="windows-1256"').replace("\n", "\r\n")
subject = email.header.Header(title, "windows-1256", header_name="Subject").encode(linesep="\r\n")
boundary = "----=_NextPart_000_0000_01D2A4C6.5F3B7E80"
mht = f"""From: "Saved by Windows Internet Explorer 8"
Subject: {subject}
Date: Sun, 4 Oct 2026 11:20:05 +0300
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="{boundary}"
X-MimeOLE: Produced By Microsoft MimeOLE V6.00.2900.5579

This is a multi-part message in MIME format.

--{boundary}
Content-Type: text/html;
	charset="windows-1256"
Content-Transfer-Encoding: base64
Content-Location: {ADDRESS}

{lines(old.encode("cp1256"))}

--{boundary}
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://marsa.example/port.png

{lines(bytes(range(256)) * 4)}

--{boundary}--
"""
Path("article.explorer.mht").write_bytes(mht.replace("\r\n", "\n").replace("\n", "\r\n").encode("ascii"))
