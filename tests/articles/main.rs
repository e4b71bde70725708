//! Articles and how they are cut, as a translator meets them, without a window: several in one project, one read
//! anew or in another character set, one from the clipboard; splitting, joining, emphasis and links.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where it fails"
)]

mod charset;
mod cutting;
mod damaged;
mod desk;
mod marks;
mod pasted;
mod reading;
mod saving;
mod several;
mod stopping;
mod wandering;
