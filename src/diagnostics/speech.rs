//! Pages on who spoke, in which words, and where they are printed. They are held against the program by a test, each with what is wrong and what is right.

use super::page::Leaf;

pub(super) const ROLE_AND_ROLES: Leaf = Leaf::beside(
    "`role` is short for one title at all times; `roles` gives several, each with its dates. With both, nobody could tell which \
     title held on a day.",
    r#"[[actor]]
id = "ortega"
name = "Rosa Ortega"
kind = "person"
role = "Councillor"
roles = [{ title = "Mayor", from = "2025" }]

[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["ortega"]"#,
    r#"[[actor]]
id = "ortega"
name = "Rosa Ortega"
kind = "person"
roles = [{ title = "Councillor", to = "2024" }, { title = "Mayor", from = "2025" }]

[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["ortega"]"#,
);

pub(super) const ROLE_DATES: Leaf = Leaf::beside(
    "The reader shows the title of the day on which something was said. A role that ends before it begins was held on no day.",
    r#"[[actor]]
id = "ortega"
name = "Rosa Ortega"
kind = "person"
roles = [{ title = "Mayor", from = "2025", to = "2024" }]

[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["ortega"]"#,
    r#"[[actor]]
id = "ortega"
name = "Rosa Ortega"
kind = "person"
roles = [{ title = "Mayor", from = "2024", to = "2025" }]

[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["ortega"]"#,
);

pub(super) const NO_QUOTE: Leaf = Leaf::beside(
    "In the terms of research on quotations (PolNeAR), a direct attribution is wholly in quotation marks, a mixed one partly. The \
     words between the marks are the evidence, and are kept as printed. A card of a quote shows them, and only what has some can \
     have one.",
    r#"[[statement]]
id = "vidal-coin"
actor = "vidal"
source = "herald"
attribution = "direct"
gist = "She wants no money.""#,
    r#"[[statement]]
id = "vidal-coin"
actor = "vidal"
source = "herald"
attribution = "direct"
quote = "Not a coin.""#,
);

pub(super) const QUOTE_NOT_SPEECH: Leaf = Leaf::beside(
    "Indirect words are the reporter's, and an inferred position is the officer's. To show either between quotation marks would \
     put words into somebody's mouth.",
    r#"[[statement]]
id = "vidal-coin"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She wants no money."
quote = "Not a coin.""#,
    r#"[[statement]]
id = "vidal-coin"
actor = "vidal"
source = "herald"
attribution = "direct"
quote = "Not a coin.""#,
);

pub(super) const DESCRIBED_AS: Leaf = Leaf::beside(
    "`described_as` keeps how an article describes a speaker whom it does not name. Who is named is described by the actor and its \
     roles.",
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
described_as = "the mayor""#,
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind.""#,
);

pub(super) const TEXT_PATH: Leaf = Leaf::beside(
    "A brief is a folder that can be copied, mailed and kept. A path that leads out of it leads nowhere on another machine, or to \
     a file that is nobody's business.",
    r#"[[source]]
id = "courier-toll"
text = { file = "../courier.txt" }"#,
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }"#,
);

pub(super) const SHA256: Leaf = Leaf::beside(
    "The sum tells whether a held text is still the one that was coded from. It has 64 hexadecimal digits.",
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt", sha256 = "c0ffee" }"#,
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt", sha256 = "73e2ed2180bb83ed4ee1c376388b919e62fa078cec69d0b2d7a937be1c408c49" }"#,
);

pub(super) const OTHER_TEXT: Leaf = Leaf::beside(
    "Quotes are verified against the text that was coded from. Where its sum has changed, the article was edited since, or another \
     file has its name; nothing in it proves a quote.",
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt", sha256 = "0000000000000000000000000000000000000000000000000000000000000000" }"#,
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt", sha256 = "73e2ed2180bb83ed4ee1c376388b919e62fa078cec69d0b2d7a937be1c408c49" }"#,
);

pub(super) const QUOTE_CHANGED: Leaf = Leaf::beside(
    "What stands between quotation marks is what somebody said, to the word. Quotation marks, dashes, spaces, ellipses and forms \
     of Unicode may differ; a word may not.",
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }

[[statement]]
id = "vidal-coin"
actor = "vidal"
attribution = "direct"
quote = "Not a penny will we take""#,
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }

[[statement]]
id = "vidal-coin"
actor = "vidal"
attribution = "direct"
quote = "Not a coin will we take""#,
);

pub(super) const QUOTE_ORDER: Leaf = Leaf::beside(
    "The parts of a quote are read as one saying with the article's words left out between them. In another order they can say \
     another thing.",
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }

[[statement]]
id = "vidal-coin"
actor = "vidal"
attribution = "direct"
quote = ["unless the dredging is paid for", "Not a coin will we take"]"#,
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }

[[statement]]
id = "vidal-coin"
actor = "vidal"
attribution = "direct"
quote = ["Not a coin will we take", "unless the dredging is paid for"]"#,
);

pub(super) const QUOTE_NOT_FOUND: Leaf = Leaf::beside(
    "A quote that its article does not print is of another article, of another day, or of nobody. It must not be shown as speech.",
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }

[[statement]]
id = "vidal-coin"
actor = "vidal"
attribution = "direct"
quote = "Ships have always come in free of charge""#,
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }

[[statement]]
id = "vidal-coin"
actor = "vidal"
attribution = "direct"
quote = "Not a coin will we take""#,
);
