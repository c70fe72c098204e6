//! Proof of receipt, to read and to check.

use crate::calendar::{london, words};
use crate::draft::stored::Draft;
use crate::session::state::Session;
use crate::submission::envelope::Receipt;
use crate::submission::proof::{FORMAT, Proof, write};

/// How somebody who was not there can find out that a proof is one.
const HOW_TO_CHECK: &str = "To check this proof, give this file to the council’s own program (council verify FILE), or follow \
    “Checking a proof” in the endpoint’s guide, docs/endpoint.md, with common tools. Only the last line counts: the lines above \
    say the same in words, and could be changed without being found.";
const UNSIGNED: &str = "The council’s system did not sign this receipt, so nobody can tell from this file alone that it is real. \
    Ask the council for the reference.";

/// What a receipt says, line by line: a name and its value.
pub(in crate::session) fn rows(application: &str, receipt: &Receipt) -> Vec<(String, String)> {
    let row = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut rows = vec![
        row("Reference", &receipt.reference),
        row("Received", &when(receipt)),
        row("Received, exactly", &receipt.received),
        row("Application id", application),
        row("Digest of the answers (SHA-256)", &receipt.digest),
    ];
    if let Some((key, signature)) = receipt.signature.as_deref().and_then(parts) {
        rows.push(row("Signed with the council’s key", key));
        rows.push(row("Signature (Ed25519)", signature));
    }
    rows
}

/// Key and signature out of `ed25519:KEY:SIGNATURE`.
fn parts(signature: &str) -> Option<(&str, &str)> {
    let (kind, rest) = signature.split_once(':')?;
    rest.split_once(':').filter(|_| kind == "ed25519")
}

/// When it was received, in words, Europe/London.
pub(in crate::session) fn when(receipt: &Receipt) -> String {
    match london::instant(&receipt.received) {
        Some(at) => words::moment(london::time(at)),
        None => receipt.received.clone(),
    }
}

impl Session {
    /// Name and text of the file that proves that the council received an application. `None`: it has not.
    pub(in crate::session) fn proof(&self, draft: &Draft) -> Option<(String, String)> {
        let receipt = &draft.received.as_ref()?.receipt;
        let mut text = String::from(
            "Proof of receipt\n\nThe council has received an application for alternative provision.\n\n",
        );
        for (name, value) in rows(&draft.id, receipt) {
            text.push_str(&name);
            text.push_str(": ");
            text.push_str(&value);
            text.push('\n');
        }
        let how = match receipt.signature {
            Some(_) => HOW_TO_CHECK,
            None => UNSIGNED,
        };
        let proof = Proof {
            format: FORMAT,
            application: draft.id.clone(),
            receipt: receipt.clone(),
        };
        text.push_str(&["\n", how, "\n\n", &write(&proof), "\n"].concat());
        Some((file_name(&receipt.reference), text))
    }
}

/// The reference is no secret, but what came over the network does not get into the name of a file unseen.
fn file_name(reference: &str) -> String {
    let fits = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-';
    match reference.len() <= 20 && reference.bytes().all(fits) {
        true => ["proof-of-receipt-", reference, ".txt"].concat(),
        false => "proof-of-receipt.txt".to_owned(),
    }
}
