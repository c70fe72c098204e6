//! Writing JSON.

/// A JSON text in the making: no white space, members in the order they are written in, and the same escapes as
/// `serde_json`. Whoever writes opens and closes; the commas come by themselves.
#[derive(Debug, Default)]
pub struct Writer(String);

impl Writer {
    /// Room for so many bytes: a long text that grows takes twice as much memory on the way, which a browser never gets back.
    pub fn with_room(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    /// The text.
    pub fn finish(self) -> String {
        self.0
    }

    /// `{` or `[`.
    #[inline(never)]
    pub fn open(&mut self, bracket: char) {
        self.separate();
        self.0.push(bracket);
    }

    /// `}` or `]`.
    #[inline(never)]
    pub fn close(&mut self, bracket: char) {
        self.0.push(bracket);
    }

    /// The name of a member; its value comes next.
    #[inline(never)]
    pub fn name(&mut self, name: &str) -> &mut Self {
        self.text(name);
        self.0.push(':');
        self
    }

    /// A number, already in digits.
    #[inline(never)]
    pub fn digits(&mut self, digits: &str) {
        self.separate();
        self.0.push_str(digits);
    }

    /// A string.
    #[inline(never)]
    pub fn text(&mut self, text: &str) {
        self.separate();
        self.0.push('"');
        // What stands between two escapes is copied whole: a sealed record and what stands in it are written at every key.
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte >= b' ' && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.0.push_str(text.get(from..at).unwrap_or_default());
            from = at + 1;
            self.0.push('\\');
            match byte {
                b'"' | b'\\' => self.0.push(char::from(byte)),
                8 => self.0.push('b'),
                b'\t' => self.0.push('t'),
                b'\n' => self.0.push('n'),
                12 => self.0.push('f'),
                b'\r' => self.0.push('r'),
                _ => {
                    self.0.push_str("u00");
                    for digit in [byte >> 4, byte & 15] {
                        self.0.extend(char::from_digit(digit.into(), 16));
                    }
                }
            }
        }
        self.0.push_str(text.get(from..).unwrap_or_default());
        self.0.push('"');
    }

    /// A string of letters of which none is escaped, such as base64: copied as it is.
    pub fn plain(&mut self, text: &str) {
        self.separate();
        for part in ["\"", text, "\""] {
            self.0.push_str(part);
        }
    }

    /// Members that are texts.
    pub fn members(&mut self, members: &[(&str, &str)]) {
        for (name, text) in members {
            self.name(name).text(text);
        }
    }

    /// A comma, unless the value is the first of its list or the value of a name.
    fn separate(&mut self) {
        if !matches!(self.0.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.0.push(',');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn texts_are_written_as_serde_json_writes_them(texts in prop::collection::vec(any::<String>(), 0..4)) {
            let mut out = Writer::default();
            out.open('[');
            texts.iter().for_each(|text| out.text(text));
            out.close(']');
            prop_assert_eq!(out.finish(), serde_json::to_string(&texts).unwrap());
        }

        #[test]
        fn every_control_character_is_escaped_alike(letter in prop::char::range('\0', '\u{a0}')) {
            let mut out = Writer::default();
            out.text(&letter.to_string());
            prop_assert_eq!(out.finish(), serde_json::to_string(&letter).unwrap());
        }
    }
}
