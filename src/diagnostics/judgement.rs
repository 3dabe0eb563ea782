//! Pages on what is most likely wrong in the whole of a brief, and on what is to be thought of. They are held against the program by a test, each with what is wrong and what is right.

use super::page::Leaf;

pub(super) const SHARED_ALIAS: Leaf = Leaf::beside(
    "Looking up a name finds every actor who has it. A name that two of them share makes two people look like one, unless it is \
     told apart.",
    r#"[[actor]]
id = "pilots"
name = "Port authority"
kind = "organization"

[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["pilots"]"#,
    r#"[[actor]]
id = "pilots"
name = "Port Authority Pilots"
kind = "organization"

[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["pilots"]"#,
);

pub(super) const TWO_PREFERRED: Leaf = Leaf::beside(
    "As in Wikidata, the preferred rank marks the one value to be shown when only one can be. Two preferred rivals leave the \
     question as open as none.",
    r#"[[claim]]
id = "revenue"
question = "What would the toll bring in a year?"
value = 1_200_000
source = "courier"
rank = "preferred"
why = "Counted, not estimated."

[[claim]]
id = "revenue-port"
question = "What would the toll bring in a year?"
value = 900_000
source = "herald"
rank = "preferred"
why = "Counted, not estimated.""#,
    r#"[[claim]]
id = "revenue"
question = "What would the toll bring in a year?"
value = 1_200_000
source = "courier"
rank = "preferred"
why = "Counted, not estimated."

[[claim]]
id = "revenue-port"
question = "What would the toll bring in a year?"
value = 900_000
source = "herald""#,
);

pub(super) const SILENT_ISSUE: Leaf = Leaf::beside(
    "The matrix of stances (Discourse Network Analysis) has a column for every issue. An empty one says that nobody has a \
     position, when most likely none was coded.",
    r#"[[issue]]
id = "dredging"
label = "dredging"
question = "Should the port pay for the dredging?""#,
    r#"[[issue]]
id = "dredging"
label = "dredging"
question = "Should the port pay for the dredging?"

[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
stance = { dredging = "for" }"#,
);

pub(super) const NO_SUPPORT: Leaf = Leaf::beside(
    "ICD 203 asks that a judgement be distinguished from, and traced to, what it rests on. A key point that names nothing is an \
     opinion.",
    r#"[[key_point]]
text = "The toll will pass.""#,
    r#"[[key_point]]
text = "The toll will pass."
supports = ["vidal-terms", "port-refusal"]"#,
);

pub(super) const ONE_ORIGIN: Leaf = Leaf::beside(
    "Ten articles that repeat one wire story are one report. Corroboration counts origins, not articles: a judgement that goes \
     back to one of them is no surer than that one.",
    r#"[[key_point]]
text = "The toll will pass."
supports = ["vidal-terms"]"#,
    r#"[[key_point]]
text = "The toll will pass."
supports = ["vidal-terms", "port-refusal"]"#,
);

pub(super) const LIKELIHOOD_AND_CONFIDENCE: Leaf = Leaf::beside(
    "ICD 203 keeps apart how likely a thing is and how well founded the judgement is, and forbids to tell both in one sentence: \
     “high confidence” that something is “unlikely” is heard as its opposite. Its seven terms and their near forms are looked for.",
    r#"[[key_point]]
text = "We judge with high confidence that the toll will probably pass."
supports = ["vidal-terms", "port-refusal"]"#,
    r#"[[key_point]]
text = "The toll will probably pass."
supports = ["vidal-terms", "port-refusal"]
confidence = "high""#,
);

pub(super) const HIDDEN_CHARACTER: Leaf = Leaf::beside(
    "Control characters can be obeyed by a terminal, marks of direction can turn a sentence round on the screen, and what has no \
     width keeps a word from being found. What a script or an emoji cannot be written without, such as the joiners of Urdu and \
     Hindi, is let pass.",
    r#"[[event]]
id = "first-reading"
title = "First read\u200Bing of the toll"
date = 2025-03-11"#,
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11"#,
);

pub(super) const NO_TEXT: Leaf = Leaf::beside(
    "Without its text no quote from a source can be verified. Where texts may not be copied into the brief, `--texts DIR` says \
     where they lie.",
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/curier.txt" }"#,
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }"#,
);

pub(super) const NONE_PREFERRED: Leaf = Leaf::beside(
    "As in Wikidata, rival values stand side by side, and a rank says which one is the best that is known, with the reason. To \
     leave it open is honest where it is open.",
    r#"[[claim]]
id = "revenue"
question = "What would the toll bring in a year?"
value = 1_200_000
source = "courier"

[[claim]]
id = "revenue-port"
question = "What would the toll bring in a year?"
value = 900_000
source = "herald""#,
    r#"[[claim]]
id = "revenue"
question = "What would the toll bring in a year?"
value = 1_200_000
source = "courier"
rank = "preferred"
why = "Counted, not estimated."

[[claim]]
id = "revenue-port"
question = "What would the toll bring in a year?"
value = 900_000
source = "herald""#,
);

pub(super) const ONE_SIDED: Leaf = Leaf::beside(
    "Two statements contradict each other or they do not. A link that is told from one side only is read by whoever opens that \
     side.",
    r#"[[statement]]
id = "vidal-paid"
actor = "vidal"
source = "courier"
attribution = "indirect"
gist = "The port has paid."
contradicts = ["port-unpaid"]

[[statement]]
id = "port-unpaid"
actor = "port"
source = "herald"
attribution = "indirect"
gist = "It has paid nothing.""#,
    r#"[[statement]]
id = "vidal-paid"
actor = "vidal"
source = "courier"
attribution = "indirect"
gist = "The port has paid."
contradicts = ["port-unpaid"]

[[statement]]
id = "port-unpaid"
actor = "port"
source = "herald"
attribution = "indirect"
gist = "It has paid nothing."
contradicts = ["vidal-paid"]"#,
);

pub(super) const SILENT_ACTOR: Leaf = Leaf::beside(
    "An actor who is spoken about and never heard may be the voice that the brief lacks. One whom nothing names can go.",
    r#"[[actor]]
id = "ortega"
name = "Rosa Ortega"
kind = "person""#,
    r#"[[actor]]
id = "ortega"
name = "Rosa Ortega"
kind = "person"

[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["ortega"]"#,
);
