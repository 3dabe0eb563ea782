//! What every form of a citation tells of a record. All of it is already harmless, each piece on one line.

use super::{reference, sanitized};
use crate::analysis::Dated;
use crate::model::{
    Actor, Attribution, Brief, Claim, Credibility, Event, EventKind, Ix, Rank, Record, Source, Speaker, Statement,
};
use crate::view;

/// A record, told for a citation.
pub(super) struct CitedRecord<'a> {
    /// The exact words between marks; only ever of speech.
    pub(super) quote: Option<String>,
    /// What it says in other words, whose it is, when and where.
    pub(super) details: Vec<CitationLine>,
    pub(super) reports: Vec<CitedSource<'a>>,
    /// How sure it is, who may see it, where it is found.
    pub(super) assessment: Vec<CitationLine>,
    pub(super) reference: String,
    /// What a source without a title is listed under.
    pub(super) title: String,
}

/// A label with its text.
pub(super) struct CitationLine {
    pub(super) label: &'static str,
    pub(super) text: String,
}

/// A source that reports the record.
pub(super) struct CitedSource<'a> {
    pub(super) source: &'a Source,
    /// Outlet, title, author, place and date, or that they are not stated; the address stands apart.
    pub(super) text: String,
    pub(super) url: Option<String>,
}

impl<'a> CitedRecord<'a> {
    /// What is told of a record of a brief that is found at `place`.
    pub(super) fn new(place: &str, brief: &'a Brief, record: Record) -> Self {
        let (quote, told, title) = match record {
            Record::Statement(ix) => statement_details(brief, ix),
            Record::Event(ix) => (None, event_details(brief, ix), format!("[Event: {}]", brief.events[ix].title)),
            Record::Claim(ix) => (None, claim_details(brief, ix), format!("[Claim: {}]", brief.claims[ix].question)),
        };
        let reference = reference(place, brief, record);
        let label =
            brief.marking.iter().fold(brief.tlp_of(record).word().to_owned(), |tlp, own| format!("{tlp}; {own}"));
        let mut standing = grade_lines(brief, record);
        standing.push(CitationLine::new("label", &label));
        standing.push(CitationLine::new("reference", &reference));
        Self {
            quote: quote.map(|quote| sanitized::one_line(&quote)),
            details: told,
            reports: brief.sources_of(record).iter().map(|source| CitedSource::new(brief, *source)).collect(),
            assessment: standing,
            reference,
            title: sanitized::one_line(&title),
        }
    }
}

impl CitationLine {
    fn new(label: &'static str, text: &str) -> Self {
        Self { label, text: sanitized::one_line(text) }
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
        Self { source, text: sanitized::one_line(&text), url: source.url.as_deref().map(sanitized::one_line) }
    }
}

/// A statement: what is speech, what is not, and the title.
fn statement_details(brief: &Brief, ix: Ix<Statement>) -> (Option<String>, Vec<CitationLine>, String) {
    let statement = &brief.statements[ix];
    let record = Record::Statement(ix);
    let is_read = statement.attribution == Attribution::Inferred;
    let quote = view::quote_text(statement).filter(|_| !is_read);
    let (whose, of) = match &statement.speaker {
        Speaker::Actor(actor) => (name_with_role(brief, *actor, record), brief.actors[*actor].name.clone()),
        Speaker::Unnamed(described) => (format!("unnamed ({described})"), format!("an unnamed speaker ({described})")),
    };
    let via = statement.via.map(|via| format!("through {}", name_with_role(brief, via, record)));
    let said = Some(date_with_printed(brief, record));
    let circumstances = [Some(whose), via, said, statement.venue.clone()];
    let circumstances = circumstances.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let (gist_label, whose_label, title) = if is_read {
        ("the brief's reading, not speech", "position of", format!("[Position of {of}, as read by the brief]"))
    } else {
        ("paraphrase, in the brief's words", "said by", format!("[Statement by {of}]"))
    };
    let mut told = Vec::from_iter(statement.gist.as_deref().map(|gist| CitationLine::new(gist_label, gist)));
    told.push(CitationLine::new(whose_label, &circumstances));
    (quote, told, title)
}

fn event_details(brief: &Brief, ix: Ix<Event>) -> Vec<CitationLine> {
    let event = &brief.events[ix];
    let names: Vec<&str> = event.actors.iter().map(|actor| brief.actors[*actor].name.as_str()).collect();
    let names = Some(names.join(", ")).filter(|names| !names.is_empty());
    let circumstances = [Some(date_with_printed(brief, Record::Event(ix))), event.place.clone()];
    let circumstances = circumstances.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let kind = if event.kind == EventKind::Other { String::new() } else { format!(" ({})", event.kind) };
    let mut told = vec![CitationLine::new("event", &(event.title.clone() + &kind))];
    told.extend(event.gist.as_deref().map(|gist| CitationLine::new("in the brief's words", gist)));
    told.extend(names.map(|names| CitationLine::new("who", &names)));
    told.push(CitationLine::new("when", &circumstances));
    told
}

fn claim_details(brief: &Brief, ix: Ix<Claim>) -> Vec<CitationLine> {
    let claim = &brief.claims[ix];
    let record = Record::Claim(ix);
    let by = claim.actor.map_or_else(|| "the report itself".to_owned(), |actor| name_with_role(brief, actor, record));
    let as_of = match Dated::new(brief, record) {
        Dated::Stated(_) => "as of ",
        Dated::By(_) | Dated::Unknown => "",
    };
    let mut told = vec![CitationLine::new("claim", &format!("{} {}", claim.question, view::value(brief, ix)))];
    told.push(CitationLine::new("given by", &format!("{by}; {as_of}{}", date_with_printed(brief, record))));
    let why = claim.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    if claim.rank != Rank::Normal || !why.is_empty() {
        told.push(CitationLine::new("rank", &format!("{}{why}", claim.rank)));
    }
    told
}

/// An actor with the role held at the time, everything by its full name.
fn name_with_role(brief: &Brief, actor: Ix<Actor>, record: Record) -> String {
    let name = &brief.actors[actor].name;
    let role = view::role_at(brief, actor, record);
    let body = role.and_then(|role| role.at).map(|at| brief.actors[at].name.as_str());
    let parts = [Some(name.as_str()), role.map(|role| role.title.as_str()), body];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// When a record was, in words, with the date as printed.
fn date_with_printed(brief: &Brief, record: Record) -> String {
    let words = view::describe_date(brief, record);
    match brief.printed_date_of(record) {
        Some(printed) => format!("{words} (printed: “{printed}”)"),
        None => words,
    }
}

/// How a statement stands in its source, and the grade in the Admiralty code; what is no statement has that of its sources alone.
fn grade_lines(brief: &Brief, record: Record) -> Vec<CitationLine> {
    let of_source = |source: Ix<Source>| brief.sources[source].reliability;
    let grades = match record {
        Record::Statement(ix) => {
            let statement = &brief.statements[ix];
            let attribution = CitationLine::new("attribution", describe_attribution(statement.attribution));
            let grade = describe_grade(of_source(statement.source), Some(statement.credibility));
            return vec![attribution, CitationLine::new("grade", &grade)];
        }
        Record::Event(ix) => brief.events[ix].sources.as_slice(),
        Record::Claim(ix) => std::slice::from_ref(&brief.claims[ix].source),
    };
    match grades {
        [] => Vec::new(),
        [one] => vec![CitationLine::new("grade", &describe_grade(of_source(*one), None))],
        several => {
            let named = |source: &Ix<Source>| {
                format!("{}, {}", view::source_name(brief, *source), describe_grade(of_source(*source), None))
            };
            vec![CitationLine::new("grade", &several.iter().map(named).collect::<Vec<_>>().join("; "))]
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
