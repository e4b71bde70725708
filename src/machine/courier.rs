//! Carries requests to a service and answers back: in parts that the service takes, with further tries where they help,
//! and never without permission.

use super::account::Account;
use super::cancel::Cancel;
use super::consent::{CheckPermission, Pass, Permission};
use super::failure::{Failure, FailureKind};
use super::http::{HttpRequest, HttpResponse};
use super::parts::{batches, pieces};
use super::policy::{Rests, Tries, first_wait};
use super::request::{Request, Sentence};
use super::service::{Answer, Status};
use super::transport::{Transport, TransportOptions};
use std::time::Duration;

/// What came of each sentence of a request.
pub type Texts = Vec<Result<String, Failure>>;

/// Asks services. One for the whole program; every method may be called from any thread but the window's, and waits.
pub struct Courier {
    transport: Transport,
    rests: Rests,
    options: CourierOptions,
}

/// Times that tests shorten.
#[derive(Clone, Debug)]
pub struct CourierOptions {
    pub transport: TransportOptions,
    /// The wait before the second try.
    pub first_wait: Duration,
    /// Instead of the patience of each service.
    pub patience: Option<Duration>,
}

impl Default for CourierOptions {
    fn default() -> Self {
        Self { transport: TransportOptions::default(), first_wait: first_wait(), patience: None }
    }
}

impl Courier {
    /// Opens no connection.
    ///
    /// # Errors
    /// As for [`Transport::new`].
    pub fn new(options: CourierOptions) -> Result<Self, Failure> {
        Ok(Self { transport: Transport::new(&options.transport)?, rests: Rests::default(), options })
    }

    /// Asks for a translation of every sentence, and waits for it. The permission is used up.
    ///
    /// The texts are as the service wrote them; [`accept`](super::accept) says whether they can be translations.
    /// Sentences behind one that failed for all (no connection, no quota) have the same failure.
    #[expect(clippy::needless_pass_by_value, reason = "a permission is for once")]
    pub fn ask(
        &self,
        permission: Permission,
        account: &Account,
        request: &Request,
        cancel: &Cancel,
    ) -> Texts {
        let mut texts: Texts = Vec::with_capacity(request.sentences.len());
        if let Err(failure) = permission.allows(account) {
            return vec![Err(failure); request.sentences.len()];
        }
        let request = as_agreed(account, request);
        let mut errand = Errand { courier: self, permission: &permission, account: account.clone(), cancel };
        for batch in batches(&request, account.service.limits) {
            match texts.last() {
                Some(Err(failure)) if !failure.kind.is_of_the_text() => {
                    let failure = failure.clone();
                    texts.extend(batch.sentences.iter().map(|_| Err(failure.clone())));
                }
                _ => texts.extend(errand.carry(&batch)),
            }
        }
        texts
    }

    /// Asks whether the service answers and takes the key, without any text of a project.
    ///
    /// # Errors
    /// It does not; the failure says why and what to do.
    #[expect(clippy::needless_pass_by_value, reason = "a permission is for once")]
    pub fn check(
        &self,
        permission: CheckPermission,
        account: &Account,
        cancel: &Cancel,
    ) -> Result<Status, Failure> {
        self.rests.wake(account);
        let request = (account.service.build_check)(account)?;
        let response = self.exchange(&permission, account, &request, cancel, |response| {
            (account.service.parse_check)(account, response)
        });
        response.inspect_err(|failure| self.rests.note(account, failure))
    }

    /// Forgets that a service is left alone for a while: the user wants to try now.
    pub fn wake(&self, account: &Account) {
        self.rests.wake(account);
    }

    /// Sends, reads, and tries again as long as it can help.
    fn exchange<T>(
        &self,
        pass: &impl Pass,
        account: &Account,
        request: &HttpRequest,
        cancel: &Cancel,
        read: impl Fn(&HttpResponse) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let patience = self.options.patience.unwrap_or(account.service.patience);
        let mut tries = Tries::within(patience, self.options.first_wait);
        loop {
            let title = account.service.title;
            let answered = self.transport.send(pass, request, title, tries.left(), cancel);
            let failure = match answered.and_then(|response| read(&response)) {
                Ok(read) => return Ok(read),
                Err(failure) => failure,
            };
            let Some(wait) = tries.next(&failure) else { return Err(failure) };
            if cancel.sleep(wait) {
                return Err(Failure::cancelled());
            }
        }
    }
}

/// Only what the account is set to send.
fn as_agreed(account: &Account, request: &Request) -> Request {
    let (sends, settings) = (account.service.sends, &account.settings);
    let mut request =
        if sends.terms && settings.send_terms { request.clone() } else { request.without_terms() };
    if !(sends.neighbours && settings.send_neighbours) {
        request.before.clear();
        request.after.clear();
    }
    request
}

/// One request on its way.
struct Errand<'a> {
    courier: &'a Courier,
    permission: &'a Permission,
    account: Account,
    cancel: &'a Cancel,
}

impl Errand<'_> {
    /// A batch as a whole, or halved where it is too much at once.
    fn carry(&mut self, batch: &Request) -> Texts {
        let count = batch.sentences.len();
        let limit = self.account.service.limits.bytes_a_sentence;
        if let [sentence] = batch.sentences.as_slice()
            && sentence.text.len() > limit
        {
            return vec![self.carry_pieces(sentence, limit)];
        }
        match self.translate(batch) {
            Ok(answer) => answer.texts.into_iter().map(Ok).collect(),
            Err(failure) if count > 1 && halves_help(&failure) => {
                let (head, tail) = batch.sentences.split_at(count / 2);
                let half =
                    |sentences: &[Sentence]| Request { sentences: sentences.to_vec(), ..batch.clone() };
                let mut texts = self.carry(&half(head));
                match texts.last() {
                    Some(Err(failure)) if !failure.kind.is_of_the_text() => {
                        let failure = failure.clone();
                        texts.resize(count, Err(failure));
                    }
                    _ => texts.extend(self.carry(&half(tail))),
                }
                texts
            }
            Err(failure) => vec![Err(failure); count],
        }
    }

    /// A sentence that is too long for the service, part by part.
    fn carry_pieces(&mut self, sentence: &Sentence, limit: usize) -> Result<String, Failure> {
        let title = self.account.service.title;
        let pieces = pieces(sentence, limit).ok_or_else(|| Failure::too_long(title))?;
        let mut whole: Vec<String> = Vec::new();
        for piece in pieces {
            let answer = self.translate(&Request::one(piece))?;
            whole.extend(answer.texts.into_iter().map(|text| text.trim().to_owned()));
        }
        Ok(whole.join(" "))
    }

    fn translate(&mut self, request: &Request) -> Result<Answer, Failure> {
        let rests = &self.courier.rests;
        rests.check(&self.account)?;
        let result = self.translate_once(request);
        let result = match result {
            Err(failure) if failure.kind == FailureKind::Unsupported && !self.account.plain => {
                self.account.plain = true;
                self.translate_once(request)
            }
            result => result,
        };
        result.inspect_err(|failure| rests.note(&self.account, failure))
    }

    fn translate_once(&self, request: &Request) -> Result<Answer, Failure> {
        let account = &self.account;
        let built = (account.service.build)(account, request)?;
        self.courier.exchange(self.permission, account, &built, self.cancel, |response| {
            (account.service.parse)(account, request, response)
        })
    }
}

/// Whether less at once may do better: it was too long, or the service lost count.
fn halves_help(failure: &Failure) -> bool {
    matches!(failure.kind, FailureKind::TooLong | FailureKind::Miscounted)
}
