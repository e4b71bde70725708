//! A project as rows and back. The words stored here are the disk format: they stay when the model's
//! names change.

use super::error::{OpenError, Trouble};
use crate::article::{BlockKind, Metadata};
use crate::project::{Block, BlockId, Change, Original, Project, Segment, SegmentId, Status, View};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, params};
use std::path::Path;

/// Writes a whole project into fresh tables.
pub(super) fn insert(connection: &Connection, project: &Project) -> rusqlite::Result<()> {
    let mut metadata = connection.prepare("INSERT INTO metadata (key, value) VALUES (?1, ?2)")?;
    // No `..`: a new field of the model does not compile until it is stored.
    let Metadata { title, author, site, agency, published, address, file_name } = &project.metadata;
    let facts = [
        ("title", title),
        ("author", author),
        ("site", site),
        ("agency", agency),
        ("published", published),
        ("address", address),
        ("file_name", file_name),
    ];
    for (key, value) in facts {
        metadata.execute(params![key, value])?;
    }
    let Original { file_name, bytes } = &project.original;
    connection.execute(
        "INSERT INTO original (id, file_name, bytes) VALUES (1, ?1, ?2)",
        params![file_name, bytes],
    )?;
    let mut block =
        connection.prepare("INSERT INTO block (id, kind, excluded, rule) VALUES (?1, ?2, ?3, ?4)")?;
    for Block { id, kind, excluded, rule } in &project.blocks {
        block.execute(params![id.0, Word(*kind), excluded, rule])?;
    }
    let mut segment = connection
        .prepare("INSERT INTO segment (id, block, source, draft, status) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for Segment { id, block, source, draft, status } in &project.segments {
        segment.execute(params![id.0, block.0, source, draft, Word(*status)])?;
    }
    if !project.dismissed_names.is_empty() {
        update_dismissed(connection, &project.dismissed_names)?;
    }
    update_view(connection, project.view)
}

/// Writes one change; gives `false` when the file has no such row.
pub(super) fn update(connection: &Connection, change: &Change) -> rusqlite::Result<bool> {
    let rows = match change {
        Change::Segment { id, draft, status } => connection
            .prepare_cached("UPDATE segment SET draft = ?2, status = ?3 WHERE id = ?1")?
            .execute(params![id.0, draft, Word(*status)])?,
        Change::Block { id, excluded } => connection
            .prepare_cached("UPDATE block SET excluded = ?2 WHERE id = ?1")?
            .execute(params![id.0, excluded])?,
        Change::View(view) => {
            update_view(connection, *view)?;
            1
        }
        Change::DismissedNames(names) => {
            update_dismissed(connection, names)?;
            1
        }
    };
    Ok(rows == 1)
}

fn update_view(connection: &Connection, view: View) -> rusqlite::Result<()> {
    let View { selected, anchor, focus } = view;
    connection
        .prepare_cached("INSERT OR REPLACE INTO view (id, selected, anchor, focus) VALUES (1, ?1, ?2, ?3)")?
        .execute(params![selected.map(|id| id.0), anchor as i64, focus as i64])?;
    Ok(())
}

/// One name a line among the facts of the article, where a version that does not know them passes them over.
fn update_dismissed(connection: &Connection, names: &[String]) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO metadata (key, value) VALUES (?1, ?2)")?
        .execute(params![DISMISSED_NAMES, names.join("\n")])?;
    Ok(())
}

fn read_dismissed(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let names: Option<String> = connection
        .query_row("SELECT value FROM metadata WHERE key = ?1", [DISMISSED_NAMES], |row| row.get(0))
        .optional()?;
    Ok(names.unwrap_or_default().lines().filter(|name| !name.is_empty()).map(str::to_owned).collect())
}

const DISMISSED_NAMES: &str = "dismissed_names";

/// Reads a whole project; `path` is for the message when the rows contradict one another.
pub(super) fn read(connection: &Connection, path: &Path) -> Result<Project, Trouble> {
    let mut project = Project {
        metadata: read_metadata(connection)?,
        original: read_original(connection)?,
        dismissed_names: read_dismissed(connection)?,
        ..Project::default()
    };
    let mut blocks = connection.prepare("SELECT id, kind, excluded, rule FROM block ORDER BY id")?;
    let rows = blocks.query_map([], |row| {
        let Word(kind) = row.get(1)?;
        Ok(Block { id: BlockId(row.get(0)?), kind, excluded: row.get(2)?, rule: row.get(3)? })
    })?;
    project.blocks = rows.collect::<rusqlite::Result<_>>()?;

    let mut segments =
        connection.prepare("SELECT id, block, source, draft, status FROM segment ORDER BY id")?;
    let rows = segments.query_map([], |row| {
        let Word(status) = row.get(4)?;
        Ok(Segment {
            id: SegmentId(row.get(0)?),
            block: BlockId(row.get(1)?),
            source: row.get(2)?,
            draft: row.get(3)?,
            status,
        })
    })?;
    project.segments = rows.collect::<rusqlite::Result<_>>()?;
    if let Some(orphan) = project.segments.iter().find(|segment| project.block(segment.block).is_none()) {
        let detail = format!("segment {} belongs to no block", orphan.id.0);
        return Err(OpenError::Corrupt { path: path.to_owned(), detail }.into());
    }
    let view = read_view(connection)?;
    project.view = fitted(view, &project);
    Ok(project)
}

fn read_metadata(connection: &Connection) -> rusqlite::Result<Metadata> {
    let mut metadata = Metadata::default();
    let mut statement = connection.prepare("SELECT key, value FROM metadata")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (key, value): (String, String) = (row.get(0)?, row.get(1)?);
        match key.as_str() {
            "title" => metadata.title = value,
            "author" => metadata.author = value,
            "site" => metadata.site = value,
            "agency" => metadata.agency = value,
            "published" => metadata.published = value,
            "address" => metadata.address = value,
            "file_name" => metadata.file_name = value,
            // A fact that a later version of the same format wrote; it stays in the file.
            _ => {}
        }
    }
    Ok(metadata)
}

pub(super) fn read_original(connection: &Connection) -> rusqlite::Result<Original> {
    connection.query_row("SELECT file_name, bytes FROM original", [], |row| {
        Ok(Original { file_name: row.get(0)?, bytes: row.get(1)? })
    })
}

fn read_view(connection: &Connection) -> rusqlite::Result<View> {
    let view = connection
        .query_row("SELECT selected, anchor, focus FROM view", [], |row| {
            let offset = |stored: i64| usize::try_from(stored).unwrap_or_default();
            let selected = row.get::<_, Option<u32>>(0)?.map(SegmentId);
            Ok(View { selected, anchor: offset(row.get(1)?), focus: offset(row.get(2)?) })
        })
        .optional()?;
    Ok(view.unwrap_or_default())
}

/// The view, with offsets that lie on letters of the selected draft.
fn fitted(view: View, project: &Project) -> View {
    let Some(segment) = view.selected.and_then(|id| project.segment(id)) else {
        return View { selected: project.segments.first().map(|segment| segment.id), anchor: 0, focus: 0 };
    };
    let fit = |byte: usize| segment.draft.floor_char_boundary(byte);
    View { selected: view.selected, anchor: fit(view.anchor), focus: fit(view.focus) }
}

/// The words for kinds of blocks.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    BlockKind::ALL.iter().map(|kind| kind.word())
}

/// The words for the statuses of segments.
pub(super) fn statuses() -> impl Iterator<Item = &'static str> {
    Status::ALL.iter().map(|status| status.word())
}

/// A kind or a status, stored as its word.
struct Word<T>(T);

trait Stored: Copy + 'static {
    const ALL: &'static [Self];
    fn word(self) -> &'static str;
}

impl Stored for BlockKind {
    const ALL: &'static [Self] = &[
        Self::Title,
        Self::Standfirst,
        Self::Heading,
        Self::Paragraph,
        Self::Quote,
        Self::Item,
        Self::Cell,
        Self::Caption,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Standfirst => "standfirst",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Quote => "quote",
            Self::Item => "item",
            Self::Cell => "cell",
            Self::Caption => "caption",
        }
    }
}

impl Stored for Status {
    const ALL: &'static [Self] = &[Self::Untranslated, Self::Draft, Self::Confirmed];

    fn word(self) -> &'static str {
        match self {
            Self::Untranslated => "untranslated",
            Self::Draft => "draft",
            Self::Confirmed => "confirmed",
        }
    }
}

impl<T: Stored> ToSql for Word<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.word()))
    }
}

impl<T: Stored> FromSql for Word<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        let found = T::ALL.iter().copied().find(|known| known.word() == text);
        found.map(Self).ok_or_else(|| FromSqlError::Other(format!("the unknown word “{text}”").into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::fixture::small_project;

    fn stored(project: &Project) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(super::super::schema::TABLES).unwrap();
        insert(&connection, project).unwrap();
        connection
    }

    fn read_back(connection: &Connection) -> Result<Project, String> {
        let path = Path::new("x.tarjuman");
        read(connection, path).map_err(|trouble| trouble.into_open_error(path).to_string())
    }

    /// One of each kind and status, and every field different.
    fn varied_project() -> Project {
        let mut project = small_project();
        project.metadata = Metadata {
            title: "عنوان".to_owned(),
            author: "كاتب".to_owned(),
            site: "موقع".to_owned(),
            agency: "وكالة".to_owned(),
            published: "2020-10-09".to_owned(),
            address: "https://example.org/a".to_owned(),
            file_name: "مقال.html".to_owned(),
        };
        project.original.bytes = vec![0, 255, 10, 13];
        for (id, kind) in (10..).zip(BlockKind::ALL) {
            project.blocks.push(Block { id: BlockId(id), kind: *kind, excluded: None, rule: None });
        }
        for (segment, status) in project.segments.iter_mut().zip(Status::ALL) {
            segment.status = *status;
            segment.draft = format!("draft\u{2067} {}\0", segment.id.0);
        }
        project.view = View { selected: Some(SegmentId(2)), anchor: 1, focus: 5 };
        project.dismissed_names = vec!["شوشا".to_owned(), "فاديم زيلمانوف".to_owned()];
        project
    }

    #[test]
    fn a_project_comes_back_as_it_was() {
        let project = varied_project();
        assert_eq!(read_back(&stored(&project)).unwrap(), project);
    }

    #[test]
    fn a_change_replaces_what_it_names() {
        let mut project = varied_project();
        let connection = stored(&project);
        let (segment, block) = (SegmentId(2), BlockId(3));
        let changes = [
            Change::Segment { id: segment, draft: "Baku".to_owned(), status: Status::Confirmed },
            Change::Block { id: block, excluded: None },
            Change::View(View { selected: Some(segment), anchor: 0, focus: 4 }),
            Change::DismissedNames(vec!["كنجة".to_owned()]),
        ];
        for change in &changes {
            assert!(update(&connection, change).unwrap());
        }
        project.segments[1].draft = "Baku".to_owned();
        project.segments[1].status = Status::Confirmed;
        project.blocks[2].excluded = None;
        project.view = View { selected: Some(segment), anchor: 0, focus: 4 };
        project.dismissed_names = vec!["كنجة".to_owned()];
        assert_eq!(read_back(&connection).unwrap(), project);
        assert!(!update(&connection, &Change::Block { id: BlockId(999), excluded: None }).unwrap());
    }

    #[test]
    fn a_view_that_fits_no_letter_is_moved_to_one() {
        let mut project = small_project();
        project.segments[0].draft = "باكو".to_owned();
        project.view = View { selected: Some(SegmentId(1)), anchor: 3, focus: 99 };
        let read = read_back(&stored(&project)).unwrap();
        assert_eq!(read.view, View { selected: Some(SegmentId(1)), anchor: 2, focus: 8 });

        project.view.selected = Some(SegmentId(77));
        assert_eq!(read_back(&stored(&project)).unwrap().view.selected, Some(SegmentId(1)));
    }

    #[test]
    fn rows_that_contradict_one_another_are_damage() {
        let damage = |sql: &str| {
            let connection = stored(&small_project());
            connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
            connection.execute_batch(sql).unwrap();
            read_back(&connection).unwrap_err()
        };
        assert!(damage("UPDATE segment SET status = 'finished' WHERE id = 1").contains("finished"));
        assert!(damage("UPDATE segment SET block = 99 WHERE id = 2").contains("segment 2"));
        assert!(damage("UPDATE segment SET id = -4 WHERE id = 1").contains("-4"));
        assert!(damage("UPDATE segment SET draft = CAST(x'ff' AS TEXT)").contains("utf-8"));
        assert!(damage("DROP TABLE segment").contains("segment"));
        assert!(damage("DELETE FROM original").contains("no rows"));
    }
}
