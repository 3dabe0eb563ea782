//! Pages on the frame of a brief and on the ids in it. They are held against the program by a test, each with what is wrong and what is right.

use super::page::Leaf;

pub(super) const NO_BRIEF: Leaf = Leaf::whole(
    "A folder is a brief by its table `[brief]`, which says up to which day it holds and who may see it. Without a label nobody is \
     known to be allowed to see it.",
    r#"[[source]]
id = "gazette""#,
    r#"[brief]
format = 1
title = "The harbour toll"
as_of = 2025-03-14
bottom_line = "The council is split on the toll."
tlp = "TLP:GREEN"

[[source]]
id = "gazette""#,
);

pub(super) const SECOND_BRIEF: Leaf = Leaf::beside(
    "All `.toml` files of a folder are one brief, and one brief has one title, one date and one label. With two of them nobody \
     could say which holds.",
    r#"[brief]
title = "The harbour toll, once more"

[[source]]
id = "gazette""#,
    r#"[[source]]
id = "gazette""#,
);

pub(super) const FORMAT: Leaf = Leaf::whole(
    "The format may grow. A program that read a later version by the rules of this one would pass over what it does not know.",
    r#"[brief]
format = 2
title = "The harbour toll"
as_of = 2025-03-14
bottom_line = "The council is split on the toll."
tlp = "TLP:GREEN""#,
    r#"[brief]
format = 1
title = "The harbour toll"
as_of = 2025-03-14
bottom_line = "The council is split on the toll."
tlp = "TLP:GREEN""#,
);

pub(super) const ID: Leaf = Leaf::beside(
    "An id is what other tables, other people and `BRIEF#ID` call a thing by. Letters of one small set can be typed on any \
     keyboard, and sorted and told apart by any program.",
    r#"[[source]]
id = "The Gazette""#,
    r#"[[source]]
id = "the-gazette""#,
);

pub(super) const LOOKALIKE_ID: Leaf = Leaf::beside(
    "Unicode has many letters that look like those of an English keyboard, and UTS 39 lists them. An id with one of them looks the \
     same and is another, so that what names it leads nowhere, or to something else.",
    "[[event]]\nid = \"first-reading\"\ntitle = \"First reading of the toll\"\ndate = 2025-03-11\nactors = [\"vid\u{430}l\"] # the a is Cyrillic",
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["vidal"]"#,
);

pub(super) const ID_TAKEN: Leaf = Leaf::beside(
    "An id stands for one thing of its kind. Of two things with one id, whatever names it could mean either.",
    r#"[[source]]
id = "courier""#,
    r#"[[source]]
id = "courier-monday""#,
);

pub(super) const ID_RESERVED: Leaf = Leaf::beside(
    "`actor = \"unnamed\"` says that the source names nobody. An actor with that id could never be told from nobody.",
    r#"[[actor]]
id = "unnamed"
name = "Rosa Ortega"
kind = "person"

[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["unnamed"]"#,
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

pub(super) const UNKNOWN_ACTOR: Leaf = Leaf::beside(
    "Whatever is named by an id must exist, or the statement would belong to nobody.",
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["vidall"]"#,
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["vidal"]"#,
);

pub(super) const UNKNOWN_ISSUE: Leaf = Leaf::beside(
    "A stance is on an issue that the brief asks. On any other it would be missing from the matrix, where it looks like silence.",
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
stance = { tol = "conditional" }"#,
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
stance = { toll = "conditional" }"#,
);

pub(super) const UNKNOWN_SOURCE: Leaf = Leaf::beside(
    "Whatever is reported is reported somewhere. Who cannot find the source cannot weigh the report.",
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
sources = ["curier"]"#,
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
sources = ["courier"]"#,
);

pub(super) const UNKNOWN_STATEMENT: Leaf = Leaf::beside(
    "A link to a statement that is not there tells of a correction or a contradiction that nobody can read.",
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
repeats = ["vidal-term"]"#,
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
repeats = ["vidal-terms"]"#,
);

pub(super) const UNKNOWN_SUPPORT: Leaf = Leaf::beside(
    "ICD 203 asks that a judgement be traced to what it rests on. A key point may rest on statements, events and claims of the \
     brief, by their ids.",
    r#"[[key_point]]
text = "The toll will pass."
supports = ["vidal-terms", "port-refusal", "revenu"]"#,
    r#"[[key_point]]
text = "The toll will pass."
supports = ["vidal-terms", "port-refusal"]"#,
);

pub(super) const CIRCLE: Leaf = Leaf::beside(
    "A body cannot be a member of itself, nor an article repeat itself, even by way of others. Origins are counted by going back \
     to where a chain begins, and a circle has no beginning.",
    r#"[[source]]
id = "gazette"
origin = "gazette""#,
    r#"[[source]]
id = "gazette"
origin = "courier""#,
);

pub(super) const SELF_LINK: Leaf = Leaf::beside(
    "A statement that contradicts, repeats, rewords or takes back itself says nothing. Most likely another one is meant.",
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
repeats = ["vidal-again"]"#,
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
repeats = ["vidal-terms"]"#,
);
