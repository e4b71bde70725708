//! The styles of paragraphs, as a table.

use crate::text::markup::Attributes;

/// A paragraph style: name, the one it is like, its paragraphs and its letters.
pub type Paragraphs = (&'static str, &'static str, Attributes<'static>, Attributes<'static>);

const DARK: &str = "#1f2a37";
pub const QUIET: &str = "#5f6b7a";
const HEADING: &str = "#1f4e79";
const SOFT: &str = "#3d4b5c";

/// Sizes are those of Latin, then of Arabic letters.
pub const PARAGRAPHS: &[Paragraphs] = &[
    (
        "Text_20_body",
        "Standard",
        &[("fo:margin-bottom", "0.28cm"), ("fo:line-height", "125%")],
        &[("fo:font-size", "11pt"), ("style:font-size-complex", "13pt")],
    ),
    (
        "Title",
        "Standard",
        &[("fo:margin-bottom", "0.1cm"), ("fo:keep-with-next", "always")],
        &[
            ("fo:font-size", "20pt"),
            ("style:font-size-complex", "22pt"),
            ("fo:font-weight", "bold"),
            ("style:font-weight-complex", "bold"),
            ("fo:color", DARK),
        ],
    ),
    (
        "SourceTitle",
        "Standard",
        &[("fo:margin-bottom", "0.28cm"), ("fo:keep-with-next", "always")],
        &[
            ("style:font-size-complex", "17pt"),
            ("fo:font-weight", "bold"),
            ("style:font-weight-complex", "bold"),
            ("fo:color", DARK),
        ],
    ),
    (
        "Heading_20_1",
        "Standard",
        &[("fo:margin-top", "0.6cm"), ("fo:margin-bottom", "0.2cm"), ("fo:keep-with-next", "always")],
        &[
            ("fo:font-size", "15pt"),
            ("style:font-size-complex", "17pt"),
            ("fo:font-weight", "bold"),
            ("style:font-weight-complex", "bold"),
            ("fo:color", DARK),
        ],
    ),
    (
        "Heading_20_2",
        "Standard",
        &[("fo:margin-top", "0.5cm"), ("fo:margin-bottom", "0.18cm"), ("fo:keep-with-next", "always")],
        &[
            ("fo:font-size", "12.5pt"),
            ("style:font-size-complex", "14.5pt"),
            ("fo:font-weight", "bold"),
            ("style:font-weight-complex", "bold"),
            ("fo:color", HEADING),
        ],
    ),
    (
        "Subtitle",
        "Standard",
        &[("fo:margin-top", "0.28cm"), ("fo:margin-bottom", "0.35cm"), ("fo:line-height", "120%")],
        &[("fo:font-size", "12.5pt"), ("style:font-size-complex", "14.5pt"), ("fo:color", SOFT)],
    ),
    (
        "Quotations",
        "Text_20_body",
        &[
            ("fo:margin-left", "0.8cm"),
            ("fo:margin-right", "0.8cm"),
            ("fo:padding-left", "0.25cm"),
            ("fo:border-left", "1.5pt solid #b8c0ca"),
        ],
        &[("fo:color", SOFT)],
    ),
    ("ListItem", "Text_20_body", &[("fo:margin-bottom", "0.14cm")], &[]),
    ("ListMore", "ListItem", &[("fo:margin-left", "1.2cm")], &[]),
    (
        "Caption",
        "Standard",
        &[("fo:margin-top", "0.1cm"), ("fo:margin-bottom", "0.35cm")],
        &[("fo:font-size", "9.5pt"), ("style:font-size-complex", "11pt"), ("fo:color", QUIET)],
    ),
    ("CellText", "Standard", &[], &[("fo:font-size", "10pt"), ("style:font-size-complex", "12pt")]),
    (
        "Fact",
        "Standard",
        &[("fo:margin-left", "2.3cm"), ("fo:text-indent", "-2.3cm")],
        &[("fo:font-size", "10pt"), ("style:font-size-complex", "12pt")],
    ),
    (
        "Summary",
        "Standard",
        &[("fo:margin-top", "0.28cm"), ("fo:margin-bottom", "0.2cm")],
        &[("fo:font-weight", "bold"), ("style:font-weight-complex", "bold")],
    ),
    (
        "Warning",
        "Standard",
        &[
            ("fo:margin-bottom", "0.28cm"),
            ("fo:padding", "0.1cm"),
            ("fo:padding-left", "0.2cm"),
            ("fo:border-left", "3pt solid #d39b22"),
            ("fo:background-color", "#fff4d6"),
        ],
        &[],
    ),
    (
        "NoteHead",
        "Standard",
        &[
            ("fo:padding-left", "0.2cm"),
            ("fo:border-left", "3pt solid #7c8ca0"),
            ("fo:keep-with-next", "always"),
        ],
        &[("fo:font-weight", "bold"), ("style:font-weight-complex", "bold"), ("fo:font-size", "10pt")],
    ),
    (
        "Note",
        "Standard",
        &[
            ("fo:margin-bottom", "0.35cm"),
            ("fo:padding-left", "0.2cm"),
            ("fo:border-left", "3pt solid #7c8ca0"),
        ],
        &[("fo:font-size", "10pt"), ("style:font-size-complex", "12pt")],
    ),
    (
        "ArticleLine",
        "Standard",
        &[
            ("fo:margin-top", "0.8cm"),
            ("fo:padding-top", "0.15cm"),
            ("fo:border-top", "1pt solid #44546a"),
            ("fo:keep-with-next", "always"),
        ],
        &[("fo:font-weight", "bold"), ("fo:font-size", "9.5pt"), ("fo:color", QUIET)],
    ),
    (
        "ColumnHead",
        "Standard",
        &[("fo:keep-with-next", "always")],
        &[("fo:font-weight", "bold"), ("fo:font-size", "9.5pt")],
    ),
    ("ColumnHeadRight", "ColumnHead", &[("fo:text-align", "end")], &[]),
    ("RowNumber", "Standard", &[], &[("fo:font-size", "8.5pt"), ("fo:color", QUIET)]),
    ("RowStatus", "Standard", &[], &[("fo:font-size", "7pt"), ("fo:color", QUIET)]),
    ("RowStatusOpen", "RowStatus", &[], &[("fo:font-weight", "bold"), ("fo:color", "#8a4b00")]),
    (
        "RowText",
        "Standard",
        &[("fo:line-height", "115%")],
        &[("fo:font-size", "10.5pt"), ("style:font-size-complex", "13pt")],
    ),
    (
        "RowTitle",
        "RowText",
        &[("fo:keep-with-next", "always")],
        &[
            ("fo:font-size", "13.5pt"),
            ("style:font-size-complex", "16pt"),
            ("fo:font-weight", "bold"),
            ("style:font-weight-complex", "bold"),
            ("fo:color", DARK),
        ],
    ),
    (
        "RowStandfirst",
        "RowText",
        &[],
        &[("fo:font-size", "11.5pt"), ("style:font-size-complex", "14pt"), ("fo:color", SOFT)],
    ),
    (
        "RowHeading",
        "RowText",
        &[("fo:margin-top", "0.2cm"), ("fo:keep-with-next", "always")],
        &[
            ("fo:font-size", "12pt"),
            ("style:font-size-complex", "14.5pt"),
            ("fo:font-weight", "bold"),
            ("style:font-weight-complex", "bold"),
            ("fo:color", HEADING),
        ],
    ),
    ("RowQuote", "RowText", &[("fo:margin-left", "0.5cm"), ("fo:margin-right", "0.5cm")], &[]),
    ("RowItem", "RowText", &[("fo:margin-left", "0.5cm"), ("fo:margin-right", "0.5cm")], &[]),
    (
        "RowCaption",
        "RowText",
        &[],
        &[("fo:font-size", "9pt"), ("style:font-size-complex", "11pt"), ("fo:color", QUIET)],
    ),
    ("CountText", "CellText", &[("fo:text-align", "end")], &[]),
    ("BetweenTables", "Standard", &[("fo:line-height", "0.3cm")], &[]),
    (
        "Header",
        "Standard",
        &[("fo:padding-bottom", "0.1cm"), ("fo:border-bottom", "0.5pt solid #b8c0ca")],
        &[("fo:font-size", "8.5pt"), ("style:font-size-complex", "10pt"), ("fo:color", QUIET)],
    ),
    (
        "Footer",
        "Standard",
        &[],
        &[("fo:font-size", "8.5pt"), ("style:font-size-complex", "10pt"), ("fo:color", QUIET)],
    ),
];
