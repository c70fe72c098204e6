//! Pieces of a passphrase that someone would guess first: known words, runs, years and repeats.

/// What passphrases are most often made of, and what someone who wants into a computer of a Coventry school would
/// try: the words of the place, the work and the season. Letters only, lower case, longest matches first.
const WORDS: &str = "\
password passphrase passwort letmein iloveyou welcome trustno sunshine princess football baseball superman \
batman dragon monkey shadow master killer michael jennifer jordan charlie thomas george daniel jessica ashley \
computer internet whatever freedom starwars pokemon chocolate cheese flower secret admin administrator login user \
guest default changeme hello qwerty liverpool arsenal chelsea everton tottenham villa rangers united england london \
britain summer winter spring autumn january february march april june july august september october november \
december monday tuesday wednesday thursday friday saturday sunday christmas birthday family mummy daddy \
coventry warwick warwickshire midlands birmingham nuneaton bedworth kenilworth leamington rugby skyblues godiva \
cathedral jaguar ricoh wyken foleshill tilehill hillfields willenhall earlsdon radford holbrooks canley binley \
coundon finham foxford caludon cardinal newman wiseman ullathorne kennedy sidney stringer lynghall ernesford \
whitley westwood woodlands barrshill bluecoat school academy college sixthform student pupil teacher headteacher \
deputy senco safeguarding pastoral inclusion behaviour attendance office staffroom staff classroom office council \
application provision referral placement flourish insight refocus alternative";

/// Rows of keys, and the alphabet, that fingers run along.
const ROWS: [&str; 5] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
];

/// A run of letters is this long at least; shorter ones stand in many words.
const RUN_OF_LETTERS: usize = 4;
const RUN_OF_DIGITS: usize = 3;

/// Why a piece is easy to guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Run,
    Year,
    Repeat,
}

/// The longest such piece of a text in lower case that starts at a place: its length and kind.
pub(super) fn piece(text: &[char], at: usize) -> Option<(usize, Kind)> {
    let rest = text.get(at..)?;
    let found = [
        (word(rest), Kind::Word),
        (run(rest), Kind::Run),
        (year(rest), Kind::Year),
        (repeat(text, at), Kind::Repeat),
    ];
    // The first of the longest.
    let mut longest = (0, Kind::Word);
    for piece in found {
        if piece.0 > longest.0 {
            longest = piece;
        }
    }
    (longest.0 > 0).then_some(longest)
}

fn word(rest: &[char]) -> usize {
    let fits = |word: &&str| word.len() <= rest.len() && word.chars().zip(rest).all(|(a, b)| a == plain(*b));
    WORDS.split(' ').filter(fits).map(str::len).max().unwrap_or(0)
}

/// The letter that a digit or sign is often put for.
fn plain(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

fn run(rest: &[char]) -> usize {
    let same = rest
        .iter()
        .take_while(|letter| rest.first() == Some(*letter))
        .count();
    let mut longest = if same >= RUN_OF_DIGITS { same } else { 0 };
    for row in ROWS {
        let up = along(rest, row.chars());
        let down = along(rest, row.chars().rev());
        let least = if row.starts_with('0') {
            RUN_OF_DIGITS
        } else {
            RUN_OF_LETTERS
        };
        for length in [up, down] {
            if length >= least {
                longest = longest.max(length);
            }
        }
    }
    longest
}

/// How far a text goes along a row from wherever it steps in.
fn along(rest: &[char], row: impl Iterator<Item = char>) -> usize {
    let from = row.skip_while(|letter| rest.first() != Some(letter));
    from.zip(rest).take_while(|(a, b)| a == *b).count()
}

/// 1900 to 2099.
fn year(rest: &[char]) -> usize {
    match rest {
        ['1', '9', third, fourth, ..] | ['2', '0', third, fourth, ..]
            if third.is_ascii_digit() && fourth.is_ascii_digit() =>
        {
            4
        }
        _ => 0,
    }
}

/// Four letters or digits or more that stood before: three are common to many words.
fn repeat(text: &[char], at: usize) -> usize {
    let (before, rest) = text.split_at(at);
    let mut longest = 0;
    for from in 0..before.len() {
        let alike = |(a, b): &(&char, &char)| a == b && a.is_ascii_alphanumeric();
        let length = before[from..].iter().zip(rest).take_while(alike).count();
        longest = longest.max(length);
    }
    if longest >= 4 { longest } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_known_for_what_they_are() {
        let check = |text: &str, at, expected| {
            let letters: Vec<char> = text.chars().collect();
            assert_eq!(piece(&letters, at), expected, "{text} at {at}");
        };
        check("password1", 0, Some((8, Kind::Word)));
        check("p@55w0rd1", 0, Some((8, Kind::Word)));
        check("xcoventry", 1, Some((8, Kind::Word)));
        check("headteacher", 0, Some((11, Kind::Word)));
        check("12345", 0, Some((5, Kind::Run)));
        check("9876", 0, Some((4, Kind::Run)));
        check("asdfg", 0, Some((5, Kind::Run)));
        check("lkjh", 0, Some((4, Kind::Run)));
        check("zzzz", 0, Some((4, Kind::Run)));
        check("2026", 0, Some((4, Kind::Year)));
        check("river river", 6, Some((5, Kind::Repeat)));
        check("first", 0, None);
        check("2226", 0, Some((3, Kind::Run)));
        check("apple", 0, None);
        check("apple", 9, None);
    }
}
