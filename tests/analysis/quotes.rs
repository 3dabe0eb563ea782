//! Quotes of real articles, where some are at hand: `WHOSAID_LIBRARY` names a library made with their texts, `WHOSAID_ARTICLES` the folder
//! of the articles with what was marked in them by hand.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

use whosaid::loader::LoadedBrief;
use whosaid::loader::{self, PathContents};
use whosaid::model::{Brief, Statement};
use whosaid::quotes::{Article, QuoteState, QuoteVerdict, Quotes, SpeakerWords, SpokenQuote, TextState};

/// By text of the article: the words that were marked in it, annotation by annotation, in bytes.
type Marked = BTreeMap<String, Vec<Vec<Range<usize>>>>;

#[test]
#[ignore = "needs real articles, which are not part of the repository"]
fn every_quote_of_real_articles_stands_where_it_was_marked() {
    let marked = marked(&folder("WHOSAID_ARTICLES"));
    let (mut verbatim, mut normalized, mut elsewhere, mut misordered, mut faults) = (0, 0, 0, 0, Vec::new());
    for (brief, quotes) in briefs() {
        for (ix, statement) in brief.statements.iter() {
            let (QuoteState::Compared(verdict), TextState::Text(article)) =
                (quotes.state(&brief, ix), quotes.text_of(statement.source))
            else {
                continue;
            };
            let nth: usize = statement.id.rsplit('-').next().unwrap().parse().unwrap();
            let spans = &marked[article.text()][nth];
            verbatim += usize::from(matches!(verdict, QuoteVerdict::Verbatim { .. }));
            normalized += usize::from(matches!(verdict, QuoteVerdict::Normalized { .. }));
            // Some annotations were marked in another order than that of the article, and made into quotes so.
            if let (QuoteVerdict::OutOfOrder { at }, false) = (verdict, spans.is_sorted_by_key(|span| span.start)) {
                misordered += 1;
                let mut parts: Vec<_> = at.iter().zip(&statement.quote).collect();
                parts.sort_by_key(|(at, _)| at.start);
                let parts: Vec<String> = parts.into_iter().map(|(_, part)| part.clone()).collect();
                assert!(article.find(&parts).holds(), "{parts:?}");
            } else if !verdict.holds() {
                faults.push(format!("{}: {verdict:?}: {:?}", statement.id, statement.quote));
            }
            let is_inside = |at: &Range<usize>| spans.iter().any(|span| span.start <= at.start && at.end <= span.end);
            let (inside, outside): (Vec<_>, Vec<_>) = verdict.at().iter().partition(|at| is_inside(at));
            elsewhere += usize::from(!outside.is_empty());
            // What is found elsewhere is what was marked, printed once more.
            let words = |at: &Range<usize>| words(&article.text()[at.clone()]);
            let there: Vec<Vec<&str>> = spans.iter().map(words).collect();
            for at in outside {
                let same = there.iter().any(|there| there.windows(words(at).len()).any(|window| window == words(at)));
                if !same {
                    faults.push(format!(
                        "{}: {:?} was not marked; {inside:?}",
                        statement.id,
                        &article.text()[at.clone()]
                    ));
                }
            }
        }
    }
    eprintln!("{verbatim} verbatim, {normalized} normalized, of which {elsewhere} are printed earlier too");
    eprintln!("{misordered} marked out of order, {} faults", faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(verbatim + normalized > 500);
}

#[test]
#[ignore = "needs real articles, which are not part of the repository"]
fn what_is_not_in_quotation_marks_is_told_and_what_is_is_not() {
    let marked = marked(&folder("WHOSAID_ARTICLES"));
    let speaker = SpeakerWords::default();
    let (mut quoted, mut unquoted, mut faults) = (0, 0, Vec::new());
    for (brief, quotes) in briefs() {
        for (ix, statement) in brief.statements.iter() {
            let Some(article) = quotes.text_of(statement.source).text() else { continue };
            if let QuoteState::Compared(verdict) = quotes.state(&brief, ix) {
                quoted += 1;
                if matches!(verdict, QuoteVerdict::Unmarked { .. } | QuoteVerdict::HasClause { .. }) {
                    faults.push(format!("{}: {verdict:?}: {:?}", statement.id, statement.quote));
                }
                continue;
            }
            let nth: usize = statement.id.rsplit('-').next().unwrap().parse().unwrap();
            let Some(passage) = unquoted_passage(article.text(), &marked[article.text()][nth]) else { continue };
            unquoted += 1;
            let parts = [passage.to_owned()];
            let found = article.finder().find_spoken(SpokenQuote { parts: &parts, speaker: &speaker, is_marked: true });
            if found.verdict.holds() {
                faults.push(format!("{}: {passage:?} is not told", statement.id));
            }
        }
    }
    eprintln!("{quoted} quoted, {unquoted} not quoted, {} faults", faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(quoted > 500 && unquoted > 100);
}

/// The words of an annotation, if they are printed once, in one stretch, and as many marks open as close before them in their paragraph.
fn unquoted_passage<'a>(text: &'a str, spans: &[Range<usize>]) -> Option<&'a str> {
    let [span] = spans else { return None };
    let passage = text[span.clone()].trim();
    let paragraph = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let before = text[paragraph..span.start].replace("''", "\"");
    let is_mark = |char: char| matches!(char, '“' | '”' | '"' | '‘');
    let is_bound =
        text[..span.start].ends_with(char::is_whitespace) && !text[span.end..].starts_with(char::is_alphanumeric);
    let is_plain = !passage.replace("''", "\"").contains(is_mark) && !passage.starts_with('\'');
    let is_outside = before.matches(is_mark).count() % 2 == 0;
    let is_long = passage.split_whitespace().count() > 2;
    (is_plain && is_outside && is_bound && is_long && text.matches(passage).count() == 1).then_some(passage)
}

#[test]
#[ignore = "needs real articles, which are not part of the repository"]
fn a_quote_that_is_typed_plainly_stands_where_it_did() {
    let (mut normalized, mut verbatim) = (0, 0);
    for (brief, quotes) in briefs() {
        for (ix, statement) in brief.statements.iter() {
            let (QuoteState::Compared(printed), Some(article)) =
                (quotes.state(&brief, ix), quotes.text_of(statement.source).text())
            else {
                continue;
            };
            let plain: Vec<String> = statement.quote.iter().map(|part| typed_plainly(part)).collect();
            let typed = article.find(&plain);
            if printed.holds() {
                assert!(typed.holds(), "{plain:?}: {typed:?}");
                let letters = |at: &Range<usize>| words(&article.text()[at.clone()]).concat();
                let all = |verdict: &QuoteVerdict| verdict.at().iter().map(letters).collect::<Vec<_>>();
                assert_eq!(all(&typed), all(printed), "{plain:?}");
            }
            normalized += usize::from(matches!(typed, QuoteVerdict::Normalized { .. }));
            verbatim += usize::from(matches!(typed, QuoteVerdict::Verbatim { .. }));
        }
    }
    eprintln!("typed plainly: {normalized} normalized, {verbatim} verbatim");
    assert!(normalized > 100);
}

/// As a keyboard has it, and with all that may differ differing.
fn typed_plainly(part: &str) -> String {
    let plain = part.replace(['“', '”'], "\"").replace(['‘', '’'], "'").replace('…', "...");
    let plain = plain.replace(['—', '–'], " -- ").replace('é', "e\u{301}").replace('ñ', "n\u{303}");
    plain.split_whitespace().collect::<Vec<_>>().join("  ")
}

#[test]
#[ignore = "needs real articles, which are not part of the repository"]
fn no_word_can_be_changed_unseen() {
    let briefs = briefs();
    let quoted: Vec<(&Article, &Statement)> = briefs
        .iter()
        .flat_map(|(brief, quotes)| {
            let held = |statement: &Statement| quotes.text_of(statement.source).text();
            brief.statements.iter().filter_map(move |(_, statement)| Some((held(statement)?, statement)))
        })
        .filter(|(_, statement)| statement.quote.iter().any(|part| part.split_whitespace().count() > 3))
        .collect();
    let mut chance = Chance(20_160_912);
    let mut told: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let (mut tried, mut missed) = (0, Vec::new());
    while tried < 1200 {
        let (article, statement) = quoted[chance.below(quoted.len())];
        let Some((kind, parts)) = corrupted(&mut chance, tried % KINDS.len(), article, statement) else { continue };
        tried += 1;
        let verdict = article.find(&parts);
        *told.entry((kind, verdict.word())).or_default() += 1;
        if verdict.holds() {
            missed.push(format!("{kind}: {parts:?}: {verdict:?}"));
        }
    }
    eprintln!("{tried} corruptions: {told:#?}");
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

const KINDS: [&str; 6] = ["replaced", "misspelt", "swapped", "dropped", "added", "negated"];

/// The quote with one mistake; `None` where that would still be what the article says.
fn corrupted(
    chance: &mut Chance,
    kind: usize,
    article: &Article,
    statement: &Statement,
) -> Option<(&'static str, Vec<String>)> {
    let mut parts = statement.quote.clone();
    let part = chance.below(parts.len());
    let mut list: Vec<String> = parts[part].split_whitespace().map(str::to_owned).collect();
    if list.len() < 4 {
        return None;
    }
    let others: Vec<&str> = article.text().split_whitespace().collect();
    let at = 1 + chance.below(list.len() - 2);
    match kind {
        0 => others[chance.below(others.len())].clone_into(&mut list[at]),
        1 => {
            let letter = list[at].char_indices().find(|(_, char)| char.is_ascii_lowercase())?;
            list[at].replace_range(letter.0..=letter.0, if letter.1 == 'x' { "y" } else { "x" });
        }
        2 => list.swap(at, at + 1),
        3 => drop(list.remove(at)),
        4 => list.insert(at, others[chance.below(others.len())].to_owned()),
        _ => list.insert(at, "not".to_owned()),
    }
    let text = list.join(" ");
    let (is, was, all) = (words(&text), words(&parts[part]), words(article.text()));
    // A list of words with its mistake can be another passage of the article.
    let stands = is == was || all.windows(is.len()).any(|window| window == is);
    parts[part] = text;
    (!stands).then_some((KINDS[kind], parts))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Numbers that are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }
}

fn folder(variable: &str) -> PathBuf {
    PathBuf::from(env::var_os(variable).unwrap_or_else(|| panic!("{variable} names a folder")))
}

/// The briefs of the library, with their quotes.
fn briefs() -> Vec<(Brief, Quotes)> {
    let PathContents::Library(entries) = loader::find(&folder("WHOSAID_LIBRARY")).unwrap() else {
        panic!("a folder of briefs")
    };
    let read = |entry: &loader::UnreadBrief| {
        let reading = LoadedBrief::from_files(entry.read().unwrap());
        let quotes = reading.quotes(None);
        (reading.brief.unwrap(), quotes)
    };
    entries.iter().map(read).collect()
}

fn marked(folder: &Path) -> Marked {
    let articles = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let articles = articles.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    articles
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let json: serde_json::Value =
                serde_json::from_slice(&fs::read(path.with_extension("json")).unwrap()).unwrap();
            let place = |value: &serde_json::Value| starts[usize::try_from(value.as_u64().unwrap()).unwrap()];
            let span = |span: &serde_json::Value| place(&span[0])..place(&span[1]);
            let spans = |one: &serde_json::Value| one["content"].as_array().unwrap().iter().map(span).collect();
            let marked = json.as_array().unwrap().iter().map(spans).collect();
            (text, marked)
        })
        .collect()
}
