//! Makes a whole draft of the candidates of an article: who, when, in which words. It judges no candidate.

use std::collections::HashSet;
use std::ops::Range;

use super::dates::{guessed, printed_days};
use super::document::{Document, Section};
use super::head::{read_head, telling_words};
use super::ids::IdMaker;
use super::passages::{passage, quoted_parts};
use super::roster::Roster;
use super::speakers::SpeakerFinder;
use super::{ArticleDraft, Candidate, ClaimDraft, DraftSpeaker, RosterEntry, SourceDraft, StatementDraft};
use crate::model::{ActorKind, Attribution, Brief, EdtfDate, Value};
use crate::quotes::{Article, QuoteFinder};
use crate::text::one_line;

/// The most candidates of an article that become statements. No article has a tenth of them.
const MAX_STATEMENTS: usize = 4_000;

/// What a draft is made from.
#[derive(Debug, Clone, Copy)]
pub struct DraftInput<'a> {
    pub text: &'a str,
    /// The name of the article's file, without folders.
    pub file_name: &'a str,
    /// The brief that it is for, with the actors of its library.
    pub brief: Option<&'a Brief>,
    /// Ids that are taken besides those of the brief: of other drafts.
    pub taken: &'a HashSet<String>,
    /// The day of publication, where the officer gives it.
    pub published: Option<&'a EdtfDate>,
}

/// Makes a draft of the candidates that were found in the text, which are in its order.
///
/// A candidate whose passage cannot be told from others in a few words is left out. Ids are unique in the brief.
pub fn draft_article(input: &DraftInput<'_>, candidates: Vec<Candidate>) -> ArticleDraft {
    let document = Document::new(input.text);
    let mut roster = Roster::new(&document, input.brief);
    let mut ids = IdMaker::new(input.text, input.brief, input.taken);
    let mut source = read_head(&document, input.file_name, input.published);
    source.id = ids.source(&source_words(&source, input.file_name));
    name_actors(&mut roster, &mut ids);
    let article = Article::new(input.text.to_owned());
    let mut maker = DraftMaker {
        document: &document,
        roster: &roster,
        source: &source,
        finder: article.finder(),
        repeated: HashSet::new(),
        ids,
    };
    let statements = maker.statements(candidates);
    let claims = input.brief.map(|brief| maker.claims(brief, &statements)).unwrap_or_default();
    ArticleDraft { source, roster: roster.entries, statements, claims }
}

/// The words from which the id of a source is made.
fn source_words(source: &SourceDraft, file_name: &str) -> Vec<String> {
    let in_name = telling_words(file_name);
    if !in_name.is_empty() {
        return in_name;
    }
    source.title.iter().chain(&source.place).cloned().collect()
}

fn name_actors(roster: &mut Roster, ids: &mut IdMaker) {
    for at in 0..roster.entries.len() {
        let is_person = !roster.is_body(at) && roster.is_person(at);
        let entry = &mut roster.entries[at];
        if !entry.is_known {
            entry.id = ids.actor(&entry.name, is_person);
            entry.kind = entry.kind.or(is_person.then_some(ActorKind::Person));
        }
    }
}

struct DraftMaker<'a> {
    document: &'a Document<'a>,
    roster: &'a Roster,
    source: &'a SourceDraft,
    finder: QuoteFinder<'a>,
    /// Words that are in the text too often to be told apart.
    repeated: HashSet<&'a str>,
    ids: IdMaker,
}

impl DraftMaker<'_> {
    fn statements(&mut self, candidates: Vec<Candidate>) -> Vec<StatementDraft> {
        let mut speakers = SpeakerFinder::new(self.document, self.roster);
        let mut statements = Vec::with_capacity(candidates.len());
        let mut sections = self.document.sections();
        let mut section = sections.next();
        for candidate in candidates.into_iter().take(MAX_STATEMENTS) {
            let speaker = speakers.speaker(&candidate);
            let Some(first) = candidate.content.first() else { continue };
            while section.as_ref().is_some_and(|section| end_of(section) <= first.start) {
                section = sections.next();
            }
            let Some(section) = &section else { break };
            statements.extend(self.statement(section, candidate, speaker));
        }
        statements
    }

    fn statement(&mut self, section: &Section, candidate: Candidate, speaker: DraftSpeaker) -> Option<StatementDraft> {
        let whole = candidate.content.first()?.start..candidate.content.last()?.end;
        let words = self.document.words(whole.clone());
        if self.repeated.contains(words) {
            return None;
        }
        let Some(passage) = passage(self.document.text(), &whole, &mut self.finder) else {
            self.repeated.insert(words);
            return None;
        };
        let quote = match candidate.attribution {
            Attribution::Direct | Attribution::Mixed => quoted_parts(self.document, section, &candidate.content),
            Attribution::Indirect | Attribution::Inferred => Vec::new(),
        };
        let attribution = if quote.is_empty() { Attribution::Indirect } else { candidate.attribution };
        let printed = |at: &Range<usize>| one_line(self.document.words(at.clone()));
        let cue = candidate.cue.first().map(printed).filter(|cue| cue.contains(char::is_alphabetic));
        let (said, printed_date) = self.said(section, &candidate);
        let roster = self.roster;
        let who = match &speaker {
            DraftSpeaker::Named(entry) => short_name(roster, *entry),
            DraftSpeaker::Joint(entries) => entries.first().map_or("", |entry| short_name(roster, *entry)),
            DraftSpeaker::Ambiguous { .. } | DraftSpeaker::Unnamed(_) | DraftSpeaker::NotStated => "",
        };
        let content: Vec<&str> = candidate.content.iter().map(|at| self.document.words(at.clone())).collect();
        let id = self.ids.record(who, &content.join(" "));
        let candidate = Candidate { attribution, ..candidate };
        Some(StatementDraft { id, candidate, speaker, quote, passage, cue, said, printed_date })
    }

    /// When it was said, by the words in the same sentence that are no part of it; else, estimated, on the day of the article.
    fn said(&self, section: &Section, candidate: &Candidate) -> (Option<EdtfDate>, Option<String>) {
        let published = self.source.published.as_ref();
        let anchor = candidate.cue.first().or(candidate.source.first()).or(candidate.content.first());
        let sentence = anchor
            .and_then(|anchor| section.sentences.iter().find(|sentence| section.bytes(sentence).end > anchor.start));
        let day = sentence.and_then(|sentence| {
            let published = published.and_then(EdtfDate::earliest);
            let days = printed_days(self.document, section, sentence.clone(), &candidate.content, published);
            days.into_iter().next()
        });
        match day {
            Some(day) => {
                let printed = one_line(self.document.words(day.at.clone()));
                (day.edtf.parse().ok(), Some(printed))
            }
            None => (published.and_then(guessed), None),
        }
    }

    /// The numbers that stand before the unit of a question of the brief, in a sentence that shares a word with it.
    fn claims(&mut self, brief: &Brief, statements: &[StatementDraft]) -> Vec<ClaimDraft> {
        let mut questions: Vec<(&str, &str)> = Vec::new();
        for (_, claim) in brief.claims.iter() {
            if let (Some(unit), Value::Integer(_) | Value::Number(_)) = (&claim.unit, &claim.value)
                && !questions.contains(&(claim.question.as_str(), unit.as_str()))
            {
                questions.push((&claim.question, unit));
            }
        }
        let mut claims = Vec::new();
        if questions.is_empty() {
            return claims;
        }
        for section in self.document.sections() {
            for sentence in &section.sentences {
                claims.extend(self.claims_of_sentence(&section, sentence, &questions, statements));
            }
        }
        claims
    }

    fn claims_of_sentence(
        &mut self,
        section: &Section,
        sentence: &Range<usize>,
        questions: &[(&str, &str)],
        statements: &[StatementDraft],
    ) -> Vec<ClaimDraft> {
        let at = section.bytes(sentence);
        let words = super::names::fold_words(self.document.words(at.clone()));
        let mut claims = Vec::new();
        for (number_at, token) in section.tokens[sentence.clone()].iter().enumerate() {
            let printed = self.document.words(token.start as usize..token.end as usize);
            let Ok(value) = printed.replace(',', "").trim_start_matches('$').parse::<f64>() else { continue };
            let next = section.tokens.get(sentence.start + number_at + 1);
            let next = next.map_or("", |next| self.document.words(next.start as usize..next.end as usize));
            let asked = questions.iter().find(|(question, unit)| {
                let shares =
                    |word: &String| word.len() > 4 && words.contains(word) && *word != super::names::fold(unit);
                !next.is_empty()
                    && super::names::fold(unit).split(' ').next() == Some(&*super::names::fold(next))
                    && super::names::fold_words(question.trim_end_matches('?')).iter().any(shares)
            });
            let Some((question, unit)) = asked else { continue };
            let covering = statements.iter().find(|statement| {
                statement.candidate.content.iter().any(|content| content.contains(&(token.start as usize)))
            });
            let Some(passage) = passage(self.document.text(), &at, &mut self.finder) else { continue };
            claims.push(ClaimDraft {
                id: self.ids.record(unit, &format!("{question} {printed}")),
                question: (*question).to_owned(),
                value,
                unit: Some((*unit).to_owned()),
                speaker: covering.map_or(DraftSpeaker::NotStated, |statement| statement.speaker.clone()),
                passage,
                at: at.clone(),
            });
        }
        claims
    }
}

/// The name from which the ids of an actor's statements are made.
fn short_name(roster: &Roster, entry: usize) -> &str {
    let RosterEntry { id, is_known, name, .. } = &roster.entries[entry];
    if *is_known { id } else { name }
}

/// The byte at which a section ends.
fn end_of(section: &Section) -> usize {
    section.tokens.last().map_or(0, |token| token.end as usize)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::draft::find_attributions;
    use crate::quotes::PassageVerdict;

    fn draft(text: &str) -> ArticleDraft {
        let taken = HashSet::new();
        let input = DraftInput { text, file_name: "2024-09-14-toll.txt", brief: None, taken: &taken, published: None };
        draft_article(&input, find_attributions(&Document::new(text)))
    }

    #[test]
    fn a_statement_has_what_the_text_tells() {
        let text = "PORT LORN — Mayor Irena Vidal said on Thursday: “The toll is fair.” She added that nobody is forced to pay.";
        let ArticleDraft { source, roster, statements, .. } = draft(text);
        assert_eq!(source.place.as_deref(), Some("Port Lorn"));
        let said = |at: usize| statements[at].said.as_ref().map(ToString::to_string);
        assert_eq!((statements[0].speaker.clone(), said(0).as_deref()), (DraftSpeaker::Named(0), Some("2024-09-12")));
        assert_eq!(statements[0].printed_date.as_deref(), Some("Thursday"));
        assert_eq!(statements[0].quote, ["The toll is fair."]);
        assert_eq!((roster[0].name.as_str(), roster[0].role.as_deref()), ("Irena Vidal", Some("Mayor")));
        let she = DraftSpeaker::Ambiguous { printed: "She".to_owned(), offers: vec![0] };
        assert_eq!((statements[1].speaker.clone(), said(1).as_deref()), (she, Some("2024-09-14~")));
    }

    /// Words of which attributions are made, and some that none should be made of.
    fn any_text() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            6 => prop::sample::select(vec![
                "Irena Vidal", "Vidal", "Mr. Brandt", "Carlo Brandt", "she", "He", "they", "said", "says that", "told",
                "according to", "the toll", "is fair", "on Thursday", "last week", "in May", "a spokesman for", "and", "who",
                "“", "”", "\"", "''", "(", "PWU", ")", "’s", ",", ".", ".\n\n", ":", "—", "September 12", "1,000", "no no no",
            ])
            .prop_map(str::to_owned),
            1 => any::<char>().prop_map(|char| char.to_string()),
            1 => r"[a-zA-Z\x{621}-\x{64a}\x{3041}-\x{3093}“”.]{0,9}",
        ];
        prop::collection::vec((word, prop::bool::weighted(0.8)), 0..120)
            .prop_map(|words| words.into_iter().map(|(word, spaced)| word + if spaced { " " } else { "" }).collect())
    }

    proptest! {
        #[test]
        fn the_draft_of_any_text_has_valid_ids_and_passages_that_are_found_once(text in any_text()) {
            let ArticleDraft { source, roster, statements, .. } = draft(&text);
            let ids: Vec<&String> = std::iter::once(&source.id)
                .chain(roster.iter().map(|entry| &entry.id))
                .chain(statements.iter().map(|statement| &statement.id))
                .collect();
            let is_id_byte = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            prop_assert!(ids.iter().all(|id| !id.is_empty() && id.bytes().all(is_id_byte)), "{ids:?}");
            prop_assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "{:?}", ids);
            let article = Article::new(text.clone());
            let mut finder = article.finder();
            for StatementDraft { passage, speaker, .. } in &statements {
                prop_assert!(matches!(finder.find_passage(passage), PassageVerdict::Found(_)), "{passage:?}");
                let offered = match speaker {
                    DraftSpeaker::Named(entry) => vec![*entry],
                    DraftSpeaker::Joint(entries) | DraftSpeaker::Ambiguous { offers: entries, .. } => entries.clone(),
                    DraftSpeaker::Unnamed(_) | DraftSpeaker::NotStated => Vec::new(),
                };
                prop_assert!(offered.iter().all(|entry| *entry < roster.len()));
            }
        }
    }
}
