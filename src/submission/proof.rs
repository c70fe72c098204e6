//! Proof of receipt, version 1: what was received and when, for somebody who was not there. Nothing in it is about a
//! student.

use serde::{Deserialize, Serialize};

use super::envelope::Receipt;
use super::write::receipt;
use crate::json::Writer;

/// The only version of the proof this program writes and reads.
pub const FORMAT: u32 = 1;

/// A receipt with the one thing that its signature covers and it does not say itself.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// Version of this format; see [`FORMAT`].
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1)))]
    pub format: u32,
    /// Random id of the application, 32 lower-case hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{32}$")))]
    pub application: String,
    /// The council's receipt.
    pub receipt: Receipt,
}

/// A proof as JSON, one line.
pub fn write(proof: &Proof) -> String {
    let mut out = Writer::default();
    out.open('{');
    out.name("format").digits(&proof.format.to_string());
    out.name("application").text(&proof.application);
    receipt(out.name("receipt"), &proof.receipt);
    out.close('}');
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_one_line_and_written_as_its_derived_writer_writes_it(
            format: u32, parts in prop::array::uniform4(any::<String>()), signature in prop::option::of(any::<String>()),
        ) {
            let [application, reference, digest, received] = parts;
            let receipt = Receipt { reference, digest, received, signature };
            let proof = Proof { format, application, receipt };
            let text = write(&proof);
            prop_assert_eq!(&text, &serde_json::to_string(&proof).unwrap());
            prop_assert!(!text.contains('\n'));
        }
    }
}
