//! Lint: source texts that are missing, unreadable or changed, and printed dates that they do not contain. It never opens a file.

use std::collections::HashMap;

use super::LintSubject;
use super::lint_spot::LintSpot;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::EntityKind;
use crate::model::{Ix, Record, Source};
use crate::quotes::{Article, QuoteFinder, TextState};
use crate::text::encoding::WrongDecoding;

/// Reports texts that are missing, unreadable, or different from the text that the brief was coded from.
pub(super) fn held(subject: LintSubject<'_>, found: &mut Faults) {
    found.extend(subject.brief.sources.positions().filter_map(|source| held_fault(subject, source)));
}

fn held_fault(subject: LintSubject<'_>, source: Ix<Source>) -> Option<Fault> {
    let file = || subject.brief.sources[source].text.as_ref().map_or("", |text| text.file.as_str());
    let spot = |name| subject.spot_inside(EntityKind::Source(source), ["text", name]);
    match subject.quotes.text_of(source) {
        TextState::Unnamed => None,
        TextState::Text(article) => wrong_encoding(|| spot("file"), file(), article),
        TextState::OtherLineEnds(article) => wrong_encoding(|| spot("file"), file(), article).or_else(|| {
            let problem = format!("the text {} is the coded one apart from its line ends", quoted(file()));
            let help = "git may have changed them; `articles/* -text` in `.gitattributes` prevents it";
            Some(spot("sha256").fault(Code::LineEnds, problem).help(help))
        }),
        TextState::Missing => {
            let fault = spot("file").fault(Code::NoText, format!("the text {} is not there", quoted(file())));
            Some(fault.help("no quote from it is verified; put it there, or say where it is: `--texts DIR`"))
        }
        TextState::Unreadable(why) => {
            let (why, way_out) = why.split_once("; ").map_or((why.as_str(), None), |(why, way)| (why, Some(way)));
            let problem = format!("the text {} cannot be read: {why}", quoted(file()));
            let fault = spot("file").fault(Code::UnreadableText, problem);
            let help = "no quote from it is verified; hold the article as plain text in UTF-8";
            Some(
                fault.help(
                    way_out.map_or_else(|| help.to_owned(), |way| format!("no quote from it is verified; {way}")),
                ),
            )
        }
        TextState::Other { sha256 } => {
            let problem = format!("the text {} is not the one that was coded from", quoted(file()));
            let fault = spot("sha256").fault(Code::OtherText, problem);
            Some(
                fault.help(format!(
                    "its sum is now {sha256}; find the old text, or code from this one and write its sum"
                )),
            )
        }
    }
}

/// The fault of a text that was decoded wrongly before it was saved.
fn wrong_encoding(spot: impl Fn() -> LintSpot, file: &str, article: &Article) -> Option<Fault> {
    let (decoding, at) = WrongDecoding::find(article.text())?;
    let start = article.text()[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let sample: String =
        article.text()[start..].trim_start().chars().take_while(|char| !char.is_whitespace()).take(20).collect();
    let (problem, help) = match decoding {
        WrongDecoding::Utf8AsWindows1252 => (
            "was read as Windows-1252, though it was UTF-8",
            "`iconv -f UTF-8 -t WINDOWS-1252` turns it back; else fetch the article again",
        ),
        WrongDecoding::Replaced => {
            ("was decoded wrongly, and characters are lost", "fetch the article again, and save it as UTF-8")
        }
    };
    let problem = format!("the text {} {problem}: it has {}", quoted(file), quoted(&sample));
    Some(spot().fault(Code::WrongEncoding, problem).help(help))
}

/// Reports printed dates that no source of the record contains. Skips a record unless the texts of all its sources are held.
pub(super) fn printed_dates(subject: LintSubject<'_>, found: &mut Faults) {
    let mut texts = SearchableTexts::new(subject);
    let records = subject.brief.records().filter(|record| texts.prints(*record) == Some(false));
    let faults = records.map(|record| {
        let printed = subject.brief.printed_date_of(record).unwrap_or_default();
        let problem = format!("the text does not print {}", quoted(printed));
        subject.spot(EntityKind::Record(record), "printed_date").fault(Code::PrintedDate, problem)
    });
    let help = "copy the date as the article has it; what you work out belongs in the date itself";
    found.extend(faults.map(|fault| fault.help(help)));
}

/// The texts of a brief, with one cached [`QuoteFinder`] per source.
pub(super) struct SearchableTexts<'a> {
    pub(super) subject: LintSubject<'a>,
    finders: HashMap<Ix<Source>, QuoteFinder<'a>>,
}

impl<'a> SearchableTexts<'a> {
    pub(super) fn new(subject: LintSubject<'a>) -> Self {
        Self { subject, finders: HashMap::new() }
    }

    /// The finder for the text of a source; `None` when the text is not held or not the one that the brief was coded from.
    pub(super) fn finder(&mut self, source: Ix<Source>) -> Option<&mut QuoteFinder<'a>> {
        let article = article(self.subject, source)?;
        Some(self.finders.entry(source).or_insert_with(|| article.finder()))
    }

    /// Whether any source of a record contains its printed date. `None` when the record has no printed date or a text is not available.
    fn prints(&mut self, record: Record) -> Option<bool> {
        let date = [self.subject.brief.printed_date_of(record)?.to_owned()];
        let sources = self.subject.brief.sources_of(record);
        let prints: Vec<bool> =
            sources.iter().map(|source| Some(self.finder(*source)?.has(&date))).collect::<Option<_>>()?;
        (!prints.is_empty()).then(|| prints.contains(&true))
    }
}

/// The text of a source; `None` when it is not held or not the one that the brief was coded from.
pub(super) fn article(subject: LintSubject<'_>, source: Ix<Source>) -> Option<&Article> {
    subject.quotes.text_of(source).text()
}
