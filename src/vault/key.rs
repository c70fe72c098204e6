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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_prints_nothing_of_itself() {
        let key = DataKey::new(Zeroizing::new([0xa5; 32]));
        assert_eq!(format!("{key:?}"), "DataKey");
        let key = WrappingKey::new(Zeroizing::new([0xa5; 32]));
        assert_eq!(format!("{key:#?}"), "WrappingKey");
    }
}
