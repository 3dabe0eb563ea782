//! A hit in one row: when, who, the stance on what, the words around what was looked for, the outlet.

use super::snippet::snippet;
use crate::findings::Position;
use crate::model::{Attribution, Brief, Claim, Event, Issue, Ix, Record, Stance};
use crate::query::{Answer, Hit};
use crate::text::{self, Run, Tone};
use crate::words;

/// A hit, laid out.
#[derive(Debug)]
pub struct HitRow {
    pub record: Record,
    pub columns: Vec<Column>,
}

/// Text that is fitted to a column, with the air behind it.
#[derive(Debug)]
pub struct Column {
    pub width: usize,
    pub runs: Vec<Run>,
}

/// How wide the columns are, their air included.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    when: usize,
    who: usize,
    /// Glyph and issue; the glyph alone where it is 2.
    stance: usize,
    said: usize,
    /// 0 where there is no room for it.
    outlet: usize,
}

/// Columns of the bar and the mark before a row.
const BAR: usize = 2;

impl Columns {
    /// The columns of a list that is `width` wide.
    pub(super) const fn of(width: usize) -> Self {
        let (when, who, stance, outlet) = match width {
            0..50 => (13, 9, 2, 0),
            50..70 => (14, 12, 2, 0),
            70..86 => (14, 15, 16, 0),
            86..100 => (14, 17, 18, 0),
            100.. => (15, 17, 18, 18),
        };
        Self { when, who, stance, outlet, said: width.saturating_sub(BAR + when + who + stance + outlet) }
    }
}

/// The row of a hit.
pub(super) fn row(brief: &Brief, answer: &Answer, hit: Hit, columns: Columns) -> HitRow {
    let record = hit.record;
    let teller = Teller { brief, answer };
    let who = match record {
        Record::Statement(_) => Tone::Plain,
        Record::Event(_) | Record::Claim(_) => Tone::Quiet,
    };
    let mut told = vec![
        teller.when(hit, columns.when),
        teller.name(&words::who(brief, record), who, columns.who),
        teller.stance(record, columns.stance),
        teller.says(record, columns.said),
    ];
    if columns.outlet > 0 {
        told.push(teller.outlets(record, columns.outlet));
    }
    HitRow { record, columns: told }
}

struct Teller<'a> {
    brief: &'a Brief,
    answer: &'a Answer,
}

impl Teller<'_> {
    /// The date, and `?` where only its uncertainty makes it a hit.
    fn when(&self, hit: Hit, width: usize) -> Column {
        let when = words::when(self.brief, hit.record);
        // A date that is doubted has the mark already.
        let perhaps = if hit.perhaps && !when.ends_with('?') { "?" } else { "" };
        let room = width.saturating_sub(1 + perhaps.len());
        // Of several days that do not fit, the first is told whole: cut anywhere else it would be another date.
        let end = when.find(['/', ',']).filter(|_| text::width(&when) > room);
        let begins = end.map(|end| format!("{}…", &when[..=end]));
        let when = begins.unwrap_or(when);
        let when = Run { text: text::fit(&when, room).into_owned(), tone: Tone::Quiet, marked: false };
        let perhaps = Run { text: perhaps.to_owned(), tone: Tone::Strong, marked: false };
        Column { width, runs: vec![when, perhaps] }
    }

    /// A name or a label, cut at its end.
    fn name(&self, name: &str, tone: Tone, width: usize) -> Column {
        let whole = text::clean(name);
        let fitted = text::fit(&whole, width.saturating_sub(1));
        Column { width, runs: text::runs(&fitted, &self.answer.marks(&whole), tone) }
    }

    /// Where it was reported. Where no outlet is stated an id stands instead, which is no word that anything is found by.
    fn outlets(&self, record: Record, width: usize) -> Column {
        let sources = self.brief.sources_of(record);
        let names: Vec<String> = sources.iter().map(|source| words::source_name(self.brief, *source)).collect();
        let names = names.join(", ");
        if sources.iter().all(|source| self.brief.sources[*source].outlet.is_some()) {
            return self.name(&names, Tone::Quiet, width);
        }
        let text = text::fit(&text::clean(&names), width.saturating_sub(1)).into_owned();
        Column { width, runs: vec![Run { text, tone: Tone::Quiet, marked: false }] }
    }

    /// The stance on the issue that was looked for, else the first; the kind of what is no statement.
    fn stance(&self, record: Record, width: usize) -> Column {
        let (glyph, tone, label) = match record {
            Record::Statement(ix) => match self.stance_of(&self.brief.statements[ix].stances) {
                Some((issue, stance)) => {
                    let position = Position::Held(stance);
                    (words::glyph(position), Tone::Stance(position), self.brief.issues[issue].label.as_str())
                }
                None => (words::SILENT, Tone::Quiet, ""),
            },
            Record::Event(_) => ('◆', Tone::Quiet, "event"),
            Record::Claim(_) => ('≡', Tone::Quiet, "claim"),
        };
        let mut runs = vec![Run { text: format!("{glyph} "), tone, marked: false }];
        if width > 2 {
            let tone = if tone == Tone::Quiet { Tone::Quiet } else { Tone::Plain };
            runs.extend(self.name(label, tone, width - 2).runs);
        }
        Column { width, runs }
    }

    fn stance_of(&self, stances: &[(Ix<Issue>, Stance)]) -> Option<(Ix<Issue>, Stance)> {
        let asked = |(issue, stance): &&(Ix<Issue>, Stance)| self.answer.asks_for(&self.brief.issues[*issue], *stance);
        let named = |(issue, _): &&(Ix<Issue>, Stance)| {
            !self.answer.marks(&text::clean(&self.brief.issues[*issue].label)).is_empty()
        };
        stances.iter().find(asked).or_else(|| stances.iter().find(named)).or(stances.first()).copied()
    }

    /// The words in which something was found: a quote between marks, the officer's words without; the first of them where nothing
    /// in them was looked for.
    fn says(&self, record: Record, width: usize) -> Column {
        let room = width.saturating_sub(2);
        let runs = match record {
            Record::Statement(ix) => {
                let statement = &self.brief.statements[ix];
                let quote = (!statement.quote.is_empty()).then(|| (Tone::Quote, statement.quote.join(" … ")));
                let tone = if statement.attribution == Attribution::Inferred { Tone::Quiet } else { Tone::Plain };
                let gist = statement.gist.clone().map(|gist| (tone, gist));
                self.around(quote.into_iter().chain(gist), room)
            }
            Record::Event(ix) => {
                let Event { title, gist, .. } = &self.brief.events[ix];
                self.around(
                    [Some(title), gist.as_ref()].into_iter().flatten().map(|text| (Tone::Plain, text.clone())),
                    room,
                )
            }
            Record::Claim(ix) => self.claims(ix, room),
        };
        Column { width, runs }
    }

    /// The first of some texts in which something was looked for, around that.
    fn around(&self, texts: impl Iterator<Item = (Tone, String)>, room: usize) -> Vec<Run> {
        let marked = texts.map(|(tone, text)| {
            let text = text::clean(&text).into_owned();
            let marks = self.answer.marks(&text);
            (tone, text, marks)
        });
        let marked: Vec<_> = marked.collect();
        let found = marked.iter().find(|(.., marks)| !marks.is_empty()).or(marked.first());
        let Some((tone, text, marks)) = found else { return Vec::new() };
        if *tone != Tone::Quote {
            return snippet(text, marks, *tone, room);
        }
        let quoted = snippet(text, marks, *tone, room.saturating_sub(2));
        [vec![plain("“")], quoted, vec![plain("”")]].concat()
    }

    /// The value of a claim, which is what is claimed, then the question, as far as there is room.
    fn claims(&self, claim: Ix<Claim>, room: usize) -> Vec<Run> {
        let value = words::value(self.brief, claim);
        let value = text::clean(&value);
        let fitted = text::fit(&value, room / 2);
        let left = room.saturating_sub(text::width(&fitted) + 3);
        let mut runs = text::runs(&fitted, &self.answer.marks(&value), Tone::Plain);
        runs.push(plain(" · "));
        let question = (Tone::Plain, self.brief.claims[claim].question.clone());
        runs.extend(self.around(std::iter::once(question), left));
        runs
    }
}

fn plain(text: &str) -> Run {
    Run { text: text.to_owned(), tone: Tone::Plain, marked: false }
}
