//! An article at the passage that a quote is taken from: the words lit, their sentences plain, the rest quiet. It never changes the text.

use std::ops::Range;

use ratatui::layout::Size;
use unicode_segmentation::UnicodeSegmentation;

use super::overlay::{OVERLAY_FRAME_ROWS, Overlay};
use super::reader::BriefReader;
use super::update::perform;
use super::{App, BriefItem, Effect, quote_status};
use crate::keys::{Action, BriefAction, Chord};
use crate::model::{Ix, Record, Source, Statement};
use crate::quotes::{Article, QuoteState, TextState};
use crate::text::{self, Paragraph, TextLine, Tone};
use crate::view;

/// The widest measure in which an article is comfortably read.
const MAX_ARTICLE_WIDTH: usize = 100;

/// An article, wrapped for the screen.
#[derive(Debug)]
pub struct ArticleView {
    target: ArticleTarget,
    /// What stands above the text: where it is from, and how the quote stands in it.
    pub head: Vec<TextLine>,
    pub lines: Vec<TextLine>,
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
struct ArticleTarget {
    source: Ix<Source>,
    statement: Option<Ix<Statement>>,
}

impl ArticleView {
    /// The article of the item that is looked at, at its quote, or from its beginning where nothing is quoted of it.
    ///
    /// # Errors
    /// Where there is no article; a sentence says why, and what would help.
    pub(super) fn open(reader: &BriefReader) -> Result<Self, String> {
        let of = ArticleTarget::from_selection(reader).ok_or("no article here; go to a statement or a source")?;
        let article = find_article(reader, of.source)?;
        let mut passage = Self::build(of, reader, article);
        passage.go_to_part(0);
        Ok(passage)
    }

    /// The article over the brief read again, as far from its beginning; `None` where it is not held any more.
    pub(super) fn reopen(&self, reader: &BriefReader) -> Option<Self> {
        let mut passage = Self::open(reader).ok()?;
        passage.part = self.part.min(passage.parts.len().saturating_sub(1));
        passage.top = self.top;
        passage.scroll(0);
        Some(passage)
    }

    /// The same for another size of the screen: what stood at the top stays there, as near as can be.
    pub(super) fn resize(&mut self, reader: &BriefReader) {
        let Some(article) =
            reader.checked.as_ref().and_then(|checked| checked.quotes.text_of(self.target.source).text())
        else {
            return;
        };
        let (part, top, rows) = (self.part, self.top, self.lines.len().max(1));
        *self = Self::build(self.target, reader, article);
        self.part = part;
        self.top = top * self.lines.len() / rows;
        self.scroll(0);
    }

    fn build(of: ArticleTarget, reader: &BriefReader, article: &Article) -> Self {
        let Size { width, height } = reader.size;
        let measure = usize::from(width.saturating_sub(4)).min(MAX_ARTICLE_WIDTH);
        let height = usize::from(height.saturating_sub(OVERLAY_FRAME_ROWS));
        let mut head = text::wrap(&of.head(reader), measure);
        // The text is what was asked for.
        head.truncate((height / 3).max(1));
        let (lines, parts) = article_rows(article.text(), &of.highlights(reader), measure);
        let height = height.saturating_sub(head.len() + 1);
        Self { target: of, head, lines, top: 0, parts, part: 0, height }
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

impl ArticleTarget {
    fn from_selection(reader: &BriefReader) -> Option<Self> {
        let source = |source| Self { source, statement: None };
        match reader.selected_item()? {
            BriefItem::Record(Record::Statement(ix)) => {
                Some(Self { source: reader.brief.statements[ix].source, statement: Some(ix) })
            }
            BriefItem::Record(Record::Event(ix)) => reader.brief.events[ix].sources.first().copied().map(source),
            BriefItem::Record(Record::Claim(ix)) => Some(source(reader.brief.claims[ix].source)),
            BriefItem::Source(ix) => Some(source(ix)),
            BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => None,
        }
    }

    fn head(self, reader: &BriefReader) -> Vec<Paragraph> {
        let brief = &reader.brief;
        let line = Paragraph::indented(0).with(Tone::Strong, view::source(brief, self.source));
        let Some(ix) = self.statement else { return vec![line] };
        let line = line.with(Tone::Quiet, " · ").with(Tone::Plain, view::who(brief, Record::Statement(ix)));
        let quotes = reader.checked.as_ref().map(|checked| &checked.quotes);
        let line = match quotes.and_then(|quotes| quote_status::describe_status(quotes, brief, ix)) {
            Some((tone, state)) => line.with(Tone::Quiet, " · ").with(tone, state),
            None => line.with(Tone::Quiet, " · nothing is quoted"),
        };
        std::iter::once(line).chain(quotes.and_then(|quotes| quote_status::diff_paragraph(quotes, brief, ix))).collect()
    }

    /// The stretches of the article that are the quote, or the nearest to it.
    fn highlights(self, reader: &BriefReader) -> Vec<Range<usize>> {
        let quotes = reader.checked.as_ref().map(|checked| &checked.quotes);
        let state = quotes.zip(self.statement).map(|(quotes, ix)| quotes.state(&reader.brief, ix));
        let mut lit = match state {
            Some(QuoteState::Compared(verdict)) => verdict.at().to_vec(),
            Some(QuoteState::NothingQuoted | QuoteState::NoText) | None => Vec::new(),
        };
        lit.retain(|at| !at.is_empty());
        lit.sort_by_key(|at| (at.start, at.end));
        lit
    }
}

/// The article of a source, or why there is none to show.
fn find_article(reader: &BriefReader, source: Ix<Source>) -> Result<&Article, String> {
    let of = &reader.brief.sources[source];
    let name = text::clean(&of.id);
    let Some(checked) = &reader.checked else {
        return Err("the texts are still being read; ask again in a moment".to_owned());
    };
    match (checked.quotes.text_of(source), &of.text) {
        (TextState::Text(article), _) => Ok(article),
        (TextState::Unreadable(why), _) => Err(format!("{name}: the text held cannot be read: {}", text::clean(why))),
        (TextState::Other { .. }, _) => {
            Err(format!("{name}: the text held is not the one coded from; its SHA-256 differs"))
        }
        (TextState::Missing | TextState::Unnamed, Some(named)) => {
            let file = text::clean(&named.file);
            Err(format!("no text held; start with --texts DIR, or lay it beside the brief as {file}"))
        }
        (TextState::Missing | TextState::Unnamed, None) => {
            Err(format!("no text held; a `text` of the source {name} is to name its file"))
        }
    }
}

/// The rows of an article, and those at which the lit stretches begin.
fn article_rows(article: &str, lit: &[Range<usize>], measure: usize) -> (Vec<TextLine>, Vec<usize>) {
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
            rows.push(TextLine::default());
        }
        let mut paragraph = Paragraph::indented(0);
        let (mut seen, mut begins) = (0, Vec::new());
        for (piece, tone) in split_by_tone(article, &span, lit) {
            let words = &article[piece.clone()];
            begins.extend(lit.iter().filter(|lit| lit.start == piece.start).map(|_| seen));
            seen += count_letters(&text::clean(words));
            paragraph =
                if tone == Tone::Quote { paragraph.with_marked(tone, words) } else { paragraph.with(tone, words) };
        }
        let wrapped = text::wrap(&[paragraph], measure);
        starts.extend(begins.into_iter().map(|begin| rows.len() + row_at_letter(&wrapped, begin)));
        rows.extend(wrapped);
    }
    (rows, starts)
}

/// A line of the article in pieces: the words lit, the sentences that they stand in, the rest.
fn split_by_tone(article: &str, line: &Range<usize>, lit: &[Range<usize>]) -> Vec<(Range<usize>, Tone)> {
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

fn count_letters(text: &str) -> usize {
    text.chars().filter(|char| !char.is_whitespace()).count()
}

/// The row in which the letter of this number stands, from 0; spaces are lost where rows end.
fn row_at_letter(rows: &[TextLine], letter: usize) -> usize {
    let mut seen = 0;
    let is_there = |row: &TextLine| {
        seen += row.runs.iter().map(|run| count_letters(&run.text)).sum::<usize>();
        seen > letter
    };
    rows.iter().position(is_there).unwrap_or(0)
}

/// What a key does while the article is shown.
pub(super) fn handle_article_key(app: &mut App, chord: Chord) -> Option<Effect> {
    let Some(Overlay::Article(passage)) = &mut app.overlay else { return None };
    let screenful = isize::try_from(passage.height.saturating_sub(1).max(1)).unwrap_or(1);
    match app.keys.action_for(chord)? {
        Action::Brief(BriefAction::Down | BriefAction::DetailDown) => passage.scroll(1),
        Action::Brief(BriefAction::Up | BriefAction::DetailUp) => passage.scroll(-1),
        Action::Brief(BriefAction::PageDown | BriefAction::Narrow) => passage.scroll(screenful),
        Action::Brief(BriefAction::PageUp) => passage.scroll(-screenful),
        Action::Brief(BriefAction::Top) => passage.top = 0,
        Action::Brief(BriefAction::Bottom) => passage.scroll(isize::MAX / 2),
        Action::Brief(BriefAction::NextHit) => passage.next_part(true),
        Action::Brief(BriefAction::PreviousHit) => passage.next_part(false),
        action @ (Action::Help | Action::LookUp) => return perform(app, action),
        Action::Article | Action::Quit | Action::Brief(BriefAction::UnpinAll | BriefAction::Go | BriefAction::Back) => {
            app.overlay = None
        }
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
        | Action::Card(_) => {}
    }
    None
}
