//! Sources: the articles, broadcasts and reports that records come from. It never opens the text of a source.

use super::{EdtfDate, HasId, Ix, Reliability, SourceKind, Tlp};

/// An article, a broadcast, a report or another source of records.
#[derive(Debug, Clone)]
pub struct Source {
    pub id: String,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub place: Option<String>,
    pub url: Option<String>,
    pub lang: Option<String>,
    pub kind: SourceKind,
    pub published: Option<EdtfDate>,
    pub accessed: Option<EdtfDate>,
    /// How the date of publication was inferred, when the source does not state it.
    pub published_basis: Option<String>,
    pub reliability: Reliability,
    /// The source whose report this one repeats.
    pub origin: Option<Ix<Source>>,
    pub text: Option<HeldText>,
    pub tlp: Option<Tlp>,
    pub note: Option<String>,
}

/// The text of the article in a file beside the brief. A brief can be read without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldText {
    /// Path of the file, relative to the folder of the brief.
    pub file: String,
    /// SHA-256 of the file from which the brief was coded, in lower-case hexadecimal.
    pub sha256: Option<String>,
}

impl Source {
    /// The name for a column: the outlet, or the id when the source has no outlet.
    pub fn name(&self) -> &str {
        self.outlet.as_deref().unwrap_or(&self.id)
    }
}

impl HasId for Source {
    fn id(&self) -> &str {
        &self.id
    }
}
