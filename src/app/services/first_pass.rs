//! The first pass for the whole article: planned, agreed to, carried out batch by batch beside the work.

use super::{Purpose, ServiceOutcome};
use crate::app::worker::Slot;
use crate::app::{App, Dialog, Notice, Outcome};
use crate::machine::consent::{self, Disclosure, Refusal};
use crate::machine::{
    Batch, Cancel, Carrier, Engine, Estimate, Failure, Job, JobProgress, Phase, ServiceId, Suggestion,
};
use crate::project::{Project, Stroke, Terms};
use crate::text::counted;
use std::sync::Arc;

/// A first pass, from its estimate to its end.
pub struct FirstPass {
    /// Of the session it is for.
    serial: u64,
    job: Job,
    cancel: Cancel,
    /// The user has seen the estimate and wants it.
    is_started: bool,
}

/// Plans a job, on a worker.
type Planner = Box<dyn FnOnce(&Project, &Terms) -> Result<Job, Failure> + Send>;
/// Has a batch translated, on a worker.
type Work = Box<dyn FnOnce(&Batch) -> Vec<Result<Suggestion, Failure>> + Send>;

impl FirstPass {
    #[must_use]
    pub const fn estimate(&self) -> Estimate {
        self.job.estimate()
    }

    #[must_use]
    pub fn progress(&self) -> JobProgress {
        self.job.progress()
    }

    #[must_use]
    pub const fn phase(&self) -> &Phase {
        self.job.phase()
    }

    #[must_use]
    pub const fn is_started(&self) -> bool {
        self.is_started
    }

    /// What the user calls the service.
    #[must_use]
    pub const fn service(&self) -> &'static str {
        self.job.carrier().engine().title()
    }

    /// Where everything goes, and what; `None` where nothing leaves the machine.
    ///
    /// # Errors
    /// The address of the service cannot be used.
    pub fn disclosure(&self) -> Result<Option<Disclosure>, Failure> {
        self.job.carrier().account().map(Disclosure::of).transpose()
    }
}

impl App {
    /// Counts what a first pass would send, and shows it.
    pub(super) fn plan_first_pass(&mut self) {
        if self.services.first_pass.as_ref().is_some_and(FirstPass::is_started) {
            self.notify(Notice::info("The first pass is running already"));
            return;
        }
        let Some(engine) = self.chosen_engine() else { return };
        let Some(session) = &self.session else { return };
        let Some(terms) = session.terms.clone() else {
            self.notify(Notice::info("The glossaries are still being read; try again in a moment"));
            return;
        };
        let (serial, project) = (session.serial, session.project.clone());
        let plan = match engine {
            Engine::Service(id) => Ok(self.planner(id)),
            Engine::Offline => self.models().map(|_| {
                let plan = |project: &_, terms: &_| {
                    Ok(Job::plan(project, terms, Carrier::Offline, usize::MAX, |_| false))
                };
                Box::new(plan) as Planner
            }),
        };
        match plan {
            Ok(plan) => self.workers.start(Slot::FirstPass, "first pass", move || {
                let job = plan(&project, &terms).map(Box::new);
                Outcome::Service(Box::new(ServiceOutcome::Planned { serial, job }))
            }),
            Err(failure) => self.say_failure("The first pass cannot begin", &failure),
        }
    }

    /// Plans a first pass by a service, on a worker: key stores wait.
    fn planner(&mut self, id: ServiceId) -> Planner {
        self.services.door.take_if(|door| door.is_stuck());
        let door = self.door();
        let (keys, settings) = (Arc::clone(&self.services.keys), self.settings.service_settings(id));
        Box::new(move |project, terms| {
            let desk = door.open()?;
            let account = keys.account(id, settings);
            let cached = account.clone();
            let is_cached = |sentence: &_| desk.cached(&cached, sentence).is_some();
            Ok(Job::plan(project, terms, account, usize::MAX, is_cached))
        })
    }

    pub(super) fn accept_plan(&mut self, serial: u64, job: Result<Box<Job>, Failure>) {
        if self.session.as_ref().is_none_or(|session| session.serial != serial) {
            return;
        }
        let job = match job {
            Ok(job) => *job,
            Err(failure) => {
                self.say_failure("The first pass cannot begin", &failure);
                return;
            }
        };
        if job.estimate().segments == 0 {
            self.notify(Notice::info("Every segment has a draft already"));
            return;
        }
        let pass = FirstPass { serial, job, cancel: Cancel::default(), is_started: false };
        if let Err(failure) = pass.disclosure() {
            self.say_failure("The first pass cannot begin", &failure);
            return;
        }
        self.services.first_pass = Some(pass);
        self.dialog = Some(Dialog::FirstPass);
    }

    /// The user has seen the estimate.
    pub(super) fn start_first_pass(&mut self) {
        self.dialog = None;
        let (Some(pass), Some(session)) = (&self.services.first_pass, &self.session) else { return };
        let Some(account) = pass.job.carrier().account() else {
            self.run_first_pass();
            return;
        };
        match consent::permit(&session.project.sending, account) {
            Ok(_) => self.run_first_pass(),
            Err(Refusal::AskFirst(disclosure)) => {
                let serial = session.serial;
                self.ask_for_agreement(serial, disclosure, Purpose::Article);
            }
            Err(refusal) => {
                self.services.first_pass = None;
                self.say_failure("The first pass cannot begin", &refusal.failure());
            }
        }
    }

    /// What was planned is carried out from here on.
    pub(super) fn run_first_pass(&mut self) {
        if let Some(pass) = &mut self.services.first_pass {
            pass.is_started = true;
            self.next_batch();
        }
    }

    /// Has the next batch translated, if the job wants one and, where it is sent, the project permits it.
    fn next_batch(&mut self) {
        let Some(pass) = &self.services.first_pass else { return };
        // What carries it, for as long as `pass` cannot be asked.
        let (door, models) = match pass.job.carrier() {
            Carrier::Service(_) => (Some(self.door()), None),
            Carrier::Offline => (None, Some(self.models())),
        };
        let (Some(pass), Some(session)) = (&mut self.services.first_pass, &self.session) else { return };
        let Some(terms) = session.terms.as_ref().filter(|_| pass.serial == session.serial) else {
            // Another project is open, or its glossaries are being read again.
            pass.job.pause();
            return;
        };
        let Some(batch) = pass.job.next(&session.project, terms) else {
            self.end_first_pass();
            return;
        };
        let cancel = pass.cancel.clone();
        let work: Result<Work, Failure> = match (pass.job.carrier().account().cloned(), door, models) {
            (Some(account), Some(door), _) => match consent::permit(&session.project.sending, &account) {
                Ok(permission) => Ok(Box::new(move |batch: &Batch| match door.open() {
                    Ok(desk) => desk.suggest(permission, &account, &batch.request, &cancel),
                    Err(failure) => vec![Err(failure)],
                })),
                Err(refusal) => Err(refusal.failure()),
            },
            (None, _, Some(Ok(models))) => {
                Ok(Box::new(move |batch: &Batch| models.suggest(&batch.request, &cancel)))
            }
            (_, _, Some(Err(failure))) => Err(failure),
            (..) => Err(Failure::cancelled()),
        };
        match work {
            Ok(work) => self.workers.start(Slot::FirstPass, "first pass", move || {
                let results = work(&batch);
                Outcome::Service(Box::new(ServiceOutcome::BatchDone { batch, results }))
            }),
            Err(failure) => pass.job.refuse(&batch, failure),
        }
    }

    pub(super) fn accept_batch(&mut self, batch: &Batch, results: Vec<Result<Suggestion, Failure>>) {
        let (Some(pass), Some(session)) = (&mut self.services.first_pass, &self.session) else { return };
        if pass.serial != session.serial {
            self.services.first_pass = None;
            return;
        }
        if let Some(edit) = pass.job.receive(&session.project, batch, results)
            && !self.edit(&edit, "the first pass", Stroke::Whole, None)
        {
            // What cannot be kept need not be sent.
            self.stop_first_pass();
            return;
        }
        self.next_batch();
    }

    /// Says what came of it once there is nothing more to do.
    fn end_first_pass(&mut self) {
        let Some(pass) = self.services.first_pass.take_if(|pass| *pass.job.phase() == Phase::Finished) else {
            return;
        };
        let JobProgress { all, filled, passed_over, skipped } = pass.job.progress();
        let mut said = Vec::new();
        if passed_over > 0 {
            said.push(format!("{} had a draft by then.", counted(passed_over, "segment")));
        }
        if let Some((_, failure)) = pass.job.skipped().first() {
            said.push(format!("{} left empty: {}.", counted(skipped, "segment"), failure.what));
        }
        let title = format!("{filled} of {} filled by {}", counted(all, "empty segment"), pass.service());
        let notice = Notice::info(title).details(said.join(" "));
        let hint =
            "They are marked as machine drafts until you confirm them. Undo takes them back, batch by batch.";
        self.notify(notice.hint(hint));
    }

    pub(super) fn pause_first_pass(&mut self) {
        if let Some(pass) = &mut self.services.first_pass {
            pass.job.pause();
        }
    }

    /// It waits at once: the batch that is under way, which may be several requests, is broken off.
    pub(super) fn interrupt_first_pass(&mut self) {
        self.pause_first_pass();
        if let Some(pass) = &self.services.first_pass
            && pass.job.carrier().account().is_some()
        {
            pass.cancel.cancel();
        }
    }

    /// After a pause or a failure, with the service as it is set now.
    pub(super) fn resume_first_pass(&mut self) {
        let Some(pass) = &self.services.first_pass else { return };
        let id = match pass.job.carrier() {
            Carrier::Service(account) => account.service.id,
            Carrier::Offline => {
                self.reload_models();
                self.go_on_with(Carrier::Offline);
                return;
            }
        };
        let (keys, settings) = (Arc::clone(&self.services.keys), self.settings.service_settings(id));
        self.workers.start(Slot::FirstPassAccount, "first pass", move || {
            let account = Box::new(keys.account(id, settings));
            Outcome::Service(Box::new(ServiceOutcome::Resumed(account)))
        });
    }

    pub(super) fn go_on_with(&mut self, carrier: Carrier) {
        if let Some(account) = carrier.account() {
            self.knock_again(account);
        }
        if let Some(pass) = &mut self.services.first_pass {
            pass.cancel = Cancel::default();
            pass.job.resume(carrier);
            self.next_batch();
        }
    }

    /// What is filled stays.
    pub(super) fn stop_first_pass(&mut self) {
        if self.dialog == Some(Dialog::FirstPass) {
            self.dialog = None;
        }
        let Some(mut pass) = self.services.first_pass.take() else { return };
        pass.job.cancel();
        pass.cancel.cancel();
        if pass.is_started {
            let filled = pass.job.progress().filled;
            let title = format!("The first pass was stopped; {} filled", counted(filled, "segment"));
            self.notify(Notice::info(title));
        }
    }

    fn say_failure(&mut self, title: &str, failure: &Failure) {
        self.notify(
            Notice::warning(title).details(format!("{}.", failure.what)).hint(format!("{}.", failure.hint)),
        );
    }
}
