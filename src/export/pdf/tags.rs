//! What each thing is to programs that read the page aloud: a tree of groups beside the pages.

use super::band::{Band, Role};
use super::begun::Begun;
use krilla::tagging::{ListNumbering, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};
use std::num::NonZeroU16;

/// The group that following bands belong to.
pub(super) enum Open {
    Nothing,
    Table(TagGroup),
    List(TagGroup),
}

/// Ends the table or list before a band that is not part of it.
pub(super) fn close(tree: &mut TagTree, open: &mut Open, begun: &Begun) {
    let goes_on = matches!(
        (&*open, begun.band.role),
        (Open::Table(_), Role::Row) | (Open::List(_), Role::Item) | (Open::Nothing, _)
    );
    if !goes_on {
        put(tree, std::mem::replace(open, Open::Nothing));
    }
}

pub(super) fn put(tree: &mut TagTree, open: Open) {
    match open {
        Open::Nothing => {}
        Open::Table(group) | Open::List(group) => tree.push(group),
    }
}

/// Puts what was drawn of a band into its place in the tree.
pub(super) fn finish(tree: &mut TagTree, open: &mut Open, band: &Band, cells: Vec<Vec<TagGroup>>) {
    match band.role {
        Role::Head | Role::Row => {
            let mut row = TagGroup::new(Tag::TR);
            for texts in cells {
                let tag: TagKind = match band.role {
                    Role::Head => Tag::TH(TableHeaderScope::Column).into(),
                    _ => Tag::TD.into(),
                };
                let mut cell = TagGroup::new(tag);
                for text in texts {
                    cell.push(text);
                }
                row.push(cell);
            }
            if matches!(open, Open::Nothing) {
                *open = Open::Table(TagGroup::new(Tag::Table));
            }
            if let Open::Table(table) = open {
                table.push(row);
            }
        }
        Role::Item => {
            let mut item = TagGroup::new(Tag::LI);
            let mut cells = cells.into_iter().rev();
            let body = cells.next();
            for sign in cells.flatten() {
                let mut label = TagGroup::new(Tag::Lbl);
                label.push(sign);
                item.push(label);
            }
            let mut group = TagGroup::new(Tag::LBody);
            body.into_iter().flatten().for_each(|text| group.push(text));
            item.push(group);
            if matches!(open, Open::Nothing) {
                *open = Open::List(TagGroup::new(Tag::L(ListNumbering::None)));
            }
            if let Open::List(list) = open {
                list.push(item);
            }
        }
        role => {
            let tag: TagKind = match role {
                Role::Heading(level) => {
                    Tag::Hn(NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN), None).into()
                }
                Role::Quote => Tag::BlockQuote.into(),
                Role::Caption => Tag::Caption.into(),
                _ => Tag::Div.into(),
            };
            let mut group = TagGroup::new(tag);
            cells.into_iter().flatten().for_each(|text| group.push(text));
            tree.push(group);
        }
    }
}
