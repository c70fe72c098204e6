//! JSON by RFC 8259, byte by byte.

use std::borrow::Cow;

use super::tree::Json;

/// Lists and objects within each other: enough for any file of ours, and too few to use up the stack.
const DEPTH: u32 = 127;

/// Most decimal places of a number, and its largest exponent: the powers of ten that a double holds exactly.
const POWERS: i32 = 22;

/// Whole numbers below this are doubles without loss.
const EXACT: u64 = 1 << 53;

const ENDS: &str = "it ends in the middle";
const NO_VALUE: &str = "a value is missing";
const NO_DIGIT: &str = "a digit is missing";
const TOO_LONG: &str = "the number has too many digits";
const ESCAPE: &str = "there is no such escape";

/// A value, or what is wrong at the place the parser has come to.
type Parsed<T> = Result<T, &'static str>;

/// A text and how far it has been read.
pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    depth: u32,
    /// Reads the value of a member of this name. What leaves some of them apart is linked only where that is asked for.
    member: fn(&mut Self, &str) -> Parsed<Json<'a>>,
    /// Name and depth of the lists whose items are left as they are written.
    apart: (&'static str, u32),
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            member: |parser, _| parser.value(),
            apart: ("", 0),
        }
    }

    pub(super) fn around(text: &'a str, name: &'static str, within: u32) -> Self {
        Self {
            member: Self::member_or_apart,
            apart: (name, within + 1),
            ..Self::new(text)
        }
    }

    /// The first byte that has not been taken.
    pub(super) fn at(&self) -> usize {
        self.at.min(self.text.len())
    }

    /// The value that the text is, with nothing after it.
    pub(super) fn whole(&mut self) -> Parsed<Json<'a>> {
        let json = self.value()?;
        self.space();
        match self.byte() {
            None => Ok(json),
            Some(_) => Err("there is more after the end"),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Takes the next byte if it is this one.
    fn takes(&mut self, byte: u8) -> bool {
        let is = self.byte() == Some(byte);
        self.at += usize::from(is);
        is
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.at += 1;
        }
    }

    #[inline(never)]
    fn value(&mut self) -> Parsed<Json<'a>> {
        self.space();
        match self.byte().ok_or(ENDS)? {
            b'{' => self.nested(Self::object),
            b'[' => self.nested(Self::list),
            b'"' => self.string().map(Json::Text),
            b'-' | b'0'..=b'9' => self.number(),
            b't' => self.word("true", Json::Flag(true)),
            b'f' => self.word("false", Json::Flag(false)),
            b'n' => self.word("null", Json::Null),
            _ => Err(NO_VALUE),
        }
    }

    fn word(&mut self, word: &str, json: Json<'a>) -> Parsed<Json<'a>> {
        match self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
            true => {
                self.at += word.len();
                Ok(json)
            }
            false => Err(NO_VALUE),
        }
    }

    fn nested(&mut self, read: fn(&mut Self) -> Parsed<Json<'a>>) -> Parsed<Json<'a>> {
        if self.depth == DEPTH {
            return Err("too many brackets within each other");
        }
        self.at += 1;
        self.depth += 1;
        let json = read(self);
        self.depth -= 1;
        json
    }

    fn list(&mut self) -> Parsed<Json<'a>> {
        let mut items = Vec::new();
        while self.another(b']', items.is_empty())? {
            items.push(self.value()?);
        }
        Ok(Json::List(items))
    }

    fn object(&mut self) -> Parsed<Json<'a>> {
        let mut members = Vec::new();
        while self.another(b'}', members.is_empty())? {
            if self.byte() != Some(b'"') {
                return Err("a name in quotes is missing");
            }
            let name = self.string()?;
            self.space();
            if !self.takes(b':') {
                return Err("a colon is missing");
            }
            let value = (self.member)(self, &name)?;
            members.push((name, value));
        }
        Ok(Json::Object(members))
    }

    /// A value, or the items of a list as they are written.
    fn member_or_apart(&mut self, name: &str) -> Parsed<Json<'a>> {
        if self.apart != (name, self.depth) {
            return self.value();
        }
        self.space();
        if !self.takes(b'[') {
            return Err(NO_VALUE);
        }
        let mut items = Vec::new();
        while self.another(b']', items.is_empty())? {
            items.push(Json::Text(Cow::Borrowed(self.skip()?)));
        }
        Ok(Json::List(items))
    }

    /// Goes over a value to the comma or bracket after it, and gives what it went over. Whether that is JSON is for those to
    /// see who read it.
    fn skip(&mut self) -> Parsed<&'a str> {
        let (from, mut open, mut quoted) = (self.at, 0_u32, false);
        loop {
            match self.byte().ok_or(ENDS)? {
                b'"' => quoted = !quoted,
                b'\\' if quoted => self.at += 1,
                _ if quoted => {}
                b',' | b']' | b'}' if open == 0 => break,
                b'[' | b'{' => open += 1,
                b']' | b'}' => open -= 1,
                _ => {}
            }
            self.at += 1;
        }
        self.text.get(from..self.at).ok_or(ENDS)
    }

    /// Whether another item follows, which is not so after the closing bracket.
    fn another(&mut self, end: u8, first: bool) -> Parsed<bool> {
        self.space();
        if self.takes(end) {
            return Ok(false);
        }
        if !first {
            if !self.takes(b',') {
                self.byte().ok_or(ENDS)?;
                return Err("a comma or a closing bracket is missing");
            }
            self.space();
            if self.byte() == Some(end) {
                return Err("there is a comma after the last one");
            }
        }
        self.byte().ok_or(ENDS)?;
        Ok(true)
    }

    #[inline(never)]
    fn string(&mut self) -> Parsed<Cow<'a, str>> {
        self.at += 1;
        let mut string = Cow::Borrowed("");
        loop {
            let from = self.at;
            while let Some(byte) = self.byte()
                && byte >= b' '
                && !matches!(byte, b'"' | b'\\')
            {
                self.at += 1;
            }
            let run = self.text.get(from..self.at).unwrap_or_default();
            match &mut string {
                Cow::Owned(string) => string.push_str(run),
                Cow::Borrowed(string) => *string = run,
            }
            match self.byte().ok_or("a quote is missing at the end of a text")? {
                b'"' => {
                    self.at += 1;
                    return Ok(string);
                }
                b'\\' => {
                    self.at += 1;
                    let escaped = self.escaped()?;
                    string.to_mut().push(escaped);
                }
                _ => return Err("a text goes over the end of its line, or holds a tab"),
            }
        }
    }

    fn escaped(&mut self) -> Parsed<char> {
        let escaped = match self.byte().ok_or(ENDS)? {
            byte @ (b'"' | b'\\' | b'/') => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                self.at += 1;
                return self.unicode();
            }
            _ => return Err(ESCAPE),
        };
        self.at += 1;
        Ok(escaped)
    }

    /// Four hexadecimal digits, or twice four where the first are half of a character.
    fn unicode(&mut self) -> Parsed<char> {
        let first = self.four()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first).ok_or(ESCAPE);
        }
        if !(self.takes(b'\\') && self.takes(b'u')) {
            return Err(ESCAPE);
        }
        match self.four()? {
            second @ 0xdc00..0xe000 => {
                char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00)).ok_or(ESCAPE)
            }
            _ => Err(ESCAPE),
        }
    }

    fn four(&mut self) -> Parsed<u32> {
        let mut number = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            number = number * 16 + digit.ok_or(ESCAPE)?;
            self.at += 1;
        }
        Ok(number)
    }

    /// A number that is held without loss; another is refused rather than rounded.
    fn number(&mut self) -> Parsed<Json<'a>> {
        let negative = self.takes(b'-');
        let mut digits = Some(0);
        let mut exponent = 0;
        if !self.takes(b'0') {
            self.digits(&mut digits)?;
        } else if matches!(self.byte(), Some(b'0'..=b'9')) {
            return Err("a number starts with 0");
        }
        let mut whole = true;
        if self.takes(b'.') {
            whole = false;
            exponent -= self.digits(&mut digits)?;
        }
        if self.takes(b'e') || self.takes(b'E') {
            whole = false;
            let sign = if self.takes(b'-') { -1 } else { 1 };
            if sign == 1 {
                self.takes(b'+');
            }
            let mut power = Some(0);
            self.digits(&mut power)?;
            let power = power
                .and_then(|power| i32::try_from(power).ok())
                .unwrap_or(i32::MAX);
            exponent = exponent.saturating_add(power.saturating_mul(sign));
        }
        let digits = digits.ok_or(TOO_LONG)?;
        if whole && (digits > 0 || !negative) {
            let number = match negative {
                true => 0_i64.checked_sub_unsigned(digits),
                false => i64::try_from(digits).ok(),
            };
            return number.map(Json::Whole).ok_or(TOO_LONG);
        }
        if digits > EXACT || !(-POWERS..=POWERS).contains(&exponent) {
            return Err(TOO_LONG);
        }
        // Both are exact, so that one operation rounds rightly.
        let power = (0..exponent.abs()).fold(1.0, |power, _| power * 10.0);
        let digits = digits as f64;
        let number = if exponent < 0 {
            digits / power
        } else {
            digits * power
        };
        Ok(Json::Real(if negative { -number } else { number }))
    }

    /// Adds the digits to a number, which is none where it grows too large. Gives how many they are.
    fn digits(&mut self, number: &mut Option<u64>) -> Parsed<i32> {
        let mut count = 0_i32;
        while let Some(byte @ b'0'..=b'9') = self.byte() {
            *number = number
                .and_then(|number| number.checked_mul(10))
                .and_then(|number| number.checked_add(u64::from(byte - b'0')));
            count = count.saturating_add(1);
            self.at += 1;
        }
        if count == 0 { Err(NO_DIGIT) } else { Ok(count) }
    }
}
