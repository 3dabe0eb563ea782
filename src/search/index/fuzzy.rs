//! Fuzzy matching of folded names: other transliterations, and typing errors. Only names are matched so; the words of a statement never
//! are.

/// A folded word, with the phonetic outline that transliterations of one name share.
#[derive(Debug, Clone)]
pub(in crate::search) struct FuzzyName {
    pub(in crate::search) word: String,
    outline: Vec<u8>,
    /// The letters of the word, one bit each.
    letters: u64,
}

/// Shorter words must match exactly, because too many of them are similar.
const SHORTEST: usize = 4;

/// From this length on, the beginning of a word matches other spellings too.
const SHORTEST_PART: usize = 5;

/// From this length on, one edit leaves no doubt which word is meant.
const LONG: usize = 8;

impl FuzzyName {
    pub(in crate::search) fn new(word: &str) -> Self {
        let letters = word.bytes().fold(0, |letters, byte| letters | 1 << (byte % 64));
        Self { word: word.to_owned(), outline: phonetic_outline(word), letters }
    }

    /// Whether both words are spellings of one name: the same outline, the plural, or one edit within a long word.
    ///
    /// Vowels that transliterations confuse agree: a and e, e and i, o and u. The relation is not transitive: Hasan is not Hosein. An edit
    /// at the end of a word does not count: Pakistan is not Pakistani.
    pub(in crate::search) fn is_spelling_of(&self, other: &Self) -> bool {
        let (own, others) = (self.word.as_str(), other.word.as_str());
        if own.len() < SHORTEST || others.len() < SHORTEST {
            return false;
        }
        if self.outline.len() == other.outline.len() && agree(&self.outline, &other.outline) {
            return true;
        }
        match (others.strip_prefix(own), own.strip_prefix(others)) {
            (Some(ending), _) | (_, Some(ending)) => matches!(ending, "s" | "es"),
            (None, None) => {
                let same_but_end = own[..own.len() - 1] == others[..others.len() - 1];
                let both_long = own.len() >= LONG && others.len() >= LONG;
                both_long && !same_but_end && self.edit_distance(other).is_some_and(|edits| edits <= 1)
            }
        }
    }

    /// Whether this is the beginning of another spelling of `other`.
    pub(in crate::search) fn begins_spelling_of(&self, other: &Self) -> bool {
        self.word.len() >= SHORTEST_PART
            && self.outline.len() <= other.outline.len()
            && agree(&self.outline, &other.outline[..self.outline.len()])
    }

    /// The edit distance (a letter missing, added or changed, or two swapped), if it is small enough for a typing error: 0 for words of up
    /// to three letters, at most 1 up to seven, else at most 2; the longer word counts. The first letter must match.
    pub(in crate::search) fn edit_distance(&self, other: &Self) -> Option<usize> {
        let (own, others) = (self.word.len(), other.word.len());
        let allowed = match own.max(others) {
            0..SHORTEST => 0,
            SHORTEST..LONG => 1,
            LONG.. => 2,
        };
        // An edit changes at most two of the letters that a word has, which tells most words apart without the distance.
        let letters = (self.letters ^ other.letters).count_ones() as usize;
        let same_start = self.word.as_bytes().first() == other.word.as_bytes().first();
        if !same_start || own < SHORTEST - 1 || own.abs_diff(others) > allowed || letters > 2 * allowed {
            return None;
        }
        Some(strsim::osa_distance(&self.word, &other.word)).filter(|edits| *edits <= allowed)
    }
}

fn agree(own: &[u8], others: &[u8]) -> bool {
    own.iter().zip(others).all(|(own, others)| {
        own == others
            || matches!((own, others), (b'a' | b'i', b'e') | (b'e', b'a' | b'i') | (b'o', b'u') | (b'u', b'o'))
    })
}

/// The phonetic outline, which transliterations of one name share: one letter for each sound, none doubled.
fn phonetic_outline(word: &str) -> Vec<u8> {
    let mut outline: Vec<u8> = Vec::with_capacity(word.len());
    let mut rest = word.as_bytes();
    while let Some((sound, length)) = sound(rest) {
        for letter in sound {
            if outline.last() != Some(letter) {
                outline.push(*letter);
            }
        }
        rest = &rest[length..];
    }
    // Abdulla and Abdullah, Fatima and Fatimah.
    if let [.., vowel, b'h'] = outline.as_slice()
        && b"aeiou".contains(vowel)
    {
        outline.pop();
    }
    outline
}

/// The first sound of a word, and the number of letters that spell it.
fn sound(word: &[u8]) -> Option<(&[u8], usize)> {
    Some(match word {
        [] => return None,
        [b's', b'c', b'h', ..] => (b"sh", 3),
        [b't', b'c', b'h', ..] => (b"ch", 3),
        [b'e', b'e', ..] | [b'i', b'e' | b'y', ..] | [b'y', b'i', ..] => (b"i", 2),
        [b'o', b'o' | b'u', ..] => (b"u", 2),
        [b'a', b'e', ..] | [b'a' | b'e', b'i' | b'y', ..] => (b"e", 2),
        [b'p', b'h', ..] => (b"f", 2),
        [b'g', b'h', ..] => (b"g", 2),
        [b'd', b'h', ..] => (b"d", 2),
        [b'b', b'h', ..] => (b"b", 2),
        [b't', b'h', ..] => (b"t", 2),
        [b'd', b'j', ..] | [b'z', b'h', ..] => (b"j", 2),
        [b'c', b'h', ..] => (b"ch", 2),
        [b'c', b'k', ..] => (b"k", 2),
        [b'c' | b'q', ..] => (b"k", 1),
        [b'x', ..] => (b"ks", 1),
        [b'y', ..] => (b"i", 1),
        [b'w', ..] => (b"v", 1),
        [_, ..] => (&word[..1], 1),
    })
}

/// Whether the word is too common to identify anybody: it is found in texts, but is never a name by itself.
pub(in crate::search) fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "a", "al", "an", "and", "as", "at", "by", "da", "de", "del", "der", "di", "e", "el", "for", "from", "has",
        "he", "i", "in", "is", "it", "la", "le", "no", "not", "of", "on", "or", "she", "that", "the", "to", "ul",
        "van", "von", "was", "we", "who", "will", "with",
    ];
    PARTICLES.binary_search(&word).is_ok()
}

/// Whether two words may be one that is written apart, such as `cross border` and `al sharaa`. Particles other than articles of names join
/// to nothing: `in to` is not `into`.
pub(in crate::search) fn may_be_one_word(first: &str, second: &str) -> bool {
    let is_article = |word: &str| matches!(word, "al" | "el");
    let is_number = |word: &str| word.starts_with(|char: char| char.is_ascii_digit());
    let may_join = |word: &str| !is_number(word) && (is_article(word) || !is_particle(word));
    second.len() >= SHORTEST_SECOND && may_join(first) && may_join(second)
}

/// The least length of the second of two words that may be one.
const SHORTEST_SECOND: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_of_one_name_agree_and_names_stay_apart() {
        let one = |a: &str, b: &str| FuzzyName::new(a).is_spelling_of(&FuzzyName::new(b));
        for (a, b) in [
            ("tehrik", "tehreek"),
            ("jehangir", "jahangir"),
            ("mohammed", "muhammad"),
            ("mohamed", "muhammad"),
            ("hussain", "hossein"),
            ("husain", "hussein"),
            ("rehman", "rahman"),
            ("zelensky", "zelenskiy"),
            ("zelenskyy", "zelenski"),
            ("sharif", "sherif"),
            ("shafqat", "shafkat"),
            ("abdullah", "abdulla"),
            ("pakhtunkhwa", "pakhtunkhaw"),
            ("omar", "umar"),
            ("qaeda", "kaida"),
            ("diplomat", "diplomats"),
        ] {
            assert!(one(a, b) && one(b, a), "{a} and {b}");
        }
        for (a, b) in [
            ("mohammed", "mahmood"),
            ("hasan", "hussain"),
            ("omar", "amir"),
            ("khamenei", "khomeini"),
            ("ali", "ala"),
            ("khan", "khar"),
            ("asif", "arif"),
            ("salim", "salam"),
            ("pakistan", "pakistani"),
            ("pakistans", "pakistani"),
        ] {
            assert!(!one(a, b), "{a} and {b}");
        }
        assert!(FuzzyName::new("tehre").begins_spelling_of(&FuzzyName::new("tahrik")));
    }

    #[test]
    fn typing_errors_are_accepted_by_length() {
        let edits = |a: &str, b: &str| FuzzyName::new(a).edit_distance(&FuzzyName::new(b));
        assert_eq!(edits("asf", "asif"), Some(1));
        assert_eq!(edits("gandaupr", "gandapur"), Some(1), "two swapped letters are one slip");
        assert_eq!(edits("gandapoor", "gandapur"), Some(2));
        assert_eq!(edits("ali", "ala"), None);
        assert_eq!(edits("khan", "shah"), None);
        assert_eq!(edits("khan", "than"), None, "the first letter is right");
        assert_eq!(edits("as", "asif"), None);
    }

    #[test]
    fn the_particles_are_in_order() {
        for word in ["a", "the", "with", "for"] {
            assert!(is_particle(word), "{word}");
        }
        assert!(!is_particle("khan"));
    }
}
