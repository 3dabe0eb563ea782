//! What an audience does not see of a brief, for the eyes of whoever speaks. It shows nothing to anybody else.

use super::{AboveAudience, Redaction};
use crate::model::{Actor, Brief, Issue, Ix, Record, Source, Tlp};

/// What of a brief is above an audience.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Withheld {
    /// By their places in the brief.
    pub key_points: Vec<usize>,
    pub sources: Vec<Ix<Source>>,
    /// Statements, events and claims, kind by kind.
    pub records: Vec<Record>,
    /// On which only withheld statements take a stance.
    pub issues: Vec<Ix<Issue>>,
    /// Whom only withheld records mention.
    pub actors: Vec<Ix<Actor>>,
}

/// A key point that shows where what it rests on does not: its words may tell what that says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseKeyPoint {
    /// Its place in the brief.
    pub point: usize,
    pub label: Tlp,
    /// The records that are stricter.
    pub stricter: Vec<Record>,
}

/// What of `brief` is gone when it is [cleared](super::cleared) for an audience, but for notes and held texts, which always are.
///
/// # Errors
/// When the label of the brief itself is stricter.
pub fn withheld(brief: &Brief, audience: Tlp) -> Result<Withheld, AboveAudience> {
    if brief.tlp < audience {
        return Err(AboveAudience { label: brief.tlp, audience });
    }
    let kept = Redaction::new(brief, audience);
    let points = brief.key_points.iter().enumerate();
    Ok(Withheld {
        key_points: points.filter(|(_, point)| !kept.shows(point)).map(|(at, _)| at).collect(),
        sources: brief.sources.positions().filter(|at| !kept.sources.contains(*at)).collect(),
        records: brief.records().filter(|record| kept.record(*record).is_none()).collect(),
        issues: brief.issues.positions().filter(|at| !kept.issues.contains(*at)).collect(),
        actors: brief.actors.positions().filter(|at| !kept.actors.contains(*at)).collect(),
    })
}

impl Withheld {
    /// Whether the audience sees all but notes and held texts.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The key points whose label is looser than that of something they rest on, with what that is.
pub fn loose_key_points(brief: &Brief) -> Vec<LooseKeyPoint> {
    let points = brief.key_points.iter().enumerate().map(|(at, point)| {
        let label = point.tlp.map_or(brief.tlp, |own| own.strictest(brief.tlp));
        let stricter = point.supports.iter().copied().filter(|record| brief.tlp_of(*record) < label);
        LooseKeyPoint { point: at, label, stricter: stricter.collect() }
    });
    points.filter(|loose| !loose.stricter.is_empty()).collect()
}
