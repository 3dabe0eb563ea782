//! What a list of hits shows of a record: its words, without the brief that they are of. It fits nothing to a screen.

use super::answer::Answer;
use super::bytes::{ByteReader, put_short, put_text};
use crate::model::{Attribution, Brief, Record, Stance};
use crate::view;

/// A record as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    pub kind: ExcerptKind,
    /// The record's id, unique for its kind in its brief.
    pub id: String,
    /// When, as [`view::when`] tells it.
    pub when: String,
    pub who: String,
    /// The stances that it takes, each with the label of the issue.
    pub stances: Vec<(Stance, String)>,
    /// What is quoted, and not told in other words.
    pub quote: Option<String>,
    /// What is told in other words: the gist of a statement, the title and gist of an event, the question of a claim.
    pub told: Vec<String>,
    /// The value of a claim.
    pub value: Option<String>,
    /// Where it was reported, and whether these are names of outlets rather than ids.
    pub outlets: (String, bool),
}

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExcerptKind {
    /// A statement; whether its stance is inferred.
    Statement {
        inferred: bool,
    },
    Event,
    Claim,
}

impl Excerpt {
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        out.push(match self.kind {
            ExcerptKind::Statement { inferred: false } => 0,
            ExcerptKind::Statement { inferred: true } => 1,
            ExcerptKind::Event => 2,
            ExcerptKind::Claim => 3,
        });
        for text in [&self.id, &self.when, &self.who, &self.outlets.0] {
            put_text(out, text);
        }
        out.push(u8::from(self.outlets.1));
        put_short(out, u32::try_from(self.stances.len()).unwrap_or(u32::MAX));
        for (stance, label) in &self.stances {
            put_text(out, stance.word());
            put_text(out, label);
        }
        for texts in [self.quote.as_slice(), &self.told, self.value.as_slice()] {
            put_short(out, u32::try_from(texts.len()).unwrap_or(u32::MAX));
            for text in texts {
                put_text(out, text);
            }
        }
    }

    /// What [`write`](Self::write) wrote; `None` where it is something else.
    pub(super) fn read(taking: &mut ByteReader<'_>) -> Option<Self> {
        let kind = match taking.byte()? {
            0 => ExcerptKind::Statement { inferred: false },
            1 => ExcerptKind::Statement { inferred: true },
            2 => ExcerptKind::Event,
            3 => ExcerptKind::Claim,
            _ => return None,
        };
        let [id, when, who, outlets] =
            [taking.text()?, taking.text()?, taking.text()?, taking.text()?].map(str::to_owned);
        let are_outlets = taking.byte()? != 0;
        let stances =
            (0..taking.short()?).map(|_| Some((Stance::from_word(taking.text()?)?, taking.text()?.to_owned())));
        let stances = stances.collect::<Option<_>>()?;
        let mut texts =
            || -> Option<Vec<String>> { (0..taking.short()?).map(|_| taking.text().map(str::to_owned)).collect() };
        let (quote, told, value) = (texts()?.pop(), texts()?, texts()?.pop());
        Some(Self { kind, id, when, who, stances, quote, told, value, outlets: (outlets, are_outlets) })
    }

    /// What is shown of a record.
    pub fn new(brief: &Brief, record: Record) -> Self {
        let sources = brief.sources_of(record);
        let names: Vec<String> = sources.iter().map(|source| view::source_name(brief, *source)).collect();
        let are_outlets = sources.iter().all(|source| brief.sources[*source].outlet.is_some());
        let empty = Self {
            kind: ExcerptKind::Event,
            id: brief.record_id(record).to_owned(),
            when: view::format_date(brief, record),
            who: view::who(brief, record).into_owned(),
            stances: Vec::new(),
            quote: None,
            told: Vec::new(),
            value: None,
            outlets: (names.join(", "), are_outlets),
        };
        match record {
            Record::Statement(ix) => {
                let statement = &brief.statements[ix];
                let stances = statement.stances.iter();
                Self {
                    kind: ExcerptKind::Statement { inferred: statement.attribution == Attribution::Inferred },
                    stances: stances.map(|(issue, stance)| (*stance, brief.issues[*issue].label.clone())).collect(),
                    quote: (!statement.quote.is_empty()).then(|| statement.quote.join(" … ")),
                    told: statement.gist.iter().cloned().collect(),
                    ..empty
                }
            }
            Record::Event(ix) => {
                let event = &brief.events[ix];
                Self { told: std::iter::once(&event.title).chain(&event.gist).cloned().collect(), ..empty }
            }
            Record::Claim(ix) => {
                let told = vec![brief.claims[ix].question.clone()];
                Self { kind: ExcerptKind::Claim, told, value: Some(view::value(brief, ix)), ..empty }
            }
        }
    }

    /// The stance that a question asks for, else the first on an issue that it names, else the first.
    pub fn stance_for(&self, answer: &Answer) -> Option<&(Stance, String)> {
        let is_asked = !answer.stances.is_empty() || answer.issues.is_some();
        let asked = |(stance, label): &&(Stance, String)| {
            let on = answer.issues.as_ref().is_none_or(|labels| labels.contains(label));
            is_asked && on && (answer.stances.is_empty() || answer.stances.contains(stance))
        };
        let named = |(_, label): &&(Stance, String)| !answer.marks(label).is_empty();
        let stances = || self.stances.iter();
        stances().find(asked).or_else(|| stances().find(named)).or(self.stances.first())
    }
}
