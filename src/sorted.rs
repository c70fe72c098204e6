//! Values by name and sets of names, in the order of the names.
//!
//! They are sorted lists: an application has a hundred or two of anything, and the standard library's trees would
//! be 50 kB of the program that a browser has to load.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Values by name. Each name stands once; iteration is in the order of the names' Unicode code points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map<V>(Vec<(String, V)>);

impl<V> Map<V> {
    /// An empty map.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    #[inline(never)]
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(name))
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&V> {
        let at = self.find(name).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// The value of a name, to be changed.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut V> {
        let at = self.find(name).ok()?;
        self.0.get_mut(at).map(|(_, value)| value)
    }

    /// Whether there is a value of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// Sets the value of a name. Gives the one before.
    #[inline(never)]
    pub fn insert(&mut self, name: String, value: V) -> Option<V> {
        match self.find(&name) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                self.0.insert(at, (name, value));
                None
            }
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, name: &str) -> Option<V> {
        let at = self.find(name).ok()?;
        Some(self.0.remove(at).1)
    }

    /// The value of a name; the default is put there where there is none.
    pub fn or_default(&mut self, name: &str) -> &mut V
    where
        V: Default,
    {
        let at = match self.find(name) {
            Ok(at) => at,
            Err(at) => {
                self.0.insert(at, (name.to_owned(), V::default()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// Names and values.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, V)> {
        self.0.iter()
    }

    /// The names.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }

    /// The values.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// The values, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<V> Default for Map<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V> Extend<(String, V)> for Map<V> {
    fn extend<I: IntoIterator<Item = (String, V)>>(&mut self, all: I) {
        for (name, value) in all {
            self.insert(name, value);
        }
    }
}

impl<V> FromIterator<(String, V)> for Map<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(all: I) -> Self {
        let mut map = Self::new();
        map.extend(all);
        map
    }
}

impl<V, const N: usize> From<[(String, V); N]> for Map<V> {
    fn from(all: [(String, V); N]) -> Self {
        all.into_iter().collect()
    }
}

impl<V> From<BTreeMap<String, V>> for Map<V> {
    fn from(tree: BTreeMap<String, V>) -> Self {
        Self(tree.into_iter().collect())
    }
}

impl<V> IntoIterator for Map<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, V> IntoIterator for &'a Map<V> {
    type Item = &'a (String, V);
    type IntoIter = std::slice::Iter<'a, (String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<V: Serialize> Serialize for Map<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Map<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::<String, V>::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(feature = "schema")]
impl<V: schemars::JsonSchema> schemars::JsonSchema for Map<V> {
    fn inline_schema() -> bool {
        BTreeMap::<String, V>::inline_schema()
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        BTreeMap::<String, V>::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        BTreeMap::<String, V>::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        BTreeMap::<String, V>::json_schema(generator)
    }
}

/// Names, each once, in the order of their Unicode code points.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Set(Vec<String>);

impl Set {
    /// An empty set.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    #[inline(never)]
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(name))
    }

    /// Whether a name is in it.
    pub fn contains(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// Puts a name in. Says whether it is new.
    #[inline(never)]
    pub fn insert(&mut self, name: String) -> bool {
        let place = self.find(&name);
        if let Err(at) = place {
            self.0.insert(at, name);
        }
        place.is_err()
    }

    /// Takes a name out. Says whether it was there.
    pub fn remove(&mut self, name: &str) -> bool {
        let place = self.find(name);
        if let Ok(at) = place {
            self.0.remove(at);
        }
        place.is_ok()
    }

    /// Keeps the names that fit.
    pub fn retain(&mut self, fits: impl FnMut(&String) -> bool) {
        self.0.retain(fits);
    }

    /// The names.
    pub fn iter(&self) -> std::slice::Iter<'_, String> {
        self.0.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Extend<String> for Set {
    fn extend<I: IntoIterator<Item = String>>(&mut self, all: I) {
        for name in all {
            self.insert(name);
        }
    }
}

impl FromIterator<String> for Set {
    fn from_iter<I: IntoIterator<Item = String>>(all: I) -> Self {
        let mut set = Self::new();
        set.extend(all);
        set
    }
}

impl<const N: usize> From<[String; N]> for Set {
    fn from(all: [String; N]) -> Self {
        all.into_iter().collect()
    }
}

impl From<BTreeSet<String>> for Set {
    fn from(tree: BTreeSet<String>) -> Self {
        Self(tree.into_iter().collect())
    }
}

impl IntoIterator for Set {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Set {
    type Item = &'a String;
    type IntoIter = std::slice::Iter<'a, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'de> Deserialize<'de> for Set {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeSet::<String>::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_map_does_what_a_tree_does(steps in prop::collection::vec(("[ab]{0,2}", any::<u8>(), 0..3), 0..40)) {
            let (mut map, mut tree) = (Map::new(), BTreeMap::new());
            for (name, value, step) in steps {
                match step {
                    0 => prop_assert_eq!(map.insert(name.clone(), value), tree.insert(name, value)),
                    1 => prop_assert_eq!(map.remove(&name), tree.remove(&name)),
                    _ => prop_assert_eq!(map.or_default(&name), tree.entry(name).or_default()),
                }
            }
            prop_assert!(map.iter().map(|(name, value)| (name, value)).eq(&tree));
            prop_assert_eq!(serde_json::to_string(&map).unwrap(), serde_json::to_string(&tree).unwrap());
        }

        #[test]
        fn a_set_does_what_a_tree_does(steps in prop::collection::vec(("[ab]{0,2}", any::<bool>()), 0..40)) {
            let (mut set, mut tree) = (Set::new(), BTreeSet::new());
            for (name, put) in steps {
                match put {
                    true => prop_assert_eq!(set.insert(name.clone()), tree.insert(name)),
                    false => prop_assert_eq!(set.remove(&name), tree.remove(&name)),
                }
            }
            prop_assert!(set.iter().eq(&tree));
        }
    }
}
