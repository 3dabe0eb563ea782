//! Results as text: one block each, wrapped at the terminal's width. It never chooses colours, only tones.

use super::input::FindMatch;
use crate::cli::row_renderer::RowRenderer;
use crate::model::StancePosition;
use crate::model::{Attribution, Brief, Claim, Event, Ix, Record, Speaker, Statement, Tlp};
use crate::quotes::QuoteState;
use crate::search::Answer;
use crate::text::{self, Paragraph, TextLine, TextRun, Tone};
use crate::view::record_row::RowBrief;
use crate::view::{self, quote_status};

/// Columns of the date.
const DATE_WIDTH: usize = 13;
/// With fewer columns, the date gets a row of its own.
const WIDE_LAYOUT_MIN: usize = 50;

/// Builds the block of a result.
struct PlainBlock<'a> {
    found: FindMatch<'a>,
    indent: usize,
    paragraphs: Vec<Paragraph>,
}

/// The block of a result, each line with a line break.
pub(super) fn render(found: FindMatch<'_>, renderer: &RowRenderer, answer: &Answer) -> String {
    let indent = if renderer.width < WIDE_LAYOUT_MIN { 2 } else { DATE_WIDTH };
    let block = PlainBlock { found, indent, paragraphs: Vec::new() }.into_paragraphs();
    let marks = |text: &str| answer.marks(text);
    let block: Vec<Paragraph> = block.into_iter().map(|paragraph| paragraph.with_marks(&marks)).collect();
    // The reference is never wrapped, so that it can be copied.
    let reference = TextRun {
        text: text::clean(&found.from.reference(found.record)).into_owned(),
        tone: Tone::Quiet,
        marked: false,
    };
    let rows = text::wrap(&block, renderer.width).into_iter().chain([TextLine { indent, runs: vec![reference] }]);
    rows.map(|line| renderer.render(&line) + "\n").collect()
}

impl<'a> PlainBlock<'a> {
    fn into_paragraphs(mut self) -> Vec<Paragraph> {
        match self.found.record {
            Record::Statement(ix) => self.statement(ix),
            Record::Event(ix) => self.event(ix),
            Record::Claim(ix) => self.claim(ix),
        }
        self.paragraphs
    }

    fn brief(&self) -> &'a Brief {
        self.found.from.brief
    }

    /// A row below the first.
    fn indented_row(&self) -> Paragraph {
        Paragraph::indented(self.indent)
    }

    /// The first row with the date; a `?` means that the date may lie outside the query.
    fn head(&mut self) -> Paragraph {
        let date = view::format_date(self.brief(), self.found.record);
        // An uncertain date has the mark already.
        let doubt = if self.found.uncertain && !date.ends_with('?') { " ?" } else { "" };
        let padding = DATE_WIDTH.saturating_sub(text::width(&date) + text::width(doubt)).max(2);
        let line = Paragraph::indented(0).hanging(self.indent).with(Tone::Quiet, date).with(Tone::Alert, doubt);
        if self.indent < DATE_WIDTH {
            self.paragraphs.push(line);
            return self.indented_row();
        }
        line.with(Tone::Plain, " ".repeat(padding))
    }

    fn statement(&mut self, ix: Ix<Statement>) {
        let statement = &self.brief().statements[ix];
        let head = self.head();
        let head = self.with_speaker(head, statement);
        self.paragraphs.push(head);
        self.paragraphs.extend(self.stances(statement));
        if let Some(quote) = view::quote_text(statement) {
            self.paragraphs.push(self.indented_row().with(Tone::Quote, &quote));
        }
        let whose = match statement.attribution {
            Attribution::Inferred => "the brief’s reading, not speech: ",
            Attribution::Direct | Attribution::Mixed | Attribution::Indirect => "paraphrase: ",
        };
        self.gist(whose, statement.gist.as_deref());
        let source = &self.brief().sources[statement.source];
        let grade = format!(" · {}{}", source.reliability, statement.credibility);
        let cue = statement.cue.as_ref().map(|cue| format!(" “{cue}”"));
        let via = statement.via.as_ref().map(|via| format!(" · relayed by {}", view::relays(self.brief(), via)));
        let line = self.indented_row().with(Tone::Quiet, statement.attribution.word()).with_optional(Tone::Quiet, cue);
        let line = line.with_optional(Tone::Quiet, via).with(Tone::Quiet, " · ");
        let line = line.with(Tone::Quiet, view::source(self.brief(), statement.source));
        let line = self.with_quote_state(line.with(Tone::Quiet, grade), ix);
        self.push_certainty_line(line);
    }

    /// Adds how the quote compares with its text, if the text is available or the quote is wrong.
    fn with_quote_state(&self, line: Paragraph, ix: Ix<Statement>) -> Paragraph {
        let RowBrief { brief, quotes, .. } = self.found.from;
        let has_text = matches!(quotes.state(brief, ix), QuoteState::Compared(_));
        match quote_status::describe_status(quotes, brief, ix).filter(|(tone, _)| has_text || *tone == Tone::Alert) {
            Some((tone, state)) => line.with(Tone::Quiet, " · ").with(tone, state),
            None => line,
        }
    }

    /// Adds who speaks, each in the role of that day, and where.
    fn with_speaker(&self, line: Paragraph, statement: &Statement) -> Paragraph {
        let brief = self.brief();
        let people: Vec<(&str, Option<String>)> = match &statement.speaker {
            Speaker::Actor(_) | Speaker::Actors(_) => {
                let role = |actor| view::role_at(brief, actor, self.found.record).map(|held| view::role(brief, held));
                let actors = statement.actors().iter();
                actors.map(|actor| (brief.actors[*actor].name.as_str(), role(*actor))).collect()
            }
            Speaker::Unnamed(described) => vec![("unnamed", Some(described.clone()))],
        };
        let line = view::with_people(line, &people);
        line.with_optional(Tone::Plain, statement.venue.as_ref().map(|venue| format!(" · {venue}")))
    }

    /// The stances of the statement, and whom it is about.
    fn stances(&self, statement: &Statement) -> Option<Paragraph> {
        let mut line = self.indented_row();
        for (issue, stance) in &statement.stances {
            let position = StancePosition::Held(*stance);
            line = with_separator(line)
                .with(Tone::Stance(position), format!("{} {}", view::glyph(position), view::position(position)))
                .with(Tone::Plain, " ");
            line = line.with(Tone::Plain, &self.brief().issues[*issue].label);
        }
        if let Some(about) = view::actors(self.brief(), &statement.about) {
            line = with_separator(line).with(Tone::Quiet, "about ").with(Tone::Plain, &about);
        }
        (!line.is_empty()).then_some(line)
    }

    fn event(&mut self, ix: Ix<Event>) {
        let brief = self.brief();
        let event = &brief.events[ix];
        let head = self.head();
        let head = head.with(Tone::Plain, &event.title);
        self.paragraphs.push(head.with_optional(Tone::Plain, event.place.as_ref().map(|place| format!(" · {place}"))));
        if let Some(actors) = view::actors(brief, &event.actors) {
            self.paragraphs.push(self.indented_row().with(Tone::Quiet, "with ").with(Tone::Plain, &actors));
        }
        self.gist("paraphrase: ", event.gist.as_deref());
        let line = self.indented_row().with(Tone::Quiet, format!("event: {}", event.kind));
        let sources = event
            .sources
            .iter()
            .map(|source| format!(" · {} · {}", view::source(brief, *source), brief.sources[*source].reliability));
        self.push_certainty_line(sources.fold(line, |line, source| line.with(Tone::Quiet, &source)));
    }

    fn claim(&mut self, ix: Ix<Claim>) {
        let brief = self.brief();
        let claim = &brief.claims[ix];
        let head = self.head();
        let head = head.with(Tone::Plain, &claim.question);
        self.paragraphs.push(head);
        let value = self.indented_row().with(Tone::Strong, view::value(brief, ix));
        let who = claim.actor.as_ref().map(|actor| format!(" · given by {}", view::giver(brief, actor)));
        self.paragraphs.push(value.with_optional(Tone::Plain, who));
        if let Some(why) = &claim.why {
            let line = self.indented_row().with(Tone::Quiet, format!("{}: ", claim.rank));
            self.paragraphs.push(line.with(Tone::Plain, why));
        }
        let line = self.indented_row().with(Tone::Quiet, format!("claim: {} · ", claim.rank));
        let line = line.with(Tone::Quiet, view::source(brief, claim.source));
        let grade = format!(" · {}", brief.sources[claim.source].reliability);
        self.push_certainty_line(line.with(Tone::Quiet, grade));
    }

    /// Adds the gist, after a word on whose words it is.
    fn gist(&mut self, whose: &str, gist: Option<&str>) {
        if let Some(gist) = gist {
            let line = self.indented_row().with(Tone::Quiet, whose).with(Tone::Plain, gist);
            self.paragraphs.push(line);
        }
    }

    /// Adds the last line, with a mark if the record is disputed, and with any label above TLP:CLEAR.
    fn push_certainty_line(&mut self, line: Paragraph) {
        let line =
            line.with_optional(Tone::Alert, self.found.from.is_disputed(self.found.record).then_some(" · ! disputed"));
        let label = self.brief().tlp_of(self.found.record);
        self.paragraphs.push(line.with_optional(Tone::Alert, (label != Tlp::Clear).then(|| format!(" · {label}"))));
    }
}

/// The line with a separating dot, unless it is empty.
fn with_separator(line: Paragraph) -> Paragraph {
    if line.is_empty() { line } else { line.with(Tone::Quiet, " · ") }
}
