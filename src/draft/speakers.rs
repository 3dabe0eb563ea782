//! Says who the source of a candidate is: somebody of the roster, several, or one of some whom a pronoun may mean. It settles no pronoun.

use std::ops::Range;

use super::document::Document;
use super::names::{fold, fold_words, is_title};
use super::roster::{Gender, Mention, Roster};
use super::{Candidate, DraftSpeaker, RosterEntry};
use crate::text::one_line;

/// The most that a pronoun is offered.
const MAX_OFFERS: usize = 5;
/// How many further mentions count.
const MAX_REPEATS: u8 = 4;
/// How many bytes before a pronoun are searched for those whom it may mean.
const REACH: usize = 3_000;

/// What a word asks of those whom it may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pronoun {
    Man,
    Woman,
    /// `I`: a person.
    Person,
    /// `it`: no person.
    Body,
    /// `they`, `we`, `who`: anybody.
    Anybody,
}

/// Finds the speakers of the candidates of a text, in its order.
pub(super) struct SpeakerFinder<'a> {
    document: &'a Document<'a>,
    roster: &'a Roster,
    /// The starts of the sentences and of the paragraphs, in bytes.
    sentences: Vec<usize>,
    paragraphs: Vec<usize>,
    /// Who was named as the speaker of the candidate before, and where.
    last: Option<(usize, usize)>,
}

impl<'a> SpeakerFinder<'a> {
    pub(super) fn new(document: &'a Document<'a>, roster: &'a Roster) -> Self {
        let (mut sentences, mut paragraphs) = (Vec::new(), Vec::new());
        for section in document.sections() {
            let start = |tokens: &Range<usize>| section.bytes(tokens).start;
            sentences.extend(section.sentences.iter().map(start));
            paragraphs.extend(section.paragraphs.iter().map(start));
        }
        Self { document, roster, sentences, paragraphs, last: None }
    }

    /// The speaker of the next candidate.
    pub(super) fn speaker(&mut self, candidate: &Candidate) -> DraftSpeaker {
        let Some(at) = candidate.source.first() else { return DraftSpeaker::NotStated };
        let speaker = self.speaker_at(at);
        match speaker {
            DraftSpeaker::Named(entry) => self.last = Some((entry, at.start)),
            DraftSpeaker::Joint(_)
            | DraftSpeaker::Ambiguous { .. }
            | DraftSpeaker::Unnamed(_)
            | DraftSpeaker::NotStated => {}
        }
        speaker
    }

    fn speaker_at(&self, at: &Range<usize>) -> DraftSpeaker {
        let printed = self.printed(at);
        let word = fold(printed.trim_matches(|char: char| !char.is_alphanumeric()));
        if let Some(antecedent) = is_relative(&word).then(|| self.antecedent(at.start)).flatten() {
            return DraftSpeaker::Named(antecedent);
        }
        if let Some(pronoun) = pronoun(&word) {
            return Self::ambiguous(printed, self.offers(at.start, pronoun, &[]));
        }
        let names = self.head_names(at);
        match names[..] {
            [] => self.unnamed(at, printed),
            [only] => match only.entries[..] {
                [entry] => DraftSpeaker::Named(entry),
                _ => Self::ambiguous(printed, only.entries.clone()),
            },
            _ => {
                let mut entries: Vec<usize> = names.iter().filter_map(|name| name.entries.first().copied()).collect();
                entries.dedup();
                if let [entry] = entries[..] { DraftSpeaker::Named(entry) } else { DraftSpeaker::Joint(entries) }
            }
        }
    }

    fn printed(&self, at: &Range<usize>) -> String {
        one_line(self.document.words(at.clone()))
    }

    fn ambiguous(printed: String, offers: Vec<usize>) -> DraftSpeaker {
        if offers.is_empty() { DraftSpeaker::Unnamed(printed) } else { DraftSpeaker::Ambiguous { printed, offers } }
    }

    /// The names that are the heads of a noun phrase: none in `a spokesman for Vidal`, two in `Vidal and Brandt`.
    fn head_names(&self, at: &Range<usize>) -> Vec<&Mention> {
        let mentions = self.roster.mentions_in(at);
        let mut heads: Vec<&Mention> = Vec::new();
        let mut from = at.start;
        for mention in mentions {
            let between = self.document.words(from..mention.at.start);
            let words = fold_words(between);
            let is_new = between.contains(',') || words.iter().any(|word| matches!(word.as_str(), "and" | "or"));
            let is_inside = words.iter().any(|word| is_preposition(word)) && !(is_new && words.len() == 1);
            if heads.is_empty() {
                // “the minister, Irena Vidal” has its head in the apposition.
                if is_inside && !between.contains(',') {
                    return Vec::new();
                }
                heads.push(mention);
            } else if is_inside {
                break;
            } else if is_new {
                let joins = words.iter().any(|word| word == "and") || between.trim() == ",";
                let is_role = words.iter().any(|word| matches!(word.as_str(), "the" | "a" | "an" | "who" | "whose"));
                if !joins || is_role {
                    break;
                }
                heads.push(mention);
            } else {
                // “Pakistan’s minister Asif”, “Trump campaign manager Conway”: the last is the head.
                heads.pop();
                heads.push(mention);
            }
            from = mention.at.end;
        }
        let ends_with_noun = heads.last().is_some_and(|last| self.has_noun_behind(last, at.end));
        if ends_with_noun { Vec::new() } else { heads }
    }

    /// Whether a common noun follows the name within the phrase: `Vidal’s office`, `the Lorn council`.
    fn has_noun_behind(&self, name: &Mention, end: usize) -> bool {
        let rest = self.document.words(name.at.end..end.max(name.at.end));
        let rest = if name.is_owner { rest.trim_start_matches(['\'', '’', 's']) } else { rest };
        let Some(word) = rest.strip_prefix(' ').and_then(|rest| rest.split_whitespace().next()) else {
            return name.is_owner && rest.trim().is_empty();
        };
        let word = fold(word.trim_matches(|char: char| !char.is_alphanumeric()));
        !word.is_empty()
            && !is_preposition(&word)
            && !matches!(
                word.as_str(),
                "and" | "or" | "who" | "himself" | "herself" | "itself" | "also" | "jr" | "which"
            )
    }

    /// Whom `who` or `which` goes on about: the name right before it.
    fn antecedent(&self, at: usize) -> Option<usize> {
        let last = self.roster.mentions_before(at).last()?;
        let between = self.document.words(last.at.end..at);
        match last.entries[..] {
            [only] if between.len() < 3 => Some(only),
            _ => None,
        }
    }

    /// A phrase without a name as its head: one of those who hold the office, or somebody unnamed.
    fn unnamed(&self, at: &Range<usize>, printed: String) -> DraftSpeaker {
        let words = fold_words(&printed);
        let is_definite = words.first().is_some_and(|word| matches!(word.as_str(), "the" | "this" | "that"));
        let head: Vec<&str> =
            words.iter().map(String::as_str).skip(1).take_while(|word| !is_preposition(word)).collect();
        if is_definite && head.last().is_some_and(|last| is_title(last)) {
            let offers = self.offers(at.start, Pronoun::Person, &head);
            return Self::ambiguous(printed, offers);
        }
        DraftSpeaker::Unnamed(printed)
    }

    /// Those whom a pronoun or a title at a byte may mean, the likeliest first.
    fn offers(&self, at: usize, pronoun: Pronoun, title: &[&str]) -> Vec<usize> {
        let mut scores: Vec<(usize, f32, u8)> = Vec::new();
        let mentions = self.roster.mentions_before(at).iter().rev().take_while(|mention| mention.at.end + REACH > at);
        for mention in mentions {
            for (entry, is_sure) in self.meant_by(mention, pronoun, title) {
                let score = self.nearness(mention, at) - if is_sure { 0.0 } else { 0.8 };
                match scores.iter_mut().find(|(known, _, _)| *known == entry) {
                    Some((_, best, times)) => {
                        *best = best.max(score);
                        *times = (*times + 1).min(MAX_REPEATS);
                    }
                    None => scores.push((entry, score, 0)),
                }
            }
        }
        for (entry, score, times) in &mut scores {
            // Every further mention counts a little.
            *score +=
                self.preference(*entry, at, pronoun) + self.shared_title(*entry, title) + 0.15 * f32::from(*times);
        }
        scores.sort_by(|(a, score, _), (b, other, _)| other.total_cmp(score).then(a.cmp(b)));
        scores.into_iter().take(MAX_OFFERS).map(|(entry, ..)| entry).collect()
    }

    /// Who can be meant at a mention, and whether it is sure: of several with the surname, the one whose full name was printed last.
    fn meant_by(&self, mention: &Mention, pronoun: Pronoun, title: &[&str]) -> Vec<(usize, bool)> {
        let fitting: Vec<usize> =
            mention.entries.iter().copied().filter(|entry| self.fits(*entry, pronoun, title)).collect();
        let named_last = |entry: &usize| {
            let before = |at: &Range<usize>| at.end <= mention.at.start;
            let mentions = &self.roster.entries[*entry].mentions;
            mentions.partition_point(before).checked_sub(1).map(|last| mentions[last].start)
        };
        let last = fitting.iter().copied().max_by_key(named_last);
        fitting.into_iter().map(|entry| (entry, Some(entry) == last)).collect()
    }

    /// How much of a title is in the role of an entry.
    fn shared_title(&self, entry: usize, title: &[&str]) -> f32 {
        let role = fold_words(self.roster.entries[entry].role.as_deref().unwrap_or_default());
        title.iter().map(|word| if role.iter().any(|own| same_word(own, word)) { 1.5 } else { 0.0 }).sum()
    }

    fn fits(&self, entry: usize, pronoun: Pronoun, title: &[&str]) -> bool {
        let (gender, is_body) = (self.roster.genders[entry], self.roster.is_body(entry));
        let has_title = |title: &&str| {
            let role = self.roster.entries[entry].role.as_deref().unwrap_or_default();
            fold_words(role).iter().any(|word| word == title)
        };
        title.last().is_none_or(has_title)
            && match pronoun {
                Pronoun::Man => !is_body && gender != Some(Gender::Woman) && self.can_be_person(entry),
                Pronoun::Woman => !is_body && gender != Some(Gender::Man) && self.can_be_person(entry),
                Pronoun::Person => !is_body && self.can_be_person(entry),
                Pronoun::Body => !self.roster.is_person(entry),
                Pronoun::Anybody => true,
            }
    }

    /// Whether the name can be that of a person: an abbreviation is none.
    fn can_be_person(&self, entry: usize) -> bool {
        let entry = &self.roster.entries[entry];
        let is_abbreviation = |word: &str| {
            word.chars().filter(|char| char.is_alphabetic()).count() > 1 && !word.contains(char::is_lowercase)
        };
        entry.is_known || !entry.name.split_whitespace().any(|word| is_abbreviation(word) && !word.ends_with('.'))
    }

    /// Whether a preposition of places stands before a mention of somebody who is not known to be a person.
    fn is_placelike(&self, mention: &Mention) -> bool {
        let is_unknown = mention.entries.iter().all(|entry| !self.roster.is_person(*entry));
        let from = mention.at.start.saturating_sub(12);
        let before = (from..mention.at.start).find_map(|from| self.document.text().get(from..mention.at.start));
        let word = before.and_then(|before| before.split_whitespace().next_back()).unwrap_or_default();
        is_unknown && matches!(word, "in" | "at" | "near" | "across" | "from" | "to" | "of" | "on" | "the" | "The")
    }

    /// How near a mention stands, and how much it is what its sentence is about.
    fn nearness(&self, mention: &Mention, at: usize) -> f32 {
        let count = |starts: &[usize], byte: usize| starts.partition_point(|start| *start <= byte);
        let between = |starts: &[usize]| count(starts, at).saturating_sub(count(starts, mention.at.start));
        #[expect(clippy::cast_precision_loss, reason = "within the reach, both are small")]
        let distance = between(&self.sentences) as f32 + 0.5 * between(&self.paragraphs) as f32;
        // A single word at the start of a sentence may be no name.
        let is_name = |entry: &usize| {
            let RosterEntry { name, mentions, .. } = &self.roster.entries[*entry];
            self.roster.is_person(*entry) || mentions.len() > 1 || name.contains(' ')
        };
        let is_subject = mention.begins_sentence && !mention.is_owner && mention.entries.iter().any(is_name);
        let is_in_same_sentence = between(&self.sentences) == 0;
        4.0 - distance - if is_in_same_sentence && !is_subject { 0.6 } else { 0.0 } + if is_subject { 1.2 } else { 0.0 }
            - if self.is_placelike(mention) { 1.5 } else { 0.0 }
    }

    fn preference(&self, entry: usize, at: usize, pronoun: Pronoun) -> f32 {
        let spoke_before = self.last.is_some_and(|(speaker, place)| speaker == entry && place < at);
        let gender = matches!(
            (pronoun, self.roster.genders[entry]),
            (Pronoun::Man, Some(Gender::Man)) | (Pronoun::Woman, Some(Gender::Woman))
        );
        let is_person = pronoun != Pronoun::Body && self.roster.is_person(entry);
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let often = (1.0 + self.roster.entries[entry].mentions.len() as f32).ln() * 0.4;
        let flag = |is_so: bool, weight: f32| if is_so { weight } else { 0.0 };
        flag(spoke_before, 1.5) + flag(gender, 1.0) + flag(is_person, 1.0) + often
    }
}

/// Whether two folded words are one, in British or American spelling: `defence`, `defense`.
fn same_word(one: &str, other: &str) -> bool {
    one == other || one.len() > 4 && one.replace("ence", "ense") == other.replace("ence", "ense")
}

fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "which" | "that" | "whose" | "whom")
}

fn pronoun(word: &str) -> Option<Pronoun> {
    match word {
        "he" | "him" | "his" | "himself" => Some(Pronoun::Man),
        "she" | "her" | "hers" | "herself" => Some(Pronoun::Woman),
        "i" | "me" | "my" => Some(Pronoun::Person),
        "it" | "its" => Some(Pronoun::Body),
        "they" | "them" | "their" | "we" | "us" | "our" | "you" | "your" | "who" | "which" | "that" | "whose" => {
            Some(Pronoun::Anybody)
        }
        _ => None,
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "for"
            | "from"
            | "in"
            | "at"
            | "with"
            | "to"
            | "by"
            | "on"
            | "about"
            | "against"
            | "near"
            | "close"
            | "like"
            | "over"
            | "under"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Tier;
    use crate::model::Attribution;

    /// Who `source` is, which stands in the text last, in words.
    fn who(text: &str, source: &str) -> String {
        let document = Document::new(text);
        let roster = Roster::new(&document, None);
        let start = text.rfind(source).unwrap();
        let candidate = Candidate {
            attribution: Attribution::Indirect,
            content: std::iter::once(0..1).collect(),
            cue: Vec::new(),
            source: std::iter::once(start..start + source.len()).collect(),
            tier: Tier::SpeechVerb,
            confidence: 1.0,
        };
        let name = |entry: usize| roster.entries[entry].name.clone();
        let names = |entries: Vec<usize>| entries.into_iter().map(name).collect::<Vec<_>>().join(", ");
        match SpeakerFinder::new(&document, &roster).speaker(&candidate) {
            DraftSpeaker::Named(entry) => name(entry),
            DraftSpeaker::Joint(entries) => format!("all of {}", names(entries)),
            DraftSpeaker::Ambiguous { offers, .. } => format!("one of {}", names(offers)),
            DraftSpeaker::Unnamed(printed) => format!("unnamed: {printed}"),
            DraftSpeaker::NotStated => "not stated".to_owned(),
        }
    }

    #[test]
    fn a_source_is_the_head_of_its_phrase() {
        for (text, source, expected) in [
            ("Mayor Irena Vidal said no.", "Mayor Irena Vidal", "Irena Vidal"),
            ("Irena Vidal, the mayor of Lorn, said no.", "Irena Vidal, the mayor of Lorn", "Irena Vidal"),
            ("The mayor, Irena Vidal, said no.", "The mayor, Irena Vidal", "Irena Vidal"),
            ("Lorn’s harbour master Carlo Brandt said no.", "Lorn’s harbour master Carlo Brandt", "Carlo Brandt"),
            (
                "Irena Vidal and Carlo Brandt said no.",
                "Irena Vidal and Carlo Brandt",
                "all of Irena Vidal, Carlo Brandt",
            ),
            (
                "A spokesman for Irena Vidal said no.",
                "A spokesman for Irena Vidal",
                "unnamed: A spokesman for Irena Vidal",
            ),
            ("Irena Vidal’s office said no.", "Irena Vidal’s office", "unnamed: Irena Vidal’s office"),
            ("The talks with Carlo Brandt, who said no.", "who", "Carlo Brandt"),
            ("Two sailors said no.", "Two sailors", "unnamed: Two sailors"),
        ] {
            assert_eq!(who(text, source), expected, "{text}");
        }
    }

    #[test]
    fn a_pronoun_is_offered_and_never_settled() {
        let text = "Mr. Carlo Brandt met Ms. Irena Vidal. ";
        assert_eq!(who(&format!("{text}Later he said no."), "he"), "one of Carlo Brandt");
        assert_eq!(who(&format!("{text}Later she said no."), "she"), "one of Irena Vidal");
        let text = "Mayor Irena Vidal met Director Carlo Brandt. ";
        assert_eq!(who(&format!("{text}Then the director said no."), "the director"), "one of Carlo Brandt");
        assert_eq!(who("He said no.", "He"), "unnamed: He");
    }
}
