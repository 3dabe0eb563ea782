//! What a room will be shown and what it will not, told to the speaker before the meeting. A room sees none of it.

use std::io::{self, Write};
use std::path::PathBuf;

use crate::app::presentation::PresentationPlan;
use crate::loader::{BriefLocation, LoadedBrief};
use crate::model::{Brief, Ix, Record, Source, Tlp};
use crate::prompt::{self, PlainOptions};
use crate::redact::{self, LooseKeyPoint, Withheld};
use crate::runtime::{self, StartTarget};
use crate::text::sanitize::sanitize;
use crate::view::{self, pluralize};

/// A presentation that is not given yet.
pub(super) struct DryRun {
    pub place: BriefLocation,
    pub reading: LoadedBrief,
    /// `None` where nobody said who will be in the room.
    pub audience: Option<Tlp>,
    pub texts: Option<PathBuf>,
    pub plain: PlainOptions,
}

impl DryRun {
    /// Writes the index of the cards, and below it what is withheld.
    pub(super) fn write(self, out: &mut dyn Write) -> io::Result<()> {
        let Self { place, reading, audience, texts, plain: paper } = self;
        let lines = reading.brief.as_ref().map(|brief| withheld_lines(brief, audience)).unwrap_or_default();
        // Where nobody is named, all cards that there are.
        let start = StartTarget::Presentation {
            place,
            reading: Box::new(reading),
            audience: Some(audience.unwrap_or(Tlp::Red)),
            plan: PresentationPlan::default(),
        };
        runtime::print_card_index(start, texts, paper, out)?;
        writeln!(out)?;
        for line in lines {
            let line = sanitize(&line);
            writeln!(out, "{}", if paper.ascii { prompt::to_ascii(&line) } else { line })?;
        }
        out.flush()
    }
}

/// What is withheld, in lines: from an audience whole, and else how much from each.
fn withheld_lines(brief: &Brief, audience: Option<Tlp>) -> Vec<String> {
    let mut lines = Vec::new();
    match audience {
        Some(audience) => match redact::withheld(brief, audience) {
            Ok(withheld) => {
                lines.push(summary(&withheld, audience));
                lines.extend(withheld_things(brief, &withheld).map(|line| format!("  {line}")));
            }
            Err(above) => lines.push(above.to_string()),
        },
        None => {
            // The strictest may see all.
            for label in Tlp::ALL.iter().skip(1) {
                lines.push(match redact::withheld(brief, *label) {
                    Ok(withheld) => summary(&withheld, *label),
                    Err(above) => above.to_string(),
                });
            }
        }
    }
    lines.push("notes and held texts are shown to nobody".to_owned());
    lines.extend(
        redact::loose_key_points(brief).into_iter().filter_map(|loose| loose_point_warning(brief, loose, audience)),
    );
    lines
}

/// How much is withheld: `withheld from TLP:GREEN: 3 statements, 1 source`.
fn summary(withheld: &Withheld, audience: Tlp) -> String {
    let Withheld { key_points, sources, records, issues, actors } = withheld;
    let of = |kind: fn(&Record) -> bool| records.iter().filter(|record| kind(record)).count();
    let counts = [
        (key_points.len(), "key point"),
        (sources.len(), "source"),
        (of(|record| matches!(record, Record::Statement(_))), "statement"),
        (of(|record| matches!(record, Record::Event(_))), "event"),
        (of(|record| matches!(record, Record::Claim(_))), "claim"),
        (issues.len(), "issue"),
        (actors.len(), "actor"),
    ];
    let told: Vec<String> =
        counts.iter().filter(|(number, _)| *number > 0).map(|(number, noun)| pluralize(*number, noun)).collect();
    let told = if told.is_empty() { "nothing".to_owned() } else { told.join(", ") };
    format!("withheld from {audience}: {told}")
}

/// Each thing that is withheld, with its label and why.
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

/// The kind and id of a record with its label, and where it has that from.
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

/// What is to be said of a key point that an audience sees without all that it rests on.
fn loose_point_warning(brief: &Brief, loose: LooseKeyPoint, audience: Option<Tlp>) -> Option<String> {
    let LooseKeyPoint { point, label, stricter } = loose;
    let is_withheld = |record: &Record| audience.is_none_or(|audience| brief.tlp_of(*record) < audience);
    let stricter: Vec<String> =
        stricter.into_iter().filter(is_withheld).map(|record| labelled(brief, record)).collect();
    let is_shown = audience.is_none_or(|audience| label >= audience);
    (is_shown && !stricter.is_empty())
        .then(|| format!("look again at key point {}: it is {label}, and rests on {}", point + 1, stricter.join(", ")))
}
