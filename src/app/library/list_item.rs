//! A brief in the list, with its folded text for the filter. It is drawn elsewhere.

use crate::model::Tlp;
use crate::search::fold;
use crate::search::library::{BriefListSummary, BriefListing};

/// A brief of the list.
#[derive(Debug, Clone)]
pub struct BriefListItem {
    pub name: String,
    /// The summary of the brief; `Err` says in a sentence why it could not be read; `None` until it is loaded.
    pub summary: Option<Result<BriefListSummary, String>>,
    folded: String,
}

impl BriefListItem {
    /// A brief that is not loaded yet.
    pub fn unread(name: String) -> Self {
        Self { folded: fold(&name), name, summary: None }
    }

    /// A loaded brief.
    pub fn from_listing(listing: BriefListing) -> Self {
        let BriefListing { name, summary } = listing;
        let mut item = Self { name, summary: Some(summary), folded: String::new() };
        item.folded = fold(&item.text());
        item
    }

    /// The text that the filter searches.
    fn text(&self) -> String {
        match &self.summary {
            Some(Ok(summary)) => format!("{} {} {} {}", self.name, summary.title, summary.as_of, summary.tlp),
            Some(Err(fault)) => format!("{} {fault}", self.name),
            None => self.name.clone(),
        }
    }
}

/// The strictest label of some briefs. `None` while one of them is not loaded, unless another is `TLP:RED`. A brief
/// that cannot be read counts as `TLP:RED`.
pub(super) fn strictest<'a>(items: impl Iterator<Item = &'a BriefListItem>) -> Option<Tlp> {
    let mut strictest = Some(Tlp::Clear);
    for item in items {
        let label = item.summary.as_ref().map(|summary| summary.as_ref().map_or(Tlp::Red, |summary| summary.tlp));
        if label == Some(Tlp::Red) {
            return label;
        }
        strictest = strictest.zip(label).map(|(one, other)| one.strictest(other));
    }
    strictest
}

/// The words of a filter, folded as in the look-up. Words of signs alone fold to nothing and are compared as they are.
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

    /// Whether a brief has every word of the filter.
    pub(super) fn matches(&self, item: &BriefListItem) -> bool {
        let has_words = self.folded.iter().all(|word| item.folded.contains(word.as_str()));
        has_words && (self.signs.is_empty() || self.signs.iter().all(|sign| item.text().contains(sign.as_str())))
    }
}
