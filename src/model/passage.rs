//! Where a record stands in the text of its source. It never looks at a text.

use std::fmt::Write as _;

/// The words at the ends of a stretch of text: the terms of a text fragment (WICG URL Fragment Text Directives).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its first words; the whole passage if there is no `end`.
    pub start: String,
    /// Its last words.
    pub end: Option<String>,
    /// The words right before it, which are no part of it.
    pub prefix: Option<String>,
    /// The words right behind it, which are no part of it.
    pub suffix: Option<String>,
}

/// One of the terms of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageTerm {
    Start,
    End,
    Prefix,
    Suffix,
}

impl PassageTerm {
    /// The name of its field.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
            Self::Prefix => "prefix",
            Self::Suffix => "suffix",
        }
    }
}

impl Passage {
    /// A link that a browser opens at the passage: `url` with a text directive, `#:~:text=…`, instead of a directive that it had.
    pub fn link(&self, url: &str) -> String {
        let url = url.split_once(":~:").map_or(url, |(url, _)| url);
        let mut link = url.to_owned();
        // A fragment of the page itself stays: the directive follows it.
        link.push_str(if url.contains('#') { ":~:text=" } else { "#:~:text=" });
        if let Some(prefix) = &self.prefix {
            encode(prefix, &mut link);
            link.push_str("-,");
        }
        encode(&self.start, &mut link);
        if let Some(end) = &self.end {
            link.push(',');
            encode(end, &mut link);
        }
        if let Some(suffix) = &self.suffix {
            link.push_str(",-");
            encode(suffix, &mut link);
        }
        link
    }
}

/// Appends a term percent-encoded: also `-`, `,` and `&`, which separate terms.
fn encode(term: &str, link: &mut String) {
    for byte in term.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            link.push(char::from(byte));
        } else {
            // Writing to a string never fails.
            let _ = write!(link, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_opens_at_the_passage() {
        let term = |text: &str| Some(text.to_owned());
        let mut passage = Passage { start: "We won’t, ever".to_owned(), end: None, prefix: None, suffix: None };
        assert_eq!(passage.link("https://x.test/a"), "https://x.test/a#:~:text=We%20won%E2%80%99t%2C%20ever");
        (passage.end, passage.prefix, passage.suffix) = (term("co-op & port"), term("he said"), term("so"));
        assert_eq!(
            passage.link("https://x.test/a#top:~:text=old"),
            "https://x.test/a#top:~:text=he%20said-,We%20won%E2%80%99t%2C%20ever,co%2Dop%20%26%20port,-so"
        );
    }
}
