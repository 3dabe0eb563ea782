//! Parses the page of a code from its Markdown file. It checks no brief and prints nothing.

/// The explanation of a code.
///
/// The file `assets/codes/CODE.md` has this layout. An empty line stands between the parts, and each paragraph is one line:
///
/// ````markdown
/// # CODE: TITLE
///
/// REASON
///
/// ## HEADING
///
/// ```LANGUAGE FILE
/// TEXT
/// ```
/// ````
///
/// The section at the end is repeated: the text of an article if an example needs one, then `Wrong`, then `Right`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The problem, in one sentence.
    pub title: &'static str,
    /// Why it is a fault, with the standard that the format follows if there is one.
    pub reason: &'static str,
    pub sections: Vec<PageSection>,
}

/// A file that is part of the example of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSection {
    /// What the text is. The example with the fault begins with `Wrong`, the corrected one with `Right`.
    pub heading: &'static str,
    /// `brief.toml` for a whole brief, `example.toml` for a further file of a brief, `actors.toml` for the shared actors of a library, or
    /// the path of a text from the folder of the brief.
    pub file: &'static str,
    /// The content of the file, without the newline at its end.
    pub text: &'static str,
}

impl Page {
    /// Parses a page. Parts that are missing are empty; a test holds every file against the layout.
    pub(super) fn parse(markdown: &'static str) -> Self {
        let mut parts = markdown.split("\n## ");
        let (heading, reason) = split_at_first(parts.next().unwrap_or_default(), "\n\n");
        let (_, title) = split_at_first(heading, ": ");
        Self { title, reason: reason.trim_end(), sections: parts.map(PageSection::parse).collect() }
    }
}

impl PageSection {
    fn parse(markdown: &'static str) -> Self {
        let (heading, fence) = split_at_first(markdown, "\n\n```");
        let (info, text) = split_at_first(fence, "\n");
        let (_, file) = split_at_first(info, " ");
        let (text, _) = split_at_first(text, "\n```");
        Self { heading, file, text }
    }
}

/// The text before and after the first separator; nothing after it when there is no separator.
fn split_at_first(text: &'static str, separator: &str) -> (&'static str, &'static str) {
    text.split_once(separator).unwrap_or((text, ""))
}
