//! From a project to the neutral rows that every format writes.

use super::{Article, Comment, Document, HitMark, Marker, NameUsed, Row, RowsWanted, wording};
use crate::article::{BlockKind, ListItem, Sign};
use crate::project::{Block, Note, NoteKind, Numbers, Project, Section, SectionId, Status, Terms, is_name};
use std::collections::HashMap;

impl Document {
    /// The document of `project`; `terms` must have been found in this very project. What was left out
    /// has no row; numbers are those the translator sees, whichever rows are wanted.
    #[must_use]
    pub fn of_project(project: &Project, terms: &Terms, exported_on: String, wanted: RowsWanted) -> Self {
        let mut document = Self {
            metadata: project.metadata().clone(),
            translators_note: project.translators_note.clone(),
            exported_on,
            ..Self::default()
        };
        let mut names: HashMap<(&str, &str), NameUsed> = HashMap::new();
        let mut block_before = None;
        let mut articles = Articles { sections: &project.sections, before: None };
        let first = project.sections.first().map(|section| section.id);
        let numbers = Numbers::of(project);
        for (position, segment) in project.segments.iter().enumerate() {
            let Some(block) = project.block(segment.block).filter(|block| block.excluded.is_none()) else {
                continue;
            };
            if wanted == RowsWanted::Confirmed && segment.status != Status::Confirmed {
                continue;
            }
            let starts_block = block_before.replace(block.id) != Some(block.id);
            let is_title = block.kind == BlockKind::Title && Some(block.section) == first;
            if is_title && document.title_draft.is_empty() {
                segment.draft.trim().clone_into(&mut document.title_draft);
            }
            let mut hits = Vec::new();
            for (hit, term) in terms.primary(position) {
                hits.push(HitMark { span: hit.span, kind: term.kind, target: term.target.clone() });
                if is_name(term.kind) {
                    let name = names.entry((&term.source, &term.target)).or_insert_with(|| NameUsed {
                        source: term.source.clone(),
                        target: term.target.clone(),
                        kind: term.kind,
                        count: 0,
                        note: term.note.clone(),
                    });
                    name.count += 1;
                }
            }
            document.rows.push(Row {
                id: segment.id.0,
                number: numbers.at(position).unwrap_or_default(),
                kind: block.kind,
                starts_block,
                is_glued: segment.is_glued && !starts_block,
                cell: block.cell,
                depth: if block.kind == BlockKind::Item { ListItem::of(block.level).depth } else { 0 },
                marker: if starts_block { marker(block, &numbers) } else { None },
                article: articles.begins(block.section),
                source: segment.source.clone(),
                source_marks: segment.source_marks.clone(),
                draft: segment.draft.clone(),
                marks: segment.marks.clone(),
                status: segment.status,
                suggested_by: segment.suggested_by.clone().filter(|_| segment.is_machine_draft()),
                comments: segment.written_notes().map(Comment::of).collect(),
                hits,
            });
        }
        document.names = names.into_values().collect();
        document.names.sort_by(|one, other| {
            (one.kind, one.target.to_lowercase(), &one.source).cmp(&(
                other.kind,
                other.target.to_lowercase(),
                &other.source,
            ))
        });
        document
    }
}

impl Comment {
    pub(crate) fn of(note: &Note) -> Self {
        Self {
            author: note.author.clone(),
            made: note.made.clone(),
            text: note.text.clone(),
            is_query: note.kind == NoteKind::Query,
            is_settled: note.is_settled,
        }
    }
}

fn marker(block: &Block, numbers: &Numbers) -> Option<Marker> {
    if block.kind != BlockKind::Item {
        return None;
    }
    match ListItem::of(block.level).sign {
        Sign::Bullet => Some(Marker::Bullet),
        Sign::Number => numbers.item(block.id).map(Marker::Number),
        Sign::None => None,
    }
}

/// Tells where another of several articles begins.
struct Articles<'a> {
    sections: &'a [Section],
    before: Option<SectionId>,
}

impl Articles<'_> {
    fn begins(&mut self, section: SectionId) -> Option<Article> {
        if self.sections.len() < 2 || self.before.replace(section) == Some(section) {
            return None;
        }
        let at = self.sections.iter().position(|known| known.id == section)?;
        let Section { metadata, original, .. } = self.sections.get(at)?;
        let title = [&metadata.title, &original.file_name].into_iter().find(|name| !name.trim().is_empty());
        let published = wording::day_in_words(&metadata.published);
        // That of the first stands at the head of the document.
        let address = if at == 0 { &String::new() } else { &metadata.address };
        let facts = [&metadata.site, &metadata.agency, &metadata.author, &published, address];
        let facts: Vec<&str> =
            facts.into_iter().map(|fact| fact.trim()).filter(|fact| !fact.is_empty()).collect();
        Some(Article {
            number: at + 1,
            of: self.sections.len(),
            title: title.cloned().unwrap_or_default(),
            facts: facts.join(" · "),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, ArticleBlock};
    use crate::glossary::{Index, Kind, Term};
    use crate::project::{Edit, Original, Status};
    use crate::text::Span;
    use std::sync::Arc;

    fn block(kind: BlockKind, text: &str, excluded: Option<&str>) -> ArticleBlock {
        let whole = Span::new(0, text.len());
        ArticleBlock {
            kind,
            text: text.to_owned(),
            sentences: vec![whole],
            excluded: excluded.map(str::to_owned),
            ..ArticleBlock::default()
        }
    }

    #[test]
    fn rows_have_the_numbers_of_the_window_and_names_are_counted() {
        let article = Article {
            blocks: vec![
                block(BlockKind::Title, "بومبيو في باكو", None),
                block(BlockKind::Paragraph, "اقرأ المزيد", Some("read-more")),
                block(BlockKind::Paragraph, "قال بومبيو إنه وصل لباكو", None),
            ],
            ..Article::default()
        };
        let mut project = Project::from_article(&article, Original::default());
        let title = project.segments[0].id;
        Edit::Group(vec![project.splice_with_status(title, 0, "", "Pompeo in Baku"), Edit::confirm(title)])
            .apply(&mut project)
            .unwrap();
        let term = |source: &str, target: &str, kind| Term {
            source: source.to_owned(),
            target: target.to_owned(),
            kind,
            ..Term::default()
        };
        let index = Index::build([
            term("باكو", "Baku", Kind::Place),
            term("بومبيو", "Pompeo", Kind::Person),
            term("وصل", "arrived", Kind::Term),
        ]);
        let terms = Terms::find(Arc::new(index), &project);
        let document = Document::of_project(&project, &terms, "2026-11-22".to_owned(), RowsWanted::All);

        assert_eq!(document.title_draft, "Pompeo in Baku");
        let rows: Vec<_> = document.rows.iter().map(|row| (row.number, row.status, row.hits.len())).collect();
        assert_eq!(rows, [(1, Status::Confirmed, 2), (2, Status::Untranslated, 3)]);

        let names: Vec<_> = document.names.iter().map(|name| (name.target.as_str(), name.count)).collect();
        assert_eq!(names, [("Pompeo", 2), ("Baku", 2)]);
    }

    #[test]
    fn items_have_the_sign_of_their_list_at_their_first_sentence() {
        let item = |sign, text: &str| ArticleBlock {
            level: ListItem { depth: 1, sign }.level(),
            ..block(BlockKind::Item, text, None)
        };
        let mut second = item(Sign::Number, "وصل. غادر.");
        second.sentences = vec![Span::new(0, 7), Span::new(8, 17)];
        let blocks = vec![
            item(Sign::Bullet, "أ"),
            item(Sign::Number, "ب"),
            second,
            item(Sign::None, "تتمة"),
            item(Sign::Number, "ج"),
            block(BlockKind::Paragraph, "د", None),
        ];
        let project = Project::from_article(&Article { blocks, ..Article::default() }, Original::default());
        let terms = Terms::find(Arc::new(Index::build::<Term>([])), &project);
        let document = Document::of_project(&project, &terms, "2026-11-22".to_owned(), RowsWanted::All);
        let markers: Vec<_> = document.rows.iter().map(|row| (row.depth, row.marker)).collect();
        let number = |number| (1, Some(Marker::Number(number)));
        let bullet = (1, Some(Marker::Bullet));
        assert_eq!(markers, [bullet, number(1), number(2), (1, None), (1, None), number(3), (0, None)]);
    }

    #[test]
    fn each_article_has_its_address_and_only_the_first_gives_the_title() {
        let article = |title: &str, address: &str| {
            let mut article =
                Article { blocks: vec![block(BlockKind::Title, title, None)], ..Article::default() };
            (article.metadata.site, article.metadata.address) = ("Al-Marsad".to_owned(), address.to_owned());
            article
        };
        let mut project =
            Project::from_article(&article("بومبيو في باكو", "https://news.example/1"), Original::default());
        let second = article("محادثات في أنقرة", "https://news.example/2");
        project.adding([(&second, Original::default())]).apply(&mut project).unwrap();
        let title = project.segments[1].id;
        project.splice_with_status(title, 0, "", "Talks in Ankara").apply(&mut project).unwrap();
        let terms = Terms::find(Arc::new(Index::build::<Term>([])), &project);
        let document = Document::of_project(&project, &terms, "2026-11-22".to_owned(), RowsWanted::All);

        assert_eq!(document.title_draft, "");
        let facts: Vec<&str> =
            document.rows.iter().filter_map(|row| Some(row.article.as_ref()?.facts.as_str())).collect();
        assert_eq!(facts, ["Al-Marsad", "Al-Marsad · https://news.example/2"]);
    }
}
