//! The first pass without a window: asks a translation service for drafts, with consent said on the command line.

use super::{Failure, glossary, places, print_line, warn};
use crate::app::{Terms, opening};
use crate::machine::consent::{self, Refusal};
use crate::machine::{
    Account, Cache, Cancel, CourierOptions, Desk, Job, Keys, Phase, ServiceId, ServiceSettings, Suggestion,
    TransportOptions, origin_of,
};
use crate::project::{Access, Change, Numbers, Project, ProjectFile, SegmentId, file};
use crate::text::counted;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What is asked, where, and what the user agrees to.
#[derive(clap::Args)]
#[command(
    after_help = "Keys are read from the key store of the system, or from TARJUMAN_DEEPL_KEY and the like."
)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Arguments {
    /// A project; “tarjuman import” makes one of an article
    project: PathBuf,
    /// apertium, azure, deepl, google, libretranslate, mymemory, or openai for any chat server of that kind
    #[arg(long, value_name = "NAME", value_parser = parse_service)]
    service: ServiceId,
    /// Ask for this many segments only
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Agree that text of this project goes to this host; kept in the project
    #[arg(long, value_name = "HOST")]
    consent: Option<String>,
    /// Write the suggestions into the empty drafts of the project, marked as machine drafts
    #[arg(long)]
    fill: bool,
    /// Where the service is, if not at its usual place
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// The model of a chat server
    #[arg(long)]
    model: Option<String>,
    /// The region of an Azure resource
    #[arg(long)]
    region: Option<String>,
    /// For mymemory: raises the daily limit; travels in the address
    #[arg(long)]
    email: Option<String>,
    /// Send the glossary terms that a sentence says along with it (true or false)
    #[arg(long, value_name = "BOOL")]
    terms: Option<bool>,
    /// Send the sentences around along, for services that read them
    #[arg(long)]
    neighbours: bool,
    /// A proxy for everything but servers on this machine
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
    /// Ask again for what was answered before
    #[arg(long)]
    no_cache: bool,
    /// One JSON object a line
    #[arg(long)]
    json: bool,
}

fn parse_service(word: &str) -> Result<ServiceId, String> {
    ServiceId::of_word(word).ok_or_else(|| {
        let words: Vec<&str> = ServiceId::ALL.into_iter().map(|id| id.service().word).collect();
        format!("choose one of {}", words.join(", "))
    })
}

#[derive(Serialize)]
struct Line<'a> {
    segment: usize,
    text: &'a str,
    service: &'a str,
    cached: bool,
    terms_kept: usize,
    terms: usize,
    missed: Vec<Missed<'a>>,
}

#[derive(Serialize)]
struct Missed<'a> {
    source: &'a str,
    english: &'a str,
}

pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let keys = Keys::new(|name| std::env::var(name).ok()).with_store();
    let account = keys.account(arguments.service, settings(arguments));
    let places = places::places()?;
    let opened = file::open_with_backups(&arguments.project, &opening::backups_root(&places.data))?;
    warn(&opened.warnings);
    let numbers = Numbers::of(&opened.project);
    let mut desk =
        Pass { numbers, project: opened.project, file: opened.file, access: opened.access, arguments };
    desk.agree(&account)?;
    let terms = Terms::find(glossary::index_for(&arguments.project), &desk.project);
    let services = services(arguments, &places.data.join("answers.sqlite"))?;
    let is_cached = |sentence: &_| services.cached(&account, sentence).is_some();
    let most = arguments.limit.unwrap_or(usize::MAX);
    let mut job = Job::plan(&desk.project, &terms, account.clone(), most, is_cached);
    let estimate = job.estimate();
    eprintln!(
        "note: {} without a draft, {} known from before; {} to {}",
        counted(estimate.segments, "segment"),
        estimate.cached,
        counted(estimate.characters, "character"),
        consent::Disclosure::of(&account).map_or_else(|_| String::new(), |disclosure| disclosure.host),
    );
    desk.carry_out(&mut job, &account, &terms, &services)?;
    for (id, failure) in job.skipped() {
        eprintln!("note: segment {}: {failure}", desk.number(*id));
    }
    desk.file.close()?;
    let progress = job.progress();
    let done = progress.filled + progress.skipped;
    match job.phase() {
        Phase::Stopped(failure) => Err(format!(
            "{failure} {done} of {} done; the same command goes on.",
            counted(progress.all, "segment")
        )
        .into()),
        _ => Ok(()),
    }
}

fn settings(arguments: &Arguments) -> ServiceSettings {
    let standard = ServiceSettings::of(arguments.service);
    let given = |value: &Option<String>| value.clone().unwrap_or_default();
    let settings = ServiceSettings {
        address: given(&arguments.address),
        region: given(&arguments.region),
        email: given(&arguments.email),
        model: given(&arguments.model),
        send_terms: arguments.terms.unwrap_or(standard.send_terms),
        send_neighbours: arguments.neighbours,
        ..standard
    };
    // Whoever names an address beside the variable means both.
    let environment_key_for = origin_of(&settings).unwrap_or_default();
    ServiceSettings { environment_key_for, ..settings }
}

fn services(arguments: &Arguments, cache: &Path) -> Result<Desk, Failure> {
    let cache = if arguments.no_cache {
        None
    } else {
        let opened = Cache::open(cache);
        opened.inspect_err(|problem| eprintln!("note: {problem}")).ok()
    };
    let proxy = arguments.proxy.clone().unwrap_or_default();
    let transport = TransportOptions { proxy, ..TransportOptions::default() };
    Ok(Desk::new(CourierOptions { transport, ..CourierOptions::default() }, cache)?)
}

/// One run over an open project.
struct Pass<'a> {
    numbers: Numbers,
    project: Project,
    file: ProjectFile,
    access: Access,
    arguments: &'a Arguments,
}

impl Pass<'_> {
    /// Sees to it that the project allows what is to be asked, with the consent of the command line if there is one.
    fn agree(&mut self, account: &Account) -> Result<(), Failure> {
        if let (true, Access::ReadOnly { reason }) = (self.arguments.fill, &self.access) {
            return Err(
                format!("the drafts cannot be filled: the project can only be read ({reason})").into()
            );
        }
        let disclosure = match consent::permit(&self.project.sending, account) {
            Ok(_) => return Ok(()),
            Err(Refusal::AskFirst(disclosure)) => {
                disclosure.through(self.arguments.proxy.as_deref().unwrap_or_default())
            }
            Err(refusal) => return Err(refusal.failure().into()),
        };
        let host = disclosure.host.split_once("://").map_or("", |(_, host)| host);
        match self.arguments.consent.as_deref() {
            Some(said) if said == host || said == disclosure.host => {}
            said => {
                let wrong =
                    said.map_or(String::new(), |said| format!("“{said}” is not where the text goes.\n"));
                let what = disclosure.sentences().join("\n");
                let agree = format!("If you agree, add: --consent {host}");
                return Err(format!("nothing was sent.\n{wrong}{what}\n{agree}").into());
            }
        }
        let today = file::minute(jiff::Zoned::now().datetime());
        self.project.sending.consents.push(disclosure.agreed(&today));
        if self.access == Access::ReadWrite {
            self.file.save(&[Change::Sending(self.project.sending.clone())])?;
        }
        Ok(())
    }

    fn carry_out(
        &mut self,
        job: &mut Job,
        account: &Account,
        terms: &Terms,
        services: &Desk,
    ) -> Result<(), Failure> {
        while let Some(batch) = job.next(&self.project, terms) {
            let permission = match consent::permit(&self.project.sending, account) {
                Ok(permission) => permission,
                Err(refusal) => {
                    job.refuse(&batch, refusal.failure());
                    break;
                }
            };
            let results = services.suggest(permission, account, &batch.request, &Cancel::default());
            for (id, suggestion) in batch.segments.iter().zip(&results) {
                if let Ok(suggestion) = suggestion {
                    self.say(*id, suggestion)?;
                }
            }
            let Some(edit) = job.receive(&self.project, &batch, results) else { continue };
            if self.arguments.fill {
                edit.apply(&mut self.project)?;
                // After every batch: what was paid for is not lost if the program is ended.
                self.file.save(&Change::after(&edit, &self.project))?;
            }
        }
        Ok(())
    }

    /// As the window counts, over what is translated.
    fn number(&self, id: SegmentId) -> usize {
        let position = self.project.position(id);
        position.and_then(|position| self.numbers.at(position)).unwrap_or_default()
    }

    fn say(&self, id: SegmentId, suggestion: &Suggestion) -> Result<(), Failure> {
        let segment = self.number(id);
        let (terms_kept, terms) = suggestion.kept.counts();
        let missed = suggestion.kept.missed();
        if self.arguments.json {
            let missed = missed.map(|term| Missed { source: &term.source, english: &term.english }).collect();
            let line = Line {
                segment,
                text: &suggestion.text,
                service: suggestion.engine.word(),
                cached: suggestion.is_cached,
                terms_kept,
                terms,
                missed,
            };
            return print_line(&serde_json::to_string(&line)?);
        }
        let missed: Vec<String> = missed
            .map(|term| {
                let why = if term.is_short { ", in full at the first mention" } else { "" };
                format!("{} → {}{why}", term.source, term.english)
            })
            .collect();
        let label = match (suggestion.kept.label(), missed.is_empty()) {
            (label, true) if label.is_empty() => label,
            (label, true) => format!("  [{label}]"),
            (label, false) => format!("  [{label}: {}]", missed.join(", ")),
        };
        print_line(&format!("{segment:>4}  {}{label}", suggestion.text.replace('\n', " ")))
    }
}
