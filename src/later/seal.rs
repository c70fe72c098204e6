//! Applications sealed to the council: HPKE (RFC 9180) by the `hpke` crate, in base mode with
//! DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20Poly1305.
//!
//! Whoever sends has the council's public key alone (`seal_to` of the settings), so that not even the device that sealed
//! an application can open it again. Each is sealed with an ephemeral key of its own, made of 32 random bytes that the
//! caller draws. What is bound beside it: [`bound_text`].

use std::convert::Infallible;

use base64ct::{Base64UrlUnpadded, Encoding};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal_with_rng,
};
use zeroize::Zeroizing;

use super::receipt::key_id;
use crate::submission::sealed::{Bound, FORMAT, SEALED, SealedApplication, bound_text};

type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type Encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey;

/// The council's secret key.
#[derive(Clone)]
pub struct Opener {
    private: PrivateKey,
    public: [u8; 32],
}

/// Why an application could not be sealed. The words go to whoever sends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// `seal_to` of the settings is no key to which anything can be sealed.
    #[error("The council’s key in this service’s settings cannot be used.")]
    Key,
    /// One of the parts that stand outside has a line feed in it.
    #[error("The application cannot be encrypted as it is.")]
    Unbound,
}

/// Why a sealed application stays closed. It says no more than that, on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it does not open with this key: it was sealed for another, or changed afterwards")]
pub struct Closed;

/// Seals the body of a request to a public key, `seal_to` of the settings. `random`: 32 fresh bytes nobody can guess.
///
/// # Errors
/// The key is none, or what is to be bound cannot be.
pub fn seal(
    to: &str,
    application: &str,
    form_version: &str,
    key: &str,
    body: &str,
    random: &[u8; 32],
) -> Result<SealedApplication, SealError> {
    let public: [u8; 32] = bytes(to).ok_or(SealError::Key)?;
    let sealed_to = key_id(&public);
    let bound = bound_text(Bound {
        sealed_to: &sealed_to,
        application,
        form_version,
        key,
    });
    let bound = bound.ok_or(SealError::Unbound)?;
    let public = PublicKey::from_bytes(&public).map_err(|_| SealError::Key)?;
    // A point of small order makes no secret, and is refused here.
    let (encapsulated, ciphertext) =
        single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &public,
            SEALED.as_bytes(),
            body.as_bytes(),
            bound.as_bytes(),
            &mut Drawn(random),
        )
        .map_err(|_| SealError::Key)?;
    Ok(SealedApplication {
        format: FORMAT,
        sealed_to,
        application: application.to_owned(),
        form_version: form_version.to_owned(),
        encapsulated: Base64UrlUnpadded::encode_string(&encapsulated.to_bytes()),
        ciphertext: Base64UrlUnpadded::encode_string(&ciphertext),
    })
}

impl Opener {
    /// The key of 32 random bytes.
    ///
    /// # Errors
    /// They are no key, which no 32 bytes are.
    pub fn from_bytes(secret: &[u8; 32]) -> Result<Self, Closed> {
        let private = PrivateKey::from_bytes(secret).map_err(|_| Closed)?;
        let public = X25519HkdfSha256::sk_to_pk(&private).to_bytes().into();
        Ok(Self { private, public })
    }

    /// The public key as the settings name it: base64url without padding.
    pub fn public(&self) -> String {
        Base64UrlUnpadded::encode_string(&self.public)
    }

    /// The short name of the key: `sealed_to` of what is sealed to it.
    pub fn id(&self) -> String {
        key_id(&self.public)
    }

    /// Opens what came with this `Idempotency-Key`.
    ///
    /// # Errors
    /// It was sealed to another key, or any part of it is not what it was.
    pub fn open(&self, sealed: &SealedApplication, key: &str) -> Result<Zeroizing<Vec<u8>>, Closed> {
        let SealedApplication {
            format,
            sealed_to,
            application,
            form_version,
            encapsulated,
            ciphertext,
        } = sealed;
        if *format != FORMAT {
            return Err(Closed);
        }
        let bound = bound_text(Bound {
            sealed_to,
            application,
            form_version,
            key,
        });
        let encapsulated: [u8; 32] = bytes(encapsulated).ok_or(Closed)?;
        let ciphertext = Base64UrlUnpadded::decode_vec(ciphertext).map_err(|_| Closed)?;
        single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.private,
            &Encapsulated::from_bytes(&encapsulated).map_err(|_| Closed)?,
            SEALED.as_bytes(),
            &ciphertext,
            bound.ok_or(Closed)?.as_bytes(),
        )
        .map(Zeroizing::new)
        .map_err(|_| Closed)
    }
}

/// So many bytes out of base64url, in its one canonical form.
fn bytes<const N: usize>(text: &str) -> Option<[u8; N]> {
    Base64UrlUnpadded::decode_vec(text).ok()?.try_into().ok()
}

/// Random bytes that were drawn elsewhere: HPKE asks once for as many as these, for the ephemeral key (`ikmE`).
struct Drawn<'a>(&'a [u8; 32]);

impl TryRng for Drawn<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut four = [0; 4];
        self.try_fill_bytes(&mut four)?;
        Ok(u32::from_le_bytes(four))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut eight = [0; 8];
        self.try_fill_bytes(&mut eight)?;
        Ok(u64::from_le_bytes(eight))
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        let drawn = self.0.iter().chain(std::iter::repeat(&0));
        out.iter_mut().zip(drawn).for_each(|(out, byte)| *out = *byte);
        Ok(())
    }
}

impl TryCryptoRng for Drawn<'_> {}

#[cfg(test)]
#[path = "seal_tests.rs"]
mod tests;
