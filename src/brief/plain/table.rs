//! Plain tables as serde's: the lines below a header, and the tables behind them that belong to it. It tells no faults; it gives up.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_spanned::de::{SpannedDeserializer, is_spanned};

use super::scan::{Header, Scan};
use super::value::{Unplain, Value};

/// The lines below a header that was read, and the tables behind them that belong to it.
pub(super) struct Body<'s, 'de> {
    pub scan: &'s mut Scan<'de>,
    /// The name in its header.
    pub name: &'de str,
}

/// The tables behind the lines of another: a `[source.text]`, or each `[[actor.roles]]` that follows.
struct Inner<'s, 'de> {
    scan: &'s mut Scan<'de>,
    /// Whether one of several is meant.
    is_row: bool,
}

/// One after the other, the tables of one header.
struct Rows<'s, 'de> {
    scan: &'s mut Scan<'de>,
    header: Header<'de>,
}

/// The lines of one.
struct Lines<'s, 'de>(&'s mut Scan<'de>);

impl<'de> Scan<'de> {
    /// The field of the next line; `None` where the table is over, and the next header is read.
    fn next_line(&mut self) -> Result<Option<&'de str>, Unplain> {
        self.still()?;
        self.blank_lines();
        if self.peek().is_none_or(|sign| sign == b'[') {
            self.next_header();
            return self.still().map(|()| None);
        }
        let (name, _) = self.key().ok_or(Unplain)?;
        self.equals().ok_or(Unplain)?;
        Ok(Some(name))
    }

    fn value_of_line<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unplain> {
        let value = seed.deserialize(Value(self))?;
        self.end_of_line().ok_or(Unplain)?;
        Ok(value)
    }
}

impl<'de> MapAccess<'de> for Body<'_, 'de> {
    type Error = Unplain;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unplain> {
        let line = if self.scan.next.is_none() { self.scan.next_line()? } else { None };
        let inner = || self.scan.next.as_ref().filter(|next| next.name == self.name)?.field;
        line.or_else(inner).map(|name| seed.deserialize(BorrowedStrDeserializer::new(name))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unplain> {
        match self.scan.next {
            Some(_) => seed.deserialize(Inner { scan: self.scan, is_row: false }),
            None => self.scan.value_of_line(seed),
        }
    }
}

impl<'de> MapAccess<'de> for Lines<'_, 'de> {
    type Error = Unplain;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unplain> {
        let line = if self.0.next.is_none() { self.0.next_line()? } else { None };
        line.map(|name| seed.deserialize(BorrowedStrDeserializer::new(name))).transpose()
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unplain> {
        self.0.value_of_line(seed)
    }
}

impl<'de> SeqAccess<'de> for Rows<'_, 'de> {
    type Error = Unplain;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unplain> {
        self.scan.still()?;
        let of = &self.header;
        let is_one = |next: &Header<'_>| next.is_array && (next.name, next.field) == (of.name, of.field);
        let one = self.scan.next.as_ref().is_some_and(is_one);
        one.then(|| seed.deserialize(Inner { scan: self.scan, is_row: true })).transpose()
    }
}

impl<'de> IntoDeserializer<'de, Unplain> for Inner<'_, 'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Inner<'_, 'de> {
    type Error = Unplain;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        let Self { scan, is_row } = self;
        let Some(header) = scan.next.clone() else { return Err(scan.given_up()) };
        let shown = if header.is_array && !is_row {
            visitor.visit_seq(Rows { scan: &mut *scan, header })
        } else {
            scan.next = None;
            visitor.visit_map(Lines(&mut *scan))
        };
        scan.is_plain &= shown.is_ok();
        shown
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        visitor.visit_some(self)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, _visitor: V) -> Result<V::Value, Unplain> {
        Err(self.scan.given_up())
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unplain> {
        match self.scan.next.as_ref().map(|next| (next.span.clone(), next.is_array)) {
            Some((span, _)) if is_spanned(name) => visitor.visit_map(SpannedDeserializer::new(self, span)),
            Some((_, is_array)) if !is_array || self.is_row => self.deserialize_any(visitor),
            Some(_) | None => Err(self.scan.given_up()),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier
    }
}

impl<'de> Deserializer<'de> for Body<'_, 'de> {
    type Error = Unplain;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unplain> {
        visitor.visit_map(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
