//! The columns of records as a table: one list for every format, the SQL schema and the documentation. A column of an export never changes
//! its name, its type or its position; a new one comes last.

use std::borrow::Cow;

use super::record_row::{
    ActorRow, ClaimRow, EventRow, IsoDay, KindFacts, PersonRow, RecordRow, SourceRow, SpeakerRow, StanceRow,
    StatementRow, days_of_calendar,
};
use crate::model::{EdtfDate, Value};

/// A column: its name, how its cells are read from a row, and what they contain.
#[derive(Debug)]
pub struct Column {
    pub name: &'static str,
    pub getter: CellGetter,
    /// Whether the cell of a statement can be NULL. A list can be empty, but is never NULL.
    pub is_nullable: bool,
    pub meaning: &'static str,
}

/// Reads the cell of a column from a row; the variant is the type of the column.
#[derive(Debug)]
pub enum CellGetter {
    Text(TextGetter),
    Day(fn(&RecordRow<'_>) -> Option<IsoDay>),
    Flag(fn(&RecordRow<'_>) -> bool),
    Texts(for<'r> fn(&'r RecordRow<'r>) -> &'r [String]),
    Stances(for<'r> fn(&'r RecordRow<'r>) -> &'r [StanceRow<'r>]),
    Actors(for<'r> fn(&'r RecordRow<'r>) -> &'r [ActorRow<'r>]),
}

type TextGetter = for<'r> fn(&'r RecordRow<'r>) -> Option<Cow<'r, str>>;

/// The columns of an export of statements, in their order.
pub const EXPORT_COLUMNS: &[Column] = &[
    text("reference", |row| borrowed(row.reference.as_str()), "`whosaid` and this opens the reader there"),
    text("id", |row| borrowed(row.id), "unique in the brief"),
    text("brief", |row| borrowed(row.brief), "the short name of the brief"),
    text("brief_title", |row| borrowed(row.brief_title), "its title"),
    text("brief_as_of", |row| edtf(Some(row.brief_as_of)), "the date up to which it is true, in EDTF"),
    nullable("speaker_id", |row| named(row, |who| who.id), "NULL where the source does not name who speaks"),
    nullable("speaker", |row| named(row, |who| who.name), "the name, likewise"),
    nullable("role", |row| speaking(row, |by| by.role.as_deref()), "on the day of the statement"),
    nullable("described_as", described, "how the source describes an unnamed speaker"),
    nullable("via_id", |row| joined(relays(row).iter().filter_map(|via| via.id)), "who relayed it"),
    nullable("via", |row| joined(relays(row).iter().filter_map(|via| name_or_description(via, via.name))), "the name"),
    text("attribution", |row| borrowed(statement(row)?.attribution), "direct, mixed, indirect or inferred"),
    column("quote", CellGetter::Texts(quote), "the parts, word for word; empty where nothing is quoted"),
    nullable("gist", gist, "in the officer's words"),
    nullable("cue", |row| borrowed(statement(row)?.cue), "the reporting verb as printed"),
    nullable("venue", venue, "where, and to whom"),
    nullable("said", |row| edtf(row.date.stated), "its own date in EDTF; NULL where the brief states none"),
    day("said_earliest", |row| row.date.earliest, "its first day, estimates at their word; NULL is an open end"),
    day("said_latest", |row| row.date.latest, "the last; without a date of its own, that of the publication"),
    text("said_basis", |row| borrowed(row.date.basis), "whose day that is: stated, published or unknown"),
    flag("said_doubted", is_doubted, "EDTF's ? and %: the bounds are not certain"),
    flag("said_approximate", is_approximate, "EDTF's ~ and %: an estimate"),
    nullable("printed_date", |row| borrowed(row.date.printed), "as the article prints it"),
    column(
        "stances",
        CellGetter::Stances(stances),
        "an issue each; stance is for, conditional, neutral, against or unclear",
    ),
    column("about", CellGetter::Actors(|row| statement(row).map_or(&[], |said| &said.about)), "who is spoken of"),
    text("source", |row| reported(row, |from| Some(from.id)), "the id of the source that reports it"),
    nullable("outlet", |row| reported(row, |from| from.outlet), "NULL, here and below, where the text does not say"),
    nullable("source_title", |row| reported(row, |from| from.title), "the headline"),
    nullable("author", |row| reported(row, |from| from.author), "the byline"),
    nullable("source_place", |row| reported(row, |from| from.place), "the dateline"),
    nullable("url", |row| reported(row, |from| from.url), "where it can be read"),
    nullable("lang", |row| reported(row, |from| from.lang), "its language"),
    text(
        "source_kind",
        |row| reported(row, |from| Some(from.kind)),
        "in the words of the format, such as article-newspaper",
    ),
    nullable("published", published, "in EDTF"),
    day("published_earliest", |row| published_days(row)[0], "the first day on which that can have been"),
    day("published_latest", |row| published_days(row)[1], "the last"),
    text("reliability", |row| reported(row, |from| Some(from.reliability)), "of the source, A to F"),
    nullable("origin", |row| reported(row, |from| from.origin), "the id of the source that it repeats"),
    text("credibility", |row| borrowed(statement(row)?.credibility), "of the statement, 1 to 6"),
    text("grade", |row| borrowed(statement(row)?.grade.as_str()), "both, such as F2"),
    flag("disputed", |row| row.disputed, "whether it is evidence of a contradiction"),
    text("tlp", |row| borrowed(row.tlp), "the strictest label that applies"),
    day(
        "said_widest_earliest",
        |row| row.date.widest[0],
        "the first day on which it can have been, where an estimate is wrong by one of its unit",
    ),
    day("said_widest_latest", |row| row.date.widest[1], "the last"),
];

/// The columns that only a table of any records has. In [`table_columns`], one replaces the column of an export with the same name.
const RECORD_COLUMNS: &[Column] = &[
    text("kind", |row| borrowed(row.kind), "statement, event or claim"),
    flag("uncertain", |row| row.uncertain, "true where only an uncertain date makes it a result"),
    nullable("date", |row| edtf(row.date.edtf), "as the brief has it, in EDTF"),
    day("earliest", |row| row.date.earliest, "the first day on which it can have been; NULL is an open end"),
    day("latest", |row| row.date.latest, "the last; without a date of its own, that of the publication"),
    text("date_basis", |row| borrowed(row.date.basis), "whose day that is: stated, published or unknown"),
    nullable(
        "verification",
        verification,
        "how the quote stands in the text that is held, and what had to be overlooked",
    ),
    nullable(
        "via",
        |row| joined(relays(row).iter().filter_map(|via| name_or_description(via, via.id))),
        "the id of who relayed it",
    ),
    column("actors", CellGetter::Actors(participants), "the ids of those who had a part in an event"),
    nullable("event_kind", |row| borrowed(event(row)?.event_kind), "in the words of the format"),
    nullable("title", |row| borrowed(event(row)?.title), "of an event"),
    nullable("question", |row| borrowed(claim(row)?.question), "which a claim answers"),
    nullable("value", value, "the answer, a text or a number"),
    nullable("unit", |row| borrowed(claim(row)?.unit), "of the number"),
    nullable("rank", |row| borrowed(claim(row)?.rank), "of a claim: preferred, normal or deprecated"),
];

/// The names of the columns of a table of any records, in their order.
const TABLE_ORDER: &str = "kind id reference brief date earliest latest date_basis printed_date uncertain speaker_id speaker role \
    described_as attribution quote verification gist cue via venue stances about actors event_kind title question value unit rank \
    source outlet source_title author published url reliability credibility grade tlp disputed";

/// The columns of a table of any records, in their order.
pub fn table_columns() -> Vec<&'static Column> {
    let all = || RECORD_COLUMNS.iter().chain(EXPORT_COLUMNS);
    TABLE_ORDER.split_whitespace().filter_map(|name| all().find(|column| column.name == name)).collect()
}

const fn text(name: &'static str, get: TextGetter, meaning: &'static str) -> Column {
    column(name, CellGetter::Text(get), meaning)
}

const fn nullable(name: &'static str, get: TextGetter, meaning: &'static str) -> Column {
    Column { name, getter: CellGetter::Text(get), is_nullable: true, meaning }
}

const fn day(name: &'static str, get: fn(&RecordRow<'_>) -> Option<IsoDay>, meaning: &'static str) -> Column {
    Column { name, getter: CellGetter::Day(get), is_nullable: true, meaning }
}

const fn flag(name: &'static str, get: fn(&RecordRow<'_>) -> bool, meaning: &'static str) -> Column {
    column(name, CellGetter::Flag(get), meaning)
}

const fn column(name: &'static str, getter: CellGetter, meaning: &'static str) -> Column {
    Column { name, getter, is_nullable: false, meaning }
}

fn borrowed<'r>(text: impl Into<Option<&'r str>>) -> Option<Cow<'r, str>> {
    text.into().map(Cow::Borrowed)
}

fn edtf(date: Option<&EdtfDate>) -> Option<Cow<'_, str>> {
    date.map(|date| Cow::Owned(date.to_string()))
}

/// One text as it is, several with semicolons between them.
fn joined<'r>(texts: impl Iterator<Item = impl Into<Cow<'r, str>>>) -> Option<Cow<'r, str>> {
    texts.map(Into::into).reduce(|all, next| Cow::Owned(format!("{all}; {next}")))
}

/// A text of each of those named who speak or give the value of a claim.
fn named<'r>(row: &'r RecordRow<'r>, get: fn(ActorRow<'r>) -> &'r str) -> Option<Cow<'r, str>> {
    joined(row.named_speakers().into_iter().map(get))
}

/// A text of each speaker of a statement.
fn speaking<'r>(row: &'r RecordRow<'r>, get: fn(&'r SpeakerRow<'r>) -> Option<&'r str>) -> Option<Cow<'r, str>> {
    joined(statement(row)?.speakers.iter().filter_map(get))
}

/// A text of each source.
fn reported<'r>(row: &'r RecordRow<'r>, get: fn(&'r SourceRow<'r>) -> Option<&'r str>) -> Option<Cow<'r, str>> {
    joined(row.sources().iter().filter_map(get))
}

fn published<'r>(row: &'r RecordRow<'r>) -> Option<Cow<'r, str>> {
    joined(row.sources().iter().filter_map(|source| edtf(source.published)))
}

fn published_days(row: &RecordRow<'_>) -> [Option<IsoDay>; 2] {
    let published = row.sources().first().and_then(|source| source.published);
    published.map_or([None; 2], |published| days_of_calendar([published.earliest(), published.latest()]))
}

const fn statement<'r>(row: &'r RecordRow<'r>) -> Option<&'r StatementRow<'r>> {
    if let KindFacts::Statement(said) = &row.facts { Some(said) } else { None }
}

const fn event<'r>(row: &'r RecordRow<'r>) -> Option<&'r EventRow<'r>> {
    if let KindFacts::Event(event) = &row.facts { Some(event) } else { None }
}

const fn claim<'r>(row: &'r RecordRow<'r>) -> Option<&'r ClaimRow<'r>> {
    if let KindFacts::Claim(claim) = &row.facts { Some(claim) } else { None }
}

fn quote<'r>(row: &'r RecordRow<'r>) -> &'r [String] {
    statement(row).map_or(&[], |said| said.quote)
}

fn stances<'r>(row: &'r RecordRow<'r>) -> &'r [StanceRow<'r>] {
    statement(row).map_or(&[], |said| &said.stances)
}

/// How the source describes an unnamed speaker, or somebody unnamed who gives a value.
fn described<'r>(row: &'r RecordRow<'r>) -> Option<Cow<'r, str>> {
    let giver = || borrowed(claim(row)?.actor?.described_as);
    speaking(row, |by| by.described_as).or_else(giver)
}

/// The name or the id; `unnamed: officials` for somebody unnamed.
fn name_or_description<'r>(person: &PersonRow<'r>, name: Option<&'r str>) -> Option<Cow<'r, str>> {
    let described = || Some(Cow::Owned(format!("unnamed: {}", person.described_as?)));
    borrowed(name).or_else(described)
}

fn relays<'r>(row: &'r RecordRow<'r>) -> &'r [PersonRow<'r>] {
    statement(row).map_or(&[], |said| &said.via)
}

fn participants<'r>(row: &'r RecordRow<'r>) -> &'r [ActorRow<'r>] {
    event(row).map_or(&[], |event| &event.actors)
}

fn gist<'r>(row: &'r RecordRow<'r>) -> Option<Cow<'r, str>> {
    borrowed(statement(row).map_or_else(|| event(row)?.gist, |said| said.gist))
}

/// The venue of a statement, or the place of an event.
fn venue<'r>(row: &'r RecordRow<'r>) -> Option<Cow<'r, str>> {
    borrowed(statement(row).map_or_else(|| event(row)?.place, |said| said.venue))
}

/// Whether the bounds of the date are not certain. Those of a one-of set are.
fn is_doubted(row: &RecordRow<'_>) -> bool {
    row.date.stated.is_some_and(|date| date.is_uncertain() && date.days().len() <= 1)
}

fn is_approximate(row: &RecordRow<'_>) -> bool {
    row.date.stated.is_some_and(EdtfDate::is_approximate)
}

/// The state, followed by the rules if there are any.
fn verification<'r>(row: &'r RecordRow<'r>) -> Option<Cow<'r, str>> {
    let verification = statement(row)?.verification.as_ref()?;
    match verification.rules.as_slice() {
        [] => borrowed(verification.state),
        rules => Some(Cow::Owned(format!("{}: {}", verification.state, rules.join(", ")))),
    }
}

fn value<'r>(row: &'r RecordRow<'r>) -> Option<Cow<'r, str>> {
    Some(match claim(row)?.value {
        Value::Text(text) => Cow::Borrowed(text),
        Value::Integer(number) => Cow::Owned(number.to_string()),
        Value::Number(number) => Cow::Owned(number.to_string()),
    })
}
