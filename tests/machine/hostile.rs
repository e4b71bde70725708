//! Servers that break off, never end, or send more than anybody asked for.

use crate::server::{Wild, account, ask, courier, courier_with, pour, read_head};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;
use tarjuman::machine::{Cancel, Failure, FailureKind, ServiceId};

/// What asking a server that behaves like this gives.
fn asking(patience: Duration, behave: impl Fn(TcpStream) + Send + Sync + 'static) -> Failure {
    let server = Wild::new(behave);
    let account = account(ServiceId::LibreTranslate, &server.address());
    ask(&courier_with(patience), &account, &Cancel::default()).unwrap_err()
}

const LONG: Duration = Duration::from_mins(1);
const SHORT: Duration = Duration::from_millis(300);

#[test]
fn a_connection_that_is_reset_is_a_failure() {
    // Closing with something unread resets the connection.
    let failure = asking(LONG, |stream| drop(stream.peek(&mut [0])));
    assert_eq!(failure.kind, FailureKind::Unreachable, "{failure}");
    let failure = asking(LONG, |mut stream| {
        read_head(&mut stream);
    });
    assert_eq!(failure.kind, FailureKind::Unreachable, "{failure}");
}

#[test]
fn an_answer_that_breaks_off_is_a_failure() {
    let failure = asking(LONG, |mut stream| {
        read_head(&mut stream);
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"translatedText\": \"The army\"}");
    });
    assert_eq!(failure.kind, FailureKind::Unreachable, "{failure}");
    let failure = asking(LONG, |mut stream| {
        read_head(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"tra");
    });
    assert_eq!(failure.kind, FailureKind::Unreachable, "{failure}");
}

#[test]
fn what_is_no_http_is_a_failure() {
    for bytes in [&b"SSH-2.0-OpenSSH_9.2\r\n"[..], b"HTTP/1.1 banana\r\n\r\n", b"\x00\xFF\x00\xFF\r\n\r\n"] {
        let failure = asking(LONG, move |mut stream| {
            read_head(&mut stream);
            let _ = stream.write_all(bytes);
        });
        assert_eq!(failure.kind, FailureKind::Unreachable, "{failure}");
    }
}

#[test]
fn an_answer_without_end_is_given_up_at_two_megabytes() {
    let failure = asking(LONG, |mut stream| {
        read_head(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n{\"translatedText\": \"");
        pour(&mut stream, &vec![b'a'; 65_536]);
    });
    assert_eq!(failure.kind, FailureKind::NoAnswer, "{failure}");
    assert!(failure.what.contains("more than two megabytes"), "{failure}");
}

#[test]
fn a_head_without_end_is_given_up() {
    let failure = asking(LONG, |mut stream| {
        read_head(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        pour(
            &mut stream,
            "X-More: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n".repeat(1_000).as_bytes(),
        );
    });
    assert_eq!(failure.kind, FailureKind::Unreachable, "{failure}");
}

#[test]
fn an_answer_that_trickles_is_given_up_in_time() {
    let failure = asking(SHORT, |mut stream| {
        read_head(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n");
        while stream.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(10));
        }
    });
    assert_eq!(failure.kind, FailureKind::TimedOut, "{failure}");
}

#[test]
fn a_server_that_says_nothing_is_given_up_in_time() {
    let failure = asking(SHORT, |mut stream| {
        let _ = stream.read_to_end(&mut Vec::new());
    });
    assert_eq!(failure.kind, FailureKind::TimedOut, "{failure}");
}

#[test]
fn after_all_that_the_same_courier_still_works() {
    let courier = courier();
    let broken = Wild::new(|stream| drop(stream.peek(&mut [0])));
    assert!(ask(&courier, &account(ServiceId::Apertium, &broken.address()), &Cancel::default()).is_err());
    let server = crate::server::Told::new(crate::server::good(ServiceId::Apertium));
    assert!(ask(&courier, &account(ServiceId::Apertium, &server.address()), &Cancel::default()).is_ok());
}
