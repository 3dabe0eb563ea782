//! Pages on the format: what a file, a table and a field must be. They are held against the program by a test, each with what is wrong and what is right.

use super::page::Leaf;

pub(super) const UNREADABLE: Leaf = Leaf::saved(
    "What a file says that cannot be read is not in the brief: a statement may be missing, or a label. That is told, and the other files \
     are read and checked all the same. A file cannot be read when it is not UTF-8 (RFC 3629), as here, where permission to read it is \
     denied, where it is no regular file, such as a pipe, or where it is a link to nothing or to a place outside of the folder. A folder \
     of the brief cannot be read when permission to list it is denied. `whosaid` exits with 2 then.",
    r#"[[source]]
id = "gazette"
outlet = "Zürcher Anzeiger""#,
);

pub(super) const SYNTAX: Leaf = Leaf::beside(
    "A brief is TOML 1.1. Where the parser loses its way, whatever follows may be lost to it too, so these faults are to be mended \
     first.",
    r"[[source]]
id = gazette",
    r#"[[source]]
id = "gazette""#,
);

pub(super) const LIMIT: Leaf = Leaf::beside(
    "A brief may come from anybody. What it may take of a machine that reads it is fixed: a file of 64 MiB, a line of 1 MiB, 64 lists \
     and tables in each other, and for the whole what `briefs/README.md` has under *Limits*. A file that goes beyond is not read at all.",
    r#"[[source]]
id = "gazette"
note = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"#,
    r#"[[source]]
id = "gazette"
note = "Not found in the archive.""#,
);

pub(super) const DOUBLE_KEY: Leaf = Leaf::beside(
    "TOML allows a key once in a table. Of two values one would have to be dropped in silence, and nothing of a brief ever is.",
    r#"[[source]]
id = "gazette"
title = "Toll passes"
title = "Toll passes first reading""#,
    r#"[[source]]
id = "gazette"
title = "Toll passes first reading""#,
);

pub(super) const BRACKETS: Leaf = Leaf::beside(
    "`[brief]` stands once in a brief, every other table any number of times. The brackets say which, so that a second officer can \
     add one without touching the first.",
    r#"[event]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11"#,
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11"#,
);

pub(super) const UNKNOWN_TABLE: Leaf = Leaf::beside(
    "A table that the format does not have would be left out by every reader of the brief. That is told, for it is mostly a slip \
     in the name.",
    r#"[[evnt]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11"#,
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11"#,
);

pub(super) const OUTSIDE_TABLE: Leaf = Leaf::beside(
    "In TOML a field belongs to the header above it. One that stands above them all belongs to nothing.",
    r#"author = "R. Ortega"

[[source]]
id = "gazette""#,
    r#"[[source]]
id = "gazette"
author = "R. Ortega""#,
);

pub(super) const SHARED_TABLE: Leaf = Leaf::shared(
    "An `actors.toml` at the root of a library holds actors that several briefs share. Anything else belongs to one brief, and in \
     its folder.",
    r#"[[source]]
id = "gazette""#,
    r#"[[actor]]
id = "vidal"
aliases = ["Mayor Vidal"]"#,
);

pub(super) const UNKNOWN_FIELD: Leaf = Leaf::beside(
    "A field that the table does not have would be left out by every reader of the brief. That is told, for it is mostly a slip in \
     the name.",
    r#"[[source]]
id = "gazette"
outlte = "The Gazette""#,
    r#"[[source]]
id = "gazette"
outlet = "The Gazette""#,
);

pub(super) const MISSING_FIELD: Leaf = Leaf::beside(
    "Few fields are required, and each because the thing means nothing without it: no statement without a speaker, no event \
     without a date.",
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll""#,
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11"#,
);

pub(super) const TYPE: Leaf = Leaf::beside(
    "Each field takes one kind of value: a text in quotation marks, a number, a date, a list, a table. A title that is a number is \
     still a text.",
    r#"[[source]]
id = "gazette"
title = 1984"#,
    r#"[[source]]
id = "gazette"
title = "1984""#,
);

pub(super) const EMPTY: Leaf = Leaf::beside(
    "An empty text looks like an answer and is none. What the article does not say is left out, and the reader then says “not \
     stated”.",
    r#"[[source]]
id = "gazette"
author = """#,
    r#"[[source]]
id = "gazette""#,
);

pub(super) const NOT_A_NUMBER: Leaf = Leaf::beside(
    "TOML has `nan` and `inf`, but nobody claims them of anything. Two such values could not even be compared with each other.",
    r#"[[claim]]
id = "revenue"
question = "What would the toll bring in a year?"
value = inf
source = "courier""#,
    r#"[[claim]]
id = "revenue"
question = "What would the toll bring in a year?"
value = 1_200_000
source = "courier""#,
);

pub(super) const DATE: Leaf = Leaf::beside(
    "Dates follow EDTF, the extended dates of ISO 8601-2: levels 0 and 1, and the one-of set of level 2. They say what is known of \
     a day and what is not, and can be put in order; what the article prints is kept beside them, in `printed_date`.",
    r#"[[source]]
id = "gazette"
published = "12 March 2025""#,
    r#"[[source]]
id = "gazette"
published = "2025-03-12""#,
);

pub(super) const WORD: Leaf = Leaf::beside(
    "The vocabularies are closed, and each is of a standard: stances of Discourse Network Analysis, likelihood of ICD 203, grades \
     of the Admiralty code (NATO AJP-2.1), ranks of Wikidata, kinds of source of CSL. Only a word that all read alike can be \
     counted.",
    r#"[[source]]
id = "gazette"
kind = "newspaper""#,
    r#"[[source]]
id = "gazette"
kind = "article-newspaper""#,
);

pub(super) const TLP: Leaf = Leaf::beside(
    "Labels are those of the Traffic Light Protocol 2.0 of FIRST, spelled as it spells them. Version 2.0 has `TLP:CLEAR` where \
     version 1 had `TLP:WHITE`. A label that cannot be read counts as `TLP:RED`: a slip of the pen shows nothing to anybody.",
    r#"[[source]]
id = "gazette"
tlp = "TLP:WHITE""#,
    r#"[[source]]
id = "gazette"
tlp = "TLP:CLEAR""#,
);

pub(super) const TWICE: Leaf = Leaf::beside(
    "Naming a thing twice in one list says no more than naming it once. It is mostly a slip for another id, which is then missing.",
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["vidal", "vidal"]"#,
    r#"[[event]]
id = "first-reading"
title = "First reading of the toll"
date = 2025-03-11
actors = ["vidal", "port"]"#,
);
