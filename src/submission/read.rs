//! Reading what the endpoint answers with out of JSON.

use super::envelope::{AnswerProblem, Problem, Receipt};
use crate::json::Node;

/// A receipt.
pub fn receipt(at: &Node<'_>) -> Receipt {
    at.object(&["reference", "digest", "received", "signature"]);
    Receipt {
        reference: at.get("reference").text(),
        digest: at.get("digest").text(),
        received: at.get("received").text(),
        signature: at.get("signature").opt_text(),
    }
}

/// A refusal. RFC 9457 lets a problem have further members, which are passed over.
pub fn problem(at: &Node<'_>) -> Problem {
    at.members();
    Problem {
        kind: at.get("type").text(),
        title: at.get("title").text(),
        status: at.get("status").u16(),
        detail: at.get("detail").opt_text(),
        errors: at.get("errors").or_default(|at| at.list(answer_problem)),
    }
}

fn answer_problem(at: &Node<'_>) -> AnswerProblem {
    at.members();
    AnswerProblem {
        question: at.get("question").text(),
        item: at.get("item").optional(|at| at.u32() as usize),
        code: at.get("code").text(),
        message: at.get("message").text(),
    }
}
