//! What every form of a citation tells of a record. All of it is already harmless, each piece on one line.

use super::{reference, safe};
use crate::analysis::Dated;
use crate::model::{
    Actor, Attribution, Brief, Claim, Credibility, Event, EventKind, Ix, Rank, Record, Source, Speaker, Statement,
};
use crate::view;

/// A record, told for a citation.
pub(super) struct Facts<'a> {
    /// The exact words between marks; only ever of speech.
    pub(super) quote: Option<String>,
    /// What it says in other words, whose it is, when and where.
    pub(super) told: Vec<Line>,
    pub(super) reports: Vec<Report<'a>>,
    /// How sure it is, who may see it, where it is found.
    pub(super) standing: Vec<Line>,
    pub(super) reference: String,
    /// What a source without a title is listed under.
    pub(super) title: String,
}

/// A label with its text.
pub(super) struct Line {
    pub(super) label: &'static str,
    pub(super) text: String,
}

/// A source that reports the record.
pub(super) struct Report<'a> {
    pub(super) source: &'a Source,
    /// Outlet, title, author, place and date, or that they are not stated; the address stands apart.
    pub(super) text: String,
    pub(super) url: Option<String>,
}

impl<'a> Facts<'a> {
    /// What is told of a record of a brief that is found at `place`.
    pub(super) fn of(place: &str, brief: &'a Brief, record: Record) -> Self {
        let (quote, told, title) = match record {
            Record::Statement(ix) => statement(brief, ix),
            Record::Event(ix) => (None, event(brief, ix), format!("[Event: {}]", brief.events[ix].title)),
            Record::Claim(ix) => (None, claim(brief, ix), format!("[Claim: {}]", brief.claims[ix].question)),
        };
        let reference = reference(place, brief, record);
        let label =
            brief.marking.iter().fold(brief.tlp_of(record).word().to_owned(), |tlp, own| format!("{tlp}; {own}"));
        let mut standing = grade(brief, record);
        standing.push(Line::new("label", &label));
        standing.push(Line::new("reference", &reference));
        Self {
            quote: quote.map(|quote| safe::line(&quote)),
            told,
            reports: brief.sources_of(record).iter().map(|source| Report::of(brief, *source)).collect(),
            standing,
            reference,
            title: safe::line(&title),
        }
    }
}

impl Line {
    fn new(label: &'static str, text: &str) -> Self {
        Self { label, text: safe::line(text) }
    }
}

impl<'a> Report<'a> {
    fn of(brief: &'a Brief, ix: Ix<Source>) -> Self {
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
        Self { source, text: safe::line(&text), url: source.url.as_deref().map(safe::line) }
    }
}

/// A statement: what is speech, what is not, and the title.
fn statement(brief: &Brief, ix: Ix<Statement>) -> (Option<String>, Vec<Line>, String) {
    let statement = &brief.statements[ix];
    let record = Record::Statement(ix);
    let is_read = statement.attribution == Attribution::Inferred;
    let quote = view::quoted(statement).filter(|_| !is_read);
    let (whose, of) = match &statement.speaker {
        Speaker::Actor(actor) => (titled(brief, *actor, record), brief.actors[*actor].name.clone()),
        Speaker::Unnamed(described) => (format!("unnamed ({described})"), format!("an unnamed speaker ({described})")),
    };
    let via = statement.via.map(|via| format!("through {}", titled(brief, via, record)));
    let said = Some(when(brief, record));
    let circumstances = [Some(whose), via, said, statement.venue.clone()];
    let circumstances = circumstances.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let (gist_label, whose_label, title) = if is_read {
        ("the brief's reading, not speech", "position of", format!("[Position of {of}, as read by the brief]"))
    } else {
        ("paraphrase, in the brief's words", "said by", format!("[Statement by {of}]"))
    };
    let mut told = Vec::from_iter(statement.gist.as_deref().map(|gist| Line::new(gist_label, gist)));
    told.push(Line::new(whose_label, &circumstances));
    (quote, told, title)
}

fn event(brief: &Brief, ix: Ix<Event>) -> Vec<Line> {
    let event = &brief.events[ix];
    let names: Vec<&str> = event.actors.iter().map(|actor| brief.actors[*actor].name.as_str()).collect();
    let names = Some(names.join(", ")).filter(|names| !names.is_empty());
    let circumstances = [Some(when(brief, Record::Event(ix))), event.place.clone()];
    let circumstances = circumstances.into_iter().flatten().collect::<Vec<_>>().join("; ");
    let kind = if event.kind == EventKind::Other { String::new() } else { format!(" ({})", event.kind) };
    let mut told = vec![Line::new("event", &(event.title.clone() + &kind))];
    told.extend(event.gist.as_deref().map(|gist| Line::new("in the brief's words", gist)));
    told.extend(names.map(|names| Line::new("who", &names)));
    told.push(Line::new("when", &circumstances));
    told
}

fn claim(brief: &Brief, ix: Ix<Claim>) -> Vec<Line> {
    let claim = &brief.claims[ix];
    let record = Record::Claim(ix);
    let by = claim.actor.map_or_else(|| "the report itself".to_owned(), |actor| titled(brief, actor, record));
    let as_of = match Dated::of(brief, record) {
        Dated::Stated(_) => "as of ",
        Dated::By(_) | Dated::Unknown => "",
    };
    let mut told = vec![Line::new("claim", &format!("{} {}", claim.question, view::value(brief, ix)))];
    told.push(Line::new("given by", &format!("{by}; {as_of}{}", when(brief, record))));
    let why = claim.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
    if claim.rank != Rank::Normal || !why.is_empty() {
        told.push(Line::new("rank", &format!("{}{why}", claim.rank)));
    }
    told
}

/// An actor with the role held at the time, everything by its full name.
fn titled(brief: &Brief, actor: Ix<Actor>, record: Record) -> String {
    let name = &brief.actors[actor].name;
    let role = view::role_then(brief, actor, record);
    let body = role.and_then(|role| role.at).map(|at| brief.actors[at].name.as_str());
    let parts = [Some(name.as_str()), role.map(|role| role.title.as_str()), body];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// When a record was, in words, with the date as printed.
fn when(brief: &Brief, record: Record) -> String {
    let words = view::when_in_words(brief, record);
    match brief.printed_date_of(record) {
        Some(printed) => format!("{words} (printed: “{printed}”)"),
        None => words,
    }
}

/// How a statement stands in its source, and the grade in the Admiralty code; what is no statement has that of its sources alone.
fn grade(brief: &Brief, record: Record) -> Vec<Line> {
    let of_source = |source: Ix<Source>| brief.sources[source].reliability;
    let grades = match record {
        Record::Statement(ix) => {
            let statement = &brief.statements[ix];
            let attribution = Line::new("attribution", attribution(statement.attribution));
            let grade = graded(of_source(statement.source), Some(statement.credibility));
            return vec![attribution, Line::new("grade", &grade)];
        }
        Record::Event(ix) => brief.events[ix].sources.as_slice(),
        Record::Claim(ix) => std::slice::from_ref(&brief.claims[ix].source),
    };
    match grades {
        [] => Vec::new(),
        [one] => vec![Line::new("grade", &graded(of_source(*one), None))],
        several => {
            let named = |source: &Ix<Source>| {
                format!("{}, {}", view::source_name(brief, *source), graded(of_source(*source), None))
            };
            vec![Line::new("grade", &several.iter().map(named).collect::<Vec<_>>().join("; "))]
        }
    }
}

fn graded(reliability: crate::model::Reliability, credibility: Option<Credibility>) -> String {
    match credibility {
        Some(credibility) => {
            format!("{reliability}{credibility}: {}, {}", reliability.meaning(), credibility.meaning())
        }
        None => format!("{reliability}: {}", reliability.meaning()),
    }
}

const fn attribution(attribution: Attribution) -> &'static str {
    match attribution {
        Attribution::Direct => "direct, wholly in quotation marks",
        Attribution::Mixed => "mixed, partly in quotation marks",
        Attribution::Indirect => "indirect, in the reporter's words",
        Attribution::Inferred => "inferred, the brief's own reading",
    }
}
