//! A place in a tree, and reading from it.

use std::borrow::Cow;

use crate::sorted::Map;

use super::notes::{Counted, InWords, Notes, Problem};
use super::tree::Json;

/// One thing wrong with a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Where: `windows[3].deadline`, or `line 12, column 5` where the text is not JSON.
    pub path: String,
    /// What is wrong, without a full stop.
    pub problem: String,
    /// How to mend it, without a full stop.
    pub remedy: String,
}

/// Reads a whole tree.
///
/// # Errors
/// Every slip in it, in the order of reading.
pub fn read<T>(json: &Json<'_>, read: fn(&Node<'_>) -> T) -> Result<T, Vec<Slip>> {
    let found = InWords::default();
    let value = read(&Node::root(json, &found));
    let found = found.into_slips();
    if found.is_empty() { Ok(value) } else { Err(found) }
}

/// Reads a whole tree; `None` where there is any slip in it. What puts slips into words is not linked for this.
pub fn read_quietly<T>(json: &Json<'_>, read: fn(&Node<'_>) -> T) -> Option<T> {
    let found = Counted::default();
    let value = read(&Node::root(json, &found));
    found.none().then_some(value)
}

/// The version of its format that a tree gives. `None`: it gives none.
pub fn format(json: &Json<'_>) -> Option<u32> {
    let shape = |at: &Node<'_>| {
        at.members();
        at.get("format").u32()
    };
    read_quietly(json, shape)
}

/// A place in a tree. Its methods read what stands there; what is wrong is noted once, and a placeholder given.
#[derive(Clone, Copy, Debug)]
pub struct Node<'a> {
    pub(super) value: Value<'a>,
    parent: Option<&'a Node<'a>>,
    step: Step<'a>,
    found: &'a dyn Notes,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Given(&'a Json<'a>),
    /// Not there; noted only by those who need it.
    Absent,
    /// What it would stand in is wrong, and that is noted.
    Unreadable,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Member(&'a str),
    Item(usize),
}

impl<'a> Node<'a> {
    fn root(json: &'a Json<'a>, found: &'a dyn Notes) -> Self {
        Self {
            value: Value::Given(json),
            parent: None,
            step: Step::Root,
            found,
        }
    }

    fn child<'b>(&'b self, value: Value<'b>, step: Step<'b>) -> Node<'b> {
        Node {
            value,
            parent: Some(self),
            step,
            found: self.found,
        }
    }

    /// What stands here, if anything.
    pub fn json(&self) -> Option<&'a Json<'a>> {
        match self.value {
            Value::Given(json) => Some(json),
            _ => None,
        }
    }

    /// An object with these members and no other, each at most once. Which of them have to be there is for those
    /// who [`get`](Self::get) them.
    #[inline(never)]
    pub fn object(&self, known: &[&str]) {
        let members = self.members();
        for (at, (name, _)) in members.iter().enumerate() {
            let member = self.child(Value::Unreadable, Step::Member(name));
            if !known.contains(&&**name) {
                member.note(&mut Problem::NoSuch(known));
            } else if members[..at].iter().any(|(before, _)| before == name) {
                member.twice();
            }
        }
    }

    /// The members of an object, which may be any.
    #[inline(never)]
    pub fn members(&self) -> &'a [(Cow<'a, str>, Json<'a>)] {
        match self.value {
            Value::Given(Json::Object(members)) => members,
            _ => {
                self.wrong("an object in { }");
                &[]
            }
        }
    }

    /// The member of this name of an object; of anything else, a node that reads as its placeholder.
    #[inline(never)]
    pub fn get<'b>(&'b self, name: &'b str) -> Node<'b> {
        let value = match self.value {
            Value::Given(Json::Object(members)) => match members.iter().find(|(known, _)| known == name) {
                Some((_, json)) => Value::Given(json),
                None => Value::Absent,
            },
            _ => Value::Unreadable,
        };
        self.child(value, Step::Member(name))
    }

    /// What `read` makes of it; `None` where it is not there, or `null`.
    pub fn optional<T>(&self, read: fn(&Node<'_>) -> T) -> Option<T> {
        match self.value {
            Value::Given(Json::Null) | Value::Absent | Value::Unreadable => None,
            Value::Given(_) => Some(read(self)),
        }
    }

    /// What `read` makes of it; the default where it is not there.
    pub fn or_default<T: Default>(&self, read: fn(&Node<'_>) -> T) -> T {
        match self.value {
            Value::Given(_) => read(self),
            Value::Absent | Value::Unreadable => T::default(),
        }
    }

    #[inline(never)]
    fn items(&self) -> &'a [Json<'a>] {
        if let Value::Given(Json::List(items)) = self.value {
            return items;
        }
        self.wrong("a list in [ ]");
        &[]
    }

    /// A list of what `read` makes of each item.
    #[inline(never)]
    pub fn list<T>(&self, read: fn(&Node<'_>) -> T) -> Vec<T> {
        let items = self.items();
        let mut list = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            list.push(read(&self.child(Value::Given(item), Step::Item(at))));
        }
        list
    }

    /// What `read` makes of each member of an object, by its name.
    #[inline(never)]
    pub fn map<T>(&self, read: fn(&Node<'_>) -> T) -> Map<T> {
        let mut map = Map::new();
        for (name, json) in self.members() {
            let member = self.child(Value::Given(json), Step::Member(name));
            if map.insert(name.to_string(), read(&member)).is_some() {
                member.twice();
            }
        }
        map
    }

    /// One of a few words, as what it stands for.
    pub fn word<T: Copy>(&self, known: &[(&str, T)]) -> Option<T> {
        if let Value::Given(Json::Text(text)) = self.value
            && let Some((_, value)) = known.iter().find(|(word, _)| word == text)
        {
            return Some(*value);
        }
        self.unknown(&mut known.iter().map(|(word, _)| *word));
        None
    }

    /// One of several forms: the name of one, or an object with the name as its only member. Gives the name and the
    /// member, which is absent where the name stands alone; an empty name where it is none of these.
    #[inline(never)]
    pub fn tag<'b>(&'b self, known: &[&str]) -> (&'b str, Node<'b>) {
        let (name, value) = match self.value {
            Value::Given(Json::Text(name)) => (&**name, Value::Absent),
            Value::Given(Json::Object(members)) => match members.as_slice() {
                [(name, json)] => (&**name, Value::Given(json)),
                _ => ("", Value::Absent),
            },
            _ => ("", Value::Absent),
        };
        if known.contains(&name) {
            return (name, self.child(value, Step::Member(name)));
        }
        self.unknown(&mut known.iter().copied());
        ("", self.child(Value::Unreadable, Step::Root))
    }

    /// A name that stands alone: there is nothing here.
    #[inline(never)]
    pub fn nothing(&self) {
        if let Value::Given(_) = self.value {
            self.note(&mut Problem::NothingToSay);
        }
    }

    #[inline(never)]
    fn unknown(&self, known: &mut dyn Iterator<Item = &str>) {
        if !matches!(self.value, Value::Unreadable) {
            self.note(&mut Problem::Unknown(known));
        }
    }

    /// Notes that something else stands here than what is wanted, or nothing.
    #[inline(never)]
    pub fn wrong(&self, wanted: &str) {
        if !matches!(self.value, Value::Unreadable) {
            self.note(&mut Problem::Wrong(wanted));
        }
    }

    fn twice(&self) {
        self.note(&mut Problem::Twice);
    }

    pub(super) fn note(&self, problem: &mut Problem<'_, '_>) {
        self.found.note(self, problem);
    }

    /// The name it is a member by; none of anything else.
    pub(super) fn name(&self) -> &str {
        match self.step {
            Step::Member(name) => name,
            _ => "",
        }
    }

    /// Where this is, from the root: `windows[3].deadline`.
    pub(super) fn write_path(&self, path: &mut String) {
        if let Some(parent) = self.parent {
            parent.write_path(path);
        }
        match self.step {
            Step::Root => {}
            Step::Member(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Item(at) => path.push_str(&format!("[{at}]")),
        }
    }
}
