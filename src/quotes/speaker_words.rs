//! What a text may call the speaker of a quote, and how it may introduce the words. It judges no quote.

use std::ops::Range;

use memchr::memmem;

use super::characters::is_word_char;
use crate::model::{Actor, Brief, Speaker, Statement};

/// The shortest word that is looked for by itself, in characters.
const SHORTEST: usize = 3;

/// The names of a speaker, and the reporting verb.
#[derive(Debug, Clone, Default)]
pub struct SpeakerWords {
    /// Names, other spellings and surnames.
    pub names: Vec<String>,
    /// Roles, or what an unnamed speaker is described as.
    pub roles: Vec<String>,
    /// The reporting verb as printed.
    pub cue: Option<String>,
}

impl SpeakerWords {
    /// The words for the speakers of a statement.
    pub fn new(brief: &Brief, statement: &Statement) -> Self {
        let cue = statement.cue.clone();
        match &statement.speaker {
            Speaker::Actor(_) | Speaker::Actors(_) => {
                let actors = || statement.actors().iter().map(|actor| &brief.actors[*actor]);
                let spellings = |actor: &Actor| {
                    [&actor.name]
                        .into_iter()
                        .chain(&actor.aliases)
                        .chain(&actor.native_name)
                        .cloned()
                        .collect::<Vec<_>>()
                };
                let mut names: Vec<String> = actors().flat_map(spellings).collect();
                // A person is called by one word of the name, mostly the last.
                let last = |name: &String| name.split_whitespace().next_back().map(str::to_owned);
                let surnames: Vec<String> =
                    names.iter().filter_map(last).filter(|word| word.chars().count() >= SHORTEST).collect();
                names.extend(surnames);
                names.sort_unstable();
                names.dedup();
                let roles = actors().flat_map(|actor| &actor.roles);
                Self { names, roles: roles.map(|role| role.title.clone()).collect(), cue }
            }
            Speaker::Unnamed(described) => Self { names: Vec::new(), roles: vec![described.clone()], cue },
        }
    }

    /// Whether a word of the text is a word of a name.
    pub(super) fn is_named(&self, word: &str) -> bool {
        let is_word = |name: &String| name.split_whitespace().any(|own| own.chars().count() >= SHORTEST && own == word);
        word.chars().count() >= SHORTEST && self.names.iter().any(is_word)
    }

    /// Whether a name in the script of this word is known, so that it can be compared.
    pub(super) fn may_be_known_as(&self, word: &str) -> bool {
        let script = script(word);
        self.names.is_empty() || self.names.iter().any(|name| self::script(name) == script)
    }

    /// Whether the words have a role of the speaker.
    pub(super) fn has_role_in(&self, words: &str) -> bool {
        let words = words.to_lowercase();
        self.roles.iter().any(|role| !role.is_empty() && words.contains(&role.to_lowercase()))
    }

    /// Whether a word is the reporting verb.
    pub(super) fn cue_is(&self, word: &str) -> bool {
        self.cue.as_ref().is_some_and(|cue| cue.to_lowercase() == word)
    }

    /// Where the text names the speaker, in order; without a name, where it has a role, else the reporting verb.
    pub(super) fn places(&self, text: &str) -> Vec<usize> {
        let of = |words: &mut dyn Iterator<Item = &String>| {
            let mut places: Vec<usize> = words.flat_map(|word| whole_words(text, word)).map(|at| at.start).collect();
            places.sort_unstable();
            places.dedup();
            places
        };
        let named = of(&mut self.names.iter());
        let named = if named.is_empty() { of(&mut self.roles.iter()) } else { named };
        if named.is_empty() { of(&mut self.cue.iter()) } else { named }
    }
}

/// Where the text has these words, not as a part of other words.
fn whole_words<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let is_whole = |at: &Range<usize>| {
        let is_outside = |char: Option<char>| !char.is_some_and(is_word_char);
        is_outside(text[..at.start].chars().next_back()) && is_outside(text[at.end..].chars().next())
    };
    let found = if words.is_empty() { Vec::new() } else { memmem::find_iter(text.as_bytes(), words).collect() };
    found.into_iter().map(|start: usize| start..start + words.len()).filter(move |at| is_whole(at))
}

/// A script, as far as names of it can be compared.
#[derive(Debug, PartialEq, Eq)]
enum NameScript {
    Latin,
    Greek,
    Cyrillic,
    Other,
}

fn script(word: &str) -> NameScript {
    match word.chars().find(|char| char.is_alphabetic()) {
        Some('\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') => NameScript::Latin,
        Some('\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}') => NameScript::Greek,
        Some('\u{400}'..='\u{52f}') => NameScript::Cyrillic,
        Some(_) | None => NameScript::Other,
    }
}
