//! The list of keys as a page to print: one file, which needs nothing else.

use super::KeyMap;
use crate::app::command::{Entry, Menu};
use crate::app::shortcut::Shortcut;
use crate::text::markup::Markup;
use std::io;

const STYLE: &str = "body{font:11pt/1.4 sans-serif;color:#1c1b1a;margin:2em auto;max-width:48em}\
h1{font-size:1.5em}h2{font-size:1.1em;margin:1.2em 0 .3em}\
table{border-collapse:collapse;width:100%}td{border-top:1px solid #d8dde3;padding:.2em .5em;vertical-align:top}\
td:first-child{white-space:nowrap;width:13em}kbd{font:inherit;font-weight:bold}\
section{break-inside:avoid}@media print{body{margin:0;max-width:none}}";

/// Every command that has a key, by menu. `preset` is how the preset is called in the window.
pub(super) fn page(keymap: &KeyMap, preset: &str) -> io::Result<Vec<u8>> {
    const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";
    let mut markup = Markup::html()?;
    markup.element("html", &[("lang", "en"), ("dir", "ltr")], |markup| {
        markup.element("head", &[], |markup| {
            markup.empty("meta", &[("charset", "utf-8")])?;
            markup.empty("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)])?;
            markup.text_element("title", &[], "Keys of Tarjuman")?;
            markup.element("style", &[], |markup| markup.verbatim(STYLE))
        })?;
        markup.element("body", &[], |markup| {
            markup.text_element("h1", &[], "Keys of Tarjuman")?;
            markup.text_element("p", &[], &format!("Preset: {preset}"))?;
            Menu::ALL.into_iter().try_for_each(|menu| section(markup, keymap, menu))
        })
    })?;
    Ok(markup.finish())
}

fn section(markup: &mut Markup, keymap: &KeyMap, menu: Menu) -> io::Result<()> {
    let with_keys: Vec<_> =
        keymap.entries().filter(|(entry, keys)| entry.menu == menu && !keys.is_empty()).collect();
    if with_keys.is_empty() {
        return Ok(());
    }
    markup.element("section", &[], |markup| {
        markup.text_element("h2", &[], menu.title())?;
        markup.element("table", &[], |markup| {
            with_keys.into_iter().try_for_each(|(entry, keys)| row(markup, entry, keys))
        })
    })
}

fn row(markup: &mut Markup, entry: &Entry, keys: &[Shortcut]) -> io::Result<()> {
    markup.element("tr", &[], |markup| {
        markup.element("td", &[], |markup| {
            for (at, key) in keys.iter().enumerate() {
                if at > 0 {
                    markup.text(", ")?;
                }
                markup.text_element("kbd", &[], &key.to_string())?;
            }
            Ok(())
        })?;
        markup.text_element("td", &[], entry.title.trim_end_matches('…'))?;
        markup.text_element("td", &[], entry.help)
    })
}
