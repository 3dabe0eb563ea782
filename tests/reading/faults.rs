//! What the reader of briefs says to faulty ones: each fault by its words and its place, and what is read in spite of it.

use proptest::prelude::*;
use whosaid::diagnostics::render;
use whosaid::diagnostics::{Fault, FileScope, SourceFile};
use whosaid::format::{self, read};
use whosaid::model::{Brief, DeckCards, DeckLine, EdtfDate, Section, Tlp};

/// A brief without fault, to which each of the faulty ones adds.
const GOOD: &str = r#"[brief]
format = 1
title = "T"
as_of = 2025-09-10
bottom_line = "B."
tlp = "TLP:CLEAR"

[[issue]]
id = "talks"
label = "talks"
question = "Should they talk?"

[[actor]]
id = "asif"
name = "Khawaja Asif"
kind = "person"

[[actor]]
id = "gandapur"
name = "Ali Amin Gandapur"
kind = "person"

[[source]]
id = "desk"

[[statement]]
id = "s1"
actor = "asif"
attribution = "direct"
quote = "No."
stance = { talks = "against" }
"#;

fn file(name: &str, text: &str) -> SourceFile {
    SourceFile { name: name.to_owned(), text: text.to_owned(), part: FileScope::Brief }
}

/// The faults of some files, one to a line.
fn faults(files: &[SourceFile]) -> Vec<String> {
    render::lines(files, &read(files).1)
}

#[test]
fn the_good_brief_is_good() {
    assert_eq!(faults(&[file("a", GOOD), file("b", "")]), [""; 0]);
}

/// What a second file adds to the good brief, and what is said of it.
struct Case {
    text: &'static str,
    faults: &'static [&'static str],
}

#[test]
fn every_fault_is_told_with_its_place() {
    for Case { text, faults: expected } in CASES {
        assert_eq!(faults(&[file("a", GOOD), file("b", text)]), *expected, "{text}");
    }
}

const CASES: &[Case] = &[
    Case {
        text: "<<<<<<< HEAD\n[[source]]\nid = \"one\"\n=======\n[[source]]\nid = \"other\"\n>>>>>>> their-branch\n",
        faults: &[
            "b:1:1: git left a conflict here, between `HEAD` and `their-branch`; keep one of the two, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`",
        ],
    },
    Case {
        text: "[[source]]\nid = \"x\"\ntitle = \"He said \"no\" to it\"",
        faults: &[
            "b:3:19: a quotation mark inside of the text ends it; write `\\\"` for it, or “ ” as the article does, or put the text between `'` and `'`",
        ],
    },
    Case {
        text: "[[source]]\nid = \"x\"\ntitle = 'They don't pay'",
        faults: &[
            "b:3:19: an apostrophe inside of the text ends it; put the text between `\"` and `\"`, or write ’ as the article does",
        ],
    },
    Case {
        text: "[[event]]\nid = \"e\"\ntitle = \"E\"\ndate = 2025-01-01\nprinted_date = 2025-01-01",
        faults: &["b:5:16: event `e`: expected a text in quotation marks, found a date; put it in quotation marks"],
    },
    Case {
        text: "[[event]]\nid = \"e\"\ntitle = 99999999999999999999\ndate = 1.5",
        faults: &[
            "b:3:9: event `e`: expected a text in quotation marks, found a number that is too large",
            "b:4:8: event `e`: expected a date, such as \"2024-09-12\", found a number with a fraction",
        ],
    },
    Case { text: "[[statment]]", faults: &["b:1:3: no table `statment`; did you mean `statement`?"] },
    Case {
        text: r#"[[actor]]
id = "x"
name = "X"
kind = "person"
nmae = "Y""#,
        faults: &["b:5:1: actor `x`: no field `nmae`; did you mean `name`?"],
    },
    Case {
        text: r#"title = "T""#,
        faults: &[
            "b:1:1: `title` is outside of every table; put it below the header of `brief` or `actor.roles` or `source` or `event`",
        ],
    },
    Case {
        text: "[brief]
format = 1",
        faults: &["b:1:1: a second `[brief]`; a folder is one brief; keep one of them"],
    },
    Case {
        text: "[[statement]]",
        faults: &[
            "b:1:1: statement: `id` is missing",
            "b:1:1: statement: `actor` is missing; a speaker whom the source does not name is `actor = \"unnamed\"`, with `described_as`",
            "b:1:1: statement: `attribution` is missing",
            "b:1:1: statement: `source` is missing; name one; the file has no `[[source]]` that it could be",
        ],
    },
    Case {
        text: r#"[[actor]]
id = "asif"
name = "A"
kind = "person""#,
        faults: &["b:2:6: actor: the id `asif` is taken"],
    },
    Case {
        text: r#"[[actor]]
id = "Khawaja Asif"
name = "A"
kind = "person""#,
        faults: &["b:2:6: actor: `Khawaja Asif` is no id; an id is made of `a` to `z`, `0` to `9` and `-`"],
    },
    // What refers to the id that it looks like is not blamed for it; what has the fault again is.
    Case {
        text: "[[actor]]\nid = \"kh\u{430}r\"\nname = \"K\"\nkind = \"person\"\nmember_of = [\"\u{430}sif\"]\n\
               [[key_point]]\ntext = \"t\"\nsupports = [\"\u{455}1\"]\n\
               [[event]]\nid = \"e\"\ntitle = \"E\"\ndate = \"2025\"\nactors = [\"khar\"]",
        faults: &[
            "b:2:6: actor: `\u{430}` (U+0430) is a letter of Cyrillic that looks like `a`; write `khar`, as an English keyboard has it",
            "b:5:14: actor `khar`: `\u{430}` (U+0430) is a letter of Cyrillic that looks like `a`; write `asif`, as an English keyboard has it",
            "b:8:13: key_point: `\u{455}` (U+0455) is a letter of Cyrillic that looks like `s`; write `s1`, as an English keyboard has it",
        ],
    },
    Case {
        text: r#"[[actor]]
id = "x"
name = " "
kind = "persn""#,
        faults: &[
            "b:3:8: actor `x`: an empty text; leave it out when there is nothing to say",
            "b:4:8: actor `x`: `persn` is no kind of actor; did you mean `person`?",
        ],
    },
    Case {
        text: r#"[[actor]]
id = "x"
name = 5
kind = ["person"]
aliases = "X""#,
        faults: &[
            "b:3:8: actor `x`: expected a text in quotation marks, found integer `5`",
            "b:4:8: actor `x`: expected a text in quotation marks, found a list",
            r#"b:5:11: actor `x`: expected a list: [ … ], found string "X""#,
        ],
    },
    Case {
        text: r#"[[actor]]
id = "unnamed"
name = "X"
kind = "other""#,
        faults: &["b:1:1: actor `unnamed`: the id `unnamed` stands for a speaker whom the source does not name"],
    },
    Case {
        text: r#"[[actor]]
id = "x"
name = "X"
kind = "other"
member_of = ["x"]"#,
        faults: &["b:5:14: actor `x`: a member of itself"],
    },
    Case {
        text: r#"[[actor]]
id = "x"
name = "X"
kind = "other"
member_of = ["y", "gandapour"]
[[actor]]
id = "y"
name = "Y"
kind = "other"
member_of = ["x", "asif", "asif"]"#,
        faults: &[
            "b:5:19: actor `x`: no actor `gandapour`; did you mean `gandapur`?",
            "b:10:14: actor `y`: a member of `x`, which is itself, directly or through others, a member of `y`",
            "b:10:27: actor `y`: `asif` is twice in the list",
        ],
    },
    Case {
        text: r#"[[actor]]
id = "x"
name = "X"
kind = "other"
role = "R"
roles = [{ title = "Q", at = "nobody", from = "2025", to = "2024" }, { from = "2024" }]"#,
        faults: &[
            "b:5:8: actor `x`: both `role` and `roles`; write every title as an `[[actor.roles]]`",
            "b:6:30: actor `x`: no actor `nobody`; add a table `[[actor]]` with this id, or name another",
            "b:6:60: actor `x`: a role that ends on 2024 and begins on 2025",
            "b:6:70: actor `x`: `title` is missing from a role",
        ],
    },
    Case {
        text: r#"[actor]
id = "x"
name = "X"
kind = "other""#,
        faults: &["b:1:1: a table in the wrong brackets; a brief may have several, so write `[[actor]]`"],
    },
    Case {
        text: r#"[[source]]
id = "x"
kind = "newspaper"
reliability = "G"
published = "12 Sept"
accessed = 2024
tlp = "TLP:WHITE"
url = """#,
        faults: &[
            "b:3:8: source `x`: `newspaper` is no kind of source; it is one of `article-newspaper`, `webpage`, `broadcast`, `interview`, `speech`, `post`, `report`, `hearing`, `personal_communication`",
            "b:4:15: source `x`: `G` is no grade of reliability; it is one of `A`, `B`, `C`, `D`, `E`, `F`",
            r#"b:5:13: source `x`: `12 Sept` is no date: whitespace is not allowed (at character 3); write "2024-09-12", "2024-09", "2024" or "2024-09-XX", if needed followed by `?`, `~` or `%`; "2024-09-05/2024-09-12"; "[2024-09-10,2025-09-10]"; or "2024-09-12T14:30:00+05:00""#,
            r#"b:6:12: source `x`: expected a date, such as "2024-09-12", found integer `2024`"#,
            "b:7:7: source `x`: `TLP:WHITE` is no TLP label; TLP 2.0 calls it `TLP:CLEAR`",
            "b:8:7: source `x`: an empty text; leave it out when there is nothing to say",
        ],
    },
    Case {
        text: r#"[[source]]
id = "x"
origin = "y"
[[source]]
id = "y"
origin = "x""#,
        faults: &["b:6:10: source `y`: a repeat of `x`, which is itself, directly or through others, a repeat of `y`"],
    },
    Case {
        text: r#"[[source]]
id = "x"
text = { file = "../x", sha256 = "abc" }
[[source]]
id = "y"
text = "x"
[[source]]
id = "z"
text = { sha = "x" }
[[source]]
id = "own"
text = { file = "brief.toml" }"#,
        faults: &[
            "b:3:17: source `x`: `../x` is not in the brief's folder; write the path from the folder of the brief down: `articles/x.txt`",
            "b:3:34: source `x`: not a SHA-256 sum; it has 64 hexadecimal digits, as `sha256sum` prints them",
            r#"b:6:8: source `y`: expected a table: { file = "…", sha256 = "…" }, found string "x""#,
            "b:9:8: source `z`: `file` is missing from the text",
            "b:9:10: source.text: no field `sha`; its fields are `file`, `sha256`",
            "b:12:17: source `own`: `brief.toml` is no article; a brief cannot be its own evidence; hold the article as plain text",
        ],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = "gandapour"
source = "dsk"
attribution = "quoted""#,
        faults: &[
            "b:3:9: statement `s2`: no actor `gandapour`; did you mean `gandapur`?",
            "b:4:10: statement `s2`: no source `dsk`; did you mean `desk`?",
            "b:5:15: statement `s2`: `quoted` is no attribution; it is one of `direct`, `mixed`, `indirect`, `inferred`",
        ],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = "asif"
source = "desk"
attribution = "direct""#,
        faults: &[
            "b:1:1: statement `s2`: `quote` is missing; copy the words in quotation marks; where there are none, it is `indirect`",
        ],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = "asif"
source = "desk"
attribution = "mixed"
quote = []"#,
        faults: &["b:1:1: statement `s2`: `gist` is missing", "b:6:9: statement `s2`: a quote without words"],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = "unnamed"
attribution = "indirect"
gist = "G.""#,
        faults: &[
            "b:1:1: statement `s2`: `source` is missing; name one; the file has no `[[source]]` that it could be",
            r#"b:3:9: statement `s2`: `described_as` is missing; say how the source describes the speaker: `described_as = "a senior diplomat"`"#,
        ],
    },
    Case {
        text: r#"[[source]]
id = "x"
[[source]]
id = "y"
[[statement]]
id = "s2"
actor = "asif"
described_as = "a minister"
attribution = "inferred"
gist = "G."
quote = "Q.""#,
        faults: &[
            "b:5:1: statement `s2`: `source` is missing; say which; the file has several",
            r#"b:8:16: statement `s2`: `described_as`, though the speaker is named: `asif`; it is for `actor = "unnamed"` only"#,
            "b:11:9: statement `s2`: a quote, though the attribution is `inferred`; words in quotation marks make it `direct`, or `mixed` when they are a part",
        ],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = []
source = "desk"
attribution = "indirect"
gist = "G."
[[statement]]
id = "s3"
actor = ["asif", 5, "nobody", "asif", "unnamed"]
described_as = "a minister"
source = "desk"
attribution = "indirect"
gist = "G.""#,
        faults: &[
            r#"b:3:9: statement `s2`: a list without ids; name everybody whom the source names; nobody is `actor = "unnamed"`"#,
            "b:9:18: statement `s3`: expected a text in quotation marks, found integer `5`",
            "b:9:21: statement `s3`: no actor `nobody`; add a table `[[actor]]` with this id, or name another",
            "b:9:31: statement `s3`: `asif` is twice in the list",
            r#"b:9:39: statement `s3`: `unnamed` in a list; it stands alone, `actor = "unnamed"`; `described_as` is for one"#,
            r#"b:10:16: statement `s3`: `described_as`, though the speaker is named: `asif`; it is for `actor = "unnamed"` only"#,
        ],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = "asif"
source = "desk"
attribution = "indirect"
gist = "G."
via = "unnamed"
[[statement]]
id = "s3"
actor = "asif"
source = "desk"
attribution = "indirect"
gist = "G."
via_described_as = "officials"
[[claim]]
id = "c"
question = "How many?"
source = "desk"
value = 1
actor = "asif"
described_as = "a minister""#,
        faults: &[
            r#"b:7:7: statement `s2`: `via_described_as` is missing; say how the source describes the one who relayed it: `via_described_as = "officials familiar with the call"`"#,
            r#"b:14:20: statement `s3`: `via_described_as` without `via`; write `via = "unnamed"`, or leave it out"#,
            r#"b:21:16: claim `c`: `described_as`, though the one who gave the value is named: `asif`; it is for `actor = "unnamed"` only"#,
        ],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = "asif"
source = "desk"
attribution = "indirect"
gist = "G."
said = "2024-13"
stance = { talks = "agianst", tlks = "for" }
about = ["asif", 5, "nobody"]
credibility = 7"#,
        faults: &[
            r#"b:7:8: statement `s2`: `2024-13` is no date: month must be 01-12 or a sub-year code 21-41 (at character 6); write "2024-09-12", "2024-09", "2024" or "2024-09-XX", if needed followed by `?`, `~` or `%`; "2024-09-05/2024-09-12"; "[2024-09-10,2025-09-10]"; or "2024-09-12T14:30:00+05:00""#,
            "b:8:20: statement `s2`: `agianst` is no stance; did you mean `against`?",
            "b:8:31: statement `s2`: no issue `tlks`; did you mean `talks`?",
            "b:9:18: statement `s2`: expected a text in quotation marks, found integer `5`",
            "b:9:21: statement `s2`: no actor `nobody`; add a table `[[actor]]` with this id, or name another",
            "b:10:15: statement `s2`: `7` is no grade of credibility; it is one of `1`, `2`, `3`, `4`, `5`, `6`",
        ],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = "asif"
source = "desk"
attribution = "indirect"
gist = "G."
repeats = ["s2"]
contradicts = ["s2", "s3"]"#,
        faults: &[
            "b:7:12: statement `s2`: a statement that repeats itself",
            "b:8:16: statement `s2`: a statement that contradicts itself",
            "b:8:22: statement `s2`: no statement `s3`; add a table `[[statement]]` with this id, or name another",
        ],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = "asif"
source = "desk"
attribution = "indirect"
gist = "G."
said = 2024-09-12T10:00:00.5
via = "nobody"
tlp = "amber""#,
        faults: &[
            r#"b:7:8: statement `s2`: `2024-09-12T10:00:00.5` is no date: time shift must be Z, +hh, +hh:mm or negative (at character 20); write "2024-09-12", "2024-09", "2024" or "2024-09-XX", if needed followed by `?`, `~` or `%`; "2024-09-05/2024-09-12"; "[2024-09-10,2025-09-10]"; or "2024-09-12T14:30:00+05:00""#,
            "b:8:7: statement `s2`: no actor `nobody`; add a table `[[actor]]` with this id, or name another",
            "b:9:7: statement `s2`: `amber` is no TLP label; it is one of `TLP:RED`, `TLP:AMBER+STRICT`, `TLP:AMBER`, `TLP:GREEN`, `TLP:CLEAR`",
        ],
    },
    Case {
        text: r#"[[event]]
id = "e"
title = "E"
kind = "war"
actors = ["nobody"]
sources = ["nowhere"]"#,
        faults: &[
            "b:1:1: event `e`: `date` is missing",
            "b:4:8: event `e`: `war` is no kind of event; it is one of `attack`, `talks`, `meeting`, `policy`, `legal`, `protest`, `disaster`, `other`",
            "b:5:11: event `e`: no actor `nobody`; add a table `[[actor]]` with this id, or name another",
            "b:6:12: event `e`: no source `nowhere`; add a table `[[source]]` with this id, or name another",
        ],
    },
    Case {
        text: r#"[[claim]]
id = "c"
question = "How many?"
source = "desk"
value = true
rank = "best""#,
        faults: &[
            "b:5:9: claim `c`: expected a text in quotation marks, or a number, found boolean `true`",
            "b:6:8: claim `c`: `best` is no rank; it is one of `preferred`, `normal`, `deprecated`",
        ],
    },
    Case {
        text: r#"[[claim]]
id = "c"
question = "How many?"
value = inf"#,
        faults: &[
            "b:1:1: claim `c`: `source` is missing; name one; the file has no `[[source]]` that it could be",
            "b:4:9: claim `c`: `inf` is no value; a value is a text or a finite number",
        ],
    },
    Case {
        text: r#"[[key_point]]
likelihood = "probable"
confidence = "medium"
supports = ["s1", "s9"]"#,
        faults: &[
            "b:1:1: key_point: `text` is missing",
            "b:2:14: key_point: `probable` is no likelihood; it is one of `almost no chance`, `very unlikely`, `unlikely`, `roughly even chance`, `likely`, `very likely`, `almost certain`",
            "b:3:14: key_point: `medium` is no level of confidence; it is one of `low`, `moderate`, `high`",
            "b:4:19: key_point: no statement, event or claim `s9`; it must be the id of something in the brief",
        ],
    },
    Case {
        text: r#"[[issue]]
id = "x""#,
        faults: &["b:1:1: issue `x`: `label` is missing", "b:1:1: issue `x`: `question` is missing"],
    },
    Case {
        text: r#"[[actor]]
id = "x
name = "X"
kind = "other""#,
        faults: &[r#"b:2:8: invalid basic string, expected `"`"#],
    },
    Case {
        text: r#"[[actor]]
id = x
name = "X"
kind = "other"
[[event]]
id = "e"
title = "E"
date = "2025"
actors = ["x", "asif"]
sources = ["nowhere"]"#,
        faults: &[
            "b:2:6: string values must be quoted, expected literal string",
            "b:10:12: event `e`: no source `nowhere`; add a table `[[source]]` with this id, or name another",
        ],
    },
    Case {
        text: r#"[[actor]]
id = "x"
id = "y"
name = "X"
kind = "other""#,
        faults: &["b:3:1: `id` is given twice; keep one of the two"],
    },
    Case { text: "statement = 5", faults: &["b:1:13: expected a table, found integer `5`"] },
    Case {
        text: "brief = { format = 1 }",
        faults: &["b:1:9: a second `[brief]`; a folder is one brief; keep one of them"],
    },
    Case {
        text: "[[brief]]
format = 1",
        faults: &[
            "b:1:1: a table in the wrong brackets; a brief has one, so write `[brief]`",
            "b:1:1: a second `[brief]`; a folder is one brief; keep one of them",
        ],
    },
    Case {
        text: r#"actor = [{ id = "x", name = "X", kind = "other" }, "y"]"#,
        faults: &[r#"b:1:52: expected a table, found string "y""#],
    },
    Case {
        text: r#"[[key_point]]
text = "t"
note = '''

'''"#,
        faults: &["b:3:8: key_point: an empty text; leave it out when there is nothing to say"],
    },
    Case {
        text: r#"[[actor.roles]]
title = "R""#,
        faults: &[
            "b:1:3: a table in the wrong brackets; a brief may have several, so write `[[actor]]`",
            "b:1:3: actor: `id` is missing",
            "b:1:3: actor: `name` is missing",
            "b:1:3: actor: `kind` is missing",
        ],
    },
    Case {
        text: r#"[[event]]
id = "e"
title = "E"
date = "2025"
[event.place]
name = "Kabul""#,
        faults: &["b:5:1: event `e`: expected a text in quotation marks, found a table"],
    },
    Case {
        text: r#"[[statement]]
id = "s2"
actor = "asif"
source = "desk"
attribution = "indirect"
gist = "G."
stance = "against"
[statement.colour]
x = 1"#,
        faults: &[
            r#"b:7:10: statement `s2`: expected a table: { … }, found string "against""#,
            "b:8:12: statement `s2`: no field `colour`; its fields are `id`, `actor`, `described_as`, `source`, `attribution`, `quote`, `gist`, `cue`, `passage`, `via`, `via_described_as`, `said`, `printed_date`, `venue`, `stance`, `about`, `credibility`, `repeats`, `rewords`, `contradicts`, `retracts`, `tlp`, `coder`, `review`, `note`",
        ],
    },
    Case {
        text: r#"[brief]
format = 1
[brief]
title = "x""#,
        faults: &[
            "b:3:1: a second `[brief]`; a folder is one brief; keep one of them",
            "b:3:2: `brief` is given twice; keep one of the two",
        ],
    },
    Case {
        text: r#"[deck]
cards = ["bottom-line", "isues", "-isues", "isue:talks", "issue:talsk", "quote:s2", "quote:s1", "-quote:s1", "contradiction:e", "contradiction:c",
  "title", "cover", "", "quotes", "quotes"]
[[statement]]
id = "s2"
actor = "asif"
source = "desk"
attribution = "indirect"
gist = "G."
[[event]]
id = "e"
title = "E"
date = 2025-01-01
[[claim]]
id = "c"
question = "Q?"
value = 1
source = "desk""#,
        faults: &[
            "b:2:25: deck: `isues` is no card; did you mean `issues`?",
            "b:2:34: deck: `-isues` is no card; did you mean `-issues`?",
            "b:2:44: deck: `isue:talks` is no card; did you mean `issue:talks`?",
            "b:2:58: deck: no issue `talsk`; did you mean `talks`?",
            "b:2:73: deck: the statement `s2` quotes nothing; name one that has a `quote`",
            "b:2:97: deck: `-quote:s1` names the same cards as an earlier entry; show or omit a card, and only once",
            "b:2:110: deck: no statement or claim `e`; it must be the id of something in the brief that can contradict",
            "b:3:3: deck: `title` is no card; the title card is always first",
            "b:3:12: deck: `cover` is no card; it is one of `bottom-line`, `key-points`, `issues`, `contradictions`, `timeline`, `quotes`; or one card, as `issue:ID`, `contradiction:ID` or `quote:ID`",
            "b:3:21: deck: an empty text; leave it out when there is nothing to say",
            "b:3:35: deck: `quotes` is twice in the list",
        ],
    },
    Case {
        text: "[[deck]]\ncards = []",
        faults: &[
            "b:1:1: a table in the wrong brackets; a brief has one, so write `[deck]`",
            "b:2:9: deck: a list of no cards; leave out `[deck]`, and there is a card of everything",
        ],
    },
    Case { text: "[deck]", faults: &["b:1:1: deck: `cards` is missing"] },
    Case {
        text: "[deck]\ncards = \"issues\"\ntitle = \"T\"",
        faults: &[
            "b:2:9: deck: expected a list: [ … ], found string \"issues\"",
            "b:3:1: deck: no field `title`; its fields are `cards`",
        ],
    },
];

/// A brief of which nothing but its header is good.
fn brief_with(header: &str) -> (Vec<String>, Option<Brief>) {
    let files = [file("brief.toml", header)];
    (faults(&files), read(&files).0)
}

#[test]
fn the_header_is_asked_for_all_that_it_must_have() {
    let (faults, brief) = brief_with("[brief]\n");
    let missing = ["format", "title", "as_of", "bottom_line", "tlp"];
    assert_eq!(faults, missing.map(|field| format!("brief.toml:1:1: brief: `{field}` is missing")));
    assert_eq!(brief.map(|brief| brief.tlp), Some(Tlp::Red), "what has no label is shown to nobody");

    let (faults, brief) = brief_with(&GOOD.replace("format = 1", "format = 2").replace("CLEAR", "CLAER"));
    assert_eq!(
        faults,
        [
            "brief.toml:2:10: brief: format 2 is not known; this program reads format 1",
            "brief.toml:6:7: brief: `TLP:CLAER` is no TLP label; did you mean `TLP:CLEAR`?",
        ]
    );
    assert_eq!(brief.map(|brief| (brief.tlp, brief.statements.len())), Some((Tlp::Red, 1)));

    let (faults, brief) = brief_with("");
    let asked = "begin with `[brief]` and its `format`, `title`, `as_of`, `bottom_line` and `tlp`";
    assert_eq!(faults, [format!("brief.toml:1:1: no `[brief]`; {asked}")]);
    assert!(brief.is_none());
    assert!(read(&[]).0.is_none());
}

#[test]
fn what_can_be_read_is_kept() {
    let wrong = GOOD
        .replace("kind = \"person\"", "kind = \"human\"")
        .replace("label = \"talks\"\n", "")
        .replace("as_of = 2025-09-10", "as_of = \"soon\"")
        + "[[statement]]\nid = \"s2\"\nactor = \"asif\"\nattribution = \"direct\"\n"
        + "[[event]]\nid = \"e\"\ntitle = \"E\"\ndate = \"2024-05\"\n"
        + "[[key_point]]\ntext = \"K.\"\nsupports = [\"s2\", \"s1\", \"e\"]\n";
    let (faults, brief) = brief_with(&wrong);
    assert_eq!(faults.len(), 5, "{faults:#?}");
    let Some(brief) = brief else { panic!("a brief") };
    assert_eq!((brief.actors.len(), brief.issues.len()), (2, 1));
    assert_eq!(brief.statements.len(), 1, "a direct statement without a quote is none");
    assert_eq!(brief.as_of.to_string(), "2024-05", "the latest day that there is");
    assert_eq!(brief.key_points[0].supports.len(), 2, "what is broken is known, and told of once");
}

#[test]
fn a_syntax_error_hides_no_other_fault_and_makes_no_false_one() {
    let more = "[[actor]]\nid = \"khar\nname = \"Khar\"\n[[event]]\nid = \"e\"\ndate = \"2024\"\nactors = [\"khar\"]\nsources = [\"x\"]\n";
    assert_eq!(
        faults(&[file("a", GOOD), file("b", more)]),
        [
            "b:2:11: invalid basic string, expected `\"`",
            "b:4:1: event `e`: `title` is missing",
            "b:8:12: event `e`: no source `x`; add a table `[[source]]` with this id, or name another",
        ]
    );
}

#[test]
fn a_brief_has_one_deck() {
    let deck = |cards: &str| file("deck", &format!("[deck]\ncards = [\"{cards}\"]\n"));
    let files = [file("a", GOOD), deck("quotes"), deck("issue:talks")];
    assert_eq!(faults(&files), ["deck:1:1: a second `[deck]`; a brief has one; keep one of them"]);
    let Some(brief) = read(&files).0 else { panic!("a brief") };
    assert_eq!(brief.deck, [DeckLine { cards: DeckCards::Section(Section::Quotes), omitted: false }]);
}

#[test]
fn a_file_with_one_source_gives_it_to_what_names_none() {
    let more = "[[source]]\nid = \"x\"\n[[event]]\nid = \"e\"\ntitle = \"E\"\ndate = \"2024\"\n[[claim]]\nid = \"c\"\nquestion = \"Q?\"\nvalue = 3\n";
    let files = [file("a", GOOD), file("b", more)];
    assert_eq!(faults(&files), [""; 0]);
    let Some(brief) = read(&files).0 else { panic!("a brief") };
    for record in brief.records().skip(1) {
        let sources = brief.sources_of(record).iter().map(|source| brief.sources[*source].id.as_str());
        assert_eq!(sources.collect::<Vec<_>>(), ["x"]);
    }
}

#[test]
fn the_librarys_actors_are_added_to_and_taken_when_named() {
    let shared = r#"
        [[actor]]
        id = "asif"
        name = "K. Asif"
        kind = "other"
        aliases = ["Asif", "K. Asif"]
        member_of = ["govt"]
        description = "Shared."
        [[actor]]
        id = "govt"
        name = "Government"
        kind = "government"
        member_of = ["state"]
        [[actor]]
        id = "state"
        name = "State"
        kind = "government"
        [[actor]]
        id = "stranger"
        name = "Stranger"
        kind = "person"
        [[issue]]
        id = "x"
    "#;
    let shared = SourceFile { part: FileScope::Shared, ..file("actors.toml", shared) };
    let own = GOOD.replace("id = \"asif\"", "id = \"asif\"\naliases = [\"Asif\", \"KA\"]");
    let files = [file("a", &own), shared];
    assert_eq!(
        faults(&files),
        ["actors.toml:22:11: `issue` in a library's actors; such a file holds `[[actor]]` and nothing else"]
    );
    let Some(brief) = read(&files).0 else { panic!("a brief") };
    let ids: Vec<&str> = brief.actors.iter().map(|(_, actor)| actor.id.as_str()).collect();
    assert_eq!(ids, ["asif", "gandapur", "govt", "state"]);
    let Some(asif) = brief.actors.find("asif").map(|ix| &brief.actors[ix]) else { panic!("asif") };
    assert_eq!((asif.name.as_str(), asif.kind.word()), ("Khawaja Asif", "person"), "the brief wins");
    assert_eq!(asif.aliases, ["Asif", "KA", "K. Asif"]);
    assert_eq!(asif.description.as_deref(), Some("Shared."));
    assert_eq!(brief.actors[asif.memberships[0].of].id, "govt");
}

#[test]
fn a_membership_with_dates_takes_the_place_of_the_one_without() {
    let body = |id: &str| format!("\n[[actor]]\nid = \"{id}\"\nname = \"{id}\"\nkind = \"party\"\n");
    let memberships = "member_of = [\"pml\", \"pti\"]\n[[actor.memberships]]\nof = \"pti\"\nfrom = \"2019\"\nto = \"2022\"\n\
        [[actor.memberships]]\nof = \"pti\"\nfrom = \"2024\"\n";
    let asif = "name = \"Khawaja Asif\"\nkind = \"person\"\n";
    let own = GOOD.replace(asif, &format!("{asif}{memberships}")) + &body("pml") + &body("pti");
    let (brief, found) = read(&[file("a", &own)]);
    assert_eq!(found, []);
    let Some(brief) = brief else { panic!("a brief") };
    let Some(asif) = brief.actors.find("asif").map(|ix| &brief.actors[ix]) else { panic!("asif") };
    let year = |date: &Option<EdtfDate>| date.as_ref().map(ToString::to_string).unwrap_or_default();
    let told =
        asif.memberships.iter().map(|one| format!("{} {}/{}", brief.actors[one.of].id, year(&one.from), year(&one.to)));
    assert_eq!(told.collect::<Vec<_>>(), ["pml /", "pti 2019/2022", "pti 2024/"]);
    let again = read(&[file("a", &format::write(&brief))]).0;
    assert_eq!(format!("{again:?}"), format!("{:?}", Some(brief)));
}

#[test]
fn a_membership_without_a_body_or_with_its_dates_reversed_is_told() {
    let own = GOOD.replace(
        "id = \"asif\"\n",
        "id = \"asif\"\nmemberships = [{ from = \"2019\" }, { of = \"gandapur\", from = \"2022\", to = \"2019\" }, \
         { of = \"asif\" }, { of = \"nobody\" }]\n",
    );
    let told = faults(&[file("a", &own)]);
    for wanted in [
        "`of` is missing from a membership",
        "a membership that ends on 2019 and begins on 2022",
        "a member of itself",
        "no actor `nobody`",
    ] {
        assert_eq!(told.iter().filter(|fault| fault.contains(wanted)).count(), 1, "{wanted}: {told:#?}");
    }
    assert_eq!(told.len(), 4, "{told:#?}");
}

/// Pieces of briefs, good and bad, that a writer's hand may shuffle.
fn pieces() -> impl Strategy<Value = String> {
    let texts = CASES.iter().map(|case| case.text).chain([GOOD]);
    let lines: Vec<&str> =
        texts.flat_map(str::lines).chain(["", "\"\"\"", "[", "]]", "é = ", "\u{feff}", "\r"]).collect();
    prop::collection::vec(prop::sample::select(lines), 0..40).prop_map(|lines| lines.join("\n"))
}

/// The good brief with some stretch of it taken out, doubled, or put elsewhere.
fn mutations() -> impl Strategy<Value = String> {
    let cut = (0..GOOD.len(), 0..60_usize, 0..GOOD.len(), 0..3_u8);
    prop::collection::vec(cut, 1..6).prop_map(|cuts| {
        let mut text = GOOD.as_bytes().to_vec();
        for (from, length, to, keep) in cuts {
            let from = from.min(text.len());
            let end = (from + length).min(text.len());
            let piece: Vec<u8> = if keep == 0 { text.drain(from..end).collect() } else { text[from..end].to_vec() };
            if keep != 1 {
                let to = to.min(text.len());
                text.splice(to..to, piece);
            }
        }
        String::from_utf8_lossy(&text).into_owned()
    })
}

/// Reads a text in every part that it can play, and looks at the places of what is found.
fn read_and_check(text: &str) -> Result<(), TestCaseError> {
    let shared = SourceFile { part: FileScope::Shared, ..file("c", text) };
    for files in [vec![file("a", text)], vec![file("a", GOOD), file("b", text)], vec![file("a", GOOD), shared]] {
        let (_, faults) = read(&files);
        for fault in &faults {
            let related = fault.related.iter().map(|(place, _)| place);
            for place in related.chain([&fault.place]) {
                prop_assert!(files[place.file].text.get(place.span.clone()).is_some(), "{fault:?}");
            }
        }
        let order = |fault: &Fault| (fault.place.file, fault.place.span.start);
        prop_assert!(faults.is_sorted_by_key(order));
        prop_assert_eq!(render::lines(&files, &faults).is_empty(), faults.is_empty());
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_and_check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn any_lines_are_read_without_panic(text in pieces()) {
        read_and_check(&text)?;
    }

    #[test]
    fn any_mutation_is_read_without_panic(text in mutations()) {
        read_and_check(&text)?;
    }
}
