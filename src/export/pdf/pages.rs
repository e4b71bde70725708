//! Bands on pages: what fits, what is split, which column titles come back.

use super::super::ExportError;
use super::band::{Band, Role};
use super::begun::Begun;
use super::sheet::{Link, PAGE, Sheet, TOP};
use super::tags::{Open, close, finish, put};
use super::text::Shaper;
use krilla::Document;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::page::PageSettings;
use krilla::tagging::TagTree;

/// What stands on every page.
pub struct Furniture {
    pub headline: String,
    pub footer: String,
    /// How many pages there are, where that is known.
    pub pages: Option<usize>,
}

pub struct Pages<'d> {
    pdf: &'d mut Document,
    furniture: &'d Furniture,
    tree: TagTree,
    open: Open,
    number: usize,
}

impl<'d> Pages<'d> {
    pub fn new(pdf: &'d mut Document, furniture: &'d Furniture) -> Self {
        let tree = TagTree::new().with_lang(Some("en".to_owned()));
        Self { pdf, furniture, tree, open: Open::Nothing, number: 0 }
    }

    /// Writes all pages and says how many they are. `bands` gives the next band, and nothing when that was all.
    pub fn write(
        mut self,
        shaper: &mut Shaper,
        mut bands: impl FnMut(&mut Shaper) -> Result<Option<Band>, ExportError>,
    ) -> Result<usize, ExportError> {
        let mut now = bands(shaper)?.map(Begun::new);
        let mut next = bands(shaper)?;
        let mut titles: Option<Band> = None;
        while now.is_some() || self.number == 0 {
            self.number += 1;
            let Some(settings) = PageSettings::from_wh(PAGE.0, PAGE.1) else { break };
            // Taken out so that the page may borrow it.
            let (mut tree, mut open) =
                (std::mem::take(&mut self.tree), std::mem::replace(&mut self.open, Open::Nothing));
            let mut links = Vec::new();
            let (number, furniture) = (self.number, self.furniture);
            let mut page = self.pdf.start_page_with(settings);
            let mut sheet = Sheet { surface: page.surface(), links: &mut links, y: TOP, is_fresh: true };
            sheet.header(shaper, furniture, number);
            let goes_on = now.as_ref().is_some_and(|now| now.band.role == Role::Row);
            if let Some(titles) = titles.as_ref().filter(|_| goes_on) {
                sheet.again(titles);
            }
            while let Some(mut begun) = now.take() {
                if !sheet.has_room(&begun, next.as_ref()) {
                    now = Some(begun);
                    break;
                }
                if !sheet.draw(&mut begun) {
                    now = Some(begun);
                    break;
                }
                close(&mut tree, &mut open, &begun);
                let Begun { band, groups, .. } = begun;
                finish(&mut tree, &mut open, &band, groups);
                match band.role {
                    Role::Head => titles = Some(band),
                    Role::Row => {}
                    _ => titles = None,
                }
                now = std::mem::take(&mut next).map(Begun::new);
                next = bands(shaper)?;
            }
            sheet.footer(shaper, furniture, number);
            drop(sheet);
            for Link { place, address } in links {
                let target = Target::Action(Action::from(LinkAction::new(address.clone())));
                page.add_annotation(Annotation::new_link(LinkAnnotation::new(place, target), Some(address)));
            }
            page.finish();
            (self.tree, self.open) = (tree, open);
        }
        let open = std::mem::replace(&mut self.open, Open::Nothing);
        put(&mut self.tree, open);
        self.pdf.set_tag_tree(self.tree);
        Ok(self.number)
    }
}
