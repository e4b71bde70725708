//! Asking ends when the user wants it to, wherever it is.
//!
//! Each test waits until the request is where it wants it, and then for the answer; none waits for a time. That it takes
//! less than a tenth of a second is looked at in the best of several runs, so that a busy machine fails nothing.

use crate::server::{Wild, account, ask, courier, read_head};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};
use tarjuman::machine::{Cancel, FailureKind, ServiceId};

/// Asks a server that tells when it is there, cancels then, and gives how long it took to come back.
fn cancelled(behave: impl Fn(TcpStream, &Sender<()>) + Clone + Send + Sync + 'static) {
    const LIMIT: Duration = Duration::from_millis(100);
    let mut best = Duration::MAX;
    for _ in 0..20 {
        let (sender, arrived) = channel();
        let behave = behave.clone();
        let sender = std::sync::Mutex::new(sender);
        let server = Wild::new(move |stream| {
            let sender = sender.lock().unwrap().clone();
            behave(stream, &sender);
        });
        let cancel = Cancel::default();
        let asking = {
            let (account, cancel) = (account(ServiceId::DeepL, &server.address()), cancel.clone());
            std::thread::spawn(move || ask(&courier(), &account, &cancel))
        };
        arrived.recv().unwrap();
        let begun = Instant::now();
        cancel.cancel();
        let failure = asking.join().unwrap().unwrap_err();
        best = best.min(begun.elapsed());
        assert_eq!(failure.kind, FailureKind::Cancelled);
        if best < LIMIT {
            return;
        }
    }
    panic!("cancelling took {best:?} at best");
}

#[test]
fn while_the_server_thinks() {
    cancelled(|mut stream, arrived| {
        read_head(&mut stream);
        let _ = arrived.send(());
        let _ = stream.read_to_end(&mut Vec::new());
    });
}

#[test]
fn in_the_middle_of_an_answer() {
    cancelled(|mut stream, arrived| {
        read_head(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"translations\": [");
        let _ = arrived.send(());
        let _ = stream.read_to_end(&mut Vec::new());
    });
}

#[test]
fn before_another_try() {
    cancelled(|mut stream, arrived| {
        read_head(&mut stream);
        let _ = stream.write_all(
            b"HTTP/1.1 503 Busy\r\nRetry-After: 25\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        );
        drop(stream);
        let _ = arrived.send(());
    });
}

#[test]
fn before_it_has_begun() {
    let server = Wild::new(drop);
    let cancel = Cancel::default();
    cancel.cancel();
    let failure = ask(&courier(), &account(ServiceId::DeepL, &server.address()), &cancel).unwrap_err();
    assert_eq!((failure.kind, server.connections()), (FailureKind::Cancelled, 0));
}

#[test]
fn the_connection_is_closed_then() {
    let (sender, closed) = channel();
    let (arriving, arrived) = channel();
    let senders = std::sync::Mutex::new((sender, arriving));
    let server = Wild::new(move |mut stream| {
        let (sender, arriving) = senders.lock().unwrap().clone();
        read_head(&mut stream);
        let _ = arriving.send(());
        // Ends when the other side has hung up.
        let _ = stream.read_to_end(&mut Vec::new());
        let _ = sender.send(());
    });
    let (courier, cancel) = (courier(), Cancel::default());
    std::thread::scope(|scope| {
        let account = account(ServiceId::DeepL, &server.address());
        let (courier, wish) = (&courier, cancel.clone());
        let asking = scope.spawn(move || ask(courier, &account, &wish));
        arrived.recv().unwrap();
        cancel.cancel();
        assert!(asking.join().unwrap().is_err());
    });
    closed.recv().unwrap();
}
