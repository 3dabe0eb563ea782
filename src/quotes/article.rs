//! The text of a source, and the search for quotes in it. A quote is verbatim or normalized only if its words are those of the text.

use std::ops::Range;

use memchr::memmem;

use super::characters::is_bound;
use super::joined_text::JoinedText;
use super::marked_speech::MarkedSpeech;
use super::nearest_passage;
use super::occurrences::{self, PlaceCost, QuoteBreaks, QuotePart, QuotePlace, RuleCache};
use super::reporting_clause;
use super::speaker_words::SpeakerWords;
use super::word_index::WordIndex;
use super::{FoundQuote, QuoteVerdict};

/// The text of a source.
#[derive(Debug, Clone)]
pub struct Article {
    text: String,
}

/// Finds quotes in one text, and keeps an index of the text for the next quote.
#[derive(Debug)]
pub struct QuoteFinder<'a> {
    text: &'a str,
    /// Built for the first quote.
    search: Option<TextSearch>,
}

/// A quote to be found, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct SpokenQuote<'a> {
    pub parts: &'a [String],
    /// By whom it is said; of several occurrences the one nearest to the name is meant.
    pub speaker: &'a SpeakerWords,
    /// Whether the text must mark it as speech.
    pub is_marked: bool,
}

/// What is computed once for a text.
#[derive(Debug)]
struct TextSearch {
    index: WordIndex,
    speech: MarkedSpeech,
    joined: Option<JoinedText>,
}

impl Article {
    /// Wraps a text.
    pub const fn new(text: String) -> Self {
        Self { text }
    }

    /// The text as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Finds a quote of these parts in the text. For several quotes of one text, [`finder`](Self::finder) is faster.
    pub fn find(&self, parts: &[String]) -> QuoteVerdict {
        self.finder().find(parts)
    }

    /// A finder for several quotes.
    pub const fn finder(&self) -> QuoteFinder<'_> {
        QuoteFinder { text: self.text.as_str(), search: None }
    }
}

impl<'a> QuoteFinder<'a> {
    /// Finds a quote of these parts in the text, marked as speech or not.
    ///
    /// A part begins and ends at word boundaries, so `art` is not found in `party`, nor `can` in `can't`. A quote without parts, or with a
    /// part that has no letter and no digit, is not found. Between two parts the text must have a quotation mark, a reporting clause, an
    /// interruption such as `(APPLAUSE)`, or the label of a turn, because parts are what the article interrupts; without one, the words
    /// between the parts count as a change. If a quote occurs several times, the first occurrence is returned, except that one with fewer
    /// rules is preferred.
    ///
    /// The rules, none of which changes a word:
    ///
    /// - quotation marks: curly, straight, low, angled, single and double marks, primes and apostrophes are one character, and so are
    ///   several of them that touch. A mark on one side alone is a change, and so is its order with a comma or full stop (`,”` and `”,`).
    /// - apostrophes: inside of a word, letters and other signs that are written like an apostrophe are one.
    /// - dashes: hyphens, dashes and minus signs are one character, alone or several in a row, and the spaces around them do not count.
    /// - line-end hyphens: a word that is broken at the end of a line is the whole word; it may have the hyphen too.
    /// - spaces: all kinds and numbers of spaces and line ends are one space.
    /// - invisible characters: soft hyphens, joiners and other characters without width are ignored.
    /// - ellipses: `…`, or three or more full stops with or without spaces, in brackets or not, are one character, which includes a full
    ///   stop before it; the spaces around it do not count. At the ends of a part, it need not be in the text. Inside a part, the text must
    ///   have one too: it does not stand for words that were left out, which can be a *not*. Parts show such a gap.
    /// - Arabic letters: the forms of yeh, kaf and heh are one letter each; vowel marks and lengthened letters do not count.
    /// - Arabic digits: they are those of other scripts.
    /// - Unicode form: canonical forms, presentation forms, ligatures and widths are the same; superscript digits and fractions are not.
    /// - repeated marks: a mark that begins a further paragraph of one quotation need not be in the quote.
    /// - interruptions: brackets such as `(APPLAUSE)` need not be in the quote.
    pub fn find(&mut self, parts: &[String]) -> QuoteVerdict {
        let speaker = SpeakerWords::default();
        self.find_spoken(SpokenQuote { parts, speaker: &speaker, is_marked: false }).verdict
    }

    /// Finds a quote as [`find`](Self::find) does. If it must be marked as speech, an occurrence that is so is preferred, then the one
    /// nearest to the speaker's name; an occurrence that is not, and one that has words of the reporter, do not hold.
    pub fn find_spoken(&mut self, quote: SpokenQuote<'_>) -> FoundQuote {
        if !has_words(quote.parts) {
            return FoundQuote { verdict: QuoteVerdict::NotFound, times: 0 };
        }
        let (text, search) = self.search();
        let parts: Vec<QuotePart<'_>> = quote.parts.iter().map(|part| QuotePart::new(part)).collect();
        let mut found: Vec<Vec<QuotePlace>> = parts.iter().map(|part| search.places(text, part)).collect();
        let is_ambiguous = found.iter().any(|places| places.len() > 1);
        if quote.is_marked {
            let named = if is_ambiguous { quote.speaker.places(text) } else { Vec::new() };
            for place in found.iter_mut().flatten() {
                let (paragraphs, bytes) = search.speech.distance(&place.at, &named);
                place.cost.unmarked = usize::from(!search.speech.has(text, &place.at, quote.speaker));
                (place.cost.paragraphs, place.cost.bytes) = (usize::from(paragraphs), bytes);
            }
        }
        let times = found.iter().map(Vec::len).min().unwrap_or(0);
        let breaks = TextBreaks { text, speech: &search.speech, speaker: quote.speaker };
        let verdict = match occurrences::in_order(&found, &breaks) {
            Some(chosen) if quote.is_marked => spoken(text, chosen, quote.speaker),
            Some(chosen) => found_words(chosen),
            None => explain_mismatch(text, &search.index, &parts, &found),
        };
        FoundQuote { times: if verdict.at().is_empty() { 0 } else { times }, verdict }
    }

    /// The index of the text.
    pub(super) fn index(&mut self) -> &WordIndex {
        &self.search().1.index
    }

    /// The text, and what is computed once for it, on first use.
    fn search(&mut self) -> (&'a str, &TextSearch) {
        let text = self.text;
        (text, self.search.get_or_insert_with(|| TextSearch::new(text)))
    }

    /// What the text says around these ranges: their paragraphs without the ranges, and the paragraph before each. A paragraph that is
    /// marked speech as a whole does not count as the one before.
    pub fn surroundings(&mut self, ranges: &[Range<usize>]) -> String {
        let (text, search) = self.search();
        let mut around = String::new();
        for near in search.speech.paragraphs_near(text, ranges) {
            let mut from = near.start;
            for range in ranges.iter().filter(|range| near.start <= range.start && range.end <= near.end) {
                around.push_str(&text[from..range.start.max(from)]);
                around.push(' ');
                from = range.end.max(from);
            }
            around.push_str(&text[from..near.end]);
            around.push('\n');
        }
        around
    }

    /// Whether the text has a quote of these parts, verbatim or by the rules of [`find`](Self::find). It does not look for the nearest
    /// passage.
    pub fn has(&mut self, parts: &[String]) -> bool {
        if !has_words(parts) {
            return false;
        }
        let (text, search) = self.search();
        let found: Vec<Vec<QuotePlace>> = parts.iter().map(|part| search.places(text, &QuotePart::new(part))).collect();
        let breaks = TextBreaks { text, speech: &search.speech, speaker: &SpeakerWords::default() };
        occurrences::in_order(&found, &breaks).is_some()
    }
}

impl TextSearch {
    fn new(text: &str) -> Self {
        let speech = MarkedSpeech::new(text);
        Self { index: WordIndex::new(text), joined: JoinedText::new(text, &speech), speech }
    }

    /// All places of a part, in order: verbatim, by the rules, and with what interrupts it left out.
    fn places(&self, text: &str, part: &QuotePart<'_>) -> Vec<QuotePlace> {
        let place = |at: Range<usize>, rules: Vec<_>| QuotePlace {
            cost: PlaceCost { rules: rules.len(), ..PlaceCost::default() },
            at,
            rules,
        };
        let may_be_verbatim = self.index.words_of(&part.normal.text).iter().all(|word| word.number.is_some());
        let printed = if may_be_verbatim { verbatim(text, part.raw) } else { Vec::new() };
        let mut places: Vec<QuotePlace> = printed.into_iter().map(|at| place(at, Vec::new())).collect();
        let verbatim = places.len();
        let mut cache = RuleCache::default();
        for at in part.places(&self.index, text) {
            let near = places[..verbatim].partition_point(|place| place.at.end <= at.start);
            let is_new = places[..verbatim].get(near).is_none_or(|place| at.end <= place.at.start);
            let rules = if is_new { cache.rules(part, &text[at.clone()]) } else { None };
            places.extend(rules.map(|rules| place(at, rules)));
        }
        if let Some(joined) = &self.joined {
            for at in part.places(&joined.index, &joined.text) {
                let whole = joined.whole(&at).and_then(|(whole, left_out)| {
                    let mut rules = cache.rules(part, &joined.text[at])?;
                    rules.extend(left_out);
                    Some(place(whole, rules))
                });
                places.extend(whole);
            }
        }
        places.sort_by_key(|place| (place.at.start, place.at.end));
        places
    }
}

/// Where a text may interrupt a quote.
struct TextBreaks<'a> {
    text: &'a str,
    speech: &'a MarkedSpeech,
    speaker: &'a SpeakerWords,
}

impl QuoteBreaks for TextBreaks<'_> {
    fn last_break(&self, at: usize) -> Option<usize> {
        self.speech.last_break(at)
    }

    fn is_clause(&self, gap: &Range<usize>) -> bool {
        reporting_clause::is_between_parts(self.text, gap, self.speaker)
    }
}

/// The verdict on a quote whose words are these.
fn found_words(chosen: Vec<QuotePlace>) -> QuoteVerdict {
    let mut rules: Vec<_> = chosen.iter().flat_map(|place| place.rules.iter().copied()).collect();
    rules.sort_unstable();
    rules.dedup();
    let at = chosen.into_iter().map(|place| place.at).collect();
    if rules.is_empty() { QuoteVerdict::Verbatim { at } } else { QuoteVerdict::Normalized { at, rules } }
}

/// The verdict on a quote whose words are these, if it must be what the speaker said.
fn spoken(text: &str, chosen: Vec<QuotePlace>, speaker: &SpeakerWords) -> QuoteVerdict {
    let clause = chosen.iter().find_map(|place| reporting_clause::clause_in(text, &place.at, speaker));
    let unmarked = chosen.iter().position(|place| place.cost.unmarked > 0);
    match (clause, unmarked) {
        (Some(clause), _) => QuoteVerdict::HasClause { at: chosen.into_iter().map(|place| place.at).collect(), clause },
        (None, Some(part)) => QuoteVerdict::Unmarked { at: chosen.into_iter().map(|place| place.at).collect(), part },
        (None, None) => found_words(chosen),
    }
}

/// The verdict on a quote that the text does not have.
fn explain_mismatch(text: &str, index: &WordIndex, parts: &[QuotePart<'_>], found: &[Vec<QuotePlace>]) -> QuoteVerdict {
    if let Some(at) = occurrences::uninterrupted(found) {
        let diff = nearest_passage::left_out(text, parts, &at);
        return QuoteVerdict::Changed { at, diff };
    }
    if parts.len() > 1 && found.iter().all(|places| !places.is_empty()) {
        return QuoteVerdict::OutOfOrder { at: found.iter().map(|places| places[0].at.clone()).collect() };
    }
    let found: Vec<Vec<Range<usize>>> =
        found.iter().map(|places| places.iter().map(|place| place.at.clone()).collect()).collect();
    nearest_passage::nearest(index, text, parts, &found)
}

/// All verbatim places of a part, at word boundaries.
fn verbatim(text: &str, part: &str) -> Vec<Range<usize>> {
    let finder = memmem::Finder::new(part);
    let (mut from, mut places) = (0, Vec::new());
    while let Some(start) = finder.find(&text.as_bytes()[from..]).map(|at| at + from) {
        let end = start + part.len();
        if is_bound(text, start) && is_bound(text, end) {
            places.push(start..end);
        }
        from = start + text[start..].chars().next().map_or(1, char::len_utf8);
    }
    places
}

/// Whether there are parts, and each has a letter or a digit.
fn has_words(parts: &[String]) -> bool {
    !parts.is_empty() && parts.iter().all(|part| part.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::super::NormalizationRule::{
        self, Apostrophes, ArabicDigits, ArabicLetters, Dashes, Ellipses, InvisibleCharacters, LineEndHyphens,
        QuotationMarks, Spaces, UnicodeForm,
    };
    use super::*;
    use crate::quotes::diff::DiffPiece;
    use proptest::prelude::*;

    fn find(text: &str, parts: &[&str]) -> QuoteVerdict {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        Article::new(text.to_owned()).find(&parts)
    }

    /// The state, and the passages of the parts.
    fn describe(text: &str, parts: &[&str]) -> String {
        let verdict = find(text, parts);
        let rules: Vec<&str> = verdict.rules().iter().map(|rule| rule.word()).collect();
        let at: Vec<&str> = verdict.at().iter().map(|at| &text[at.clone()]).collect();
        let rules = if rules.is_empty() { String::new() } else { format!(": {}", rules.join(", ")) };
        format!("{}{rules} | {}", verdict.word(), at.join(" | "))
    }

    #[test]
    fn what_differs_by_a_rule_is_normalized_both_ways() {
        let pairs: &[(&str, &str, &[NormalizationRule])] = &[
            ("he said “no” to it", "he said \"no\" to it", &[QuotationMarks]),
            ("he said “no” to it", "he said ‘no’ to it", &[QuotationMarks]),
            ("he said “no” to it", "he said «no» to it", &[QuotationMarks]),
            ("he said “no” to it", "he said «\u{a0}no\u{a0}» to it", &[QuotationMarks]),
            ("he said “no” to it", "he said „no“ to it", &[QuotationMarks]),
            ("he said “no” to it", "he said ’’no’’ to it", &[QuotationMarks]),
            ("we don’t talk", "we don't talk", &[QuotationMarks]),
            ("об’єднає порт", "об\u{2bc}єднає порт", &[Apostrophes]),
            ("об'єднає порт", "об\u{2bc}єднає порт", &[Apostrophes]),
            ("Hawai‘i first", "Hawai\u{2bb}i first", &[Apostrophes]),
            ("a “Hawai’i” first", "a \"Hawai\u{2bb}i\" first", &[QuotationMarks, Apostrophes]),
            ("a well-known man", "a well\u{2011}known man", &[Dashes]),
            ("a well-known man", "a well\u{2010}known man", &[Dashes]),
            ("the talks — all of them — failed", "the talks – all of them – failed", &[Dashes]),
            ("the talks — all of them — failed", "the talks—all of them—failed", &[Dashes]),
            ("the talks — all of them — failed", "the talks -- all of them -- failed", &[Dashes]),
            ("minus −5 degrees", "minus -5 degrees", &[Dashes]),
            ("the government falls", "the govern\u{ad}ment falls", &[InvisibleCharacters]),
            ("the talks will continue", "the talks will con-\ntinue", &[LineEndHyphens]),
            ("a close co-operation", "a close co-\noperation", &[LineEndHyphens]),
            ("it continues its co-operation", "it con-\ntinues its co-\noperation", &[LineEndHyphens]),
            ("میشود now", "می\u{200c}شود now", &[InvisibleCharacters]),
            ("لن ندفع الرسوم", "لن ندفع الرســـوم", &[ArabicLetters]),
            ("كتاب here", "کتاب here", &[ArabicLetters]),
            ("كِتاب here", "كتاب here", &[ArabicLetters]),
            ("في ١٢ يوم", "في 12 يوم", &[ArabicDigits]),
            ("ﻛﺎﺑﻞ here", "كابل here", &[UnicodeForm]),
            ("two words", "two  words", &[Spaces]),
            ("two words", "two\u{a0}words", &[Spaces]),
            ("two words", "two\r\nwords", &[Spaces]),
            ("two words", "two\u{2009}words", &[Spaces]),
            ("two words", "two wo\u{200b}rds", &[InvisibleCharacters]),
            ("well … we shall see", "well ... we shall see", &[Ellipses]),
            ("well … we shall see", "well... we shall see", &[Ellipses]),
            ("well … we shall see", "well . . . we shall see", &[Ellipses]),
            ("well … we shall see", "well [...] we shall see", &[Ellipses]),
            ("well … we shall see", "well [ … ] we shall see", &[Ellipses]),
            ("well … we shall see", "well. … we shall see", &[Ellipses]),
            ("a café there", "a cafe\u{301} there", &[UnicodeForm]),
            ("a first office", "a \u{fb01}rst o\u{fb03}ce", &[UnicodeForm]),
            ("the ABC of it", "the ＡＢＣ of it", &[UnicodeForm]),
            ("한국 사람", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8} 사람", &[UnicodeForm]),
            ("a\u{323}\u{307} mark", "a\u{307}\u{323} mark", &[UnicodeForm]),
            ("“no” — not a first", "\"no\" -- not  a \u{fb01}rst", &[QuotationMarks, Dashes, Spaces, UnicodeForm]),
        ];
        for (one, other, rules) in pairs {
            for (quote, text) in [(one, other), (other, one)] {
                let whole = format!("Before it. {text}. After it.");
                let verdict = find(&whole, &[quote]);
                let QuoteVerdict::Normalized { at, rules: named } = &verdict else {
                    panic!("{quote:?} in {text:?}: {verdict:?}")
                };
                let mut rules = rules.to_vec();
                rules.sort_unstable();
                assert_eq!(*named, rules, "{quote:?} in {text:?}");
                assert_eq!(&whole[at[0].clone()], *text);
            }
        }
    }

    #[test]
    fn other_words_are_neither_verbatim_nor_normalized() {
        for (quote, text) in [
            ("we can talk", "we can't talk"),
            ("we will", "we will’nt"),
            ("we Can talk", "we can talk"),
            ("resume talks", "résumé talks"),
            ("talks, now", "talks now"),
            ("talks now.", "talks now!"),
            ("up 3 percent", "up 3.5 percent"),
            ("up 10² times", "up 102 times"),
            ("half ½ now", "half 1⁄2 now"),
            ("well known", "well-known"),
            ("the “talks” now", "the talks now"),
            ("said “no,” then", "said “no”, then"),
            ("a lot not here", "not here a lot"),
            ("بھاری here", "بہاری here"),
            ("the co-operation", "the cooperation"),
            ("co operation", "co-\noperation"),
        ] {
            for (quote, text) in [(quote, text), (text, quote)] {
                let verdict = find(&format!("Before. {text} and after."), &[quote]);
                assert!(!verdict.holds(), "{quote:?} in {text:?}: {verdict:?}");
            }
        }
    }

    #[test]
    fn a_part_begins_and_ends_at_word_boundaries() {
        assert_eq!(describe("a party of art", &["art"]), "verbatim | art");
        assert_eq!(find("a party of art", &["art"]).at(), std::slice::from_ref(&(11..14)));
        for (text, part) in [
            ("a party", "art"),
            ("we can’t", "can"),
            ("it’s", "s"),
            ("3.5", "5"),
            ("3.5", "3."),
            ("non-violent protest", "violent protest"),
            ("it will con-\ntinue", "it will con"),
            ("it will con-\ntinue", "tinue"),
            ("1\u{202f}500 men", "500 men"),
            ("1’500 men", "500 men"),
            ("−5 percent", "5 percent"),
            ("2–3 soldiers", "3 soldiers"),
            ("we can´t", "we can"),
            ("we can''t", "we can"),
            ("we can\u{92}t", "we can"),
            ("yes.", "."),
            ("cafe\u{301}", "cafe"),
        ] {
            assert!(!find(text, &[part]).holds(), "{part} in {text}");
        }
        for (text, part) in [
            ("talks.He came", "He came"),
            ("“No,”he said", "No,"),
            ("a post-“known” world", "known"),
            ("我们直接会谈。", "直接会谈"),
            ("موږ خبرې کوو.", "خبرې کوو"),
            ("ہم بات کریں گے۔", "بات کریں گے"),
            ("so 🙂 it is", "🙂 it"),
        ] {
            assert_eq!(describe(text, &[part]), format!("verbatim | {part}"), "{text}");
        }
    }

    #[test]
    fn parts_are_found_in_order() {
        let text = "“We talk.” “They talk, and we listen.” “We talk again.”";
        assert_eq!(describe(text, &["They talk", "We talk"]), "verbatim | They talk | We talk");
        assert_eq!(describe(text, &["We talk", "We talk"]), "verbatim | We talk | We talk");
        assert_eq!(describe(text, &["we listen", "They talk"]), "out of order | we listen | They talk");
        assert_eq!(
            describe(text, &["They talk, and", "and we listen"]),
            "out of order | They talk, and | and we listen"
        );
        assert_eq!(describe(text, &["They talk", "They talk"]), "out of order | They talk | They talk");
        assert_eq!(describe(text, &["we  listen", "They talk"]), "out of order | we listen | They talk");
        assert_eq!(describe(text, &["They talk", "We  talk"]), "normalized: spaces | They talk | We talk");
    }

    #[test]
    fn no_rule_is_named_that_was_not_needed() {
        let text = "“A — b.” “A – b.” Then “c  d.” “A — b.”";
        assert_eq!(describe(text, &["A – b.", "c d"]), "normalized: spaces | A – b. | c  d");
        assert_eq!(describe(text, &["c d", "A – b."]), "normalized: dashes, spaces | c  d | A — b.");
    }

    #[test]
    fn an_ellipsis_stands_for_no_word() {
        let text = "The talks have not failed, as everyone knew, and nobody will go back to them now.";
        assert_eq!(describe(text, &["… nobody will go back …"]), "normalized: ellipses | nobody will go back");
        for quote in ["The talks have … failed", "The talks have not failed, [...] nobody will go back", "The … now"]
        {
            assert!(!find(text, &[quote]).holds(), "{quote}");
        }
    }

    #[test]
    fn between_parts_the_article_interrupts_the_quote() {
        for (text, parts, expected) in [
            ("“We will,” she said, “go to war.”", ["We will,", "go to war."], "verbatim | We will, | go to war."),
            ("“We will not go to war.”", ["We will", "go to war"], "changed | We will | go to war"),
            ("We can’t. We can never go.", ["We can", "go"], "changed | We can | go"),
            ("“We will”, and then “we will go”", ["We will", "go"], "verbatim | We will | go"),
        ] {
            assert_eq!(describe(text, &parts), expected, "{text}");
        }
        let QuoteVerdict::Changed { diff, .. } = find("“We will not go to war.”", &["We will", "go to war"]) else {
            panic!("a word is left out")
        };
        assert!(diff.iter().any(|piece| matches!(piece, DiffPiece::Added(words) if words.trim() == "not")), "{diff:?}");
    }

    #[test]
    fn the_nearest_passage_is_shown_with_its_differences() {
        let text = "Nobody came. The centre will never accept talks by a province, he said. The province will answer.";
        let piece = |piece: &DiffPiece| match piece {
            DiffPiece::Same(text) => text.clone(),
            DiffPiece::Removed(text) => format!("[-{text}-]"),
            DiffPiece::Added(text) => format!("{{+{text}+}}"),
        };
        let diff = |quote: &str| {
            let verdict = find(text, &[quote]);
            let QuoteVerdict::Changed { at, diff } = &verdict else { panic!("{quote}: {verdict:?}") };
            format!("{}: {}", &text[at[0].clone()], diff.iter().map(piece).collect::<String>())
        };
        for (quote, expected) in [
            (
                "The centre will always accept talks by a province",
                "The centre will never accept talks by a province: The centre will [-always-]{+never+} accept talks by a province",
            ),
            (
                "The centre will accept talks by a province.",
                "The centre will never accept talks by a province,: The centre will {+never +}accept talks by a [-province.-]{+province,+}",
            ),
            ("Centre will never accept", "centre will never accept: [-Centre-]{+centre+} will never accept"),
            ("The province will not answer", "The province will answer: The province will [-not -]answer"),
            ("will never accept talk", "will never accept talks: will never accept [-talk-]{+talks+}"),
            ("never will accept talks", "never accept talks: never [-will -]accept talks"),
        ] {
            assert_eq!(diff(quote), expected);
        }
        for quote in ["Quite another thing altogether", "by the way", "Nowhere", "?!", "The end of it all is near"] {
            assert_eq!(find(text, &[quote]), QuoteVerdict::NotFound, "{quote}");
        }
    }

    #[test]
    fn of_several_parts_each_has_its_place() {
        let text = "We will go. He sat down. They will never come back to us, I say.";
        assert_eq!(
            describe(text, &["We will go.", "They will not come back"]),
            "changed | We will go. | They will never come back"
        );
        assert_eq!(describe(text, &["We will go.", "Nothing like that"]), "changed | We will go. | ");
        assert_eq!(describe(text, &["Nothing of that sort is here", "We will go."]), "not found | ");
    }

    #[test]
    fn an_empty_quote_is_not_found() {
        for parts in [&[][..], &[""], &[" \n"], &["We", ""]] {
            assert_eq!(find("We go", parts), QuoteVerdict::NotFound);
        }
        assert_eq!(find("", &["We"]), QuoteVerdict::NotFound);
    }

    #[test]
    fn many_quotes_that_are_not_there_take_no_longer_than_the_text_allows() {
        let text = "the talks of the province and the centre will go on and on … ".repeat(16_000);
        let article = Article::new(text);
        let mut finder = article.finder();
        for number in 0..1_000 {
            let quote = format!("the talks of province {number} and the centre of it will go");
            assert!(!finder.find(&[quote]).holds());
        }
    }

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{0,60}",
            "([ab]|no|talks|we|[ .,…'’“”—-]|-\n|\u{ad}|\u{301}|é|ﬁ|직|会|خبرې|ـ|\n){0,60}",
            "[a-d ]{0,40}",
        ]
    }

    proptest! {
        #[test]
        fn an_excerpt_is_verbatim(text in texts(), from in 0_usize..12, count in 1_usize..12) {
            let words: Vec<&str> = text.split_whitespace().skip(from).take(count).collect();
            let says = words.iter().any(|word| word.contains(char::is_alphanumeric));
            // Half of a word that is broken at the end of a line is no excerpt.
            let is_whole = |before: &str| !before.trim_end().ends_with(['-', '\u{ad}']);
            if let (Some(first), Some(last), true) = (words.first(), words.last(), says) {
                let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
                let span = offset(first)..offset(last) + last.len();
                prop_assume!(is_whole(&text[..span.start]) && is_whole(last));
                let verdict = find(&text, &[&text[span.clone()]]);
                let QuoteVerdict::Verbatim { at } = verdict else { panic!("{verdict:?}") };
                prop_assert_eq!(&text[at[0].clone()], &text[span.clone()]);
                prop_assert!(at[0].start <= span.start);
            }
        }

        #[test]
        fn a_changed_word_never_holds(words in prop::collection::vec("[a-e]{1,3}", 3..30), from in 0_usize..20, at in 0_usize..10) {
            let quote = &words[from.min(words.len() - 3)..];
            let mut quote: Vec<&str> = quote.iter().take(10).map(String::as_str).collect();
            let at = at % quote.len();
            quote[at] = "other";
            prop_assert!(!find(&words.join(" "), &[&quote.join(" ")]).holds());
            quote[at] = "a’b";
            prop_assert!(!find(&words.join(" "), &[&quote.join("  ")]).holds());
        }

        #[test]
        fn every_range_is_in_the_text(text in texts(), parts in prop::collection::vec(texts(), 0..4)) {
            let verdict = Article::new(text.clone()).find(&parts);
            for at in verdict.at() {
                prop_assert!(text.get(at.clone()).is_some(), "{:?}", at);
            }
            prop_assert!(verdict.at().is_empty() || verdict.at().len() == parts.len());
            prop_assert_eq!(matches!(verdict, QuoteVerdict::Normalized { .. }), !verdict.rules().is_empty());
        }
    }
}
