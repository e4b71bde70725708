//! A small project for the tests of this folder.

use super::{Original, Project};
use crate::article::{Article, ArticleBlock, BlockKind, Metadata};
use crate::text::Span;

/// A title, a paragraph of two sentences, and a «read more» line that import left out.
pub fn small_project() -> Project {
    let block = |kind, text: &str, sentences: &[&str], excluded: Option<&str>| ArticleBlock {
        kind,
        text: text.to_owned(),
        sentences: sentences
            .iter()
            .filter_map(|sentence| text.find(sentence).map(|at| Span::new(at, at + sentence.len())))
            .collect(),
        excluded: excluded.map(str::to_owned),
        ..ArticleBlock::default()
    };
    let article = Article {
        metadata: Metadata { title: "محادثات في باكو".to_owned(), ..Metadata::default() },
        blocks: vec![
            block(BlockKind::Title, "محادثات في باكو", &["محادثات في باكو"], None),
            block(BlockKind::Paragraph, "وصل الوزير. وغادر مساء.", &["وصل الوزير.", "وغادر مساء."], None),
            block(BlockKind::Paragraph, "اقرأ المزيد", &["اقرأ المزيد"], Some("read-more")),
        ],
    };
    let bytes = "محادثات في باكو".as_bytes().into();
    Project::from_article(&article, Original { file_name: "مقال.html".to_owned(), charset: None, bytes })
}
