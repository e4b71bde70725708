//! Translation services over real sockets on this machine: what goes wrong, what is allowed to leave, and where keys
//! must never be.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test stops where it fails"
)]

mod allowed;
mod cancelling;
mod faults;
mod hostile;
mod keys;
mod server;
