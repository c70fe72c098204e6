//! Reading a stored draft out of JSON.

use super::stored::{Draft, Received, Sending};
use crate::form::read::answers::answers;
use crate::json::Node;
use crate::submission::read::receipt;

/// A whole draft.
pub fn draft(at: &Node<'_>) -> Draft {
    at.object(&[
        "format",
        "id",
        "version",
        "changed",
        "nickname",
        "form_version",
        "answers",
        "last_page",
        "sending",
        "received",
    ]);
    Draft {
        format: at.get("format").u32(),
        id: at.get("id").text(),
        version: at.get("version").whole(0, i64::MAX).unsigned_abs(),
        changed: at.get("changed").whole(i64::MIN, i64::MAX),
        nickname: at.get("nickname").text(),
        form_version: at.get("form_version").text(),
        answers: answers(&at.get("answers")),
        last_page: at.get("last_page").opt_text(),
        sending: at.get("sending").optional(sending),
        received: at.get("received").optional(received),
    }
}

fn sending(at: &Node<'_>) -> Sending {
    at.object(&["key", "body", "digest", "provision"]);
    Sending {
        key: at.get("key").text(),
        body: at.get("body").text(),
        digest: at.get("digest").text(),
        provision: at.get("provision").text(),
    }
}

fn received(at: &Node<'_>) -> Received {
    at.object(&["receipt", "provision"]);
    Received {
        receipt: receipt(&at.get("receipt")),
        provision: at.get("provision").text(),
    }
}
