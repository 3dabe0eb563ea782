//! All that the panes can tell, text can tell: every row of every pane, Detail of every item, every page and case is found in what is printed
//! or answered.

use super::{PAPER, ask, bundled, close, prompt, read, reader};
use crate::secrets::any_brief;
use proptest::prelude::*;
use ratatui::layout::Size;
use whosaid::app::reader::BriefReader;
use whosaid::app::{App, BriefItem, Msg, update};
use whosaid::keys::Chord;
use whosaid::layout::Pane;
use whosaid::model::EdtfDate;
use whosaid::plain;
use whosaid::prompt::Prompt;
use whosaid::text::{self, Paragraph};
use whosaid::view::PageKind;
use whosaid::view::cases::paragraphs;

/// A screen on which nothing has to be cut.
const WIDE: Size = Size { width: 900, height: 500 };

/// All that is printed and answered of a brief.
struct Told {
    /// Without blanks, since rows are broken elsewhere.
    whole: String,
    /// The rows of each pane, numbered, as `list` answers.
    lists: Vec<(Pane, Vec<String>)>,
}

impl Told {
    fn of(app: App) -> Self {
        let mut whole = plain::render_brief(&reader(&app).facts, PAPER);
        let items = items(reader(&app));
        let spelt: Vec<String> = items.iter().map(|item| item.to_key(&reader(&app).facts.brief)).collect();
        let mut prompt = prompt(app);
        let mut lists = Vec::new();
        for pane in [Pane::Sources, Pane::Actors, Pane::Stances, Pane::Timeline] {
            ask(&mut prompt, &pane.digit().to_string());
            let told = ask(&mut prompt, "list");
            lists.push((pane, entries(&told)));
            whole += &told;
        }
        for item in spelt {
            ask(&mut prompt, &format!("go {item}"));
            whole += &ask(&mut prompt, "detail");
        }
        for line in ["honesty", "bottom-line"] {
            whole += &ask(&mut prompt, line);
        }
        Self { whole: close(&whole), lists }
    }

    #[track_caller]
    fn has(&self, piece: &str) -> Result<(), TestCaseError> {
        prop_assert!(self.whole.contains(&close(piece)), "{piece:?} is told nowhere");
        Ok(())
    }

    /// Every paragraph, row by row: the rows of one stand one below the other.
    fn has_all(&self, paragraphs: &[Paragraph]) -> Result<(), TestCaseError> {
        text::wrap(paragraphs, 60).iter().try_for_each(|line| {
            let row: String = line.runs.iter().map(|run| run.text.as_str()).collect();
            self.has(&row)
        })
    }
}

/// The entries of a list, each in one piece.
fn entries(told: &str) -> Vec<String> {
    let mut entries: Vec<String> = Vec::new();
    for row in told.lines() {
        let number = format!("{}. ", entries.len() + 1);
        if let Some(entry) = row.strip_prefix(&number) {
            entries.push(entry.to_owned());
        } else if let Some(last) = entries.last_mut() {
            last.push(' ');
            last.push_str(row.trim_start());
        }
    }
    entries
}

/// Everything that a cursor can stand on.
fn items(reader: &BriefReader) -> Vec<BriefItem> {
    let brief = &reader.facts.brief;
    let cells = brief.issues.positions().flat_map(|issue| {
        reader.matrix.actors().iter().map(move |actor| BriefItem::Cell(*actor, issue)).collect::<Vec<_>>()
    });
    let sources = brief.sources.positions().map(BriefItem::Source);
    let actors = brief.actors.positions().map(BriefItem::Actor);
    let issues = brief.issues.positions().map(BriefItem::Issue);
    sources.chain(actors).chain(issues).chain(cells).chain(brief.records().map(BriefItem::Record)).collect()
}

/// Detail of every item, both pages, every case.
fn holds_what_is_told_at_length(app: &App) -> Result<(), TestCaseError> {
    let told = Told::of(fresh(app));
    let reader = reader(app);
    for item in items(reader) {
        told.has_all(&reader.describe(item))?;
    }
    for page in [PageKind::BottomLine, PageKind::Honesty] {
        told.has_all(&page.paragraphs(&reader.facts))?;
    }
    for case in reader.facts.cases.contradictions.iter().chain(&reader.facts.cases.shifts) {
        told.has_all(&paragraphs::heading(&reader.facts.brief, case))?;
        told.has_all(&paragraphs::ending(&reader.facts.brief, case))?;
        for (at, side) in case.sides.iter().enumerate() {
            told.has_all(&[paragraphs::label(&reader.facts.brief, case, at)])?;
            for record in &side.records {
                told.has_all(&paragraphs::record_paragraphs(&reader.facts.brief, case, *record))?;
            }
        }
    }
    Ok(())
}

/// Another reader of the same brief.
fn fresh(app: &App) -> App {
    let text = whosaid::format::write(&reader(app).facts.brief);
    App::with_brief(Prompt::SCREEN, read(&text).unwrap())
}

/// The rows that a pane draws on a wide screen, below its title.
fn drawn(app: &mut App, pane: Pane) -> Vec<String> {
    update(app, Msg::Resize(WIDE));
    update(app, Msg::Key(Chord::char(pane.digit())));
    if !reader(app).zoomed {
        update(app, Msg::Key(Chord::char('z')));
    }
    let body = reader(app).regions().body(pane);
    let rows: Vec<String> = crate::harness::text(app).lines().map(str::to_owned).collect();
    rows[usize::from(body.y)..usize::from(body.bottom())].iter().filter(|row| !row.is_empty()).cloned().collect()
}

/// The pieces of a drawn row: what stands at least two columns apart.
fn pieces(row: &str) -> Vec<String> {
    // A name as wide as its column stands one column before the next.
    let glyphs = ["●", "◐", "○", "◌", "◑", "◆", "≡"];
    let row = glyphs.iter().fold(row.to_owned(), |row, glyph| row.replace(glyph, &format!("  {glyph}")));
    let pieces = row.split("  ").map(str::trim).filter(|piece| !piece.is_empty());
    pieces.map(|piece| piece.trim_start_matches(['▌', '▎', '◆', '★', ' ']).to_owned()).collect()
}

/// A piece in the words that are allowed to stand for it: signs and shortened dates are for the eye, words for the ear.
fn in_words(piece: &str) -> Vec<String> {
    // Where a column was too narrow, what is left of it counts.
    let piece = piece.trim_end_matches('…');
    if let Ok(date) = piece.parse::<EdtfDate>() {
        return vec![date.in_words()];
    }
    let signs = [
        ("● ", "for "),
        ("◐ ", "conditional "),
        ("○ ", "against "),
        ("◌ ", "neutral "),
        ("? ", "unclear "),
        ("◑ ", "mixed "),
        // A record without a stance, and those that are no statements, are told by a word or by nothing.
        ("◆ ", ""),
        ("≡ ", ""),
        (" +", " and "),
        ("↗", "hardened"),
        ("↘", "softened"),
        ("⇄", "reversed"),
        ("!", "disputed"),
    ];
    let flags = ["↗", "↘", "⇄", "!"];
    if piece.chars().all(|char| flags.contains(&char.to_string().as_str()) || char == ' ') {
        let word = |char: char| signs.iter().find(|(sign, _)| *sign == char.to_string()).map(|(_, word)| *word);
        return piece.chars().filter_map(word).map(str::to_owned).collect();
    }
    let told = signs[..9].iter().fold(piece.to_owned(), |told, (sign, word)| match told.strip_prefix(sign) {
        Some(rest) => format!("{word}{rest}"),
        None if sign.starts_with(' ') => told.replace(sign, word),
        None => told,
    });
    vec![told]
}

#[test]
fn every_row_of_every_pane_is_told() {
    let told = Told::of(bundled());
    for (pane, list) in &told.lists {
        let mut app = bundled();
        let rows = drawn(&mut app, *pane);
        let is_date = |row: &&String| {
            *pane == Pane::Timeline && !row.starts_with(['▌', '▎']) && row.starts_with(' ') && !row.starts_with("  ")
        };
        let (dates, rows): (Vec<&String>, Vec<&String>) = rows.iter().partition(is_date);
        // Dates are headings of what is printed, with their weekday and what lies between.
        for date in dates {
            for part in date.split(['·', ' ']).map(str::trim).filter(|part| !part.is_empty()) {
                told.has(part).unwrap();
            }
        }
        if *pane == Pane::Stances {
            holds_the_matrix(reader(&app), list);
            continue;
        }
        assert_eq!(rows.len(), list.len(), "{pane:?}");
        for (row, entry) in rows.into_iter().zip(list) {
            let mut pieces = pieces(row);
            // A grade has a column of its own, which is two wide.
            if let (Pane::Sources, Some((grade, name))) = (pane, pieces[0].clone().split_once(' ')) {
                pieces.splice(..1, [grade.to_owned(), name.to_owned()]);
            }
            for piece in pieces.iter().filter(|piece| *piece != "·").flat_map(|piece| in_words(piece)) {
                // What a record says is told whole in Detail.
                told.has(&piece).unwrap();
                if entry.contains('…') && piece.len() > 30 {
                    continue;
                }
                let piece = close(&piece);
                assert!(close(entry).contains(&piece), "{piece:?} of {row:?} is not in {entry:?}");
            }
        }
    }
}

/// A cell is a glyph, a shortened word and a number there, and a word here; what is silent is told at the end.
fn holds_the_matrix(reader: &BriefReader, list: &[String]) {
    use whosaid::view;
    let brief = &reader.facts.brief;
    assert_eq!(list.len(), reader.panes.stances.rows.rows().len());
    for (actor, entry) in reader.panes.stances.rows.rows().iter().zip(list) {
        assert!(entry.contains(view::short_name(brief, *actor)), "{entry}");
        let (spoken, silent) = entry.split_once("silent on").unwrap_or((entry, ""));
        for issue in brief.issues.positions() {
            let label = &brief.issues[issue].label;
            let Some(cell) = reader.matrix.cell(*actor, issue) else {
                assert!(close(silent).contains(&close(label)), "{label}: {entry}");
                continue;
            };
            let number = cell.proofs(brief, issue).count();
            let position = format!("{} {label} ({number})", view::position(cell.position));
            let told = close(spoken);
            let at = told.find(&close(&position)).unwrap_or_else(|| panic!("{position}: {entry}"));
            let of_cell = told[at..].split(';').next().unwrap();
            if let Some(turn) = reader.facts.flags.cell_shift(*actor, issue, cell) {
                assert!(of_cell.contains(turn.word()), "{position}: {entry}");
            }
            assert_eq!(
                of_cell.contains("onbothsides"),
                reader.facts.flags.took_both_sides(*actor, issue, cell),
                "{position}: {entry}"
            );
        }
    }
}

#[test]
fn all_that_is_told_of_the_bundled_brief_at_length_is_told() {
    holds_what_is_told_at_length(&bundled()).unwrap();
}

/// The lines of the header: what they count is told at the beginning.
#[test]
fn the_header_is_told() {
    let app = bundled();
    let header = crate::harness::text(&app).lines().next().unwrap().to_owned();
    let mut prompt = Prompt::new(app, PAPER);
    let told = prompt.render();
    for piece in pieces(&header).iter().flat_map(|piece| piece.split(['·', '(', ')'])).map(str::trim) {
        // The day is told in words.
        let piece = piece
            .strip_prefix("as of ")
            .and_then(|date| date.parse::<EdtfDate>().ok())
            .map_or(piece.to_owned(), |date| date.in_words());
        let piece = piece.replace("origins", "independent origins");
        assert!(told.contains(&piece), "{piece:?}: {told}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_that_is_told_of_any_brief_at_length_is_told(brief in any_brief()) {
        let Some(opened) = read(&brief.toml) else { return Ok(()) };
        holds_what_is_told_at_length(&App::with_brief(Prompt::SCREEN, opened))?;
    }
}
