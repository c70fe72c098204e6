//! Key material: wiped when dropped, and never printed.

use std::fmt;

use zeroize::Zeroizing;

macro_rules! key {
    ($(#[$what:meta])* $name:ident) => {
        $(#[$what])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(Zeroizing<[u8; 32]>);

        impl $name {
            /// A key of these bytes, of which the caller keeps no copy.
            pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
                Self(bytes)
            }

            /// The bytes, to be handed on and not to be kept.
            pub fn bytes(&self) -> &[u8; 32] {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(stringify!($name))
            }
        }
    };
}

key! {
    /// Seals records. Drawn at random once on a device; it leaves memory only wrapped, in the keyring.
    DataKey
}

key! {
    /// Wraps the data key. Derived from the passphrase or the recovery code; never stored.
    WrappingKey
}

/// A passphrase, or a recovery code as it was typed or is printed: wiped when dropped, and never printed by a mistake.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// A text to be kept secret.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, to be handed on and not to be kept.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_prints_nothing_of_itself() {
        let key = DataKey::new(Zeroizing::new([0xa5; 32]));
        assert_eq!(format!("{key:?}"), "DataKey");
        let key = WrappingKey::new(Zeroizing::new([0xa5; 32]));
        assert_eq!(format!("{key:#?}"), "WrappingKey");
        assert_eq!(format!("{:?}", Secret::new("river".to_owned())), "Secret");
    }
}
