//! A brief as the list has it, with the words that the filter goes by, folded once. It is drawn elsewhere.

use crate::model::Tlp;
use crate::search::fold;
use crate::search::library::{BriefListSummary, BriefListing};

/// A brief of the list.
#[derive(Debug, Clone)]
pub struct BriefListItem {
    pub name: String,
    /// What could be read of it, `Err` says in a sentence why nothing could; `None` while it is not read.
    pub summary: Option<Result<BriefListSummary, String>>,
    folded: String,
}

impl BriefListItem {
    /// A brief of which nothing is known but its name.
    pub fn unread(name: String) -> Self {
        Self { folded: fold(&name), name, summary: None }
    }

    /// A brief that was read.
    pub fn from_listing(listed: BriefListing) -> Self {
        let BriefListing { name, summary: head } = listed;
        let mut volume = Self { name, summary: Some(head), folded: String::new() };
        volume.folded = fold(&volume.text());
        volume
    }

    /// All that the filter looks for words in.
    fn text(&self) -> String {
        match &self.summary {
            Some(Ok(head)) => format!("{} {} {} {}", self.name, head.title, head.as_of, head.tlp),
            Some(Err(fault)) => format!("{} {fault}", self.name),
            None => self.name.clone(),
        }
    }
}

/// The strictest label of some briefs; `None` while one of them is still to be read, unless another has the strictest label there is. A
/// brief that cannot be read counts as `TLP:RED`.
pub(super) fn strictest<'a>(volumes: impl Iterator<Item = &'a BriefListItem>) -> Option<Tlp> {
    let mut strictest = Some(Tlp::Clear);
    for volume in volumes {
        let label = volume.summary.as_ref().map(|head| head.as_ref().map_or(Tlp::Red, |head| head.tlp));
        if label == Some(Tlp::Red) {
            return label;
        }
        strictest = strictest.zip(label).map(|(one, other)| one.strictest(other));
    }
    strictest
}

/// The words that a filter looks for, folded as in the look-up; signs, which fold away, as they are.
#[derive(Debug)]
pub(super) struct BriefFilter {
    folded: Vec<String>,
    signs: Vec<String>,
}

impl BriefFilter {
    pub(super) fn new(filter: &str) -> Self {
        let (mut folded, mut signs) = (Vec::new(), Vec::new());
        for word in filter.split_whitespace() {
            match fold(word) {
                empty if empty.is_empty() => signs.push(word.to_owned()),
                word => folded.push(word),
            }
        }
        Self { folded, signs }
    }

    /// Whether a brief has every word somewhere.
    pub(super) fn matches(&self, volume: &BriefListItem) -> bool {
        let has_words = self.folded.iter().all(|word| volume.folded.contains(word.as_str()));
        has_words && (self.signs.is_empty() || self.signs.iter().all(|sign| volume.text().contains(sign.as_str())))
    }
}
