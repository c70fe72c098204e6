//! Suggestions: the keyboard moves through them, the focus stays in the box, and free text stands.

use cap_application::form::answer::Raw;
use cap_application::form::definition::{Choice, Kind};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, choice, question, view};

const SCHOOLS: [&str; 3] = ["Example Green School", "Example Park Academy", "Sample College"];

fn stage() -> Stage {
    let choices = SCHOOLS.map(|label| Choice {
        label: label.to_owned(),
        ..choice(label)
    });
    Stage::new(vec![view(
        question(
            "school",
            Kind::Suggest {
                from: "schools".to_owned(),
            },
        ),
        choices.to_vec(),
    )])
}

fn active(stage: &Stage) -> Option<String> {
    stage.attribute("school", "aria-activedescendant")
}

fn open(stage: &Stage) -> bool {
    let expanded = stage.attribute("school", "aria-expanded").as_deref() == Some("true");
    assert_eq!(expanded, !stage.id("school-list").has_attribute("hidden"));
    expanded
}

#[wasm_bindgen_test]
async fn typing_narrows_the_list_and_says_how_long_it_is() {
    let stage = stage();
    assert!(!open(&stage));
    stage.typed("school", "exam").await;
    assert!(open(&stage));
    assert_eq!(
        stage.find("[role=status]").unwrap().inner_text(),
        "2 suggestions. Use the up and down arrow keys."
    );
    stage.typed("school", "exam acad").await;
    assert_eq!(stage.id("school-option-1").inner_text(), SCHOOLS[1]);
    stage.typed("school", "nowhere").await;
    assert!(!open(&stage));
    assert_eq!(stage.raw("school"), Some(Raw::Text("nowhere".to_owned())));
}

#[wasm_bindgen_test]
async fn arrows_go_round_and_enter_picks() {
    let stage = stage();
    stage.typed("school", "example").await;
    let mut seen = Vec::new();
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"] {
        stage.key("school", key).await;
        seen.push(active(&stage).unwrap_or_default());
    }
    assert_eq!(
        seen,
        [
            "school-option-1",
            "school-option-2",
            "school-option-1",
            "school-option-2"
        ]
    );
    assert_eq!(
        stage.attribute("school-option-2", "aria-selected").as_deref(),
        Some("true")
    );
    assert!(!stage.key("school", "Enter").await, "the form must not be sent");
    assert_eq!(stage.raw("school"), Some(Raw::Text(SCHOOLS[1].to_owned())));
    assert_eq!(stage.input("school").value(), SCHOOLS[1]);
    assert!(!open(&stage));
}

#[wasm_bindgen_test]
async fn enter_without_a_suggestion_in_hand_is_left_to_the_form() {
    let stage = stage();
    stage.typed("school", "example").await;
    assert!(stage.key("school", "Enter").await);
    assert_eq!(stage.raw("school"), Some(Raw::Text("example".to_owned())));
}

#[wasm_bindgen_test]
async fn escape_closes_and_keeps_the_words() {
    let stage = stage();
    stage.typed("school", "sam").await;
    stage.key("school", "ArrowDown").await;
    stage.key("school", "Escape").await;
    assert!(!open(&stage));
    assert_eq!(active(&stage), None);
    assert_eq!(stage.raw("school"), Some(Raw::Text("sam".to_owned())));
    stage.key("school", "ArrowDown").await;
    assert!(open(&stage));
}

#[wasm_bindgen_test]
async fn a_click_picks_and_leaving_the_box_closes_the_list() {
    let stage = stage();
    stage.typed("school", "exam").await;
    stage.click("school-option-1").await;
    assert_eq!(stage.input("school").value(), SCHOOLS[0]);
    stage.typed("school", "exam").await;
    stage.event("school", "blur").await;
    assert!(!open(&stage));
}
