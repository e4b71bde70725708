//! One request over the network and what comes back, and nothing else: no redirect is followed, no proxy is used unless
//! the user wants one, no cookie is kept, nothing is logged.
//!
//! A thread with a tokio runtime does the work, because only an asynchronous client can be stopped in the middle.
//! Callers wait on their own thread, which must not be the window's.

use super::cancel::Cancel;
use super::consent::{Pass, not_allowed};
use super::failure::{Failure, FailureKind};
use super::http::{HttpRequest, HttpResponse, Method, retry_after};
use super::is_loopback;
use crate::text::without_code;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, Proxy};
use secrecy::ExposeSecret as _;
use std::error::Error as _;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::mpsc::channel;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

/// Bytes of an answer; translations are far below.
pub const LARGEST_ANSWER: usize = 2 * 1024 * 1024;

/// How much longer than it may take an answer is waited for.
const GRACE: Duration = Duration::from_secs(5);

/// How the network is used.
#[derive(Clone, Debug)]
pub struct TransportOptions {
    /// How long a connection may take to be made.
    pub connect: Duration,
    /// The proxy that everything but servers on this machine goes through, such as `http://proxy.example.org:8080`;
    /// empty for none. The environment is not looked at.
    pub proxy: String,
}

impl Default for TransportOptions {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), proxy: String::new() }
    }
}

/// The door to the network.
#[derive(Debug)]
pub struct Transport {
    direct: Clients,
    through_proxy: Option<Clients>,
    runtime: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// One client for each scheme: a machine without certificates can still ask its own servers.
#[derive(Debug)]
struct Clients {
    plain: Client,
    /// Or why nothing encrypted can be reached.
    encrypted: Result<Client, String>,
}

/// What wakes a caller that waits.
enum Event {
    Answered(Result<HttpResponse, Failure>),
    Cancelled,
}

impl Transport {
    /// Starts the thread; opens no connection.
    ///
    /// # Errors
    /// The system gives no thread, or the proxy has no address.
    pub fn new(options: &TransportOptions) -> Result<Self, Failure> {
        // Another part of the program may have chosen one already, which will do as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let proxy = Some(options.proxy.trim()).filter(|proxy| !proxy.is_empty()).map(Proxy::all).transpose();
        let proxy = proxy.map_err(|_| {
            let hint = "Write it as http://host:port in the settings";
            Failure::new(FailureKind::NotSet, "The address of the proxy cannot be understood", hint)
        })?;
        let direct = Clients::new(options, None)?;
        let through_proxy = proxy.map(|proxy| Clients::new(options, Some(&proxy))).transpose()?;
        let runtime = Builder::new_current_thread().enable_io().enable_time().build();
        let runtime = runtime.map_err(|error| no_network(without_code(&error.to_string())))?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel::<()>();
        let work = move || {
            let _ = runtime.block_on(stopped);
            // Looking a name up may hang in the system: it is left to itself.
            runtime.shutdown_background();
        };
        let thread = std::thread::Builder::new().name("services".to_owned()).spawn(work);
        let thread = thread.map_err(|error| no_network(without_code(&error.to_string())))?;
        Ok(Self { direct, through_proxy, runtime: handle, stop: Some(stop), thread: Some(thread) })
    }

    /// Sends one request and waits for the answer, at most so long.
    ///
    /// # Errors
    /// The pass is for another host: then no connection is opened. There is none, it breaks off, takes too long, brings
    /// too much, or was cancelled: this returns at once then, and the connection is closed.
    pub(super) fn send(
        &self,
        pass: &impl Pass,
        request: &HttpRequest,
        title: &'static str,
        within: Duration,
        cancel: &Cancel,
    ) -> Result<HttpResponse, Failure> {
        let address = &request.address;
        if !pass.opens(address) {
            return Err(not_allowed(&address.origin().ascii_serialization()));
        }
        if cancel.is_cancelled() {
            return Err(Failure::cancelled());
        }
        let clients = match &self.through_proxy {
            Some(clients) if !is_loopback(address) => clients,
            _ => &self.direct,
        };
        let client = clients.for_scheme(address.scheme())?;
        let request = prepared(client, request, title)?;
        let (sender, events) = channel();
        let client = client.clone();
        let answered = sender.clone();
        let task = self.runtime.spawn(async move {
            let result = match tokio::time::timeout(within, exchange(&client, request, title)).await {
                Ok(result) => result,
                Err(_) => Err(timed_out(title)),
            };
            // Nobody listens any more when it was cancelled.
            let _ = answered.send(Event::Answered(result));
        });
        let _listening = cancel.listen(move || {
            let _ = sender.send(Event::Cancelled);
        });
        // The task keeps the time itself; should it break down, nobody waits for ever.
        let result = match events.recv_timeout(within.saturating_add(GRACE)) {
            Ok(Event::Answered(result)) => return result,
            Ok(Event::Cancelled) => Err(Failure::cancelled()),
            Err(_) => Err(timed_out(title)),
        };
        task.abort();
        result
    }
}

impl Clients {
    fn new(options: &TransportOptions, proxy: Option<&Proxy>) -> Result<Self, Failure> {
        let builder = || {
            let builder = Client::builder()
                .user_agent(concat!("Tarjuman/", env!("CARGO_PKG_VERSION")))
                .redirect(Policy::none())
                .referer(false)
                .retry(reqwest::retry::never())
                .connect_timeout(options.connect)
                // Whatever a resolver says, this name never leaves the machine.
                .resolve_to_addrs(
                    "localhost",
                    &[loopback(Ipv4Addr::LOCALHOST), loopback(Ipv6Addr::LOCALHOST)],
                )
                .no_proxy();
            match proxy {
                Some(proxy) => builder.proxy(proxy.clone()),
                None => builder,
            }
        };
        let nothing_trusted: [reqwest::Certificate; 0] = [];
        let plain = builder().tls_certs_only(nothing_trusted).build();
        let plain = plain.map_err(|error| no_network(&deepest_reason(&error)))?;
        let encrypted = builder().https_only(true).build().map_err(|error| deepest_reason(&error));
        Ok(Self { plain, encrypted })
    }

    fn for_scheme(&self, scheme: &str) -> Result<&Client, Failure> {
        if scheme == "http" {
            return Ok(&self.plain);
        }
        self.encrypted.as_ref().map_err(|reason| {
            Failure::new(
                FailureKind::Unreachable,
                format!("No server can be trusted, because the system has no certificates ({reason})"),
                "Install the certificates of the system (ca-certificates on Debian), and start Tarjuman again",
            )
        })
    }
}

impl Drop for Transport {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn loopback(ip: impl Into<IpAddr>) -> SocketAddr {
    // Port 0 stands for the port of the address that is asked for.
    SocketAddr::new(ip.into(), 0)
}

fn prepared(client: &Client, request: &HttpRequest, title: &str) -> Result<reqwest::Request, Failure> {
    let mut headers = HeaderMap::new();
    for (name, value) in &request.headers {
        let mut value = HeaderValue::from_str(value.expose_secret().trim()).map_err(|_| {
            let what = format!("The key or region of {title} has letters that cannot be sent");
            Failure::new(FailureKind::NotSet, what, "Enter it again in the settings")
        })?;
        value.set_sensitive(true);
        headers.insert(*name, value);
    }
    let builder = match request.method {
        Method::Get => client.get(request.address.clone()),
        Method::Post => client.post(request.address.clone()),
    };
    let builder = builder.headers(headers);
    let builder = match &request.body {
        Some(body) => builder.header(CONTENT_TYPE, body.content_type).body(body.bytes.clone()),
        None => builder,
    };
    builder.build().map_err(|error| unreachable(&error, title))
}

async fn exchange(client: &Client, request: reqwest::Request, title: &str) -> Result<HttpResponse, Failure> {
    let mut response = client.execute(request).await.map_err(|error| unreachable(&error, title))?;
    let header = |name| {
        let value = response.headers().get(name);
        value.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let mut read = HttpResponse {
        status: response.status().as_u16(),
        retry_after: retry_after(&header(RETRY_AFTER), jiff::Timestamp::now().as_second()),
        content_type: header(CONTENT_TYPE),
        location: header(LOCATION),
        body: Vec::new(),
    };
    while let Some(bytes) = response.chunk().await.map_err(|error| unreachable(&error, title))? {
        if read.body.len() + bytes.len() > LARGEST_ANSWER {
            return Err(Failure::no_answer(title, "more than two megabytes"));
        }
        read.body.extend_from_slice(&bytes);
    }
    Ok(read)
}

fn timed_out(title: &str) -> Failure {
    Failure::new(
        FailureKind::TimedOut,
        format!("{title} did not answer in time"),
        "Wait a moment and ask again, or ask another service",
    )
}

/// Without the address, which may hold the text.
fn unreachable(error: &reqwest::Error, title: &str) -> Failure {
    if error.is_timeout() {
        return timed_out(title);
    }
    let (what, hint) = if error.is_connect() {
        let (reason, hint) = unconnected(error);
        (format!("{title} cannot be reached{reason}"), hint)
    } else {
        (
            format!("The connection to {title} broke off"),
            "Ask again; if it happens again, check the connection",
        )
    };
    Failure::new(FailureKind::Unreachable, what, hint)
}

/// Why there is no connection and what to do: in our own words, because the system's are for programmers.
fn unconnected(error: &reqwest::Error) -> (&'static str, &'static str) {
    const CONNECTION: &str =
        "Check the connection and the address; where this network wants a proxy, set it in the settings";
    let causes = || std::iter::successors(error.source(), |&cause| cause.source());
    // The client does not say these two in a type.
    let is = |words: &str| causes().any(|cause| cause.to_string().starts_with(words));
    if is("dns error") {
        return (": no server of this name is known", CONNECTION);
    }
    if is("tunnel error") || is("unsuccessful tunnel") || is("proxy") {
        return (": the proxy does not let us through", "Check the proxy in the settings");
    }
    let of_system = |cause: &(dyn std::error::Error + 'static)| {
        let error = cause.downcast_ref::<io::Error>()?;
        let inner = error.get_ref();
        let is_encryption = inner.is_some_and(<dyn std::error::Error + Send + Sync>::is::<rustls::Error>);
        Some((error.kind(), is_encryption))
    };
    match causes().filter_map(of_system).last() {
        Some((_, true)) => (
            ": the server cannot prove who it is",
            "Check the address; if this network looks into encrypted connections, ask who runs it",
        ),
        Some((ErrorKind::ConnectionRefused, _)) => (
            ": nothing answers at its address",
            "See that the server is running, and check its address in the settings",
        ),
        Some((ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::NetworkDown, _)) => {
            (": there is no way to it from here", CONNECTION)
        }
        _ => ("", CONNECTION),
    }
}

fn no_network(reason: &str) -> Failure {
    let what = format!("The network cannot be used ({reason})");
    Failure::new(FailureKind::Unreachable, what, "Start Tarjuman again")
}

/// What the innermost error says; the outer ones repeat the address.
fn deepest_reason(error: &reqwest::Error) -> String {
    let mut cause = error.source();
    let mut reason = String::new();
    while let Some(deeper) = cause {
        reason = deeper.to_string();
        cause = deeper.source();
    }
    super::failure::said(without_code(&reason), None)
}
