//! What control words of RTF mean by themselves.

/// Words that stand for a character.
pub(super) fn text_of_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" | "line" | "lbr" | "page" | "column" | "emspace" | "enspace" | "qmspace" => " ",
        "emdash" => "—",
        "endash" => "–",
        "bullet" => "•",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "zwj" => "\u{200D}",
        "zwnj" => "\u{200C}",
        "ltrmark" => "\u{200E}",
        "rtlmark" => "\u{200F}",
        _ => return None,
    })
}

/// Destinations whose text is not the article.
pub(super) fn is_passed_over(word: &str) -> bool {
    matches!(
        word,
        "colortbl"
            | "pict"
            | "nonshppict"
            | "shprslt"
            | "sp"
            | "objdata"
            | "header"
            | "headerl"
            | "headerr"
            | "headerf"
            | "footer"
            | "footerl"
            | "footerr"
            | "footerf"
            | "ftnsep"
            | "ftnsepc"
            | "ftncn"
            | "aftnsep"
            | "aftnsepc"
            | "aftncn"
            | "annotation"
            | "atnid"
            | "atnauthor"
            | "bkmkstart"
            | "bkmkend"
            | "listtable"
            | "listoverridetable"
            | "revtbl"
            | "rsidtbl"
            | "filetbl"
            | "pgdsctbl"
            | "template"
            | "operator"
            | "company"
            | "manager"
            | "category"
            | "keywords"
            | "comment"
            | "doccomm"
            | "subject"
            | "hlinkbase"
            | "revtim"
            | "printim"
            | "buptim"
            | "generator"
            | "xe"
            | "tc"
            | "tcn"
            | "rxe"
            | "txe"
            | "private"
            | "falt"
            | "panose"
            | "fontemb"
            | "fontfile"
    )
}
