//! What a redaction withholds from an audience, for the speaker. It is never sent to the audience.

use super::{AboveAudience, Redaction};
use crate::model::{Actor, Brief, Issue, Ix, Record, Source, Tlp};

/// The parts of a brief that an audience may not see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Withheld {
    /// Positions in the brief's list of key points.
    pub key_points: Vec<usize>,
    pub sources: Vec<Ix<Source>>,
    /// Statements, events and claims, kind by kind.
    pub records: Vec<Record>,
    /// Issues on which only withheld statements take a stance.
    pub issues: Vec<Ix<Issue>>,
    /// Actors that only withheld records mention.
    pub actors: Vec<Ix<Actor>>,
}

/// A key point whose label is looser than that of a supporting record: its wording may reveal what that record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnderLabelledKeyPoint {
    /// Position in the brief's list of key points.
    pub point: usize,
    pub label: Tlp,
    /// The supporting records with a stricter label.
    pub stricter: Vec<Record>,
}

/// Returns what [`redact_for`](super::redact_for) removes from `brief`, without notes and held texts, which it always removes.
///
/// # Errors
/// When the label of the brief itself is stricter than `audience`.
pub fn withheld(brief: &Brief, audience: Tlp) -> Result<Withheld, AboveAudience> {
    if brief.tlp < audience {
        return Err(AboveAudience { label: brief.tlp, audience });
    }
    let redaction = Redaction::new(brief, audience);
    let points = brief.key_points.iter().enumerate();
    Ok(Withheld {
        key_points: points.filter(|(_, point)| !redaction.shows(point)).map(|(at, _)| at).collect(),
        sources: brief.sources.positions().filter(|at| !redaction.sources.contains(*at)).collect(),
        records: brief.records().filter(|record| redaction.record(*record).is_none()).collect(),
        issues: brief.issues.positions().filter(|at| !redaction.issues.contains(*at)).collect(),
        actors: brief.actors.positions().filter(|at| !redaction.actors.contains(*at)).collect(),
    })
}

impl Withheld {
    /// Whether the audience sees everything except notes and held texts.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Returns the key points whose label is looser than that of a record that supports them.
pub fn under_labelled_key_points(brief: &Brief) -> Vec<UnderLabelledKeyPoint> {
    let points = brief.key_points.iter().enumerate().map(|(at, point)| {
        let label = point.tlp.map_or(brief.tlp, |own| own.strictest(brief.tlp));
        let stricter = point.supports.iter().copied().filter(|record| brief.tlp_of(*record) < label);
        UnderLabelledKeyPoint { point: at, label, stricter: stricter.collect() }
    });
    points.filter(|loose| !loose.stricter.is_empty()).collect()
}
