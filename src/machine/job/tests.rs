use super::*;
use crate::article::{Article, ArticleBlock, BlockKind};
use crate::glossary::Index;
use crate::machine::account::ServiceSettings;
use crate::machine::failure::Retry;
use crate::machine::service::ServiceId;
use crate::machine::suggestion::Engine;
use crate::project::{Original, Status};
use crate::text::Span;
use std::sync::Arc;

struct Desk {
    project: Project,
    terms: Terms,
    job: Job,
}

/// An article of seven sentences, the last of which is left out, and a job through a chat model, all at once.
fn desk() -> Desk {
    let texts = ["وصل أ", "وصل ب", "2020", "وصل ت", "وصل ث", "وصل ج", "اقرأ المزيد"];
    let blocks = texts.iter().map(|text| ArticleBlock {
        kind: BlockKind::Paragraph,
        text: (*text).to_owned(),
        sentences: vec![Span::new(0, text.len())],
        excluded: (*text == "اقرأ المزيد").then(|| "read-more".to_owned()),
        ..ArticleBlock::default()
    });
    let article = Article { blocks: blocks.collect(), ..Article::default() };
    let mut project = Project::from_article(&article, Original::default());
    project.segments[3].draft = "Already here".to_owned();
    let terms = Terms::find(Arc::new(Index::build(Vec::<crate::glossary::Term>::new())), &project);
    let job = Job::plan(&project, &terms, chat(), usize::MAX, |sentence| sentence.text == "وصل ج");
    Desk { project, terms, job }
}

/// `MyMemory` takes one sentence at a time, chat models eight.
fn chat() -> Account {
    Account::new(ServiceId::Chat, ServiceSettings::default(), None)
}

fn one_by_one() -> Account {
    Account::new(ServiceId::MyMemory, ServiceSettings::default(), None)
}

fn suggestion(sentence: &Sentence) -> Suggestion {
    let english = format!("Arrived: {}", sentence.text.chars().count());
    Suggestion::new(sentence, english, Engine::Service(ServiceId::Chat), 1)
}

fn translated(batch: &Batch) -> Vec<Result<Suggestion, Failure>> {
    batch.request.sentences.iter().map(|sentence| Ok(suggestion(sentence))).collect()
}

fn failure(kind: FailureKind) -> Failure {
    Failure::new(kind, "what", "hint")
}

impl Desk {
    fn next(&mut self) -> Option<Batch> {
        self.job.next(&self.project, &self.terms)
    }

    fn receive(&mut self, batch: &Batch, results: Vec<Result<Suggestion, Failure>>) {
        if let Some(edit) = self.job.receive(&self.project, batch, results) {
            edit.apply(&mut self.project).unwrap();
        }
    }

    fn drafts(&self) -> Vec<&str> {
        self.project.segments.iter().map(|segment| segment.draft.as_str()).collect()
    }
}

#[test]
fn count_and_characters_are_known_before_anything_is_sent() {
    let desk = desk();
    assert_eq!(desk.job.estimate(), Estimate { segments: 4, cached: 1, characters: 15 });
    let limited = Job::plan(&desk.project, &desk.terms, chat(), 2, |_| false);
    assert_eq!(limited.estimate(), Estimate { segments: 2, cached: 0, characters: 10 });
}

#[test]
fn only_empty_drafts_of_the_text_are_filled_and_marked() {
    let mut desk = desk();
    let batch = desk.next().unwrap();
    assert_eq!(batch.request.sentences.len(), 4);
    assert_eq!(batch.request.after, "", "what is left out is no context");
    assert_eq!(desk.next(), None, "one batch at a time");
    // The translator is quicker with one of them.
    desk.project.segments[1].draft = "Mine".to_owned();
    let results = translated(&batch);
    desk.receive(&batch, results);
    assert_eq!(desk.drafts(), ["Arrived: 5", "Mine", "", "Already here", "Arrived: 5", "Arrived: 5", ""]);
    assert_eq!(desk.job.phase(), &Phase::Finished);
    let filled = &desk.project.segments[0];
    assert!(filled.is_machine_draft() && filled.suggested_by.as_deref() == Some("Chat model"));
    assert!(desk.project.segments[1].suggested_by.is_none());
    assert_eq!(desk.project.segments[1].status, Status::Untranslated);
    assert_eq!(desk.job.progress(), JobProgress { all: 4, filled: 3, passed_over: 1, skipped: 0 });
}

#[test]
fn a_failure_for_all_stops_and_resuming_goes_on_where_it_was() {
    let mut desk = desk();
    desk.job.carrier = one_by_one().into();
    let first = desk.next().unwrap();
    let results = translated(&first);
    desk.receive(&first, results);
    let second = desk.next().unwrap();
    let quota = failure(FailureKind::Quota).retry(Retry::No);
    desk.receive(&second, vec![Err(quota.clone())]);
    assert_eq!((desk.next(), desk.job.phase()), (None, &Phase::Stopped(quota)));
    desk.job.resume(chat());
    let again = desk.next().unwrap();
    assert_eq!(again.segments.len(), 3, "the one that failed is there again");
    let results = translated(&again);
    desk.receive(&again, results);
    assert_eq!((desk.job.phase(), desk.job.progress().filled), (&Phase::Finished, 4));
}

#[test]
fn one_text_that_fails_does_not_hold_up_the_others() {
    let mut desk = desk();
    let batch = desk.next().unwrap();
    let mut results = translated(&batch);
    results[1] = Err(failure(FailureKind::TooLong));
    desk.receive(&batch, results);
    assert_eq!((desk.job.phase(), desk.job.progress().filled), (&Phase::Finished, 3));
    assert_eq!(desk.job.skipped()[0].0, batch.segments[1]);
}

#[test]
fn pausing_waits_for_what_is_under_way_and_cancelling_does_not() {
    let mut desk = desk();
    desk.job.carrier = one_by_one().into();
    let batch = desk.next().unwrap();
    desk.job.pause();
    let results = translated(&batch);
    desk.receive(&batch, results);
    assert_eq!((desk.next(), desk.job.phase(), desk.job.progress().filled), (None, &Phase::Paused, 1));
    desk.job.resume(one_by_one());
    let batch = desk.next().unwrap();
    desk.job.cancel();
    let results = translated(&batch);
    desk.receive(&batch, results);
    assert_eq!((desk.next(), desk.job.phase(), desk.job.progress().filled), (None, &Phase::Cancelled, 1));
    desk.job.resume(one_by_one());
    assert_eq!(desk.job.phase(), &Phase::Cancelled);
}

#[test]
fn a_request_that_was_cancelled_to_pause_is_asked_again() {
    let mut desk = desk();
    let batch = desk.next().unwrap();
    desk.job.pause();
    let results = batch.segments.iter().map(|_| Err(Failure::cancelled())).collect();
    desk.receive(&batch, results);
    assert_eq!(desk.job.phase(), &Phase::Paused);
    desk.job.resume(chat());
    assert_eq!(desk.next().unwrap().segments, batch.segments);
}

#[test]
fn without_permission_nothing_is_lost() {
    let mut desk = desk();
    let batch = desk.next().unwrap();
    desk.job.refuse(&batch, failure(FailureKind::NotAllowed));
    assert!(matches!(desk.job.phase(), Phase::Stopped(_)));
    desk.job.resume(chat());
    assert_eq!(desk.next().unwrap().segments, batch.segments);
}

#[test]
fn an_article_that_changed_meanwhile_keeps_its_own_text() {
    let mut desk = desk();
    let batch = desk.next().unwrap();
    desk.project.segments[0].source = "غادر".to_owned();
    let results = translated(&batch);
    desk.receive(&batch, results);
    assert_eq!((desk.drafts()[0], desk.job.progress().passed_over), ("", 1));
    let mut empty = Job::plan(&Project::default(), &desk.terms, chat(), usize::MAX, |_| false);
    assert_eq!((empty.next(&desk.project, &desk.terms), empty.phase()), (None, &Phase::Finished));
}
