//! `present --list`: shows the speaker, before a meeting, which cards an audience will see and what is withheld. It never shows a card to
//! the audience.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::app::presentation::{DeckLength, PresentationPlan};
use crate::loader::{BriefLocation, LoadedBrief};
use crate::model::{Brief, Ix, Record, Source, Tlp};
use crate::plain::{PlainOptions, to_ascii};
use crate::redact::{self, UnderLabelledKeyPoint, Withheld};
use crate::runtime::{self, StartTarget};

use crate::text::sanitize::sanitize;
use crate::view::{self, pluralize};

/// A presentation that is listed and not given.
pub(super) struct DryRun {
    pub location: BriefLocation,
    pub loaded: LoadedBrief,
    /// `None` if no audience was named.
    pub audience: Option<Tlp>,
    pub texts: Option<PathBuf>,
    pub plain: PlainOptions,
    /// How long the deck may be.
    pub length: DeckLength,
}

impl DryRun {
    /// Writes the index of the cards, then what is withheld.
    pub(super) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let Self { location, loaded, audience, texts, plain, length } = self;
        let lines = loaded.brief.as_ref().map(|brief| withheld_lines(brief, audience)).unwrap_or_default();
        // Without an audience, all cards are listed.
        let start = StartTarget::Presentation {
            place: location,
            reading: Box::new(loaded),
            audience: Some(audience.unwrap_or(Tlp::Red)),
            plan: PresentationPlan { length, ..PresentationPlan::default() },
        };
        runtime::print_card_index(start, texts, plain, out)?;
        writeln!(out)?;
        for line in lines {
            let line = sanitize(&line);
            writeln!(out, "{}", if plain.ascii { to_ascii(&line) } else { line })?;
        }
        out.flush()
    }
}

/// Lines on what is withheld: in full for one audience; without an audience, the counts for each.
fn withheld_lines(brief: &Brief, audience: Option<Tlp>) -> Vec<String> {
    let mut lines = Vec::new();
    match audience {
        Some(audience) => match redact::withheld(brief, audience) {
            Ok(withheld) => {
                lines.push(summary(&withheld, audience));
                lines.extend(withheld_things(brief, &withheld).map(|line| format!("  {line}")));
            }
            Err(error) => lines.push(error.to_string()),
        },
        None => {
            // TLP:RED, the first, may see all.
            for label in Tlp::ALL.iter().skip(1) {
                lines.push(match redact::withheld(brief, *label) {
                    Ok(withheld) => summary(&withheld, *label),
                    Err(error) => error.to_string(),
                });
            }
        }
    }
    lines.push("notes and held texts are shown to nobody".to_owned());
    let points = redact::under_labelled_key_points(brief).into_iter();
    lines.extend(points.filter_map(|point| under_labelled_warning(brief, point, audience)));
    lines
}

/// The counts of what is withheld: `withheld from TLP:GREEN: 3 statements, 1 source`.
fn summary(withheld: &Withheld, audience: Tlp) -> String {
    let Withheld { key_points, sources, records, issues, actors } = withheld;
    let count = |kind: fn(&Record) -> bool| records.iter().filter(|record| kind(record)).count();
    let counts = [
        (key_points.len(), "key point"),
        (sources.len(), "source"),
        (count(|record| matches!(record, Record::Statement(_))), "statement"),
        (count(|record| matches!(record, Record::Event(_))), "event"),
        (count(|record| matches!(record, Record::Claim(_))), "claim"),
        (issues.len(), "issue"),
        (actors.len(), "actor"),
    ];
    let parts: Vec<String> =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, noun)| pluralize(*number, noun)).collect();
    let parts = if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") };
    format!("withheld from {audience}: {parts}")
}

/// One line for each withheld item, with its label and the reason.
fn withheld_things<'a>(brief: &'a Brief, withheld: &'a Withheld) -> impl Iterator<Item = String> + 'a {
    let points = withheld.key_points.iter().map(|at| {
        let point = &brief.key_points[*at];
        format!("key point {} ({}): {}", at + 1, point.tlp.unwrap_or(brief.tlp), point.text)
    });
    let source = |at: &Ix<Source>| {
        let (id, label) = (&brief.sources[*at].id, brief.tlp_of_source(*at));
        format!("source {id} ({label}): {}", view::source(brief, *at))
    };
    let record = |record: &Record| format!("{}: {}", labelled(brief, *record), view::record_text(brief, *record));
    let issue = |at| {
        let issue: &crate::model::Issue = &brief.issues[at];
        format!("issue {} (only what is withheld takes a stance on it): {}", issue.id, issue.question)
    };
    let actor = |at| {
        let actor: &crate::model::Actor = &brief.actors[at];
        format!("actor {} (only what is withheld mentions it): {}", actor.id, actor.name)
    };
    points
        .chain(withheld.sources.iter().map(source))
        .chain(withheld.records.iter().map(record))
        .chain(withheld.issues.iter().copied().map(issue))
        .chain(withheld.actors.iter().copied().map(actor))
}

/// The kind, id and label of a record, and the source that gives it the label, if it is not its own.
fn labelled(brief: &Brief, record: Record) -> String {
    let (kind, own) = match record {
        Record::Statement(at) => ("statement", brief.statements[at].tlp),
        Record::Event(at) => ("event", brief.events[at].tlp),
        Record::Claim(at) => ("claim", brief.claims[at].tlp),
    };
    let label = brief.tlp_of(record);
    let by = brief.sources_of(record).iter().find(|source| brief.tlp_of_source(**source) == label);
    let by = by.filter(|_| own != Some(label)).map(|source| format!(", as its source {}", brief.sources[*source].id));
    format!("{kind} {} ({label}{})", brief.record_id(record), by.unwrap_or_default())
}

/// A warning about a key point that the audience sees without all the records that it rests on.
fn under_labelled_warning(brief: &Brief, key_point: UnderLabelledKeyPoint, audience: Option<Tlp>) -> Option<String> {
    let UnderLabelledKeyPoint { point, label, stricter } = key_point;
    let is_withheld = |record: &Record| audience.is_none_or(|audience| brief.tlp_of(*record) < audience);
    let stricter: Vec<String> =
        stricter.into_iter().filter(is_withheld).map(|record| labelled(brief, record)).collect();
    let is_shown = audience.is_none_or(|audience| label >= audience);
    (is_shown && !stricter.is_empty())
        .then(|| format!("look again at key point {}: it is {label}, and rests on {}", point + 1, stricter.join(", ")))
}
