//! Reads the head of an article: title, byline, dateline, outlet, day. What it does not print stays unsaid.

use chrono::NaiveDate;

use super::SourceDraft;
use super::dates::printed_days;
use super::document::Document;
use super::names::fold_words;
use crate::model::EdtfDate;

/// The most bytes of a title, and of a place in a dateline.
const MAX_TITLE: usize = 160;
const MAX_PLACE: usize = 40;
/// The most paragraphs that the head takes.
const HEAD_LINES: usize = 6;

/// The head of an article. `given` is the day of publication that the officer gave; the file's name is the last resort. The id is left empty.
pub(super) fn read_head(document: &Document<'_>, file_name: &str, given: Option<&EdtfDate>) -> SourceDraft {
    let lines: Vec<&str> =
        document.text().lines().map(str::trim).filter(|line| !line.is_empty()).take(HEAD_LINES).collect();
    let dateline = lines.iter().find_map(|line| dateline(line));
    let (place, agency) = dateline.unzip();
    let title = lines.first().filter(|line| is_title_line(line) && lines.len() > 1).map(|line| (*line).to_owned());
    let author = lines.iter().find_map(|line| byline(line));
    let agency = agency.flatten();
    let (published, published_basis) = match given.cloned().map(|day| (Some(day), None)) {
        Some(given) => given,
        None => published(document, file_name),
    };
    SourceDraft { id: String::new(), outlet: agency, title, author, place, published, published_basis }
}

fn is_title_line(line: &str) -> bool {
    line.len() <= MAX_TITLE
        && !line.ends_with(['.', '”', '"', ':'])
        && dateline(line).is_none()
        && byline(line).is_none()
}

/// The author in a line such as `By Irena Vidal`.
fn byline(line: &str) -> Option<String> {
    let name = line.strip_prefix("By ").or_else(|| line.strip_prefix("BY "))?;
    let name = name.split(['|', ',', '•', '–', '—']).next().unwrap_or_default().trim();
    let is_name = name.split_whitespace().all(|word| word.starts_with(char::is_uppercase) || word == "and");
    (is_name && !name.is_empty() && name.len() <= MAX_PLACE * 2).then(|| name.to_owned())
}

/// The place and the agency of a line that begins with a dateline: `PORT LORN (AP) — The council…`.
fn dateline(line: &str) -> Option<(String, Option<String>)> {
    let end = ["—", "–", " - ", "--", ":"].iter().filter_map(|sign| line.find(sign)).min()?;
    let (head, rest) = line.split_at(end);
    // A line that ends with the sign is a heading.
    if head.len() > MAX_PLACE * 2 || rest.chars().filter(|char| char.is_alphabetic()).count() < 20 {
        return None;
    }
    let (place, agency) = match head.split_once('(') {
        Some((place, agency)) => (place, Some(agency.trim().trim_end_matches(')').to_owned())),
        None => (head, None),
    };
    // “ISLAMABAD, Sept 12” has a day behind its place.
    let place = place.split(',').next().unwrap_or_default().trim();
    let place = place.rsplit(|char: char| char.is_ascii_digit()).next().unwrap_or_default().trim();
    let is_place = !place.is_empty()
        && place.len() <= MAX_PLACE
        && place.chars().all(|char| char.is_uppercase() || matches!(char, ' ' | '-' | '.' | '\'' | '’'));
    is_place.then(|| (capitalize(place), agency.filter(|agency| !agency.is_empty())))
}

/// `PORT LORN` as `Port Lorn`.
fn capitalize(place: &str) -> String {
    let mut name = String::new();
    let mut is_start = true;
    for char in place.chars() {
        if is_start {
            name.push(char);
        } else {
            name.extend(char.to_lowercase());
        }
        is_start = !char.is_alphabetic();
    }
    name
}

/// The day of publication, and how it was inferred if the text does not print it.
fn published(document: &Document<'_>, file_name: &str) -> (Option<EdtfDate>, Option<String>) {
    let printed = document.sections().next().and_then(|section| {
        let paragraphs: Vec<_> = section.paragraphs.iter().take(HEAD_LINES).cloned().collect();
        let end = paragraphs.last().map_or(0, |paragraph| paragraph.end.min(80));
        printed_days(document, &section, 0..end.min(section.tokens.len()), &[], None).into_iter().next()
    });
    if let Some(day) = printed.and_then(|day| day.edtf.parse::<EdtfDate>().ok()) {
        return (Some(day), None);
    }
    match day_in_name(file_name) {
        Some(day) => (day.to_string().parse().ok(), Some(format!("the text prints no day; its file is {file_name}"))),
        None => (None, None),
    }
}

/// The first day that a file name has, as in `2024-09-12-asif.txt`.
pub(super) fn day_in_name(name: &str) -> Option<NaiveDate> {
    (0..name.len()).filter_map(|at| name.get(at..at + 10)).find_map(|day| day.parse().ok())
}

/// The words of a file name that tell something: without days, numbers and sums.
pub(super) fn telling_words(name: &str) -> Vec<String> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.split(['-', '_', ' ', '.']).flat_map(fold_words);
    words.filter(|word| word.len() > 2 && !word.contains(|char: char| char.is_ascii_digit())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str, file: &str) -> SourceDraft {
        read_head(&Document::new(text), file, None)
    }

    #[test]
    fn a_head_is_read_as_far_as_it_is_there() {
        let text = "Council wants a toll\nBy Anna Koval\n\nPORT LORN (NPA) — Mayor Vidal said on Monday, May 6, 2024, that the toll is fair.";
        let source = head(text, "a.txt");
        assert_eq!(source.title.as_deref(), Some("Council wants a toll"));
        assert_eq!(source.author.as_deref(), Some("Anna Koval"));
        assert_eq!((source.place.as_deref(), source.outlet.as_deref()), (Some("Port Lorn"), Some("NPA")));
        assert_eq!(source.published.map(|day| day.to_string()).as_deref(), Some("2024-05-06"));
        assert_eq!(source.published_basis, None);
        let bare = head("Mayor Vidal said that the toll is fair.", "2024-05-06-toll.txt");
        assert_eq!((bare.title, bare.author, bare.place), (None, None, None));
        assert_eq!(bare.published.map(|day| day.to_string()).as_deref(), Some("2024-05-06"));
        assert!(bare.published_basis.is_some_and(|basis| basis.contains("2024-05-06-toll.txt")));
        assert_eq!(head("She said no.", "-").published, None);
    }
}
