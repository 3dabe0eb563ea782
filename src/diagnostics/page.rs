//! The page of a code: what it says, why that matters, and an example of it mended. It prints nothing.

/// What there is to know of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// What is wrong, in one sentence.
    pub says: &'static str,
    /// Why that is wrong, with the standard that is followed where there is one.
    pub why: &'static str,
    /// The smallest TOML that has it, and nothing else that is wrong.
    pub wrong: &'static str,
    /// The same mended.
    pub right: &'static str,
    pub setting: Setting,
}

/// Where the examples of a page stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// In a further file of the brief [`BESIDE`].
    Beside,
    /// In the only file of a brief.
    Whole,
    /// In the `actors.toml` of the library around the brief [`BESIDE`].
    Shared,
    /// In a further file of the brief [`BESIDE`], which is saved as Latin-1 (ISO 8859-1) where it is wrong, and as UTF-8 where it is right.
    Saved,
}

/// The brief that most examples are a part of.
pub const BESIDE: &str = r#"[brief]
format = 1
title = "The harbour toll"
as_of = 2025-03-14
bottom_line = "The council is split on the toll."
tlp = "TLP:GREEN"

[[issue]]
id = "toll"
label = "toll"
question = "Should ships pay a toll in the old harbour?"

[[actor]]
id = "vidal"
name = "Irena Vidal"
kind = "person"

[[actor]]
id = "port"
name = "Port Authority"
kind = "organization"

[[source]]
id = "courier"
published = 2025-03-12

[[source]]
id = "herald"

[[statement]]
id = "vidal-terms"
actor = "vidal"
source = "courier"
attribution = "indirect"
gist = "She will sign the toll if the port pays for the dredging."
said = 2025-03-11
stance = { toll = "conditional" }

[[statement]]
id = "port-refusal"
actor = "port"
source = "herald"
attribution = "indirect"
gist = "The port does not expect to pay."
stance = { toll = "against" }
"#;

/// The path of the text that examples with a `text` are about, from the folder of the brief.
pub const ARTICLE_FILE: &str = "articles/courier.txt";

/// That text.
pub const ARTICLE: &str = "The council met on Tuesday. “Not a coin will we take,” said Irena Vidal, the mayor, “unless the dredging is paid for.” What the port thinks of that, nobody would say.\n";

/// A page without its sentence, which stands with the code.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf {
    why: &'static str,
    wrong: &'static str,
    right: &'static str,
    setting: Setting,
}

impl Leaf {
    pub(super) const fn beside(why: &'static str, wrong: &'static str, right: &'static str) -> Self {
        Self { why, wrong, right, setting: Setting::Beside }
    }

    pub(super) const fn whole(why: &'static str, wrong: &'static str, right: &'static str) -> Self {
        Self { why, wrong, right, setting: Setting::Whole }
    }

    pub(super) const fn shared(why: &'static str, wrong: &'static str, right: &'static str) -> Self {
        Self { why, wrong, right, setting: Setting::Shared }
    }

    /// One example, which is right or wrong by how it is saved.
    pub(super) const fn saved(why: &'static str, example: &'static str) -> Self {
        Self { why, wrong: example, right: example, setting: Setting::Saved }
    }

    pub(super) const fn page(self, says: &'static str) -> Page {
        let Self { why, wrong, right, setting } = self;
        Page { says: says.trim_ascii(), why, wrong, right, setting }
    }
}
