//! A project as rows and back.

use super::error::{OpenError, Trouble};
use super::words::{CellText, Marks, Notes, Word};
use crate::article::Metadata;
use crate::project::{
    Block, BlockId, Change, Consent, Contents, Covers, Earlier, Ordered, Original, Project, Section,
    SectionId, Segment, SegmentId, Sending, View,
};
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;

/// Writes a whole project into fresh tables, within a transaction.
pub(super) fn insert(connection: &Connection, project: &Project) -> rusqlite::Result<()> {
    insert_contents(connection, &project.sections, &project.blocks, &project.segments)?;
    if !project.dismissed_names.is_empty() {
        update_dismissed(connection, &project.dismissed_names)?;
    }
    update_dismissed_issues(connection, &project.dismissed_issues)?;
    for (key, text) in
        [(TRANSLATORS_NOTE, &project.translators_note), (EXPORT_CHOICES, &project.export_choices)]
    {
        update_fact(connection, key, text)?;
    }
    if project.sending != Sending::default() {
        update_sending(connection, &project.sending)?;
    }
    update_view(connection, project.view)
}

fn insert_contents(
    connection: &Connection,
    sections: &[Section],
    blocks: &[Block],
    segments: &[Segment],
) -> rusqlite::Result<()> {
    // The articles' files come last, and what refers to them is looked at when all is there: a file that was cut short
    // then loses what can be had again, rather than the work.
    connection.pragma_update(None, "defer_foreign_keys", true)?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO block (id, section, place, kind, level, cell, excluded, rule)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for (place, block) in (0_i64..).zip(blocks) {
        // No `..`: a new field of the model does not compile until it is stored.
        let Block { id, section, kind, level, cell, excluded, rule } = block;
        let cell = cell.map(CellText);
        insert.execute(params![id.0, section.0, place, Word(*kind), level, cell, excluded, rule])?;
    }
    for (place, segment) in (0_i64..).zip(segments) {
        insert_segment(connection, segment, place)?;
    }
    for section in sections {
        insert_section(connection, section)?;
    }
    Ok(())
}

fn insert_section(connection: &Connection, section: &Section) -> rusqlite::Result<()> {
    let Section { id, metadata, original } = section;
    let Original { file_name, charset, bytes } = original;
    connection.execute(
        "INSERT INTO section (id, file_name, charset, bytes) VALUES (?1, ?2, ?3, ?4)",
        params![id.0, file_name, charset.map(Word), &**bytes],
    )?;
    let Metadata { title, author, site, agency, published, address, file_name } = metadata;
    let facts = [
        ("title", title),
        ("author", author),
        ("site", site),
        ("agency", agency),
        ("published", published),
        ("address", address),
        ("file_name", file_name),
    ];
    let mut insert =
        connection.prepare_cached("INSERT INTO fact (section, key, value) VALUES (?1, ?2, ?3)")?;
    for (key, value) in facts {
        insert.execute(params![id.0, key, value])?;
    }
    Ok(())
}

/// `place` orders the segments of one block.
fn insert_segment(connection: &Connection, segment: &Segment, place: i64) -> rusqlite::Result<()> {
    #[rustfmt::skip]
    let Segment { id, block, is_glued, source, source_marks, draft, marks, status, earlier, suggested_by, notes } = segment;
    let (earlier_source, earlier_draft) = match earlier {
        Some(Earlier { source, draft }) => (Some(source), Some(draft)),
        None => (None, None),
    };
    connection
        .prepare_cached(
            "INSERT INTO segment (id, block, place, glued, source, source_marks, draft, marks, status,
                                  earlier_source, earlier_draft, suggested_by, notes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            id.0,
            block.0,
            place,
            is_glued,
            source,
            Marks::text(source_marks),
            draft,
            Marks::text(marks),
            Word(*status),
            earlier_source,
            earlier_draft,
            suggested_by,
            Notes::text(notes)
        ])?;
    Ok(())
}

/// Writes changes in order; gives the first one that the file has no row for.
pub(super) fn update_all<'a>(
    connection: &Connection,
    changes: &'a [Change],
) -> rusqlite::Result<Option<&'a Change>> {
    let is_recut = |change: &Change| matches!(change, Change::Segments { .. });
    for run in changes.chunk_by(|one, next| is_recut(one) && is_recut(next)) {
        // All of a run first: an id that is free in one block may have come to another.
        for change in run {
            if let Change::Segments { block, .. } = change {
                connection.prepare_cached("DELETE FROM segment WHERE block = ?1")?.execute([block.0])?;
            }
        }
        for change in run {
            if !update(connection, change)? {
                return Ok(Some(change));
            }
        }
    }
    Ok(None)
}

/// Writes one change; gives `false` when the file has no such row. The segments of a block that was cut anew are
/// gone already.
fn update(connection: &Connection, change: &Change) -> rusqlite::Result<bool> {
    let rows = match change {
        Change::Segment { id, block: _, draft, marks, status, suggested_by, notes } => connection
            .prepare_cached(
                "UPDATE segment SET draft = ?2, marks = ?3, status = ?4, suggested_by = ?5, notes = ?6
                 WHERE id = ?1",
            )?
            .execute(params![
                id.0,
                draft,
                Marks::text(marks),
                Word(*status),
                suggested_by,
                Notes::text(notes)
            ])?,
        Change::Block { id, excluded } => connection
            .prepare_cached("UPDATE block SET excluded = ?2 WHERE id = ?1")?
            .execute(params![id.0, excluded])?,
        Change::Segments { segments, .. } => {
            for (place, segment) in (0_i64..).zip(segments) {
                insert_segment(connection, segment, place)?;
            }
            1
        }
        Change::Contents(contents) => {
            let Contents { sections, blocks, segments } = &**contents;
            connection.execute_batch(
                "DELETE FROM segment; DELETE FROM block; DELETE FROM fact; DELETE FROM section",
            )?;
            insert_contents(connection, sections, blocks, segments)?;
            1
        }
        Change::View(view) => {
            update_view(connection, *view)?;
            1
        }
        Change::DismissedNames(names) => {
            update_dismissed(connection, names)?;
            1
        }
        Change::Sending(sending) => {
            update_sending(connection, sending)?;
            1
        }
        Change::TranslatorsNote(text) => {
            update_fact(connection, TRANSLATORS_NOTE, text)?;
            1
        }
        Change::DismissedIssues(issues) => {
            update_dismissed_issues(connection, issues)?;
            1
        }
        Change::ExportChoices(choices) => {
            update_fact(connection, EXPORT_CHOICES, choices)?;
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

/// One name a line among the facts of the project, where a version that does not know them passes them over.
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

/// JSON: for each segment what its dismissed issues are known by.
fn update_dismissed_issues(
    connection: &Connection,
    issues: &BTreeMap<SegmentId, BTreeSet<String>>,
) -> rusqlite::Result<()> {
    let text =
        if issues.is_empty() { String::new() } else { serde_json::to_string(issues).unwrap_or_default() };
    update_fact(connection, DISMISSED_ISSUES, &text)
}

/// What is damaged there is asked about again: nothing of the translation is lost with it.
fn read_dismissed_issues(connection: &Connection) -> rusqlite::Result<BTreeMap<SegmentId, BTreeSet<String>>> {
    Ok(serde_json::from_str(&read_fact(connection, DISMISSED_ISSUES)?).unwrap_or_default())
}

/// A text of the project among its facts; an empty one is none.
fn update_fact(connection: &Connection, key: &str, text: &str) -> rusqlite::Result<()> {
    if text.is_empty() {
        connection.prepare_cached("DELETE FROM metadata WHERE key = ?1")?.execute([key])?;
    } else {
        connection
            .prepare_cached("INSERT OR REPLACE INTO metadata (key, value) VALUES (?1, ?2)")?
            .execute([key, text])?;
    }
    Ok(())
}

fn read_fact(connection: &Connection, key: &str) -> rusqlite::Result<String> {
    let text = connection
        .query_row("SELECT value FROM metadata WHERE key = ?1", [key], |row| row.get(0))
        .optional()?;
    Ok(text.unwrap_or_default())
}

/// Whether anything may be sent is a fact of the project; what was agreed to has a table.
fn update_sending(connection: &Connection, sending: &Sending) -> rusqlite::Result<()> {
    let Sending { never, consents } = sending;
    if *never {
        connection
            .execute("INSERT OR REPLACE INTO metadata (key, value) VALUES (?1, 'yes')", [NEVER_SENT])?;
    } else {
        connection.execute("DELETE FROM metadata WHERE key = ?1", [NEVER_SENT])?;
    }
    connection.execute("DELETE FROM consent", [])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO consent (in_address, service, terms, host, neighbours, given)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for Consent { service, host, covers, given } in consents {
        let Covers { in_address, terms, neighbours } = *covers;
        insert.execute(params![in_address, service, terms, host, neighbours, given])?;
    }
    Ok(())
}

/// A wish that nothing is sent counts whatever its value says.
fn read_sending(connection: &Connection) -> rusqlite::Result<Sending> {
    let never = connection.prepare("SELECT 1 FROM metadata WHERE key = ?1")?.exists([NEVER_SENT])?;
    let mut consents = connection
        .prepare("SELECT service, host, in_address, terms, neighbours, given FROM consent ORDER BY id")?;
    let consents = consents.query_map([], |row| {
        let covers = Covers { in_address: row.get(2)?, terms: row.get(3)?, neighbours: row.get(4)? };
        Ok(Consent { service: row.get(0)?, host: row.get(1)?, covers, given: row.get(5)? })
    })?;
    Ok(Sending { never, consents: consents.collect::<rusqlite::Result<_>>()? })
}

const NEVER_SENT: &str = "never_sent";
const DISMISSED_NAMES: &str = "dismissed_names";
const DISMISSED_ISSUES: &str = "dismissed_issues";
const TRANSLATORS_NOTE: &str = "translators_note";
const EXPORT_CHOICES: &str = "export_choices";

/// Reads a whole project; `path` is for the message when the rows contradict one another.
pub(super) fn read(connection: &Connection, path: &Path) -> Result<Project, Trouble> {
    let mut project = Project {
        sections: read_sections(connection)?,
        blocks: read_blocks(connection)?,
        segments: read_segments(connection)?,
        dismissed_names: read_dismissed(connection)?,
        dismissed_issues: read_dismissed_issues(connection)?,
        sending: read_sending(connection)?,
        translators_note: read_fact(connection, TRANSLATORS_NOTE)?,
        export_choices: read_fact(connection, EXPORT_CHOICES)?,
        ..Project::default()
    };
    let corrupt = |detail| Err(OpenError::Corrupt { path: path.to_owned(), detail }.into());
    if project.sections.is_empty() {
        return corrupt("it holds no article".to_owned());
    }
    let sections: HashSet<SectionId> = project.sections.iter().map(|section| section.id).collect();
    if let Some(orphan) = project.blocks.iter().find(|block| !sections.contains(&block.section)) {
        return corrupt(format!("block {} belongs to no article", orphan.id.0));
    }
    if let Some(orphan) = project.segments.iter().find(|segment| project.block(segment.block).is_none()) {
        return corrupt(format!("segment {} belongs to no block", orphan.id.0));
    }
    let view = read_view(connection)?;
    project.view = fitted(view, &project);
    Ok(project)
}

fn read_sections(connection: &Connection) -> rusqlite::Result<Vec<Section>> {
    let mut sections = connection.prepare("SELECT id, file_name, charset, bytes FROM section ORDER BY id")?;
    let rows = sections.query_map([], |row| {
        Ok(Section { id: SectionId(row.get(0)?), metadata: Metadata::default(), original: original(row)? })
    })?;
    let mut sections: Vec<Section> = rows.collect::<rusqlite::Result<_>>()?;
    for section in &mut sections {
        section.metadata = read_metadata(connection, section.id)?;
    }
    Ok(sections)
}

/// From the columns of a section behind its id.
fn original(row: &Row<'_>) -> rusqlite::Result<Original> {
    let charset = row.get::<_, Option<Word<_>>>(2)?.map(|Word(charset)| charset);
    let bytes = row.get_ref(3)?.as_blob()?.into();
    Ok(Original { file_name: row.get(1)?, charset, bytes })
}

fn read_metadata(connection: &Connection, section: SectionId) -> rusqlite::Result<Metadata> {
    let mut metadata = Metadata::default();
    let mut statement = connection.prepare_cached("SELECT key, value FROM fact WHERE section = ?1")?;
    let mut rows = statement.query([section.0])?;
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

fn read_blocks(connection: &Connection) -> rusqlite::Result<Ordered<Block>> {
    let mut blocks = connection.prepare(
        "SELECT id, section, kind, level, cell, excluded, rule FROM block ORDER BY section, place, id",
    )?;
    let rows = blocks.query_map([], |row| {
        let Word(kind) = row.get(2)?;
        let cell = row.get::<_, Option<CellText>>(4)?.map(|CellText(cell)| cell);
        Ok(Block {
            id: BlockId(row.get(0)?),
            section: SectionId(row.get(1)?),
            kind,
            level: row.get(3)?,
            cell,
            excluded: row.get(5)?,
            rule: row.get(6)?,
        })
    })?;
    rows.collect()
}

fn read_segments(connection: &Connection) -> rusqlite::Result<Ordered<Segment>> {
    let mut segments = connection.prepare(
        "SELECT segment.id, block, glued, source, source_marks, draft, marks, status, earlier_source,
                earlier_draft, suggested_by, notes
         FROM segment LEFT JOIN block ON block.id = segment.block
         ORDER BY block.section, block.place, block.id, segment.place, segment.id",
    )?;
    let rows = segments.query_map([], |row| {
        let Word(status) = row.get(7)?;
        let (source, draft): (String, String) = (row.get(3)?, row.get(5)?);
        let earlier = row.get::<_, Option<String>>(8)?;
        let earlier_draft = row.get::<_, Option<String>>(9)?.unwrap_or_default();
        Ok(Segment {
            id: SegmentId(row.get(0)?),
            block: BlockId(row.get(1)?),
            is_glued: row.get(2)?,
            source_marks: row.get::<_, Marks>(4)?.fitting(&source),
            marks: row.get::<_, Marks>(6)?.fitting(&draft),
            source,
            draft,
            status,
            earlier: earlier.map(|source| Earlier { source, draft: earlier_draft }),
            suggested_by: row.get(10)?,
            notes: row.get::<_, Option<Notes>>(11)?.map(|Notes(notes)| notes).unwrap_or_default(),
        })
    })?;
    rows.collect()
}

pub(super) fn read_originals(connection: &Connection) -> rusqlite::Result<Vec<Original>> {
    let mut sections = connection.prepare("SELECT id, file_name, charset, bytes FROM section ORDER BY id")?;
    let rows = sections.query_map([], original)?;
    rows.collect()
}

/// Of the first section.
pub(super) fn read_original(connection: &Connection) -> rusqlite::Result<Original> {
    connection.query_row(
        "SELECT id, file_name, charset, bytes FROM section ORDER BY id LIMIT 1",
        [],
        original,
    )
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

#[cfg(test)]
mod tests;
