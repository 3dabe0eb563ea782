//! Lint: quotes that differ from the text of their source. It never judges a quote whose text is not held.

use std::ops::Range;
use std::slice;

use super::LintSubject;
use super::held_texts::{SearchableTexts, article};
use super::lint_spot::{LintSpot, MOST, some, statement};
use crate::diagnostics::Code;
use crate::diagnostics::{Fault, Faults, quoted};
use crate::format::EntityKind;
use crate::model::{Ix, Source, Statement};
use crate::quotes::diff::DiffPiece;
use crate::quotes::{QuoteState, QuoteVerdict};

/// For how many quotes that are not found the texts of other sources are searched. It bounds the time for a brief of wrong quotes.
const SEARCHED: usize = 100;

/// Reports quotes that are not in the text, have other words, or have their parts in another order.
pub(super) fn quotes(subject: LintSubject<'_>, found: &mut Faults) {
    let brief = subject.brief;
    let texts = &mut SearchableTexts::new(subject);
    let compared = brief.statements.positions().filter_map(|ix| match subject.quotes.state(brief, ix) {
        QuoteState::Compared(verdict) => Some((ix, verdict)),
        QuoteState::NothingQuoted | QuoteState::NoText => None,
    });
    let mut not_found_count = 0;
    let faults = compared.filter_map(|(ix, verdict)| match verdict {
        QuoteVerdict::Verbatim { .. } | QuoteVerdict::Normalized { .. } => None,
        QuoteVerdict::Unmarked { part, .. } => Some(unmarked(subject, ix, *part)),
        QuoteVerdict::HasClause { at, clause } => Some(has_clause(subject, ix, at, clause)),
        QuoteVerdict::OutOfOrder { at } => Some(out_of_order(subject, ix, at)),
        QuoteVerdict::Changed { diff, .. } => Some(changed(texts, ix, diff)),
        QuoteVerdict::NotFound => {
            not_found_count += 1;
            Some(not_found(texts, ix, not_found_count <= SEARCHED))
        }
    });
    found.extend(faults);
}

fn unmarked(subject: LintSubject<'_>, ix: Ix<Statement>, part: usize) -> Fault {
    let fault = spot_of_part(subject, ix, part)
        .fault(Code::UnmarkedQuote, "these are the article’s words, not marked as speech");
    fault.help("make the statement `indirect` with a `gist`, or quote only what stands in quotation marks")
}

fn has_clause(subject: LintSubject<'_>, ix: Ix<Statement>, at: &[Range<usize>], clause: &Range<usize>) -> Fault {
    let source = subject.brief.statements[ix].source;
    let words = article(subject, source).and_then(|article| article.text().get(clause.clone())).unwrap_or_default();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let part = at.iter().position(|at| at.start <= clause.start && clause.end <= at.end).unwrap_or_default();
    let problem = format!("{} are the reporter’s words", quoted(&words));
    let fault = spot_of_part(subject, ix, part).fault(Code::ClauseInQuote, problem);
    fault.help("leave them out, and give what stands around them as a list")
}

/// The place of one part of a quote.
fn spot_of_part(subject: LintSubject<'_>, ix: Ix<Statement>, part: usize) -> LintSpot {
    match subject.brief.statements[ix].quote.as_slice() {
        parts @ [_, _, ..] if part < parts.len() => subject.spot_of_word(statement(ix), "quote", &parts[part]),
        _ => subject.spot(statement(ix), "quote"),
    }
}

fn out_of_order(subject: LintSubject<'_>, ix: Ix<Statement>, at: &[Range<usize>]) -> Fault {
    let earlier = at.windows(2).position(|two| two[1].start < two[0].end).unwrap_or_default();
    let spot = |nth: usize| spot_of_part(subject, ix, nth);
    let problem = "this part of the quote does not follow the previous part in the text";
    let fault = spot(earlier + 1).fault(Code::QuoteOrder, problem).related(&spot(earlier).place, "the previous part");
    fault.help("give the parts in the order of the text, or make two statements of them")
}

fn changed(texts: &mut SearchableTexts<'_>, ix: Ix<Statement>, diff: &[DiffPiece]) -> Fault {
    let wrong = WrongPart::new(texts, ix);
    let source = texts.subject.brief.statements[ix].source;
    // The diff of the wrong part alone is more precise than the diff of the whole quote.
    let own = wrong.part.and_then(|part| match texts.finder(source)?.find(slice::from_ref(part)) {
        QuoteVerdict::Changed { diff, .. } => Some(diff),
        QuoteVerdict::Verbatim { .. }
        | QuoteVerdict::Normalized { .. }
        | QuoteVerdict::Unmarked { .. }
        | QuoteVerdict::HasClause { .. }
        | QuoteVerdict::OutOfOrder { .. }
        | QuoteVerdict::NotFound => None,
    });
    let changes = changes(own.as_deref().unwrap_or(diff));
    let is_joined = wrong.part.is_none() && texts.subject.brief.statements[ix].quote.len() > 1;
    let changes = match changes.is_empty() {
        true if is_joined => "nothing stands between two of its parts, which are one".to_owned(),
        true => "it begins or ends inside of a word or a number".to_owned(),
        false => some(&changes),
    };
    let problem = format!("the quote differs from its text: {changes}");
    let fault = wrong.spot.fault(Code::QuoteChanged, problem);
    fault.help("copy the words as the text prints them")
}

fn not_found(texts: &mut SearchableTexts<'_>, ix: Ix<Statement>, search: bool) -> Fault {
    let subject = texts.subject;
    let Statement { quote, source, .. } = &subject.brief.statements[ix];
    let wrong = WrongPart::new(texts, ix);
    let what = if wrong.part.is_some() { "this part of the quote" } else { "the quote" };
    let words = wrong.part.or_else(|| quote.first()).filter(|_| search);
    let elsewhere = words.and_then(|words| text_with(texts, words, *source));
    let fault = wrong.spot.fault(Code::QuoteNotFound, format!("nothing in the text is like {what}"));
    let text = subject.spot_inside(EntityKind::Source(*source), ["text", "file"]);
    let fault = fault.related(&text.place, "the text");
    match elsewhere {
        Some(other) => {
            let other = quoted(&subject.brief.sources[other].id);
            fault.help(format!("it stands in the text of {other}; is that its `source`?"))
        }
        None => fault.help("it is from another article, or these are not the words of one"),
    }
}

/// The first source other than `own` whose text has `words`.
fn text_with(texts: &mut SearchableTexts<'_>, words: &String, own: Ix<Source>) -> Option<Ix<Source>> {
    let subject = texts.subject;
    let contains = |source: &Ix<Source>| article(subject, *source).is_some_and(|text| text.text().contains(words));
    let mut others = subject.brief.sources.positions().filter(|source| *source != own).filter(contains);
    others.find(|source| texts.finder(*source).is_some_and(|text| text.has(slice::from_ref(words))))
}

/// The part of a quote that is wrong.
struct WrongPart<'a> {
    spot: LintSpot,
    /// `None` when the quote has only one part, or each part is right by itself.
    part: Option<&'a String>,
}

impl<'a> WrongPart<'a> {
    /// Finds the first part that the text does not contain.
    fn new(texts: &mut SearchableTexts<'a>, ix: Ix<Statement>) -> Self {
        let subject = texts.subject;
        let Statement { quote, source, .. } = &subject.brief.statements[ix];
        let text = texts.finder(*source).filter(|_| quote.len() > 1);
        let part = text.and_then(|text| quote.iter().take(MOST).find(|part| !text.has(slice::from_ref(part))));
        let spot = match part {
            Some(part) => subject.spot_of_word(statement(ix), "quote", part),
            None => subject.spot(statement(ix), "quote"),
        };
        Self { spot, part }
    }
}

/// One change between the words of the quote and those of the text.
struct WordChange {
    quote: String,
    text: String,
    /// Where it is: “after” or “before” a word that is the same, or nothing.
    place: String,
}

/// Describes the changes between the quote and the text, one sentence fragment each.
fn changes(diff: &[DiffPiece]) -> Vec<String> {
    let is_same = |piece: &DiffPiece| matches!(piece, DiffPiece::Same(words) if !words.trim().is_empty());
    let runs: Vec<&[DiffPiece]> = diff.chunk_by(|one, other| is_same(one) == is_same(other)).collect();
    let mut changes: Vec<WordChange> = Vec::new();
    for (at, run) in runs.iter().enumerate().filter(|(_, run)| !is_same(&run[0])) {
        let [quote, text] = both_sides(run);
        let same = |at: Option<usize>| at.and_then(|at| runs.get(at)).map(|run| run[0].text());
        let before = same(at.checked_sub(1)).and_then(|words| words.split_whitespace().next_back());
        let after = same(Some(at + 1)).and_then(|words| words.split_whitespace().next());
        let place = match (before, after) {
            (Some(word), _) => format!(" after “{word}”"),
            (None, Some(word)) => format!(" before “{word}”"),
            (None, None) => String::new(),
        };
        if quote != text {
            changes.push(WordChange { quote, text, place });
        }
    }
    let mut described = Vec::with_capacity(changes.len());
    while !changes.is_empty() {
        let change = changes.remove(0);
        let is_moved = |other: &WordChange| other.quote == change.text && other.text == change.quote;
        // Words that are removed in one place and added in another have moved.
        let moved =
            (change.quote.is_empty() || change.text.is_empty()).then(|| changes.iter().position(is_moved)).flatten();
        if let Some(other) = moved {
            changes.remove(other);
        }
        described.push(change.describe(moved.is_some()));
    }
    described
}

impl WordChange {
    fn describe(&self, is_moved: bool) -> String {
        let Self { quote, text, place } = self;
        let letters = |words: &str| words.replace(is_quotation_mark, "");
        match (quote.as_str(), text.as_str()) {
            (words, "") | ("", words) if is_moved => format!("“{words}” stands in another place"),
            (added, "") if letters(added).is_empty() => format!("the text has no quotation mark{place}"),
            ("", left_out) if letters(left_out).is_empty() => format!("the text has a quotation mark{place}"),
            (added, "") => format!("the text does not have “{added}”{place}"),
            ("", left_out) => format!("the text has “{left_out}”{place}"),
            (quote, text) if letters(quote) == letters(text) && quote.len() < text.len() => {
                format!("the text has a quotation mark at “{}”", letters(text))
            }
            (quote, text) if letters(quote) == letters(text) => {
                format!("the text has no quotation mark, or another one, at “{}”", letters(text))
            }
            (quote, text) => format!("it has “{quote}” where the text has “{text}”"),
        }
    }
}

const fn is_quotation_mark(char: char) -> bool {
    matches!(char, '“' | '”' | '„' | '"' | '«' | '»' | '‹' | '›' | '‘' | '’' | '‚' | '\'' | '「' | '」' | '『' | '』')
}

/// The words of a run of changes that only the quote has, and those that only the text has, with single spaces.
fn both_sides(run: &[DiffPiece]) -> [String; 2] {
    let (mut quote, mut text) = (String::new(), String::new());
    for piece in run {
        match piece {
            DiffPiece::Same(_) => {}
            DiffPiece::Removed(words) => quote.push_str(words),
            DiffPiece::Added(words) => text.push_str(words),
        }
    }
    [quote, text].map(|words| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_described_from_the_quote_to_the_text() {
        let same = |text: &str| DiffPiece::Same(text.to_owned());
        let (quote, text) =
            (|text: &str| DiffPiece::Removed(text.to_owned()), |text: &str| DiffPiece::Added(text.to_owned()));
        let diff = [quote("We"), text("They"), same(" will "), text("not "), same("pay"), quote(" ever"), same(".")];
        assert_eq!(
            changes(&diff),
            [
                "it has “We” where the text has “They”",
                "the text has “not” after “will”",
                "the text does not have “ever” after “pay”"
            ]
        );
        let first = [text("Never "), same("we pay")];
        assert_eq!(changes(&first), ["the text has “Never” before “we”"]);
        let marks = [same("he said "), quote("no"), text("“no”"), same(" to it")];
        assert_eq!(changes(&marks), ["the text has a quotation mark at “no”"]);
        let swapped = [same("they will "), text("not "), same("come"), quote(" not"), same(" back")];
        assert_eq!(changes(&swapped), ["“not” stands in another place"]);
    }
}
