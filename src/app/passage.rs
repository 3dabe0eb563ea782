//! An article at the passage that a quote is taken from: the words lit, their sentences plain, the rest quiet. It never changes the text.

use std::ops::Range;

use ratatui::layout::Size;
use unicode_segmentation::UnicodeSegmentation;

use super::overlay::{FRAME, Overlay};
use super::reader::Reader;
use super::update::perform;
use super::{App, Effect, Item, proof};
use crate::keys::{Action, Chord, Verb};
use crate::model::{Ix, Record, Source, Statement};
use crate::quotes::{Article, Held, State};
use crate::text::{self, Line, Paragraph, Tone};
use crate::view;

/// The widest measure in which an article is comfortably read.
const MEASURE: usize = 100;

/// An article, wrapped for the screen.
#[derive(Debug)]
pub struct Passage {
    of: Shown,
    /// What stands above the text: where it is from, and how the quote stands in it.
    pub head: Vec<Line>,
    pub lines: Vec<Line>,
    pub top: usize,
    /// The rows at which the parts of the quote begin, from the top.
    pub parts: Vec<usize>,
    /// The part looked at.
    pub part: usize,
    /// Rows of the text that are shown.
    pub height: usize,
}

/// What is looked for in which text.
#[derive(Debug, Clone, Copy)]
struct Shown {
    source: Ix<Source>,
    statement: Option<Ix<Statement>>,
}

impl Passage {
    /// The article of the item that is looked at, at its quote, or from its beginning where nothing is quoted of it.
    ///
    /// # Errors
    /// Where there is no article; a sentence says why, and what would help.
    pub(super) fn open(reader: &Reader) -> Result<Self, String> {
        let of = Shown::at(reader).ok_or("no article here; go to a statement or a source")?;
        let article = held(reader, of.source)?;
        let mut passage = Self::laid_out(of, reader, article);
        passage.go_to_part(0);
        Ok(passage)
    }

    /// The article over the brief read again, as far from its beginning; `None` where it is not held any more.
    pub(super) fn reopened(&self, reader: &Reader) -> Option<Self> {
        let mut passage = Self::open(reader).ok()?;
        passage.part = self.part.min(passage.parts.len().saturating_sub(1));
        passage.top = self.top;
        passage.scroll(0);
        Some(passage)
    }

    /// The same for another size of the screen: what stood at the top stays there, as near as can be.
    pub(super) fn resize(&mut self, reader: &Reader) {
        let Some(article) = reader.checked.as_ref().and_then(|checked| checked.quotes.held(self.of.source).text())
        else {
            return;
        };
        let (part, top, rows) = (self.part, self.top, self.lines.len().max(1));
        *self = Self::laid_out(self.of, reader, article);
        self.part = part;
        self.top = top * self.lines.len() / rows;
        self.scroll(0);
    }

    fn laid_out(of: Shown, reader: &Reader, article: &Article) -> Self {
        let Size { width, height } = reader.size;
        let measure = usize::from(width.saturating_sub(4)).min(MEASURE);
        let height = usize::from(height.saturating_sub(FRAME));
        let mut head = text::wrap(&of.head(reader), measure);
        // The text is what was asked for.
        head.truncate((height / 3).max(1));
        let (lines, parts) = rows(article.text(), &of.lit(reader), measure);
        let height = height.saturating_sub(head.len() + 1);
        Self { of, head, lines, top: 0, parts, part: 0, height }
    }

    pub(super) fn scroll(&mut self, rows: isize) {
        let last = self.lines.len().saturating_sub(self.height);
        self.top = self.top.saturating_add_signed(rows).min(last);
    }

    /// Goes to the next part of the quote, or to the one before; after the last comes the first.
    pub(super) fn next_part(&mut self, forward: bool) {
        let count = self.parts.len().max(1);
        self.go_to_part((self.part + if forward { 1 } else { count - 1 }) % count);
    }

    /// Shows a part a third of the screen below the top.
    fn go_to_part(&mut self, part: usize) {
        self.part = part;
        let top = self.parts.get(part).map_or(0, |row| row.saturating_sub(self.height / 3));
        let is_empty = self.lines.get(top).is_some_and(|line| line.runs.is_empty());
        self.top = top + usize::from(is_empty);
        self.scroll(0);
    }
}

impl Shown {
    fn at(reader: &Reader) -> Option<Self> {
        let source = |source| Self { source, statement: None };
        match reader.subject()? {
            Item::Record(Record::Statement(ix)) => {
                Some(Self { source: reader.brief.statements[ix].source, statement: Some(ix) })
            }
            Item::Record(Record::Event(ix)) => reader.brief.events[ix].sources.first().copied().map(source),
            Item::Record(Record::Claim(ix)) => Some(source(reader.brief.claims[ix].source)),
            Item::Source(ix) => Some(source(ix)),
            Item::Actor(_) | Item::Issue(_) | Item::Cell(..) => None,
        }
    }

    fn head(self, reader: &Reader) -> Vec<Paragraph> {
        let brief = &reader.brief;
        let line = Paragraph::at(0).with(Tone::Strong, view::source(brief, self.source));
        let Some(ix) = self.statement else { return vec![line] };
        let line = line.with(Tone::Quiet, " · ").with(Tone::Plain, view::who(brief, Record::Statement(ix)));
        let quotes = reader.checked.as_ref().map(|checked| &checked.quotes);
        let line = match quotes.and_then(|quotes| proof::state(quotes, brief, ix)) {
            Some((tone, state)) => line.with(Tone::Quiet, " · ").with(tone, state),
            None => line.with(Tone::Quiet, " · nothing is quoted"),
        };
        std::iter::once(line).chain(quotes.and_then(|quotes| proof::change(quotes, brief, ix))).collect()
    }

    /// The stretches of the article that are the quote, or the nearest to it.
    fn lit(self, reader: &Reader) -> Vec<Range<usize>> {
        let quotes = reader.checked.as_ref().map(|checked| &checked.quotes);
        let state = quotes.zip(self.statement).map(|(quotes, ix)| quotes.state(&reader.brief, ix));
        let mut lit = match state {
            Some(State::Compared(verdict)) => verdict.at().to_vec(),
            Some(State::NothingQuoted | State::NoText) | None => Vec::new(),
        };
        lit.retain(|at| !at.is_empty());
        lit.sort_by_key(|at| (at.start, at.end));
        lit
    }
}

/// The article of a source, or why there is none to show.
fn held(reader: &Reader, source: Ix<Source>) -> Result<&Article, String> {
    let of = &reader.brief.sources[source];
    let name = text::clean(&of.id);
    let Some(checked) = &reader.checked else {
        return Err("the texts are still being read; ask again in a moment".to_owned());
    };
    match (checked.quotes.held(source), &of.text) {
        (Held::Text(article), _) => Ok(article),
        (Held::Unreadable(why), _) => Err(format!("{name}: the text held cannot be read: {}", text::clean(why))),
        (Held::Other { .. }, _) => Err(format!("{name}: the text held is not the one coded from; its SHA-256 differs")),
        (Held::Missing | Held::Unnamed, Some(named)) => {
            let file = text::clean(&named.file);
            Err(format!("no text held; start with --texts DIR, or lay it beside the brief as {file}"))
        }
        (Held::Missing | Held::Unnamed, None) => {
            Err(format!("no text held; a `text` of the source {name} is to name its file"))
        }
    }
}

/// The rows of an article, and those at which the lit stretches begin.
fn rows(article: &str, lit: &[Range<usize>], measure: usize) -> (Vec<Line>, Vec<usize>) {
    let (mut rows, mut starts) = (Vec::new(), Vec::new());
    let mut from = 0;
    let mut was_empty = true;
    // Where no row is left empty, each line is a paragraph.
    let is_close = article.trim().lines().all(|line| !line.trim().is_empty());
    for line in article.split_inclusive('\n') {
        let span = from..from + line.trim_end().len();
        from += line.len();
        // Any number of empty rows is one.
        if span.is_empty() && was_empty {
            continue;
        }
        was_empty = span.is_empty();
        if is_close && !rows.is_empty() {
            rows.push(Line::default());
        }
        let mut paragraph = Paragraph::at(0);
        let (mut seen, mut begins) = (0, Vec::new());
        for (piece, tone) in toned(article, &span, lit) {
            let words = &article[piece.clone()];
            begins.extend(lit.iter().filter(|lit| lit.start == piece.start).map(|_| seen));
            seen += letters(&text::clean(words));
            paragraph = if tone == Tone::Quote { paragraph.lit(tone, words) } else { paragraph.with(tone, words) };
        }
        let wrapped = text::wrap(&[paragraph], measure);
        starts.extend(begins.into_iter().map(|begin| rows.len() + row_of(&wrapped, begin)));
        rows.extend(wrapped);
    }
    (rows, starts)
}

/// A line of the article in pieces: the words lit, the sentences that they stand in, the rest.
fn toned(article: &str, line: &Range<usize>, lit: &[Range<usize>]) -> Vec<(Range<usize>, Tone)> {
    let mut pieces = Vec::new();
    let touches = |span: &Range<usize>| lit.iter().any(|lit| lit.start < span.end && span.start < lit.end);
    for (at, sentence) in article[line.clone()].split_sentence_bound_indices() {
        let span = line.start + at..line.start + at + sentence.len();
        let rest = if lit.is_empty() || touches(&span) { Tone::Plain } else { Tone::Quiet };
        let inside = |at: &usize| span.contains(at) && article.is_char_boundary(*at);
        let mut bounds: Vec<usize> = lit.iter().flat_map(|lit| [lit.start, lit.end]).filter(inside).collect();
        bounds.extend([span.start, span.end]);
        bounds.sort_unstable();
        bounds.dedup();
        for pair in bounds.windows(2) {
            let piece = pair[0]..pair[1];
            let tone = if touches(&piece) { Tone::Quote } else { rest };
            pieces.push((piece, tone));
        }
    }
    pieces
}

fn letters(text: &str) -> usize {
    text.chars().filter(|char| !char.is_whitespace()).count()
}

/// The row in which the letter of this number stands, from 0; spaces are lost where rows end.
fn row_of(rows: &[Line], letter: usize) -> usize {
    let mut seen = 0;
    let is_there = |row: &Line| {
        seen += row.runs.iter().map(|run| letters(&run.text)).sum::<usize>();
        seen > letter
    };
    rows.iter().position(is_there).unwrap_or(0)
}

/// What a key does while the article is shown.
pub(super) fn in_passage(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Passage(passage)) = &mut app.overlay else { return None };
    let screenful = isize::try_from(passage.height.saturating_sub(1).max(1)).unwrap_or(1);
    match app.keys.action_for(chord)? {
        Action::Brief(Verb::Down | Verb::DetailDown) => passage.scroll(1),
        Action::Brief(Verb::Up | Verb::DetailUp) => passage.scroll(-1),
        Action::Brief(Verb::PageDown | Verb::Narrow) => passage.scroll(screenful),
        Action::Brief(Verb::PageUp) => passage.scroll(-screenful),
        Action::Brief(Verb::Top) => passage.top = 0,
        Action::Brief(Verb::Bottom) => passage.scroll(isize::MAX / 2),
        Action::Brief(Verb::NextHit) => passage.next_part(true),
        Action::Brief(Verb::PreviousHit) => passage.next_part(false),
        action @ (Action::Help | Action::LookUp) => return perform(app, action),
        Action::Passage | Action::Quit | Action::Brief(Verb::UnpinAll | Verb::Go | Verb::Back) => app.overlay = None,
        Action::Brief(_)
        | Action::BottomLine
        | Action::Copy
        | Action::GoToDate
        | Action::GoToMark
        | Action::Honesty
        | Action::Library
        | Action::Link
        | Action::NextContradiction
        | Action::NextShift
        | Action::Redraw
        | Action::Reload
        | Action::SetMark
        | Action::ShowCopy
        | Action::Star
        | Action::Suspend
        | Action::Present
        | Action::Cue(_) => {}
    }
    None
}
