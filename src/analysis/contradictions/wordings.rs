//! One utterance printed in different words. It compares words, never meanings.

use std::collections::BTreeMap;

use unicode_segmentation::UnicodeSegmentation;

use super::{Contradiction, ContradictionKind, ContradictionSide, outlet, speaker};
use crate::analysis::dating::{in_list_order, list_order};
use crate::analysis::union_find::UnionFind;
use crate::model::{Brief, Ix, Record, Statement};

/// The words of a statement as printed, whatever the case, the punctuation and the spacing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PrintedWords {
    /// Each unbroken part, its words each between two spaces.
    parts: Vec<String>,
}

impl PrintedWords {
    /// The words of the quote, which the article or an ellipsis may interrupt; of the gist where nothing is quoted.
    fn new(statement: &Statement) -> Self {
        let printed = if statement.quote.is_empty() { statement.gist.as_slice() } else { &statement.quote };
        let unbroken = printed.iter().flat_map(|part| part.split('…')).flat_map(|part| part.split("..."));
        Self { parts: unbroken.map(words).filter(|words| !words.is_empty()).collect() }
    }

    /// All the words, as if nothing interrupted them.
    fn whole(&self) -> String {
        self.parts.concat().replace("  ", " ")
    }

    /// Whether every part of it stands, in order, in `other`.
    fn is_excerpt_of(&self, other: &Self) -> bool {
        let whole = other.whole();
        let mut rest = whole.as_str();
        self.parts.iter().all(|part| {
            let found = rest.find(part.as_str());
            // The space that ends a part begins the next.
            rest = found.map_or("", |at| &rest[at + part.len() - 1..]);
            found.is_some()
        })
    }
}

/// The words of `text` in lower case, each between two spaces.
fn words(text: &str) -> String {
    let text = text.to_lowercase().replace('’', "'");
    let words: Vec<&str> = text.unicode_words().collect();
    if words.is_empty() { String::new() } else { format!(" {} ", words.join(" ")) }
}

/// One contradiction for each utterance that is printed in different words.
pub(super) fn different_words(brief: &Brief) -> Vec<Contradiction> {
    let mut joined = UnionFind::new(brief.statements.len());
    for (at, statement) in brief.statements.iter() {
        let reworded = statement.rewords.iter().copied();
        let repeated = statement.repeats.iter().copied();
        let not_excerpts = repeated.filter(|other| !is_excerpt(statement, &brief.statements[*other]));
        reworded.chain(not_excerpts).for_each(|other| joined.join(at.at(), other.at()));
    }
    let groups = joined.groups().into_iter().filter(|group| group.len() > 1);
    groups.filter_map(|group| in_different_words(brief, group.into_iter().map(Ix::new).collect())).collect()
}

/// Whether one of two is no more than an excerpt of the other, or nothing is quoted that could be compared.
fn is_excerpt(a: &Statement, b: &Statement) -> bool {
    if a.quote.is_empty() || b.quote.is_empty() {
        return true;
    }
    let (a, b) = (PrintedWords::new(a), PrintedWords::new(b));
    a.whole() != b.whole() && (a.is_excerpt_of(&b) || b.is_excerpt_of(&a))
}

fn in_different_words(brief: &Brief, printings: Vec<Ix<Statement>>) -> Option<Contradiction> {
    let printings = in_list_order(brief, printings, Record::Statement);
    let mut wordings: BTreeMap<String, Vec<Ix<Statement>>> = BTreeMap::new();
    for printing in &printings {
        wordings.entry(PrintedWords::new(&brief.statements[*printing]).whole()).or_default().push(*printing);
    }
    let mut sides: Vec<Vec<Ix<Statement>>> = wordings.into_values().collect();
    sides.sort_by(|a, b| list_order(brief, Record::Statement(a[0]), Record::Statement(b[0])));
    (sides.len() > 1).then(|| Contradiction {
        kind: ContradictionKind::Reworded,
        question: question(brief, &brief.statements[printings[0]]),
        sides: sides.into_iter().map(|printings| side(brief, printings)).collect(),
    })
}

fn side(brief: &Brief, printings: Vec<Ix<Statement>>) -> ContradictionSide {
    let mut outlets: Vec<String> = Vec::new();
    for printing in &printings {
        let outlet = outlet(brief, brief.statements[*printing].source);
        if !outlets.contains(&outlet) {
            outlets.push(outlet);
        }
    }
    ContradictionSide::new(brief, outlets.join(", "), printings.into_iter().map(Record::Statement).collect())
}

fn question(brief: &Brief, statement: &Statement) -> String {
    let who = speaker(brief, statement);
    match &statement.said {
        Some(said) => format!("What did {who} say ({})?", said.in_words()),
        None => format!("What did {who} say?"),
    }
}
