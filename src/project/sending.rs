//! What of a project may be sent to translation services. Plain data: what follows from it is decided in `machine`.

/// The decisions of the translator for one project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sending {
    /// Nothing of this project is sent, whatever was agreed to.
    pub never: bool,
    pub consents: Vec<Consent>,
}

/// What the translator agreed to, once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// The word of the service.
    pub service: String,
    /// Where to: scheme, host and port, such as `https://api.deepl.com`.
    pub host: String,
    pub covers: Covers,
    /// The local date and time, as it is shown.
    pub given: String,
}

/// What a consent covers beside the sentences themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Covers {
    /// The sentences travel in the address, which servers write into their logs.
    pub in_address: bool,
    /// Terms of the glossary that the sentences say.
    pub terms: bool,
    /// The sentences around.
    pub neighbours: bool,
}

impl Covers {
    /// Whether this is at least as much as `other`.
    #[must_use]
    pub const fn includes(self, other: Self) -> bool {
        (self.in_address || !other.in_address)
            && (self.terms || !other.terms)
            && (self.neighbours || !other.neighbours)
    }
}
