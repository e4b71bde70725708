#!/bin/sh
# Makes the fixtures of this folder from article.html and article.txt. The files are kept in the repository, so this
# runs only when the article changes. Needs iconv and python3; with chromium, article.chrome.mhtml is made anew too.
set -eu
cd "$(dirname "$0")"

# ---- character sets --------------------------------------------------------------------------------------------

undeclared() { grep -v '<meta charset' article.html; }
declared() { sed "s/charset=\"utf-8\"/charset=\"$1\"/" article.html; }
# ISO-8859-6 has no «».
entities() { sed 's/«/\&laquo;/g; s/»/\&raquo;/g'; }
# Python would write spaces and full stops as their right-to-left twins, which no page has in its markup.
mac() {
    python3 -c 'import sys
for c in sys.stdin.buffer.read().decode():
    sys.stdout.buffer.write(c.encode() if c < "\x80" else c.encode("mac_arabic"))'
}

undeclared > article.utf8.html
{ printf '\357\273\277'; cat article.html; } > article.utf8-bom.html
{ printf '\357\273\277'; cat article.txt; } > article.utf8-bom.txt
for ending in html txt; do
    iconv -f UTF-8 -t UTF-16LE article.$ending > article.utf16le.$ending
    iconv -f UTF-8 -t UTF-16BE article.$ending > article.utf16be.$ending
    { printf '\377\376'; cat article.utf16le.$ending; } > article.utf16le-bom.$ending
    { printf '\376\377'; cat article.utf16be.$ending; } > article.utf16be-bom.$ending
done
declared windows-1256 | iconv -f UTF-8 -t WINDOWS-1256 > article.windows-1256-declared.html
undeclared | iconv -f UTF-8 -t WINDOWS-1256 > article.windows-1256.html
# What many old sites do: they say one thing and are another.
declared iso-8859-1 | iconv -f UTF-8 -t WINDOWS-1256 > article.windows-1256-misdeclared.html
iconv -f UTF-8 -t WINDOWS-1256 article.txt > article.windows-1256.txt
declared iso-8859-6 | entities | iconv -f UTF-8 -t ISO-8859-6 > article.iso-8859-6-declared.html
undeclared | entities | iconv -f UTF-8 -t ISO-8859-6 > article.iso-8859-6.html
sed 's/[«»]/"/g' article.txt | iconv -f UTF-8 -t ISO-8859-6 > article.iso-8859-6.txt
declared x-mac-arabic | mac > article.macarabic-declared.html
undeclared | mac > article.macarabic.html
mac < article.txt > article.macarabic.txt

# ---- saved pages -----------------------------------------------------------------------------------------------

python3 make_pages.py
if command -v chromium > /dev/null; then
    python3 make_mhtml.py
else
    echo "article.chrome.mhtml is the old one: there is no chromium here" >&2
fi
