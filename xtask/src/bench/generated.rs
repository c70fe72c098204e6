//! A form of any number of questions, as JSON in the published format. `benches/engine.rs` takes it from here too.
//!
//! Of each hundred questions: 8 pages, 40 with a rule about when they are asked, 20 of these on one question with yes and
//! no that stands on their page, 30 required. The first page asks for the provision, as every form does.

use serde_json::{Value, json};

/// Questions of a block.
const BLOCK: usize = 100;
/// Questions on each of a block's pages: the second has the question on which 20 others depend.
const PAGES: [usize; 8] = [11, 21, 11, 11, 11, 12, 12, 11];

/// A form of so many questions.
pub fn form(questions: usize) -> Value {
    let first = json!({
        "id": "provision", "label": "Which provision are you applying for?", "called": "the provision",
        "kind": { "radios": { "choices": [
            { "value": "one", "label": "Provision one" },
            { "value": "two", "label": "Provision two" },
        ] } },
        "required": true
    });
    let start = json!({ "id": "start", "title": "Start", "pages": [
        { "id": "provision", "title": "Provision", "questions": [first] }
    ] });
    let blocks = (0..questions.div_ceil(BLOCK)).map(|block| section(block, questions));
    let sections: Vec<Value> = [start].into_iter().chain(blocks).collect();
    json!({
        "format": 1, "id": "bench", "version": format!("bench.{questions}"), "title": "Generated form",
        "provision_question": "provision", "sections": sections
    })
}

fn section(block: usize, questions: usize) -> Value {
    // The provision is the first question of the first block.
    let mut next = block * BLOCK + usize::from(block == 0);
    let mut pages = Vec::new();
    for (number, length) in PAGES.into_iter().enumerate() {
        let end = (next + length).min((block + 1) * BLOCK).min(questions);
        if next < end {
            let listed: Vec<Value> = (next..end)
                .map(|at| question(block, number, at, at - next))
                .collect();
            pages.push(json!({
                "id": format!("page-{block}-{number}"), "title": format!("Page {} of part {}", number + 1, block + 1),
                "questions": listed
            }));
        }
        next = end;
    }
    json!({ "id": format!("part-{block}"), "title": format!("Part {}", block + 1), "pages": pages })
}

/// The question at this place of the form; `on_page`: its place on the page, of which the second of a block has the
/// question that 20 others depend on.
fn question(block: usize, page: usize, at: usize, on_page: usize) -> Value {
    let toggles = page == 1;
    let kind = match (toggles && on_page == 0, on_page % 5) {
        (true, _) | (false, 0) => json!("yes_no"),
        (_, 1) => json!({ "text": { "max_chars": 200 } }),
        (_, 2) => json!({ "long_text": { "max_chars": 2000 } }),
        (_, 3) => json!({ "number": { "min": 0, "max": 1000 } }),
        _ => json!({ "text": { "max_chars": 100 } }),
    };
    let mut question = json!({
        "id": format!("q{at}"), "label": format!("Question {at} of the generated form"), "called": format!("answer {at}"),
        "hint": "A hint of the usual length, so that the page is as long as it would be.", "kind": kind,
        "required": required(block, page, on_page)
    });
    let depends_on = match (toggles, on_page) {
        (true, 0) => None,
        (true, _) => Some(at - on_page),
        (false, 2..=4) if page > 1 => Some(at - on_page),
        (false, 5) if PAGES[page] == 12 => Some(at - on_page),
        _ => None,
    };
    if let Some(on) = depends_on {
        question["relevant"] = json!({ "equals": { "answer": format!("q{on}"), "value": "yes" } });
    }
    question
}

/// Thirty of a block. The provision is one of the first block's.
fn required(block: usize, page: usize, on_page: usize) -> bool {
    match (page, on_page) {
        (1, _) => false,
        (0, 6) => block > 0,
        (_, 0 | 1 | 5 | 6) => true,
        (_, 10) => PAGES[page] == 12,
        _ => false,
    }
}
