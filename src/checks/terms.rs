//! Common expressions of the glossary that the draft does not have. Off until the user wants it: good English says many
//! things otherwise.

use super::{Check, Issue, Pair, names};
use crate::glossary::Kind;

pub const CHECK: Check = Check {
    name: "terms",
    title: "Expressions",
    help: "Common expressions that the glossary has and the draft says otherwise; strict",
    is_on: false,
    run,
};

fn run(pair: &Pair<'_>) -> Vec<Issue> {
    names::missed(pair, |term| term.kind == Kind::Term, &CHECK)
}
