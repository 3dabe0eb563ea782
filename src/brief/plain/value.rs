//! Plain values as serde's: the very types that are read from any other text are read from these. It tells no faults; it gives up.

use std::fmt;
use std::ops::Range;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::forward_to_deserialize_any;
use serde_spanned::de::{SpannedDeserializer, is_spanned};

use super::scan::{Scan, Word};

/// Something is not plain, or not what is wanted there.
#[derive(Debug)]
pub(super) struct Unplain;

/// The value that begins here.
pub(super) struct Value<'s, 'de>(pub &'s mut Scan<'de>);

/// A value of which the first word is read.
struct Begun<'s, 'de> {
    scan: &'s mut Scan<'de>,
    word: Word<'de>,
}

/// The items of a list.
struct Items<'s, 'de>(&'s mut Scan<'de>);

/// The fields of a table between braces.
struct Inline<'s, 'de> {
    scan: &'s mut Scan<'de>,
    names: Vec<&'de str>,
}

impl<'de> Value<'_, 'de> {
    /// Has a visitor see the value; whatever it does not take is not plain.
    fn show<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        let (word, _) = self.0.word().ok_or(Unplain)?;
        Begun { scan: self.0, word }.show(visitor)
    }
}

impl<'de> Begun<'_, 'de> {
    fn show<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        let Self { scan, word } = self;
        let shown = match word {
            Word::Text(text) => visitor.visit_str(&text),
            Word::List => visitor.visit_seq(Items(&mut *scan)),
            Word::Table => visitor.visit_map(Inline { scan: &mut *scan, names: Vec::new() }),
            Word::Atom(atom) => {
                let value = toml::de::ValueDeserializer::parse(atom);
                value.and_then(|value| value.deserialize_any(visitor)).map_err(|_| Unplain)
            }
        };
        // Who asked may make something of a failure; all that is read is given up then.
        scan.is_plain &= shown.is_ok();
        shown
    }

    /// A struct is read from a table, and nothing else.
    fn show_struct<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        match self.word {
            Word::Table => self.show(visitor),
            Word::Text(_) | Word::List | Word::Atom(_) => Err(self.scan.given_up()),
        }
    }
}

impl Scan<'_> {
    pub(super) fn given_up(&mut self) -> Unplain {
        self.is_plain = false;
        Unplain
    }

    /// # Errors
    /// When it was given up.
    pub(super) fn still(&self) -> Result<(), Unplain> {
        if self.is_plain { Ok(()) } else { Err(Unplain) }
    }
}

impl<'de> Deserializer<'de> for Value<'_, 'de> {
    type Error = Unplain;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        self.show(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        visitor.visit_some(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Unplain> {
        Err(self.0.given_up())
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unplain> {
        let (word, span) = self.0.word().ok_or(Unplain)?;
        let begun = Begun { scan: self.0, word };
        if is_spanned(name) {
            visitor.visit_map(SpannedDeserializer::new(begun, span))
        } else {
            begun.show_struct(visitor)
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier
    }
}

impl<'de> IntoDeserializer<'de, Unplain> for Begun<'_, 'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Begun<'_, 'de> {
    type Error = Unplain;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        self.show(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unplain> {
        self.show_struct(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Unplain;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unplain> {
        self.0.still()?;
        if self.0.next_item().ok_or(Unplain)? { seed.deserialize(Value(self.0)).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for Inline<'_, 'de> {
    type Error = Unplain;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unplain> {
        self.scan.still()?;
        if !self.scan.next_field(self.names.is_empty()).ok_or(Unplain)? {
            return Ok(None);
        }
        let (name, span) = self.scan.key().ok_or(Unplain)?;
        self.scan.equals().ok_or(Unplain)?;
        if self.names.contains(&name) {
            return Err(self.scan.given_up());
        }
        self.names.push(name);
        seed.deserialize(Key { name, span }).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unplain> {
        seed.deserialize(Value(self.scan))
    }
}

/// The name of a field, with or without its place.
struct Key<'de> {
    name: &'de str,
    span: Range<usize>,
}

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Unplain;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        visitor.visit_borrowed_str(self.name)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unplain> {
        if is_spanned(name) {
            visitor.visit_map(SpannedDeserializer::new(BorrowedStrDeserializer::new(self.name), self.span))
        } else {
            self.deserialize_any(visitor)
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl std::error::Error for Unplain {}

impl fmt::Display for Unplain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not plain")
    }
}

impl Error for Unplain {
    fn custom<T: fmt::Display>(_problem: T) -> Self {
        Self
    }

    fn invalid_type(_found: Unexpected<'_>, _expected: &dyn serde::de::Expected) -> Self {
        Self
    }
}
