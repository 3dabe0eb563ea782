//! Says of each word of a section what it can be in a clause, by closed lists and endings. It never decides between two readings.

use std::ops::Range;

use super::document::{Document, Section};
use super::lexicon::{CueWord, Frames, Lexicon};

/// What a word or a sign can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tag {
    Determiner,
    /// `his`; `her` too.
    Possessive,
    /// `'s`, after a noun or for `is`.
    Clitic,
    /// A pronoun that is a subject, or can be: `he`, `it`.
    Subject,
    /// A pronoun that is none: `him`.
    Object,
    /// `who`, `which`.
    Relative,
    That,
    To,
    Preposition,
    /// `and`, `or`, `but`.
    Conjunction,
    /// `because`.
    Subordinator,
    /// `what`, `how`.
    Question,
    /// `will`, `did`, `has`, `is`.
    Auxiliary,
    Adverb,
    Number,
    /// A day, a month, `today`, `week`.
    Time,
    /// A verb that is no cue.
    Verb,
    /// A word with a capital that begins no sentence.
    Name,
    /// Any other word.
    Noun,
    Comma,
    /// `.`, `!`, `?`
    End,
    /// `;`, `:`, a dash.
    Break,
    Bracket,
    Mark,
    Sign,
}

/// The words of a section with their tags.
#[derive(Debug)]
pub(super) struct TaggedSection<'t> {
    pub document: &'t Document<'t>,
    pub section: &'t Section,
    pub tags: Vec<Tag>,
    /// In lower case, with a straight apostrophe.
    pub lower: Vec<String>,
    pub cues: Vec<CueWord>,
    /// The position of the quotation in which each token stands, if any.
    pub quotation: Vec<Option<u32>>,
}

impl<'t> TaggedSection<'t> {
    pub(super) fn new(document: &'t Document<'t>, section: &'t Section, lexicon: &Lexicon) -> Self {
        let count = section.tokens.len();
        let mut quotation = vec![None; count];
        for (number, found) in section.quotations.iter().enumerate() {
            for at in found.tokens.clone() {
                quotation[at] = u32::try_from(number).ok();
            }
        }
        let mut tagged = Self {
            document,
            section,
            tags: Vec::with_capacity(count),
            lower: Vec::with_capacity(count),
            cues: Vec::with_capacity(count),
            quotation,
        };
        for sentence in &section.sentences {
            let is_title = tagged.is_title(sentence);
            for at in sentence.clone() {
                let word = tagged.word(at);
                let lower = word.to_lowercase().replace('’', "'");
                let cue = lexicon
                    .get(&lower)
                    .filter(|cue| !tagged.is_markup(at) && (is_title || !tagged.begins_name(at, *cue)))
                    .unwrap_or_default();
                let tag = if section.tokens[at].is_word {
                    tag(word, &lower, lexicon.closed(&lower), cue, tagged.begins(sentence, at))
                } else {
                    sign(&lower)
                };
                // A word with a capital within a sentence is of a name, unless all words have one.
                let is_of_name = tag == Tag::Name && !is_title;
                tagged.cues.push(if is_of_name { CueWord::default() } else { cue });
                tagged.tags.push(tag);
                tagged.lower.push(lower);
            }
        }
        tagged
    }

    /// Whether most words of a sentence have a capital, as those of a headline.
    fn is_title(&self, sentence: &Range<usize>) -> bool {
        let words = sentence.clone().filter(|at| self.section.tokens[*at].is_word && self.word(*at).len() > 3);
        let (all, capital) =
            words.fold((0, 0), |(all, capital), at| (all + 1, capital + usize::from(self.is_capital(at))));
        all >= 3 && capital * 4 >= all * 3
    }

    /// Whether a word is the name of an element of HTML: `<tweet`.
    fn is_markup(&self, at: usize) -> bool {
        let start = self.section.tokens[at].start as usize;
        self.document.text()[..start].ends_with(['<', '/'])
    }

    /// Whether a word and the next have capitals, and the word is no past form and no participle: `Ban Ki-moon`.
    fn begins_name(&self, at: usize, cue: CueWord) -> bool {
        self.is_capital(at) && self.is_capital(at + 1) && !cue.frames.has(Frames::PAST.and(Frames::PARTICIPLE))
    }

    pub(super) fn word(&self, at: usize) -> &'t str {
        self.section.tokens.get(at).map_or("", |token| self.document.words(token.start as usize..token.end as usize))
    }

    /// Whether only signs stand before a token in its sentence or its quotation.
    fn begins(&self, sentence: &Range<usize>, at: usize) -> bool {
        at == sentence.start
            || self.tags[at - 1] == Tag::Mark
            || (sentence.start..at).all(|at| self.tags[at] >= Tag::Comma)
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tags.get(at).copied().unwrap_or(Tag::End)
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.lower.get(at).map_or("", String::as_str)
    }

    /// The tag before a token of a sentence; `End` at its start.
    pub(super) fn tag_before(&self, sentence: &Range<usize>, at: usize) -> Tag {
        if at <= sentence.start { Tag::End } else { self.tag(at - 1) }
    }

    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.word(at).starts_with(char::is_uppercase)
    }

    /// Whether the token is a verb that can be the verb of a clause.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        let cue = self.cues[at].frames;
        match self.tag(at) {
            Tag::Auxiliary => !matches!(self.lower(at), "be" | "been" | "being" | "having"),
            Tag::Clitic => matches!(self.lower(at), "'d" | "'ll" | "'ve" | "'re" | "'m"),
            Tag::Verb => !self.lower(at).ends_with("ing"),
            Tag::Noun => {
                cue.has(Frames::VERB) && (cue.has(Frames::PAST) || cue.has(Frames::WITH_S) && !cue.has(Frames::NOUN))
                    || cue.has(Frames::SPEECH) && !cue.has(Frames::PARTICIPLE.and(Frames::NOUN))
            }
            _ => false,
        }
    }
}

impl PartialOrd for Tag {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some((*self as u8).cmp(&(*other as u8)))
    }
}

fn sign(sign: &str) -> Tag {
    match sign {
        "," => Tag::Comma,
        "." | "!" | "?" | "…" | "..." => Tag::End,
        ";" | ":" | "—" | "–" | "―" | "-" | "--" | "---" => Tag::Break,
        "(" | ")" | "[" | "]" => Tag::Bracket,
        "&" => Tag::Name,
        "\"" | "“" | "”" | "''" | "``" | "‘" | "'" | "'\"" | "«" | "»" | "„" => Tag::Mark,
        _ if sign.starts_with('.') => Tag::End,
        _ => Tag::Sign,
    }
}

fn tag(word: &str, lower: &str, closed: Option<Tag>, cue: CueWord, begins: bool) -> Tag {
    let is_capital = word.starts_with(char::is_uppercase);
    if let Some(tag) = closed {
        let is_name = is_capital && !begins && matches!(tag, Tag::Verb | Tag::Adverb | Tag::Noun);
        return if is_name { Tag::Name } else { tag };
    }
    if word.starts_with(|char: char| char.is_numeric() || char == '$') {
        return Tag::Number;
    }
    if lower.starts_with('\'') {
        return Tag::Clitic;
    }
    if is_capital && (!begins || word.ends_with('.')) {
        return Tag::Name;
    }
    if lower.ends_with("n't") {
        return Tag::Auxiliary;
    }
    if lower.ends_with("ly")
        && lower.len() > 4
        && !matches!(lower, "family" | "likely" | "only" | "reply" | "apply" | "supply" | "unlikely")
    {
        return Tag::Adverb;
    }
    if cue.frames != Frames::default() || is_capital {
        return Tag::Noun;
    }
    let is_verb = lower.ends_with("ed") && lower.len() > 4
        || lower.ends_with("ing") && lower.len() > 5 && !lower.ends_with("thing");
    if is_verb { Tag::Verb } else { Tag::Noun }
}

/// The words of closed classes.
pub(super) const CLOSED: &[(Tag, &str)] = &[
    (
        Tag::Determiner,
        "the a an this these those some any no every each another both all many several most few such other half",
    ),
    (Tag::Possessive, "his her their its my our your whose"),
    (Tag::Clitic, "'s ’s"),
    (Tag::Subject, "he she they we i it you there"),
    (Tag::Object, "him them us me himself herself themselves itself myself yourself ourselves"),
    (Tag::Relative, "who whom which"),
    (Tag::That, "that"),
    (Tag::To, "to"),
    (
        Tag::Preposition,
        "of in on at for from with by about against into over under through between among toward towards within without upon \
        across behind beyond near during like amid despite regarding concerning including via per off out up down around above \
        below inside outside throughout alongside versus beside besides along onto past until since after before than following \
        aboard atop",
    ),
    (Tag::Conjunction, "and or but nor yet plus"),
    (Tag::Subordinator, "because although though while if whereas unless whether as once so lest even-if except"),
    (Tag::Question, "what how why where when whatever however whenever"),
    (
        Tag::Auxiliary,
        "will would can could may might must should shall do does did has have had is are was were be been being am ain't cannot \
        having won't can't don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't couldn't shouldn't",
    ),
    (
        Tag::Adverb,
        "first not never also again often even just only still already now then later soon too almost always perhaps maybe sometimes \
        instead once twice ever far quite rather very much more less well back ago far away together earlier long here further \
        meanwhile else nevertheless nonetheless thus therefore indeed moreover",
    ),
    (
        Tag::Time,
        "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning afternoon evening night \
        week month year weeks months years day days january february march april june july august september october november \
        december jan. feb. aug. sept. oct. nov. dec. weekend",
    ),
    (
        Tag::Verb,
        "got get gets gave give gives given made make makes took take takes taken came come comes went go goes gone ran run runs won \
        win wins lost lose loses left leave leaves kept keep keeps held hold holds sent send sends brought bring brings became \
        become becomes began begin begins begun built build builds bought buy chose chosen drew draw drawn drove drive driven fell \
        fall fallen fought fight found grew grow grown hurt laid led lead leads met meet meets paid pay pays put puts rose rise rises \
        sat saw sold spent spend spends stood stand stands stuck taught threw throw thrown turned turn turns wore won't let lets set \
        sets broke break broken caught cut cuts dealt did does done flew forgot gotten hid lay lies rode rang sank shook shot shut \
        slept slid stole struck swept tore woke fed bound bet beat beats died dies remain remains happened happen happens works work \
        lives live include includes received receive faces follows stop stops help helps start starts try tries use uses used move \
        moves need needs",
    ),
];
