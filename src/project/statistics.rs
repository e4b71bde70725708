//! How much a project is: segments, words and characters, of all of it and of each article.
//!
//! Words are those of Unicode's rules (UAX 29) that have a letter or a figure: an Arabic word with its clitics is one, and
//! so is a number. Characters are code points as they are stored: a vowel sign counts, a letter with two dots is one.
//! What is left out counts only as left out.

use super::{Project, SectionId, Segment, Status};
use crate::text::word_count;
use serde::Serialize;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Statistics {
    pub all: Counted,
    /// In the order of the project.
    pub sections: Vec<SectionStatistics>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SectionStatistics {
    #[serde(skip)]
    pub section: SectionId,
    /// Of the article, or the name of its file.
    pub title: String,
    #[serde(flatten)]
    pub counted: Counted,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counted {
    pub segments: usize,
    /// Of the source.
    pub words: usize,
    /// Of the source, with its spaces.
    pub characters: usize,
    pub characters_without_spaces: usize,
    pub untranslated: Part,
    /// In draft, not confirmed.
    pub drafts: Part,
    pub confirmed: Part,
    /// Of the drafts, confirmed or not.
    pub draft_words: usize,
    /// Segments that are not translated and count for nothing above.
    pub left_out: usize,
}

/// What has one status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Part {
    pub segments: usize,
    /// Of the source.
    pub words: usize,
}

impl Statistics {
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let titled = project.sections.iter().map(|section| SectionStatistics {
            section: section.id,
            title: match section.metadata.title.as_str() {
                "" => section.original.file_name.clone(),
                title => title.to_owned(),
            },
            counted: Counted::default(),
        });
        let mut statistics = Self { all: Counted::default(), sections: titled.collect() };
        for segment in &project.segments {
            let Some(block) = project.block(segment.block) else { continue };
            let is_included = block.excluded.is_none();
            let of_section = statistics.sections.iter_mut().find(|section| section.section == block.section);
            let counts = of_section.map(|section| &mut section.counted);
            for counted in counts.into_iter().chain([&mut statistics.all]) {
                if is_included {
                    counted.add(segment);
                } else {
                    counted.left_out += 1;
                }
            }
        }
        statistics
    }
}

impl Counted {
    fn add(&mut self, segment: &Segment) {
        let words = word_count(&segment.source);
        self.segments += 1;
        self.words += words;
        self.characters += segment.source.chars().count();
        self.characters_without_spaces += segment.source.chars().filter(|c| !c.is_whitespace()).count();
        self.draft_words += word_count(&segment.draft);
        let part = match segment.status_of_draft() {
            Status::Untranslated => &mut self.untranslated,
            Status::Draft => &mut self.drafts,
            Status::Confirmed => &mut self.confirmed,
        };
        part.segments += 1;
        part.words += words;
    }

    /// Confirmed words of all words, 0 to 100, rounded down so that 100 means done.
    #[must_use]
    pub fn percent(&self) -> usize {
        (self.confirmed.words * 100).checked_div(self.words).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;

    #[test]
    fn everything_is_counted_by_its_status() {
        let mut project = small_project();
        project.segments[0].draft = "Talks in Baku".to_owned();
        project.segments[0].status = Status::Confirmed;
        project.segments[1].draft = "The minister’s plane".to_owned();
        project.segments[1].status = Status::Draft;
        project.segments[2].draft = "  ".to_owned();
        project.segments[2].status = Status::Draft;
        let Statistics { all, sections } = Statistics::of(&project);
        let part = |segments, words| Part { segments, words };
        assert_eq!((all.segments, all.words, all.left_out), (3, 7, 1));
        assert_eq!((all.confirmed, all.drafts, all.untranslated), (part(1, 3), part(1, 2), part(1, 2)));
        assert_eq!((all.draft_words, all.percent()), (6, 42));
        assert_eq!((all.characters, all.characters_without_spaces), (15 + 11 + 11, 13 + 10 + 10));
        assert_eq!((sections.len(), sections[0].counted), (1, all));
        assert_eq!(sections[0].title, "محادثات في باكو");
    }

    #[test]
    fn vowel_signs_are_characters_and_clitics_no_words() {
        let mut project = small_project();
        project.segments[0].source = "وَبِالرِّيَاض، 25 % – ٢٠٢٦".to_owned();
        let counted = Statistics::of(&project).all;
        assert_eq!(counted.words, 3 + 4, "three here, four in the other two segments");
        let plain = counted.characters;
        project.segments[0].source = "وبالرياض، 25 % – ٢٠٢٦".to_owned();
        assert_eq!(plain - Statistics::of(&project).all.characters, 5);
    }
}
