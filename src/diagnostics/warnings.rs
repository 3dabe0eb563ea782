//! Pages on what is most likely wrong. They are held against the program by a test, each with what is wrong and what is right.

use super::page::Leaf;

pub(super) const UNREADABLE_TEXT: Leaf = Leaf::beside(
    "Held texts are plain text in UTF-8. What cannot be read proves no quote, and its quotes stand unverified.",
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.pdf" }"#,
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }"#,
);

pub(super) const PRINTED_DATE: Leaf = Leaf::beside(
    "`printed_date` keeps what the article prints, word for word, so that the date beside it can be held against it. What was \
     worked out from other places belongs in `said` or `date`, with the doubt that EDTF can express.",
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }

[[statement]]
id = "vidal-coin"
actor = "vidal"
attribution = "indirect"
gist = "She wants the dredging paid first."
said = 2025-03-11
printed_date = "Tuesday 11 March""#,
    r#"[[source]]
id = "courier-toll"
text = { file = "articles/courier.txt" }

[[statement]]
id = "vidal-coin"
actor = "vidal"
attribution = "indirect"
gist = "She wants the dredging paid first."
said = 2025-03-11
printed_date = "Tuesday""#,
);

pub(super) const WEEKDAY: Leaf = Leaf::beside(
    "A weekday that does not fall on its date is the cheapest sign that one of the two is wrong: often the year. When it is the \
     article that is wrong, the warning stays true: doubt the date, and say so beside it.",
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
said = 2025-03-11
printed_date = "Monday""#,
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She has not changed her mind."
said = 2025-03-11
printed_date = "Tuesday""#,
);

pub(super) const AFTER_SOURCE: Leaf = Leaf::beside(
    "Nobody can report what has not yet been said. One of the two dates is wrong, or the report is another one. The date of a \
     claim may lie ahead of its source, and is not asked.",
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "courier"
attribution = "indirect"
gist = "She has not changed her mind."
said = 2025-03-13"#,
    r#"[[statement]]
id = "vidal-again"
actor = "vidal"
source = "courier"
attribution = "indirect"
gist = "She has not changed her mind."
said = 2025-03-11"#,
);

pub(super) const MARKS_IN_GIST: Leaf = Leaf::beside(
    "A gist is the officer's own sentence. Words in quotation marks there look like speech, though nobody has checked them; when \
     the article prints them so, the attribution is `mixed` (PolNeAR) and the words belong in `quote`. One word alone between \
     marks is let pass.",
    r#"[[statement]]
id = "vidal-coin"
actor = "vidal"
source = "herald"
attribution = "indirect"
gist = "She will take “not a coin” for it.""#,
    r#"[[statement]]
id = "vidal-coin"
actor = "vidal"
source = "herald"
attribution = "mixed"
quote = "Not a coin"
gist = "She will take no money for it.""#,
);

pub(super) const OUTER_MARKS: Leaf = Leaf::beside(
    "The reader sets quotation marks around a quote by itself, and a citation sets them by its own style. With the printed ones \
     there would be two pairs. Marks inside of a quote stay.",
    r#"[[statement]]
id = "vidal-coin"
actor = "vidal"
source = "herald"
attribution = "direct"
quote = "“Not a coin.”""#,
    r#"[[statement]]
id = "vidal-coin"
actor = "vidal"
source = "herald"
attribution = "direct"
quote = "Not a coin.""#,
);

pub(super) const NO_ROLE_THEN: Leaf = Leaf::beside(
    "A title tells the audience in which office somebody spoke, and the reader shows the one of the day. Where every role given \
     had ended or not begun, a role is missing, or a date is wrong.",
    r#"[[actor]]
id = "ortega"
name = "Rosa Ortega"
kind = "person"
roles = [{ title = "Mayor", to = "2024-11" }]

[[statement]]
id = "ortega-no"
actor = "ortega"
source = "courier"
attribution = "indirect"
gist = "She is against it."
said = 2025-03-11"#,
    r#"[[actor]]
id = "ortega"
name = "Rosa Ortega"
kind = "person"
roles = [{ title = "Mayor", to = "2025-11" }]

[[statement]]
id = "ortega-no"
actor = "ortega"
source = "courier"
attribution = "indirect"
gist = "She is against it."
said = 2025-03-11"#,
);
