//! One value as it was written: with its place, and with what is wrong with its type kept beside it instead of ending the reading.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use toml::Spanned;
use toml::value::Datetime;

/// A value with its place.
pub(super) type Value<T> = Spanned<Written<T>>;
/// A field: `None` where the brief does not have it.
pub(super) type Field<T> = Option<Value<T>>;
/// A field that holds a list, every item of it with a place of its own.
pub(super) type List<T> = Field<Vec<Value<T>>>;
/// A field that holds a table of words, each name and each word with a place of its own.
pub(super) type Map = Field<BTreeMap<Spanned<String>, Value<String>>>;

/// A value of the type that is wanted there, or why it is none.
///
/// That a mistake is a value is what makes one reading find all of them.
#[derive(Debug)]
pub(super) enum Written<T> {
    Well(T),
    Badly(Box<str>),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Written<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match T::deserialize(deserializer) {
            Ok(value) => Self::Well(value),
            Err(error) => Self::Badly(in_plain_words(&error.to_string()).into()),
        })
    }
}

/// ``invalid type: sequence, expected a string`` as ``expected a text, found a list``.
fn in_plain_words(serde: &str) -> String {
    let message = serde.lines().next().unwrap_or_default();
    // How the parser hands a date to whoever did not ask for one.
    if message.contains("$__toml_private") {
        return "found a date where none belongs".to_owned();
    }
    let mismatch = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "));
    let Some((found, expected)) = mismatch.and_then(|rest| rest.split_once(", expected ")) else {
        return message.to_owned();
    };
    let found = match found {
        "sequence" => "a list",
        "map" => "a table",
        other if other.ends_with("as i128`") || other.ends_with("as i128") => "a number that is too large",
        other if other.starts_with("floating point") => "a number with a fraction",
        other => other,
    };
    let expected = match expected {
        "a string" => "a text in quotation marks",
        "a sequence" => "a list: [ … ]",
        "a map" => "a table: { … }",
        "i64" => "a whole number",
        other => other,
    };
    format!("expected {expected}, found {found}")
}

/// A date: quoted EDTF, or a bare TOML date.
#[derive(Debug)]
pub(super) struct Date(pub String);

/// One text, or a list of its parts.
#[derive(Debug)]
pub(super) enum Parts {
    Whole(String),
    Broken(Vec<Value<String>>),
}

/// A text or a number.
#[derive(Debug)]
pub(super) enum Amount {
    Text(String),
    Integer(i64),
    Number(f64),
}

/// Tables of one kind: `[[statement]]` once or more, or one `[brief]`. They are large, and boxed so that they are never moved.
#[derive(Debug)]
pub(super) enum Rows<T> {
    One(Box<T>),
    Many(Vec<Value<Box<T>>>),
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Date;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date, such as \"2024-09-12\"")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Date, E> {
                Ok(Date(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Date, A::Error> {
                let date = Datetime::deserialize(MapAccessDeserializer::new(map));
                date.map(|date| Date(date.to_string()))
                    .map_err(|_| A::Error::invalid_type(serde::de::Unexpected::Map, &self))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl<'de> Deserialize<'de> for Parts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Parts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotation marks, or a list of them")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Parts, E> {
                self.visit_string(text.to_owned())
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Parts, E> {
                Ok(Parts::Whole(text))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Parts, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Parts::Broken)
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Amount;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotation marks, or a number")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Amount, E> {
                Ok(Amount::Text(text.to_owned()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Amount, E> {
                Ok(Amount::Integer(number))
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Amount, E> {
                Ok(Amount::Number(number))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Rows<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
            type Value = Rows<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Rows<T>, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Rows::Many)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Rows<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Box::new).map(Rows::One)
            }
        }
        deserializer.deserialize_any(Reader(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Sample {
        said: Field<Date>,
        quote: Field<Parts>,
        value: Field<Amount>,
        about: List<String>,
    }

    fn sample(text: &str) -> Sample {
        toml::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    fn problem<T: fmt::Debug>(field: Field<T>) -> String {
        match field.map(Spanned::into_inner) {
            Some(Written::Badly(problem)) => problem.into(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_date_is_quoted_or_bare() {
        for text in ["said = 2024-09-12", "said = \"2024-09-12\""] {
            let said = sample(text).said.map(Spanned::into_inner);
            assert!(matches!(said, Some(Written::Well(Date(date))) if date == "2024-09-12"), "{text}");
        }
    }

    #[test]
    fn every_mistake_of_type_is_kept_with_its_place() {
        let sample = sample("said = 2024\nquote = 5\nvalue = true\nabout = [\"a\", 1]");
        assert_eq!(sample.value.as_ref().map(Spanned::span), Some(30..34));
        assert_eq!(problem(sample.said), "expected a date, such as \"2024-09-12\", found integer `2024`");
        assert_eq!(problem(sample.quote), "expected a text in quotation marks, or a list of them, found integer `5`");
        assert_eq!(problem(sample.value), "expected a text in quotation marks, or a number, found boolean `true`");
        let Some(Written::Well(about)) = sample.about.map(Spanned::into_inner) else { panic!("a list") };
        assert_eq!(about[1].span(), 49..50);
    }
}
