//! The texts that sources name: whether they are held, are those that were coded from, and print the dates that they are said to print.

use std::collections::HashMap;

use super::LintSubject;
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::EntityKind;
use crate::model::{Ix, Record, Source};
use crate::quotes::{Article, QuoteFinder, TextState};

/// Texts that are not there, cannot be read, or are others than those that were coded from.
pub(super) fn held(subject: LintSubject<'_>, found: &mut Faults) {
    found.extend(subject.brief.sources.positions().filter_map(|source| held_of(subject, source)));
}

fn held_of(subject: LintSubject<'_>, source: Ix<Source>) -> Option<Fault> {
    let file = || subject.brief.sources[source].text.as_ref().map_or("", |text| text.file.as_str());
    let spot = |name| subject.spot_inside(EntityKind::Source(source), ["text", name]);
    match subject.quotes.text_of(source) {
        TextState::Unnamed | TextState::Text(_) => None,
        TextState::Missing => {
            let fault = spot("file").fault(Code::NoText, format!("the text {} is not there", quoted(file())));
            Some(fault.help("no quote from it is verified; put it there, or say where it is: `--texts DIR`"))
        }
        TextState::Unreadable(why) => {
            let problem = format!("the text {} cannot be read: {why}", quoted(file()));
            let fault = spot("file").fault(Code::UnreadableText, problem);
            Some(fault.help("no quote from it is verified; hold the article as plain text in UTF-8"))
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

/// Dates that are said to be printed, and that no source of the record prints; told only where all of their texts are held.
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

/// The texts of a brief, each searched for one thing after the other.
pub(super) struct SearchableTexts<'a> {
    pub(super) subject: LintSubject<'a>,
    finders: HashMap<Ix<Source>, QuoteFinder<'a>>,
}

impl<'a> SearchableTexts<'a> {
    pub(super) fn new(subject: LintSubject<'a>) -> Self {
        Self { subject, finders: HashMap::new() }
    }

    /// To look for words in the text of a source, where it is held and the one that was coded from.
    pub(super) fn finder(&mut self, source: Ix<Source>) -> Option<&mut QuoteFinder<'a>> {
        let article = article(self.subject, source)?;
        Some(self.finders.entry(source).or_insert_with(|| article.finder()))
    }

    /// Whether any source of a record prints its printed date; `None` where no date is printed, or not every text can be asked.
    fn prints(&mut self, record: Record) -> Option<bool> {
        let printed = [self.subject.brief.printed_date_of(record)?.to_owned()];
        let sources = self.subject.brief.sources_of(record);
        let prints: Vec<bool> =
            sources.iter().map(|source| Some(self.finder(*source)?.has(&printed))).collect::<Option<_>>()?;
        (!prints.is_empty()).then(|| prints.contains(&true))
    }
}

/// The text of a source, where it is held and the one that was coded from.
pub(super) fn article(subject: LintSubject<'_>, source: Ix<Source>) -> Option<&Article> {
    match subject.quotes.text_of(source) {
        TextState::Text(article) => Some(article),
        TextState::Unnamed | TextState::Missing | TextState::Unreadable(_) | TextState::Other { .. } => None,
    }
}
