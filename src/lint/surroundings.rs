//! Lint: whether the reporting verb, the description of an unnamed speaker, and the speaker are printed near the words of a quote. In doubt it
//! says nothing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::LintSubject;
use super::held_texts::SearchableTexts;
use super::lint_spot::statement;
use super::pronouns::is_pronoun;
use crate::diagnostics::{Code, Fault, Faults, quoted};
use crate::model::{Ix, Speaker, Statement};
use crate::quotes::{QuoteState, QuoteVerdict, SpeakerWords};

/// The most letters by which two forms of one word differ at the end.
const MAX_ENDING: usize = 3;
/// The fewest letters that two forms of one word share.
const MIN_STEM: usize = 3;

/// Verbs whose forms share too few letters.
const IRREGULAR: &[&[&str]] = &[
    &["say", "says", "said", "saying"],
    &["tell", "tells", "told", "telling"],
    &["write", "writes", "wrote", "written", "writing"],
    &["speak", "speaks", "spoke", "spoken"],
    &["think", "thinks", "thought"],
    &["dire", "dit", "disait", "dits"],
];

/// Reports cues and descriptions that are not printed near a quote, and quotes whose speaker is not named near them.
pub(super) fn around_quotes(subject: LintSubject<'_>, found: &mut Faults) {
    let texts = &mut SearchableTexts::new(subject);
    for ix in subject.brief.statements.positions() {
        let QuoteState::Compared(verdict) = subject.quotes.state(subject.brief, ix) else { continue };
        match verdict {
            QuoteVerdict::Verbatim { at } | QuoteVerdict::Normalized { at, .. } => {
                let source = subject.brief.statements[ix].source;
                let Some(text) = texts.finder(source).map(|finder| finder.surroundings(at)) else { continue };
                found.extend(near(subject, ix, &text));
            }
            QuoteVerdict::Unmarked { .. }
            | QuoteVerdict::HasClause { .. }
            | QuoteVerdict::OutOfOrder { .. }
            | QuoteVerdict::Changed { .. }
            | QuoteVerdict::NotFound => {}
        }
    }
}

/// What is not printed in the text around a quote.
fn near(subject: LintSubject<'_>, ix: Ix<Statement>, text: &str) -> Vec<Fault> {
    let said = &subject.brief.statements[ix];
    let source = &subject.brief.sources[said.source];
    // What somebody says as a whole names nobody.
    if !source.kind.marks_speech() {
        return Vec::new();
    }
    let printed = PrintedWords::new(text);
    let fault = |field: &str, code: Code, problem: String, help: &str| {
        subject.spot(statement(ix), field).fault(code, problem).help(help)
    };
    let cue = said.cue.as_ref().filter(|cue| !printed.has(cue, true)).map(|cue| {
        let problem = format!("{} is not printed near the quote", quoted(cue));
        fault("cue", Code::CueNotPrinted, problem, "give the reporting verb as printed, or leave the cue out")
    });
    let who = match &said.speaker {
        Speaker::Unnamed(described) if printed.has(described, false) => None,
        Speaker::Unnamed(described) => {
            let problem = format!("{} is not printed near the quote", quoted(described));
            let help = "describe the speaker in the words of the article";
            Some(fault("described_as", Code::DescriptionNotPrinted, problem, help))
        }
        Speaker::Actor(_) | Speaker::Actors(_) => {
            let words = SpeakerWords::new(subject.brief, said);
            let is_implied = source.lang.as_deref().is_some_and(drops_pronouns) && said.cue.is_some() && cue.is_none();
            let is_near = printed.names(&words) || printed.has_pronoun() || is_implied || is_answer(text);
            (!is_near).then(|| {
                let ids = said.actors().iter().map(|actor| quoted(&subject.brief.actors[*actor].id));
                let ids = ids.collect::<Vec<_>>().join(" or ");
                let problem = format!("no name or role of {ids} is near the quote");
                let help = "somebody else may say it; or add the name or the role that the article uses";
                fault("actor", Code::SpeakerNotNear, problem, help)
            })
        }
    };
    cue.into_iter().chain(who).collect()
}

/// Whether a language has sentences without a pronoun, so that its verb alone speaks of somebody.
fn drops_pronouns(lang: &str) -> bool {
    let language = lang.split(['-', '_']).next().unwrap_or_default();
    matches!(
        language,
        "es" | "it"
            | "pt"
            | "ro"
            | "ca"
            | "gl"
            | "pl"
            | "cs"
            | "sk"
            | "sl"
            | "hr"
            | "sr"
            | "bs"
            | "bg"
            | "mk"
            | "uk"
            | "ru"
            | "el"
            | "tr"
            | "hu"
            | "fi"
            | "ar"
            | "fa"
            | "he"
            | "ja"
            | "zh"
            | "ko"
    )
}

/// Whether the text is a question or an answer of an interview, which names nobody.
fn is_answer(text: &str) -> bool {
    let label = |line: &str| line.split([':', '：', '.']).next().map_or(0, |label| label.trim().chars().count());
    text.lines().any(|line| line.contains([':', '：', '.']) && label(line) == 1)
}

/// The words of a text, folded: in lower case, without accents.
struct PrintedWords {
    words: Vec<String>,
}

impl PrintedWords {
    fn new(text: &str) -> Self {
        Self { words: folded_words(text) }
    }

    /// Whether the words of a phrase are printed, each in some form if the forms may differ; articles and short words do not count.
    fn has(&self, phrase: &str, in_any_form: bool) -> bool {
        let phrase = folded_words(phrase);
        // Words of another script cannot be compared.
        if phrase.iter().flat_map(|word| word.chars()).all(|char| !char.is_ascii()) != self.is_other_script() {
            return true;
        }
        let is_long = |word: &&String| word.chars().count() > 3;
        let long: Vec<&String> = phrase.iter().filter(is_long).collect();
        let needed = if long.is_empty() { phrase.iter().collect() } else { long };
        let same = |one: &str, other: &str| if in_any_form { is_form_of(one, other) } else { is_inflected(one, other) };
        needed.iter().all(|word| self.words.iter().any(|printed| same(word, printed)))
    }

    /// Whether a word of a name, a role or an acronym of a name is printed.
    fn names(&self, speaker: &SpeakerWords) -> bool {
        let name_words = |name: &String| folded_words(name).into_iter().filter(|word| word.chars().count() > 2);
        let names = speaker.names.iter().flat_map(name_words);
        // The last word of a role is its noun: Chief Minister.
        let roles = speaker.roles.iter().filter_map(|role| folded_words(role).into_iter().rfind(|word| word.len() > 2));
        let mut wanted = names.chain(roles);
        let is_other = |word: &str| word.chars().all(|char| !char.is_ascii());
        let comparable = speaker.names.iter().any(|name| is_other(&name.replace(' ', "")) == self.is_other_script());
        !comparable || wanted.any(|word| self.words.iter().any(|printed| is_inflected(&word, printed)))
    }

    fn has_pronoun(&self) -> bool {
        self.words.iter().any(|word| is_pronoun(word))
    }

    /// Whether most letters are not Latin.
    fn is_other_script(&self) -> bool {
        let other = self.words.iter().filter(|word| word.chars().all(|char| !char.is_ascii())).count();
        other * 2 > self.words.len()
    }
}

/// Whether two words can be forms of one verb: they begin the same and end differently.
fn is_form_of(one: &str, other: &str) -> bool {
    let irregular = IRREGULAR.iter().any(|forms| forms.contains(&one) && forms.contains(&other));
    let shared = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let rest = |word: &str| word.chars().count() - shared;
    one == other || irregular || shared >= MIN_STEM && rest(one) <= MAX_ENDING && rest(other) <= MAX_ENDING
}

/// Whether a printed word is this one, or this one with an ending.
fn is_inflected(word: &str, printed: &str) -> bool {
    if word.is_ascii() || word.chars().count() < MIN_STEM + 1 {
        let ending = printed.strip_prefix(word).map(|ending| ending.chars().count());
        return ending == Some(0)
            || word.chars().count() > MIN_STEM && ending.is_some_and(|ending| ending <= MAX_ENDING);
    }
    is_form_of(word, printed)
}

/// The words of a text in lower case, without accents and without what follows an apostrophe.
fn folded_words(text: &str) -> Vec<String> {
    let plain: String = text.nfkd().filter(|char| !is_combining_mark(*char)).nfc().collect::<String>().to_lowercase();
    plain.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_printed_in_any_of_its_forms() {
        for (one, other) in [
            ("said", "saying"),
            ("told", "tells"),
            ("accused", "accusing"),
            ("denied", "denies"),
            ("déclaré", "déclare"),
        ] {
            assert!(PrintedWords::new(&format!("She {other} it")).has(one, true), "{one}, {other}");
        }
        for (one, other) in [("said", "claimed"), ("warned", "said"), ("told", "took")] {
            assert!(!PrintedWords::new(&format!("She {other} it")).has(one, true), "{one}, {other}");
        }
    }

    #[test]
    fn a_description_is_printed_without_regard_to_articles_and_endings() {
        let printed = PrintedWords::new("senior diplomats of the port said");
        assert!(printed.has("a senior diplomat", false));
        assert!(!printed.has("a junior diplomat", false));
    }
}
