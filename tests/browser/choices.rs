//! Radios and checkboxes: what they give, what they reveal, what excludes what.

use cap_application::form::answer::Raw;
use cap_application::form::definition::{Choice, Choices, Kind};
use cap_application::session::view_model::QuestionView;
use cap_application::sorted::Map;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Stage, choice, focused, question, view};

fn revealing() -> QuestionView {
    let mut asked = question("met", Kind::YesNo);
    asked.reveals = Map::from([("yes".to_owned(), vec!["detail".to_owned()])]);
    let detail = view(question("detail", Kind::Name), Vec::new());
    QuestionView {
        reveals: Map::from([("yes".to_owned(), vec![detail])]),
        ..view(asked, Vec::new())
    }
}

fn boxes() -> QuestionView {
    let choices = vec![
        choice("a"),
        choice("b"),
        Choice {
            exclusive: true,
            ..choice("none")
        },
    ];
    let kind = Kind::Checkboxes {
        choices: Choices::List(choices.clone()),
    };
    view(question("needs", kind), choices)
}

fn ticked(values: &[&str]) -> Option<Raw> {
    Some(Raw::Choices(
        values.iter().map(|value| (*value).to_owned()).collect(),
    ))
}

#[wasm_bindgen_test]
async fn a_choice_reveals_its_questions_and_hides_them_again_with_their_words_kept() {
    let stage = Stage::new(vec![revealing()]);
    let hidden = || stage.id("conditional-met").has_attribute("hidden");
    assert!(hidden() && stage.find("#detail").is_none());
    assert_eq!(
        stage.attribute("met", "aria-controls").as_deref(),
        Some("conditional-met")
    );
    stage.click("met").await;
    assert!(!hidden());
    stage.typed("detail", "Ash Example").await;
    stage.click("met-2").await;
    assert!(hidden());
    assert_eq!(stage.raw("met"), Some(Raw::Text("no".to_owned())));
    stage.click("met").await;
    assert_eq!(stage.input("detail").value(), "Ash Example");
}

#[wasm_bindgen_test]
async fn revealing_leaves_the_radio_in_place_and_in_focus() {
    let stage = Stage::new(vec![revealing()]);
    let before = stage.input("met");
    before.focus().unwrap();
    stage.click("met").await;
    assert!(before.is_same_node(Some(&stage.input("met"))));
    assert_eq!(focused(), "met");
}

#[wasm_bindgen_test]
async fn yes_and_no_stand_side_by_side_only_where_they_reveal_nothing() {
    let stage = Stage::new(vec![
        revealing(),
        view(question("plain", Kind::YesNo), Vec::new()),
    ]);
    let inline = |id: &str| stage.find(&format!(".govuk-radios--inline #{id}")).is_some();
    assert!(!inline("met") && inline("plain"));
}

#[wasm_bindgen_test]
async fn an_exclusive_box_clears_the_others_and_is_cleared_by_them() {
    let stage = Stage::new(vec![boxes()]);
    let checked = || ["needs", "needs-2", "needs-3"].map(|id| stage.input(id).checked());
    stage.click("needs").await;
    stage.click("needs-2").await;
    assert_eq!(
        (stage.raw("needs"), checked()),
        (ticked(&["a", "b"]), [true, true, false])
    );
    stage.click("needs-3").await;
    assert_eq!(
        (stage.raw("needs"), checked()),
        (ticked(&["none"]), [false, false, true])
    );
    stage.click("needs-2").await;
    assert_eq!(
        (stage.raw("needs"), checked()),
        (ticked(&["b"]), [false, true, false])
    );
    stage.click("needs-2").await;
    assert_eq!(
        (stage.raw("needs"), checked()),
        (ticked(&[]), [false, false, false])
    );
    assert_eq!(
        stage.find(".govuk-checkboxes__divider").unwrap().inner_text(),
        "or"
    );
}

#[wasm_bindgen_test]
async fn a_declaration_is_ticked_and_taken_back() {
    let kind = Kind::Declaration {
        statement: "I have told the family.".to_owned(),
    };
    let stage = Stage::new(vec![view(question("declaration", kind), Vec::new())]);
    stage.click("declaration").await;
    assert_eq!(stage.raw("declaration"), Some(Raw::Text("yes".to_owned())));
    stage.click("declaration").await;
    assert_eq!(stage.raw("declaration"), Some(Raw::Text(String::new())));
}

#[wasm_bindgen_test]
async fn an_error_at_a_group_is_wired_to_its_fieldset() {
    let stage = Stage::new(vec![boxes()]);
    stage.fail("needs", "Choose at least one").await;
    let fieldset = stage.find("fieldset").unwrap();
    assert_eq!(
        fieldset.get_attribute("aria-describedby").as_deref(),
        Some("needs-error")
    );
    assert!(stage.find("#needs-error + .govuk-checkboxes").is_some());
}
