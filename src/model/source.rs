//! Where something was reported.

use super::{EdtfDate, HasId, Ix, Reliability, SourceKind, Tlp};

/// Where something was reported.
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
    /// How an unstated date of publication was inferred.
    pub published_basis: Option<String>,
    pub reliability: Reliability,
    /// The source that this one repeats.
    pub origin: Option<Ix<Source>>,
    pub text: Option<HeldText>,
    pub tlp: Option<Tlp>,
    pub note: Option<String>,
}

/// The article as held beside the brief; a brief can be read without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldText {
    /// Path of the file, from the brief's folder.
    pub file: String,
    /// SHA-256 of the file that was coded from, in lower-case hexadecimal.
    pub sha256: Option<String>,
}

impl Source {
    /// What a column shows: the outlet where the text states one, else the id.
    pub fn name(&self) -> &str {
        self.outlet.as_deref().unwrap_or(&self.id)
    }
}

impl HasId for Source {
    fn id(&self) -> &str {
        &self.id
    }
}
