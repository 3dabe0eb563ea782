//! A value as written, with its place. A wrong type is stored as a value, so that it never ends the parsing.

use toml::Spanned;
use toml::value::Datetime;

use super::document::{TomlData, TomlTable, TomlValue};

/// A value with its place.
pub(super) type SpannedValue<T> = Spanned<TypedValue<T>>;
/// A field: `None` when the table does not have it.
pub(super) type SpannedField<T> = Option<SpannedValue<T>>;
/// A field that holds a list; each item has a place.
pub(super) type SpannedList<T> = SpannedField<Vec<SpannedValue<T>>>;
/// A field that holds a table of strings; each name and each string has a place.
pub(super) type SpannedMap = SpannedField<Vec<(Spanned<String>, SpannedValue<String>)>>;

/// A value of the expected type, or the problem with it.
///
/// Problems are values, so that one pass finds all of them.
#[derive(Debug)]
pub(super) enum TypedValue<T> {
    Valid(T),
    Invalid(Box<str>),
}

impl<T> TypedValue<T> {
    /// The value, if it has the expected type.
    pub(super) const fn valid(&self) -> Option<&T> {
        match self {
            Self::Valid(value) => Some(value),
            Self::Invalid(_) => None,
        }
    }

    /// The value as another type.
    pub(super) fn map<U>(self, to: impl FnOnce(T) -> U) -> TypedValue<U> {
        match self {
            Self::Valid(value) => TypedValue::Valid(to(value)),
            Self::Invalid(problem) => TypedValue::Invalid(problem),
        }
    }
}

/// A type of a field.
pub(super) trait FromToml: Sized {
    /// Describes the type, as in "expected a date, found a list".
    const EXPECTED: &'static str;

    /// # Errors
    /// Returns the data unchanged when it has another type.
    fn from_toml(data: TomlData<'_>) -> Result<Self, TomlData<'_>>;
}

/// Reads a value as type `T`.
pub(super) fn read<T: FromToml>(value: TomlValue<'_>) -> SpannedValue<T> {
    let span = value.span();
    let typed = match T::from_toml(value.into_inner()) {
        Ok(value) => TypedValue::Valid(value),
        Err(data) => TypedValue::Invalid(mismatch(T::EXPECTED, &data)),
    };
    Spanned::new(span, typed)
}

/// The message for a value of another type than expected.
fn mismatch(expected: &str, found: &TomlData<'_>) -> Box<str> {
    let found = match found {
        TomlData::String(text) => format!("string {text:?}"),
        TomlData::Integer(number) => format!("integer `{number}`"),
        TomlData::Float(_) => "a number with a fraction".to_owned(),
        TomlData::TooLarge => "a number that is too large".to_owned(),
        TomlData::Boolean(truth) => format!("boolean `{truth}`"),
        TomlData::Datetime(_) if expected.starts_with("a table") => return "found a date where none belongs".into(),
        TomlData::Datetime(_) => "a date".to_owned(),
        TomlData::List(_) => "a list".to_owned(),
        TomlData::Table(_) => "a table".to_owned(),
    };
    format!("expected {expected}, found {found}").into()
}

/// A date: quoted EDTF, or a bare TOML date.
#[derive(Debug)]
pub(super) struct WrittenDate(pub String);

/// One text, or a list of its parts.
#[derive(Debug)]
pub(super) enum TextParts {
    Whole(String),
    Broken(Vec<SpannedValue<String>>),
}

/// A text or a number.
#[derive(Debug)]
pub(super) enum TextOrNumber {
    Text(String),
    Integer(i64),
    Number(f64),
}

/// Tables of one kind: one or more `[[statement]]`, or one `[brief]`. They are large and therefore boxed, so that they are not moved.
#[derive(Debug)]
pub(super) enum OneOrManyTables<T> {
    One(Box<T>),
    Many(Vec<SpannedValue<Box<T>>>),
}

/// Implements [`FromToml`] with a description of the type and the data that it accepts.
macro_rules! from_toml {
    ($($type:ty $(where $generic:ident)?: $expected:expr, $($data:pat => $value:expr),+;)+) => { $(
        impl$(<$generic: FromToml>)? FromToml for $type {
            const EXPECTED: &'static str = $expected;

            fn from_toml(data: TomlData<'_>) -> Result<Self, TomlData<'_>> {
                match data {
                    $($data => Ok($value),)+
                    other => Err(other),
                }
            }
        }
    )+ };
}
from_toml! {
    String: "a text in quotation marks", TomlData::String(text) => text.into_owned();
    i64: "a whole number", TomlData::Integer(number) => number;
    WrittenDate: "a date, such as \"2024-09-12\"",
        TomlData::String(text) => Self(text.into_owned()),
        TomlData::Datetime(date) => Self(edtf_text(date));
    TextParts: "a text in quotation marks, or a list of them",
        TomlData::String(text) => Self::Whole(text.into_owned()),
        TomlData::List(items) => Self::Broken(items.into_iter().map(read).collect());
    TextOrNumber: "a text in quotation marks, or a number",
        TomlData::String(text) => Self::Text(text.into_owned()),
        TomlData::Integer(number) => Self::Integer(number),
        TomlData::Float(number) => Self::Number(number);
    Vec<(Spanned<String>, SpannedValue<String>)>: "a table: { … }", TomlData::Table(table) => words(table);
    Vec<SpannedValue<T>> where T: "a list: [ … ]", TomlData::List(items) => items.into_iter().map(read).collect();
    OneOrManyTables<T> where T: T::EXPECTED,
        TomlData::List(rows) => Self::Many(rows.into_iter().map(read).collect()),
        data @ TomlData::Table(_) => Self::One(Box::new(T::from_toml(data)?));
}

/// A TOML date as EDTF, which has seconds always and no fractions of them.
fn edtf_text(mut date: Datetime) -> String {
    if let Some(time) = &mut date.time {
        time.second.get_or_insert(0);
        time.nanosecond = time.nanosecond.filter(|nanosecond| *nanosecond > 0);
    }
    date.to_string()
}

impl<T: FromToml> FromToml for Box<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn from_toml(data: TomlData<'_>) -> Result<Self, TomlData<'_>> {
        T::from_toml(data).map(Self::new)
    }
}

fn words(table: TomlTable<'_>) -> Vec<(Spanned<String>, SpannedValue<String>)> {
    let entries = table.entries.into_iter();
    entries
        .map(|entry| (Spanned::new(entry.key.span(), entry.key.into_inner().into_owned()), read(entry.value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use super::*;
    use crate::diagnostics::Code;
    use crate::diagnostics::{FileScope, SourceFile};

    raw_table! {
        /// A table.
        pub(super) struct Sample: "a table" {
            #[schemars(skip)]
            pub said: SpannedField<WrittenDate>,
            #[schemars(skip)]
            pub quote: SpannedField<TextParts>,
            #[schemars(skip)]
            pub value: SpannedField<TextOrNumber>,
            #[schemars(skip)]
            pub about: SpannedList<String>,
        }
    }

    fn sample(text: &str) -> Sample {
        let (root, errors) = crate::format::parser::Parser::default().parse(text);
        assert!(errors.is_empty(), "{text}: {errors:?}");
        Sample::from_table(root)
    }

    fn problem<T: fmt::Debug>(field: SpannedField<T>) -> String {
        match field.map(Spanned::into_inner) {
            Some(TypedValue::Invalid(problem)) => problem.into(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_table_knows_the_names_of_its_fields() {
        assert_eq!(Sample::FIELDS, ["said", "quote", "value", "about"]);
    }

    #[test]
    fn a_date_is_quoted_or_bare() {
        for text in ["said = 2024-09-12", "said = \"2024-09-12\""] {
            let said = sample(text).said.map(Spanned::into_inner);
            assert!(matches!(said, Some(TypedValue::Valid(WrittenDate(date))) if date == "2024-09-12"), "{text}");
        }
    }

    #[test]
    fn every_wrong_type_is_kept_with_its_place() {
        let sample = sample("said = 2024\nquote = 5\nvalue = true\nabout = [\"a\", 1]");
        assert_eq!(sample.value.as_ref().map(Spanned::span), Some(30..34));
        assert_eq!(problem(sample.said), "expected a date, such as \"2024-09-12\", found integer `2024`");
        assert_eq!(problem(sample.quote), "expected a text in quotation marks, or a list of them, found integer `5`");
        assert_eq!(problem(sample.value), "expected a text in quotation marks, or a number, found boolean `true`");
        let Some(TypedValue::Valid(about)) = sample.about.map(Spanned::into_inner) else { panic!("a list") };
        assert_eq!(about[1].span(), 49..50);
    }

    #[test]
    fn a_value_of_another_type_is_described() {
        let problem = |field: &str| {
            let text = format!("[[source]]\nid = \"x\"\n{field}\n");
            let file = SourceFile { name: "a.toml".to_owned(), text, part: FileScope::Brief };
            let (_, faults) = crate::format::read(&[file]);
            faults.into_iter().find(|fault| fault.code == Code::Type).map(|fault| (fault.problem, fault.help))
        };
        for (field, found, help) in [
            ("text = [\"a.txt\", \"b\"]", "expected a table: { file = \"…\", sha256 = \"…\" }, found a list", None),
            ("text = 2024-01-01", "found a date where none belongs", None),
            (
                "title = 2024-01-01",
                "expected a text in quotation marks, found a date",
                Some("put it in quotation marks"),
            ),
            (
                "title = 18446744073709551615",
                "expected a text in quotation marks, found a number that is too large",
                None,
            ),
            ("title = 1e999", "expected a text in quotation marks, found a number that is too large", None),
        ] {
            let found_problem = problem(field);
            assert_eq!(found_problem, Some((format!("source `x`: {found}"), help.map(str::to_owned))), "{field}");
        }
    }
}
