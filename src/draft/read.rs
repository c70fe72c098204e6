//! Reading a stored draft out of JSON.

use super::refused::{AtFault, Refused};
use super::stored::{Draft, Earlier, Received, Removed, Sending};
use crate::form::read::answers::{answers, item};
use crate::json::Node;
use crate::submission::read::receipt;

/// A whole draft.
pub fn draft(at: &Node<'_>) -> Draft {
    at.object(&[
        "format",
        "id",
        "version",
        "changed",
        "undated",
        "nickname",
        "form_version",
        "answers",
        "last_page",
        "removed",
        "earlier",
        "amends",
        "discarded",
        "sending",
        "refused",
        "received",
    ]);
    Draft {
        format: at.get("format").u32(),
        id: at.get("id").text(),
        version: at.get("version").whole(0, i64::MAX).unsigned_abs(),
        changed: moment(&at.get("changed")),
        undated: at.get("undated").opt_flag(),
        nickname: at.get("nickname").text(),
        form_version: at.get("form_version").text(),
        answers: answers(&at.get("answers")),
        last_page: at.get("last_page").opt_text(),
        removed: at.get("removed").or_default(|at| at.list(removed)),
        earlier: at.get("earlier").or_default(|at| at.list(earlier)),
        amends: at.get("amends").opt_texts(),
        discarded: at.get("discarded").optional(moment),
        sending: at.get("sending").optional(sending),
        refused: at.get("refused").optional(refused),
        received: at.get("received").optional(received),
    }
}

fn moment(at: &Node<'_>) -> i64 {
    at.whole(i64::MIN, i64::MAX)
}

fn removed(at: &Node<'_>) -> Removed {
    at.object(&["when", "repeat", "at", "name", "item"]);
    Removed {
        when: moment(&at.get("when")),
        repeat: at.get("repeat").text(),
        at: at.get("at").u32(),
        name: at.get("name").text(),
        item: item(&at.get("item")),
    }
}

fn earlier(at: &Node<'_>) -> Earlier {
    at.object(&["label", "answer"]);
    Earlier {
        label: at.get("label").text(),
        answer: at.get("answer").text(),
    }
}

fn sending(at: &Node<'_>) -> Sending {
    at.object(&["key", "body", "digest", "provision", "since"]);
    Sending {
        key: at.get("key").text(),
        body: at.get("body").text(),
        digest: at.get("digest").text(),
        provision: at.get("provision").text(),
        since: at.get("since").optional(moment),
    }
}

fn refused(at: &Node<'_>) -> Refused {
    at.object(&["when", "status", "kind", "words", "digest", "problems"]);
    Refused {
        when: moment(&at.get("when")),
        status: at.get("status").u16(),
        kind: at.get("kind").text(),
        words: at.get("words").text(),
        digest: at.get("digest").text(),
        problems: at.get("problems").or_default(|at| at.list(at_fault)),
    }
}

fn at_fault(at: &Node<'_>) -> AtFault {
    at.object(&["question", "item", "message"]);
    AtFault {
        question: at.get("question").text(),
        item: at.get("item").optional(|at| at.u32()),
        message: at.get("message").text(),
    }
}

fn received(at: &Node<'_>) -> Received {
    at.object(&["receipt", "provision"]);
    Received {
        receipt: receipt(&at.get("receipt")),
        provision: at.get("provision").text(),
    }
}
