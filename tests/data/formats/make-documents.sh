#!/bin/sh
# Makes the documents and bilingual files from article.html, all with the same text. Run here; needs LibreOffice
# (Writer) and Python 3. LibreOffice's own EPUB knows no headings, lists or emphasis, so it is kept beside one
# with them.
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for kind in docx odt fodt rtf epub; do
    soffice --headless "-env:UserInstallation=file://$profile" --infilter="HTML (StarWriter)" \
        --convert-to "$kind" --outdir "$profile/out" article.html >/dev/null
done
cp "$profile"/out/article.docx "$profile"/out/article.odt "$profile"/out/article.fodt "$profile"/out/article.rtf .
cp "$profile"/out/article.epub article-libreoffice.epub
# rich.fodt is written by hand: what an article may hold that article.html does not.
for kind in docx odt rtf; do
    soffice --headless "-env:UserInstallation=file://$profile" --convert-to "$kind" --outdir . rich.fodt >/dev/null
done
python3 make-documents.py
