//! Utterances that are printed in different words. It compares words, never meanings.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::{Contradiction, ContradictionKind, ContradictionSide, outlet};
use crate::analysis::dating::{in_list_order, list_order};
use crate::analysis::union_find::UnionFind;
use crate::model::{Brief, Ix, Record, Statement};

/// The words of a statement as printed, without regard to case, punctuation and spacing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PrintedWords {
    /// The uninterrupted parts; every word has a space before and after it.
    parts: Vec<String>,
}

impl PrintedWords {
    /// The words of the quote, split at its parts and at ellipses; the words of the gist when there is no quote.
    fn new(statement: &Statement) -> Self {
        let printed = if statement.quote.is_empty() { statement.gist.as_slice() } else { &statement.quote };
        let parts = printed.iter().flat_map(|part| part.split('…')).flat_map(|part| part.split("..."));
        Self { parts: parts.map(words).filter(|words| !words.is_empty()).collect() }
    }

    /// All words, without interruptions.
    fn whole(&self) -> String {
        self.parts.concat().replace("  ", " ")
    }

    /// Whether `other` contains every part, in order.
    fn is_excerpt_of(&self, other: &Self) -> bool {
        let whole = other.whole();
        let mut rest = whole.as_str();
        self.parts.iter().all(|part| {
            let found = rest.find(part.as_str());
            // Two parts may share the space between them.
            rest = found.map_or("", |at| &rest[at + part.len() - 1..]);
            found.is_some()
        })
    }
}

/// The words of `text` in lower case; every word has a space before and after it.
fn words(text: &str) -> String {
    let text = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = text.unicode_words().collect();
    if words.is_empty() { String::new() } else { format!(" {} ", words.join(" ")) }
}

/// One contradiction for each utterance with several wordings.
pub(super) fn different_words(brief: &Brief) -> Vec<Contradiction> {
    let mut sets = UnionFind::new(brief.statements.len());
    for (at, statement) in brief.statements.iter() {
        let reworded = statement.rewords.iter().copied();
        let repeated = statement.repeats.iter().copied();
        let not_excerpts = repeated.filter(|other| !is_excerpt(statement, &brief.statements[*other]));
        reworded.chain(not_excerpts).for_each(|other| sets.join(at.at(), other.at()));
    }
    let groups = sets.groups().into_iter().filter(|group| group.len() > 1);
    groups.filter_map(|group| contradiction(brief, group.into_iter().map(Ix::new).collect())).collect()
}

/// Whether one quote is only an excerpt of the other, or one of them is empty and cannot be compared.
fn is_excerpt(a: &Statement, b: &Statement) -> bool {
    if a.quote.is_empty() || b.quote.is_empty() {
        return true;
    }
    let (a, b) = (PrintedWords::new(a), PrintedWords::new(b));
    a.whole() != b.whole() && (a.is_excerpt_of(&b) || b.is_excerpt_of(&a))
}

fn contradiction(brief: &Brief, statements: Vec<Ix<Statement>>) -> Option<Contradiction> {
    let statements = in_list_order(brief, statements, Record::Statement);
    let mut wordings: BTreeMap<String, Vec<Ix<Statement>>> = BTreeMap::new();
    for statement in &statements {
        wordings.entry(PrintedWords::new(&brief.statements[*statement]).whole()).or_default().push(*statement);
    }
    let mut sides: Vec<Vec<Ix<Statement>>> = wordings.into_values().collect();
    sides.sort_by(|a, b| list_order(brief, Record::Statement(a[0]), Record::Statement(b[0])));
    (sides.len() > 1).then(|| Contradiction {
        kind: ContradictionKind::Reworded,
        question: question(brief, &brief.statements[statements[0]]),
        sides: sides.into_iter().map(|statements| side(brief, statements)).collect(),
    })
}

fn side(brief: &Brief, statements: Vec<Ix<Statement>>) -> ContradictionSide {
    let mut outlets: Vec<String> = Vec::new();
    for statement in &statements {
        let outlet = outlet(brief, brief.statements[*statement].source);
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    ContradictionSide::new(brief, outlets.join(", "), statements.into_iter().map(Record::Statement).collect())
}

fn question(brief: &Brief, statement: &Statement) -> String {
    let who = brief.full_names(&statement.speaker);
    match &statement.said {
        Some(said) => format!("What did {who} say ({})?", said.in_words()),
        None => format!("What did {who} say?"),
    }
}
