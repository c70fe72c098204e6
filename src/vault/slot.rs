//! A data key wrapped for one secret.

use zeroize::Zeroizing;

use super::base64;
use super::cipher::{self, Nonce, TAG};
use super::kdf::Kdf;
use super::key::{DataKey, WrappingKey};
use crate::json::{Node, Writer};

/// Rises when what is wrapped, or how, changes.
const FORMAT: u32 = 1;

/// A wrapped data key, and how the key it is wrapped with is derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub kdf: Kdf,
    nonce: Nonce,
    wrapped: [u8; 32 + TAG],
}

impl Slot {
    pub fn wrap(name: &str, kdf: Kdf, key: &WrappingKey, nonce: Nonce, data: &DataKey) -> Option<Self> {
        let wrapped = cipher::encrypt(key.bytes(), &nonce, bound(name, &kdf).as_bytes(), data.bytes())?;
        Some(Self {
            kdf,
            nonce,
            wrapped: wrapped.try_into().ok()?,
        })
    }

    /// `None`: another key, another name, or altered.
    pub fn open(&self, name: &str, key: &WrappingKey) -> Option<DataKey> {
        let bytes = cipher::decrypt(
            key.bytes(),
            &self.nonce,
            bound(name, &self.kdf).as_bytes(),
            &self.wrapped,
        )?;
        let mut data = Zeroizing::new([0; 32]);
        data.copy_from_slice(bytes.get(..32)?);
        Some(DataKey::new(data))
    }

    pub fn write(&self, out: &mut Writer) {
        out.open('{');
        self.kdf.write(out);
        out.members(&[
            ("nonce", &base64::write(&self.nonce)),
            ("wrapped", &base64::write(&self.wrapped)),
        ]);
        out.close('}');
    }

    pub fn read(at: &Node<'_>) -> Option<Self> {
        Some(Self {
            kdf: Kdf::read(at)?,
            nonce: base64::read_array(&at.get("nonce").text())?,
            wrapped: base64::read_array(&at.get("wrapped").text())?,
        })
    }
}

/// What a wrapping is bound to: its name, its format, and how its key was derived.
fn bound(name: &str, kdf: &Kdf) -> String {
    let mut out = Writer::default();
    out.open('{');
    out.name("format").digits(&FORMAT.to_string());
    out.name("slot").text(name);
    kdf.write(&mut out);
    out.close('}');
    out.finish()
}
