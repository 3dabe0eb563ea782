//! The words that tell of speech or thought, with the constructions that they take. It reads no text.

use fnv::FnvHashMap;

use super::tags::{CLOSED, Tag};

/// How often a word was seen as part of a cue among how often it was seen at all, in US political news.
const CUE_WORDS: &str = include_str!("../../assets/cue-words.tsv");

/// The constructions that a word takes as a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Frames(u16);

impl Frames {
    /// A clause, with `that` or without; a quotation; and it can stand after its content.
    pub(super) const SPEECH: Self = Self(1);
    /// Takes whom it is told to before what is told.
    pub(super) const ADDRESSEE: Self = Self(1 << 1);
    /// A noun phrase.
    pub(super) const OBJECT: Self = Self(1 << 2);
    /// `to` and an infinitive.
    pub(super) const INFINITIVE: Self = Self(1 << 3);
    /// A clause after `that`, but none without.
    pub(super) const THAT: Self = Self(1 << 5);
    /// Introduces a quotation, but no clause.
    pub(super) const QUOTE: Self = Self(1 << 6);
    pub(super) const NOUN: Self = Self(1 << 7);
    pub(super) const ADJECTIVE: Self = Self(1 << 8);
    pub(super) const VERB: Self = Self(1 << 9);
    /// A form with `-ing`.
    pub(super) const PARTICIPLE: Self = Self(1 << 10);
    /// A form of the past, or a past participle.
    pub(super) const PAST: Self = Self(1 << 11);
    /// A form of the third person, or a plural.
    pub(super) const WITH_S: Self = Self(1 << 12);

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What is known of a word form.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct CueWord {
    pub frames: Frames,
    /// A bit for each of [`PREPOSITIONS`].
    prepositions: u16,
    /// From 0 to 1: how often it is part of a cue.
    pub share: f32,
}

impl CueWord {
    /// Whether the word takes its content after this preposition.
    pub(super) fn takes(self, preposition: &str) -> bool {
        let number = PREPOSITIONS.iter().position(|(own, _)| *own == preposition);
        number.is_some_and(|number| self.prepositions & (1 << number) != 0)
    }
}

/// The cue words by their forms in lower case.
#[derive(Debug)]
pub(super) struct Lexicon {
    words: FnvHashMap<String, CueWord>,
    closed: FnvHashMap<&'static str, Tag>,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let mut words: FnvHashMap<String, CueWord> = FnvHashMap::default();
        for (frames, verbs) in VERBS {
            for verb in verbs.split_ascii_whitespace() {
                for (form, kind) in forms(verb) {
                    let word = words.entry(form).or_default();
                    word.frames = word.frames.and(*frames).and(kind).and(Frames::VERB);
                }
            }
        }
        for (number, (_, verbs)) in PREPOSITIONS.iter().enumerate() {
            for (form, kind) in verbs.split_ascii_whitespace().flat_map(forms) {
                let word = words.entry(form).or_default();
                word.frames = word.frames.and(kind).and(Frames::VERB);
                word.prepositions |= 1 << number;
            }
        }
        let lists = [(Frames::NOUN, NOUNS), (Frames::ADJECTIVE, ADJECTIVES)];
        for (frames, list) in lists {
            for noun in list.split_ascii_whitespace() {
                let word = words.entry(noun.to_owned()).or_default();
                word.frames = word.frames.and(frames);
            }
        }
        for word in words.values_mut() {
            word.share = if word.frames.has(Frames::NOUN) {
                0.1
            } else if word.frames.has(Frames::SPEECH) {
                0.6
            } else {
                0.3
            };
        }
        for line in CUE_WORDS.lines() {
            let mut fields = line.split('\t');
            let (Some(form), Some(cues), Some(seen)) = (fields.next(), fields.next(), fields.next()) else { continue };
            let (Ok(cues), Ok(seen)) = (cues.parse::<f32>(), seen.parse::<f32>()) else { continue };
            let share = (cues + 1.0) / (seen + 3.0);
            match words.get_mut(form) {
                Some(word) => word.share = share,
                None => {
                    if let Some(frames) = unlisted(form).filter(|_| share >= 0.3) {
                        words.insert(form.to_owned(), CueWord { frames, share, prepositions: 0 });
                    }
                }
            }
        }
        let mut closed = FnvHashMap::default();
        for (tag, list) in CLOSED {
            for word in list.split_ascii_whitespace() {
                closed.entry(word).or_insert(*tag);
            }
        }
        Self { words, closed }
    }

    /// The tag of a word of a closed class.
    pub(super) fn closed(&self, form: &str) -> Option<Tag> {
        self.closed.get(form).copied()
    }

    pub(super) fn get(&self, form: &str) -> Option<CueWord> {
        self.words.get(form).copied()
    }
}

/// What a cue word that no list has is by its ending: a verb with an object, or nothing that is known.
fn unlisted(form: &str) -> Option<Frames> {
    let verb = Frames::VERB.and(Frames::OBJECT);
    match form {
        _ if form.ends_with("ed") => Some(verb.and(Frames::PAST)),
        _ if form.ends_with("ing") => Some(verb.and(Frames::PARTICIPLE)),
        _ => None,
    }
}

/// The forms of a verb, as `say` or `tell:told` or `write:wrote:written`.
fn forms(verb: &str) -> Vec<(String, Frames)> {
    let mut parts = verb.split(':');
    let base = parts.next().unwrap_or_default();
    let irregular: Vec<&str> = parts.collect();
    let is_vowel = |char: char| "aeiou".contains(char);
    let chars: Vec<char> = base.chars().rev().take(3).collect();
    let (last, before) = (chars.first().copied().unwrap_or('e'), chars.get(1).copied().unwrap_or('e'));
    let with_s = match last {
        'y' if !is_vowel(before) => format!("{}ies", &base[..base.len() - 1]),
        's' | 'x' | 'z' | 'h' if last != 'h' || matches!(before, 's' | 'c') => format!("{base}es"),
        _ => format!("{base}s"),
    };
    let stem = match last {
        'e' => base[..base.len() - 1].to_owned(),
        _ if DOUBLING.contains(&base) => format!("{base}{last}"),
        _ => base.to_owned(),
    };
    let keeps_e = base.ends_with("ee") || base.ends_with("oe");
    let ing = if keeps_e { format!("{base}ing") } else { format!("{stem}ing") };
    let ed = match last {
        'e' => format!("{base}d"),
        'y' if !is_vowel(before) => format!("{}ied", &base[..base.len() - 1]),
        _ => format!("{stem}ed"),
    };
    let mut forms = vec![(base.to_owned(), Frames::default()), (with_s, Frames::WITH_S), (ing, Frames::PARTICIPLE)];
    if irregular.is_empty() {
        forms.push((ed, Frames::PAST));
    }
    forms.extend(irregular.into_iter().map(|past| (past.to_owned(), Frames::PAST)));
    forms
}

/// Verbs that double their last letter.
const DOUBLING: &[&str] = &[
    "admit", "refer", "slam", "plan", "rip", "nag", "quip", "blab", "ban", "rebut", "prefer", "permit", "chat", "tap",
    "pan",
];

const SPEECH: Frames = Frames::SPEECH;

/// The verbs by their constructions.
const VERBS: &[(Frames, &str)] = &[
    (
        SPEECH,
        "say:said write:wrote:written add note announce argue suggest declare explain acknowledge claim insist warn conclude \
        recall state report predict maintain contend assert allege admit concede believe think:thought know:knew:known \
        feel:felt hope fear worry expect agree find:found show:showed:shown reveal indicate estimate imply reiterate stress \
        emphasize remark observe complain joke boast quip lament caution vow pledge promise confirm deny reply disclose \
        testify advise hear:heard learn read:read realize recognize remember repeat signal swear:swore \
        understand:understood wonder propose recommend tweet post opine confess speculate stipulate theorize demonstrate \
        rule decide determine forecast:forecast surmise suspect doubt wish counter \
        telegraph decree mention cite profess proclaim exclaim mutter",
    ),
    (
        SPEECH.and(Frames::ADDRESSEE),
        "tell:told remind assure inform notify convince persuade teach:taught warn advise promise",
    ),
    (
        Frames::QUOTE,
        "continue respond reply ask shout yell chant sing:sang:sung go:went joke scoff snap laugh smile begin:began demand \
        scold thunder retort interject intone deadpan muse bellow cry call label title declare inquire conclude finish cheer \
        roar recite echo speak:spoke:spoken scream",
    ),
    (Frames::THAT, "demand complain request require ensure ask urge point hold:held make:made"),
    (
        Frames::ADDRESSEE.and(Frames::INFINITIVE),
        "ask urge encourage order instruct command implore beg press push force beseech invite require allow forbid advise \
        expect want challenge direct persuade warn remind tell:told request",
    ),
    (
        Frames::INFINITIVE,
        "want hope plan vow promise refuse decline seek:sought agree offer expect pledge threaten intend like wish seem \
        appear aim try attempt decide prefer choose:chose:chosen propose vote claim ask continue need swear:swore look tend \
        desire prepare",
    ),
    (
        Frames::OBJECT,
        "criticize attack praise endorse support oppose reject blast denounce defend dismiss condemn mock slam discuss \
        mention describe call question propose promise cite reveal confirm deny back champion embrace favor accuse blame \
        challenge address express voice cast tout highlight emphasize acknowledge admire appreciate  assail bash \
        berate blame block cheer chide commend compare  contradict credit critique curse debate decry demand deride \
        detail disavow disparage dispute echo examine explain exaggerate expose extol fault flag foresee:foresaw \
        hail hammer hate honor identify ignore imagine  insult invoke issue knock lambaste lament laud love \
        label legalize lobby malign nominate note outline paint panic ponder portray predict present prioritize project \
        promote protest push quote  ratify rebuff rebuke rebut recognize recommend reference regard reiterate  \
        renounce repeat report repudiate resist retweet ridicule rip savage scrutinize see:saw:seen shame share skewer \
        stress tease thank touch trash trumpet tweak underscore unveil urge uphold view vilify violate want warn \
        welcome worry advocate announce argue pitch suggest seek:sought ask_for     stress recall \
        analyze explore applaud celebrate chronicle liken link relish resent trust need   insist convey evaluate \
        illustrate document grill confront pound unleash   know:knew:known believe understand:understood expect \
        claim allege predict forecast  feel:felt fear hope_for hear:heard read:read show:showed:shown indicate \
        estimate admit concede conclude declare decide  prohibit   outlaw   accept agree  \
        mull weigh threaten offer   prefer envision contemplate remember recount relate deem distrust",
    ),
];

/// The prepositions that verbs take, each before what is said or thought.
const PREPOSITIONS: &[(&str, &str)] = &[
    (
        "about",
        "talk speak:spoke:spoken complain ask tell:told think:thought hear:heard know:knew:known worry brag boast warn rant \
        moralize testify lie joke comment write:wrote:written wonder gripe fret care inquire muse question press read:read preach",
    ),
    (
        "for",
        "call push hope vote apologize argue advocate campaign lobby plead:pleaded opt stump praise press ask wish criticize \
        fight:fought root pray aim thank care",
    ),
    (
        "on",
        "call focus weigh insist elaborate comment touch seize double press agree decide expand stump capitalize dwell harp \
        hit seize expound remark opine",
    ),
    ("to", "refer point object respond allude react commit appeal testify listen attest liken compare admit confess"),
    (
        "against",
        "rail vote argue warn lash campaign rally protest advise caution decide rule inveigh advocate speak:spoke:spoken",
    ),
    (
        "of",
        "speak:spoke:spoken complain boast think:thought warn know:knew:known dream approve disapprove conceive hear:heard despair",
    ),
    ("with", "agree disagree side concur sympathize"),
    ("in", "believe revel rejoice delight"),
    ("at", "hint bristle scoff balk marvel sneer laugh jeer wonder"),
    ("over", "rally despair fret agonize spar clash"),
    ("as", "rate rank"),
];

/// Nouns that tell of speech or thought.
const NOUNS: &str = "statement statements criticism interview message view views opposition decision plan plans concern concerns \
    support belief beliefs idea ideas claim claims comment comments argument arguments assertion assertions allegation allegations \
    accusation accusations announcement promise promises pledge pledges call calls demand demands request requests remark remarks \
    warning warnings proposal proposals suggestion suggestions question questions answer response report reports attack attacks \
    doubt doubts hope hopes fear fears expectation expectations prediction predictions conclusion conclusions insistence denial \
    denials admission acknowledgment assessment analysis opinion opinions endorsement endorsements condemnation rhetoric speech \
    complaint complaints speculation agreement refusal determination desire intention notion theory skepticism praise rejection \
    outrage disdain anger vow threat threats reminder testimony recommendation contention explanation description confidence \
    consensus understanding feeling assumption suspicion reference references emphasis obsession admiration commitment recognition \
    objection objections reaction consideration interest preference ire defense disapproval approval disagreement worry worries \
    misgivings reservations despair revelation estimate estimates forecast forecasts projection projections reasoning evidence \
    debate discussion adulation abandonment embrace pitch stance position positions order orders rumor rumors charge charges \
    declaration declarations dismissal disclosure apology appeal critique press campaign lobby state email emails blog post text list \
    name fund ban document documents talk talks need needs force sign signs label hit";

/// Adjectives that tell of speech or thought.
const ADJECTIVES: &str = "clear confident worried skeptical aware convinced concerned hopeful eager willing unclear sure certain \
    afraid frustrated critical optimistic doubtful reluctant angry surprised ready likely unlikely proud determined passionate \
    supportive wary curious vague coy adamant apparent obvious incensed glad happy pessimistic unsure uncertain tired disappointed \
    excited furious grateful keen open opposed poised prepared upset";
