//! Splits received bytes into lines. It never holds more than one line of the allowed length and the last read.

/// The received bytes that are not yet returned as lines.
#[derive(Debug, Default)]
pub(super) struct LineBuffer {
    bytes: Vec<u8>,
    /// How many bytes at the start are known to have no line break.
    searched: usize,
}

/// A line is longer than allowed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LineTooLong;

impl LineBuffer {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Returns the next complete line with its line break, or `None` until it is complete.
    ///
    /// # Errors
    /// When the line, complete or not, is longer than `max_bytes` with its line break.
    pub(super) fn next_line(&mut self, max_bytes: usize) -> Result<Option<Vec<u8>>, LineTooLong> {
        let end = memchr::memchr(b'\n', &self.bytes[self.searched..]).map(|at| self.searched + at + 1);
        if end.unwrap_or(self.bytes.len() + 1) > max_bytes {
            return Err(LineTooLong);
        }
        let Some(end) = end else {
            self.searched = self.bytes.len();
            return Ok(None);
        };
        self.searched = 0;
        let rest = self.bytes.split_off(end);
        Ok(Some(std::mem::replace(&mut self.bytes, rest)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_may_be_as_long_as_it_may_be_and_no_longer() {
        let mut lines = LineBuffer::default();
        lines.push(b"abc\n");
        assert_eq!(lines.next_line(4), Ok(Some(b"abc\n".to_vec())));
        lines.push(b"abcd\n");
        assert_eq!(lines.next_line(4), Err(LineTooLong));
        let mut open = LineBuffer::default();
        open.push(b"abc");
        assert_eq!(open.next_line(4), Ok(None));
        open.push(b"d");
        assert_eq!(open.next_line(4), Err(LineTooLong), "its line break would be the fifth");
    }

    proptest! {
        #[test]
        fn lines_are_the_same_in_whatever_pieces_they_come(text in "[ab\n]{0,40}", size in 1_usize..9) {
            let mut lines = LineBuffer::default();
            let mut read = Vec::new();
            for piece in text.as_bytes().chunks(size) {
                lines.push(piece);
                while let Ok(Some(line)) = lines.next_line(usize::MAX) {
                    read.extend(line);
                }
            }
            let whole = text.rfind('\n').map_or(0, |end| end + 1);
            prop_assert_eq!(read, &text.as_bytes()[..whole]);
        }
    }
}
