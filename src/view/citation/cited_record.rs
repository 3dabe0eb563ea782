//! The texts of a citation, the same for every format. Every text is sanitized and on one line.

use super::{one_line, reference};
use crate::analysis::Dated;
use crate::model::{
    Actor, Attribution, Brief, Claim, Credibility, Event, EventKind, Ix, Rank, Record, Source, Speaker, Statement,
};
use crate::view;

/// The texts of a record for a citation.
pub(super) struct CitedRecord<'a> {
    /// The quote in quotation marks; `None` unless somebody said it.
    pub(super) quote: Option<String>,
    /// The gist, who said it, when and where.
    pub(super) details: Vec<CitationLine>,
    pub(super) reports: Vec<CitedSource<'a>>,
    /// The attribution, grade, label and reference.
    pub(super) assessment: Vec<CitationLine>,
    /// The text that opens the reader at the record; see [`reference()`].
    pub(super) reference: String,
    /// The title for a source that has none.
    pub(super) title: String,
}

/// A label and its text.
pub(super) struct CitationLine {
    pub(super) label: &'static str,
    pub(super) text: String,
}

/// A source that reports the record.
pub(super) struct CitedSource<'a> {
    pub(super) source: &'a Source,
    /// Outlet, title, author, place and dates, without the URL; says so when the outlet or the date is not stated.
    pub(super) text: String,
    pub(super) url: Option<String>,
}

impl<'a> CitedRecord<'a> {
    /// Builds the texts of a record of the brief that `location` opens.
    pub(super) fn new(location: &str, brief: &'a Brief, record: Record) -> Self {
        let (quote, details, title) = match record {
            Record::Statement(ix) => statement_details(brief, ix),
            Record::Event(ix) => (None, event_details(brief, ix), format!("[Event: {}]", brief.events[ix].title)),
            Record::Claim(ix) => (None, claim_details(brief, ix), format!("[Claim: {}]", brief.claims[ix].question)),
        };
        let reference = reference(location, brief, record);
        let label =
            brief.marking.iter().fold(brief.tlp_of(record).word().to_owned(), |tlp, own| format!("{tlp}; {own}"));
        let mut assessment = grade_lines(brief, record);
        assessment.push(CitationLine::new("label", &label));
        assessment.push(CitationLine::new("reference", &reference));
        Self {
            quote: quote.map(|quote| one_line(&quote)),
            details,
            reports: brief.sources_of(record).iter().map(|source| CitedSource::new(brief, *source)).collect(),
            assessment,
            reference,
            title: one_line(&title),
        }
    }
}

impl CitationLine {
    fn new(label: &'static str, text: &str) -> Self {
        Self { label, text: one_line(text) }
    }
}

impl<'a> CitedSource<'a> {
    fn new(brief: &'a Brief, ix: Ix<Source>) -> Self {
        let source = &brief.sources[ix];
        let outlet = source.outlet.clone().unwrap_or_else(|| "outlet not stated".to_owned());
        let title = source.title.as_ref().map(|title| format!("“{title}”"));
        let author = source.author.as_ref().map(|author| format!("by {author}"));
        let published = source.published.as_ref().map_or("undated".to_owned(), |published| {
            let inferred = if source.published_basis.is_some() { " (inferred)" } else { "" };
            format!("{}{inferred}", published.in_words())
        });
        let origin = source.origin.map(|origin| format!("after {}", view::source_name(brief, origin)));
        let accessed = source.accessed.as_ref().map(|accessed| format!("accessed {}", accessed.in_words()));
        let parts = [Some(outlet), title, author, source.place.clone(), Some(published), origin, accessed];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        Self { source, text: one_line(&text), url: source.url.as_deref().map(one_line) }
    }
}

/// The quote, the detail lines and the title of a statement. A position that the brief infers has no quote.
fn statement_details(brief: &Brief, ix: Ix<Statement>) -> (Option<String>, Vec<CitationLine>, String) {
    let statement = &brief.statements[ix];
    let record = Record::Statement(ix);
    let is_inferred = statement.attribution == Attribution::Inferred;
    let quote = view::quote_text(statement).filter(|_| !is_inferred);
    let (speaker, name) = match &statement.speaker {
        Speaker::Actor(actor) => (name_with_role(brief, *actor, record), brief.actors[*actor].name.clone()),
        Speaker::Unnamed(description) => {
            (format!("unnamed ({description})"), format!("an unnamed speaker ({description})"))
        }
    };
    let via = statement.via.map(|via| format!("through {}", name_with_role(brief, via, record)));
    let said = Some(date_with_printed(brief, record));
    let circumstances = [Some(speaker), via, said, statement.venue.clone()];
    let circumstances = circumstances.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let (gist_label, speaker_label, title) = if is_inferred {
        ("the brief's reading, not speech", "position of", format!("[Position of {name}, as read by the brief]"))
    } else {
        ("paraphrase, in the brief's words", "said by", format!("[Statement by {name}]"))
    };
    let mut details = Vec::from_iter(statement.gist.as_deref().map(|gist| CitationLine::new(gist_label, gist)));
    details.push(CitationLine::new(speaker_label, &circumstances));
    (quote, details, title)
}

fn event_details(brief: &Brief, ix: Ix<Event>) -> Vec<CitationLine> {
    let event = &brief.events[ix];
    let names: Vec<&str> = event.actors.iter().map(|actor| brief.actors[*actor].name.as_str()).collect();
    let names = Some(names.join(", ")).filter(|names| !names.is_empty());
    let circumstances = [Some(date_with_printed(brief, Record::Event(ix))), event.place.clone()];
    let circumstances = circumstances.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let kind = if event.kind == EventKind::Other { String::new() } else { format!(" ({})", event.kind) };
    let mut details = vec![CitationLine::new("event", &(event.title.clone() + &kind))];
    details.extend(event.gist.as_deref().map(|gist| CitationLine::new("in the brief's words", gist)));
    details.extend(names.map(|names| CitationLine::new("who", &names)));
    details.push(CitationLine::new("when", &circumstances));
    details
}

fn claim_details(brief: &Brief, ix: Ix<Claim>) -> Vec<CitationLine> {
    let claim = &brief.claims[ix];
    let record = Record::Claim(ix);
    let by = claim.actor.map_or_else(|| "the report itself".to_owned(), |actor| name_with_role(brief, actor, record));
    let as_of = match Dated::new(brief, record) {
        Dated::Stated(_) => "as of ",
        Dated::By(_) | Dated::Unknown => "",
    };
    let mut details = vec![CitationLine::new("claim", &format!("{} {}", claim.question, view::value(brief, ix)))];
    details.push(CitationLine::new("given by", &format!("{by}; {as_of}{}", date_with_printed(brief, record))));
    let why = claim.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    if claim.rank != Rank::Normal || !why.is_empty() {
        details.push(CitationLine::new("rank", &format!("{}{why}", claim.rank)));
    }
    details
}

/// The full name of an actor, with the role and the organization at the date of the record.
fn name_with_role(brief: &Brief, actor: Ix<Actor>, record: Record) -> String {
    let name = &brief.actors[actor].name;
    let role = view::role_at(brief, actor, record);
    let body = role.and_then(|role| role.at).map(|at| brief.actors[at].name.as_str());
    let parts = [Some(name.as_str()), role.map(|role| role.title.as_str()), body];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The date of a record in words, with the date as printed.
fn date_with_printed(brief: &Brief, record: Record) -> String {
    let words = view::describe_date(brief, record);
    match brief.printed_date_of(record) {
        Some(printed) => format!("{words} (printed: “{printed}”)"),
        None => words,
    }
}

/// The attribution of a statement and its grade in the Admiralty code; for other records only the reliability of the sources.
fn grade_lines(brief: &Brief, record: Record) -> Vec<CitationLine> {
    let reliability = |source: Ix<Source>| brief.sources[source].reliability;
    let sources = match record {
        Record::Statement(ix) => {
            let statement = &brief.statements[ix];
            let attribution = CitationLine::new("attribution", describe_attribution(statement.attribution));
            let grade = describe_grade(reliability(statement.source), Some(statement.credibility));
            return vec![attribution, CitationLine::new("grade", &grade)];
        }
        Record::Event(ix) => brief.events[ix].sources.as_slice(),
        Record::Claim(ix) => std::slice::from_ref(&brief.claims[ix].source),
    };
    match sources {
        [] => Vec::new(),
        [source] => vec![CitationLine::new("grade", &describe_grade(reliability(*source), None))],
        several => {
            let graded = |source: &Ix<Source>| {
                format!("{}, {}", view::source_name(brief, *source), describe_grade(reliability(*source), None))
            };
            vec![CitationLine::new("grade", &several.iter().map(graded).collect::<Vec<_>>().join("; "))]
        }
    }
}

fn describe_grade(reliability: crate::model::Reliability, credibility: Option<Credibility>) -> String {
    match credibility {
        Some(credibility) => {
            format!("{reliability}{credibility}: {}, {}", reliability.meaning(), credibility.meaning())
        }
        None => format!("{reliability}: {}", reliability.meaning()),
    }
}

const fn describe_attribution(attribution: Attribution) -> &'static str {
    match attribution {
        Attribution::Direct => "direct, wholly in quotation marks",
        Attribution::Mixed => "mixed, partly in quotation marks",
        Attribution::Indirect => "indirect, in the reporter's words",
        Attribution::Inferred => "inferred, the brief's own reading",
    }
}
