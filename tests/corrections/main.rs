//! Documents that come back: what nobody changed changes nothing, what somebody changed is exactly what is shown.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod applying;
mod comments;
mod desk;
mod editors;
mod hostile;
mod round_trip;
mod unusual;
