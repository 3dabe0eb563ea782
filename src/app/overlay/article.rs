//! The text of a source, opened at a quote or a passage: these words highlighted, their sentences in plain tone, the rest
//! quiet. It never changes the text.

use std::ops::Range;

use ratatui::layout::{Position, Size};
use unicode_segmentation::UnicodeSegmentation;

use super::component::{Flow, OverlayComponent, close_text};
use crate::app::reader::BriefReader;
use crate::app::{App, BriefItem, overlay_height};
use crate::keys::{Action, BriefAction};
use crate::model::{Brief, Ix, Record, Source, Statement};
use crate::quotes::{Article, PassageState, QuoteState, TextState};
use crate::text::{self, Paragraph, TextLine, Tone};
use crate::view::{self, quote_status};

/// The widest line of an article, in columns.
const MAX_ARTICLE_WIDTH: usize = 100;

/// An article, wrapped for the screen.
#[derive(Debug)]
pub struct ArticleView {
    target: ArticleTarget,
    /// The lines above the text: the source, the speaker and the quote's status.
    pub head: Vec<TextLine>,
    pub lines: Vec<TextLine>,
    pub top: usize,
    /// The rows at which the passage or the parts of the quote begin, in order.
    pub parts: Vec<usize>,
    /// The index of the current part.
    pub part: usize,
    /// The number of rows of text on the screen.
    pub height: usize,
}

/// The source whose text is shown, and the record whose quote or passage is highlighted in it.
#[derive(Debug, Clone, Copy)]
struct ArticleTarget {
    source: Ix<Source>,
    record: Option<Record>,
}

impl ArticleView {
    /// Opens the article of the selected item at its quote or its passage, or at the beginning if it has neither.
    ///
    /// # Errors
    /// Returns a sentence that says why there is no article, and what would help.
    pub(in crate::app) fn open(reader: &BriefReader) -> Result<Self, String> {
        let target = ArticleTarget::from_selection(reader).ok_or("no article here; go to a statement or a source")?;
        let article = find_article(reader, target.source)?;
        let mut view = Self::build(target, reader, article);
        view.go_to_part(0);
        Ok(view)
    }

    fn build(target: ArticleTarget, reader: &BriefReader, article: &Article) -> Self {
        let Size { width, .. } = reader.size;
        let width = usize::from(width.saturating_sub(4)).min(MAX_ARTICLE_WIDTH);
        let height = overlay_height(reader.size);
        let mut head = text::wrap(&target.head(reader), width);
        // Leave most of the screen to the text.
        head.truncate((height / 3).max(1));
        let (lines, parts) = article_rows(article.text(), &target.highlights(reader), width);
        let height = height.saturating_sub(head.len() + 1);
        Self { target, head, lines, top: 0, parts, part: 0, height }
    }

    fn scroll(&mut self, rows: isize) {
        let last = self.lines.len().saturating_sub(self.height);
        self.top = self.top.saturating_add_signed(rows).min(last);
    }

    /// Whether the action goes to another part of the quote.
    pub(super) fn accepts(action: Action) -> bool {
        matches!(action, Action::Brief(BriefAction::NextHit | BriefAction::PreviousHit))
    }

    /// Goes to the next or the previous part of the quote; wraps around at the ends.
    fn next_part(&mut self, forward: bool) {
        let count = self.parts.len().max(1);
        self.go_to_part((self.part + if forward { 1 } else { count - 1 }) % count);
    }

    /// Scrolls so that a part is a third of the screen below the top.
    fn go_to_part(&mut self, part: usize) {
        self.part = part;
        let top = self.parts.get(part).map_or(0, |row| row.saturating_sub(self.height / 3));
        let is_empty = self.lines.get(top).is_some_and(|line| line.runs.is_empty());
        self.top = top + usize::from(is_empty);
        self.scroll(0);
    }
}

impl OverlayComponent for ArticleView {
    fn perform(&mut self, _app: &mut App, action: Action) -> Flow {
        if let Some(motion) = action.text_motion() {
            self.scroll(motion.rows(self.height));
        } else if Self::accepts(action) {
            self.next_part(action == Action::Brief(BriefAction::NextHit));
        } else if action == Action::Article {
            return Flow::Close(None);
        } else {
            return close_text(action);
        }
        Flow::Stay(None)
    }

    fn scroll_at(&mut self, _app: &mut App, _at: Position, rows: isize) {
        self.scroll(rows);
    }

    /// Wraps the article for another size and keeps the scroll position as far as possible.
    fn lay_out(&mut self, app: &mut App) {
        let Some((reader, article)) =
            app.reader.as_ref().and_then(|reader| Some((reader, find_article(reader, self.target.source).ok()?)))
        else {
            return;
        };
        let (part, top, rows) = (self.part, self.top, self.lines.len().max(1));
        *self = Self::build(self.target, reader, article);
        self.part = part.min(self.parts.len().saturating_sub(1));
        self.top = top * self.lines.len() / rows;
        self.scroll(0);
    }

    /// Stays open if the selected item still has this text.
    fn reload(&mut self, old: &Brief, reader: &mut BriefReader) -> bool {
        let Some(target) = ArticleTarget::from_selection(reader) else { return false };
        let is_same = self.target.keys(old) == target.keys(&reader.facts.brief);
        self.target = target;
        is_same && find_article(reader, target.source).is_ok()
    }
}

impl ArticleTarget {
    /// The keys of the source and the record.
    fn keys(self, brief: &Brief) -> [Option<String>; 2] {
        let items = [Some(BriefItem::Source(self.source)), self.record.map(BriefItem::Record)];
        items.map(|item| item.map(|item| item.to_key(brief)))
    }

    fn from_selection(reader: &BriefReader) -> Option<Self> {
        match reader.selected_item()? {
            BriefItem::Record(record) => {
                let brief = &reader.facts.brief;
                let source = match reader.facts.quotes().map(|quotes| quotes.passage(brief, record)) {
                    Some(PassageState::Located(located)) => located.source,
                    Some(PassageState::None | PassageState::NoText) | None => *brief.sources_of(record).first()?,
                };
                Some(Self { source, record: Some(record) })
            }
            BriefItem::Source(source) => Some(Self { source, record: None }),
            BriefItem::Actor(_) | BriefItem::Issue(_) | BriefItem::Cell(..) => None,
        }
    }

    fn head(self, reader: &BriefReader) -> Vec<Paragraph> {
        let brief = &reader.facts.brief;
        let mut line = Paragraph::indented(0).with(Tone::Strong, view::source(brief, self.source));
        let Some(record) = self.record else { return vec![line] };
        line = line.with(Tone::Quiet, " · ").with(Tone::Plain, view::who(brief, record));
        let Some(quotes) = reader.facts.quotes() else { return vec![line] };
        let statement = statement_of(record);
        let quote = statement.and_then(|ix| quote_status::describe_status(quotes, brief, ix));
        if let Some((tone, state)) = quote.or_else(|| quote_status::describe_passage(quotes, brief, record)) {
            line = line.with(Tone::Quiet, " · ").with(tone, state);
        }
        let diff = statement.and_then(|ix| quote_status::diff_paragraph(quotes, brief, ix));
        std::iter::once(line).chain(diff).collect()
    }

    /// The byte ranges of the article that match the quote or come nearest to it; if nothing is quoted, the passage.
    fn highlights(self, reader: &BriefReader) -> Vec<Range<usize>> {
        let brief = &reader.facts.brief;
        let Some((quotes, record)) = reader.facts.quotes().zip(self.record) else { return Vec::new() };
        let mut highlights = match statement_of(record).map(|ix| quotes.state(brief, ix)) {
            Some(QuoteState::Compared(verdict)) => verdict.at().to_vec(),
            Some(QuoteState::NothingQuoted | QuoteState::NoText) | None => Vec::new(),
        };
        highlights.retain(|at| !at.is_empty());
        if highlights.is_empty() {
            highlights = quotes.passage(brief, record).at();
        }
        highlights.sort_by_key(|at| (at.start, at.end));
        highlights
    }
}

const fn statement_of(record: Record) -> Option<Ix<Statement>> {
    match record {
        Record::Statement(ix) => Some(ix),
        Record::Event(_) | Record::Claim(_) => None,
    }
}

/// The source of the selected item, with the text that is held of it.
///
/// # Errors
/// A sentence that says why there is none, and what would help.
pub(in crate::app) fn selected_text(reader: &BriefReader) -> Result<(Ix<Source>, &Article), String> {
    let target = ArticleTarget::from_selection(reader).ok_or("no article here; go to a statement or a source")?;
    Ok((target.source, find_article(reader, target.source)?))
}

/// The text of a source, or a sentence that says why it cannot be shown.
fn find_article(reader: &BriefReader, ix: Ix<Source>) -> Result<&Article, String> {
    let source = &reader.facts.brief.sources[ix];
    let name = text::clean(&source.id);
    let Some(checked) = &reader.facts.checked else {
        return Err("the texts are still being read; ask again in a moment".to_owned());
    };
    match (checked.quotes.text_of(ix), &source.text) {
        (TextState::Text(article) | TextState::OtherLineEnds(article), _) => Ok(article),
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

/// Wraps an article. Returns its rows, and the rows at which the highlights begin.
fn article_rows(article: &str, highlights: &[Range<usize>], width: usize) -> (Vec<TextLine>, Vec<usize>) {
    let (mut rows, mut starts) = (Vec::new(), Vec::new());
    let mut from = 0;
    let mut was_empty = true;
    // In a text without empty lines, each line is a paragraph.
    let lines_are_paragraphs = article.trim().lines().all(|line| !line.trim().is_empty());
    for line in article.split_inclusive('\n') {
        let span = from..from + line.trim_end().len();
        from += line.len();
        // Several empty lines are shown as one.
        if span.is_empty() && was_empty {
            continue;
        }
        was_empty = span.is_empty();
        if lines_are_paragraphs && !rows.is_empty() {
            rows.push(TextLine::default());
        }
        let mut paragraph = Paragraph::indented(0);
        let (mut seen, mut begins) = (0, Vec::new());
        for (piece, tone) in split_by_tone(article, &span, highlights) {
            let words = &article[piece.clone()];
            begins.extend(highlights.iter().filter(|highlight| highlight.start == piece.start).map(|_| seen));
            seen += count_letters(&text::clean(words));
            paragraph =
                if tone == Tone::Quote { paragraph.with_marked(tone, words) } else { paragraph.with(tone, words) };
        }
        let wrapped = text::wrap(&[paragraph], width);
        starts.extend(begins.into_iter().map(|begin| rows.len() + row_at_letter(&wrapped, begin)));
        rows.extend(wrapped);
    }
    (rows, starts)
}

/// Splits a line of the article into pieces: highlighted words, the rest of their sentences, other sentences.
fn split_by_tone(article: &str, line: &Range<usize>, highlights: &[Range<usize>]) -> Vec<(Range<usize>, Tone)> {
    let mut pieces = Vec::new();
    let touches = |span: &Range<usize>| {
        highlights.iter().any(|highlight| highlight.start < span.end && span.start < highlight.end)
    };
    for (at, sentence) in article[line.clone()].split_sentence_bound_indices() {
        let span = line.start + at..line.start + at + sentence.len();
        let rest = if highlights.is_empty() || touches(&span) { Tone::Plain } else { Tone::Quiet };
        let inside = |at: &usize| span.contains(at) && article.is_char_boundary(*at);
        let mut bounds: Vec<usize> =
            highlights.iter().flat_map(|highlight| [highlight.start, highlight.end]).filter(inside).collect();
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

/// The row of the letter with this index. Only letters are counted because wrapping drops spaces.
fn row_at_letter(rows: &[TextLine], letter: usize) -> usize {
    let mut seen = 0;
    let is_reached = |row: &TextLine| {
        seen += row.runs.iter().map(|run| count_letters(&run.text)).sum::<usize>();
        seen > letter
    };
    rows.iter().position(is_reached).unwrap_or(0)
}
