//! The first pass without a window: what translation memories and services suggest while one works.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test stops where it fails"
)]

#[path = "../articles/desk.rs"]
#[allow(dead_code, reason = "shared with the tests of articles")]
mod desk;
mod dictionaries;
mod dictionary;
mod memories;
#[cfg(feature = "network")]
mod services;
