//! Who answers for a library: one question after the other, the latest first, and the brief of the hit that is looked at.

use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::super::News;
use super::counter::{Counter, Job};
use crate::app::library;
use crate::app::lookup::{Ask, Found};
use crate::app::reader::Reader;
use crate::app::{Checked, Msg, Opened};
use crate::archive::Archive;
use crate::disk::Entry;
use crate::linear::Prompt;
use crate::query::{Answer, Hit, Question};
use crate::reading::Place;

/// The thread that answers.
pub(super) struct Clerk {
    pub(super) counter: Arc<Counter>,
    /// Where texts are looked for that do not lie beside their brief.
    pub(super) texts: Option<PathBuf>,
    pub(super) news: Sender<News>,
}

/// The latest answer, kept for the hits that are not asked for yet.
struct Answered {
    archive: Arc<Archive>,
    text: String,
    /// Without its hits.
    answer: Answer,
    /// The first of all.
    hits: Vec<Hit>,
}

impl Clerk {
    /// Works until the counter is closed.
    pub(super) fn work(self) {
        let mut latest: Option<Answered> = None;
        while let Some(job) = self.counter.next(&self.news) {
            let told = match job {
                Job::Answer(archive, ask) => {
                    let again = latest.take().filter(|of| of.text == ask.text && Arc::ptr_eq(&of.archive, &archive));
                    let answered = latest.insert(again.unwrap_or_else(|| Answered::of(archive, &ask)));
                    library::News::Found(Box::new(answered.found(&ask)))
                }
                Job::LayOut(entries, brief) => {
                    let Some(entry) = entries.get(brief) else { continue };
                    let leaf = leaf(entry, self.texts.as_deref());
                    if !self.counter.has(&entries) {
                        continue;
                    }
                    library::News::Leaf(brief, leaf)
                }
            };
            if self.news.send(News::Msg(Msg::Library(told))).is_err() {
                return;
            }
        }
    }
}

impl Answered {
    fn of(archive: Arc<Archive>, ask: &Ask) -> Self {
        let mut answer = archive.first(&Question::parse(&ask.text), ask.rows.end);
        let hits = mem::take(&mut answer.hits);
        Self { archive, text: ask.text.clone(), answer, hits }
    }

    /// The hits that are asked for, with what is shown of them.
    fn found(&mut self, ask: &Ask) -> Found {
        if ask.rows.end > self.hits.len() && self.hits.len() < self.answer.counts.all() {
            // Whoever goes on will go on further.
            let most = ask.rows.end.saturating_mul(2);
            self.hits = self.archive.first(&Question::parse(&self.text), most).hits;
        }
        let first = ask.rows.start.min(self.hits.len());
        let hits = &self.hits[first..ask.rows.end.clamp(first, self.hits.len())];
        let mut answer = self.answer.clone();
        answer.hits = hits.to_vec();
        let excerpts = hits.iter().map(|hit| self.archive.excerpt(*hit)).collect();
        Found { number: ask.number, answer, first, excerpts }
    }
}

/// A brief, read as it is now and laid out, so that its records can be told of.
fn leaf(entry: &Entry, texts: Option<&Path>) -> Result<Box<Reader>, String> {
    let place = Place::Entry(entry.clone());
    let reading = place.read().map_err(|error| error.to_string())?;
    let (quotes, problem) = (reading.quotes(texts), reading.problem());
    let brief = reading.brief.ok_or(problem)?;
    let checked = Some(Checked { quotes, ..Checked::default() });
    let opened = Opened { name: place.name(), place: place.spelt(), checked, ..Opened::of(brief) };
    Ok(Box::new(Reader::new(Prompt::SCREEN, opened)))
}
