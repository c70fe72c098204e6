//! Typing: focus and caret stay, nothing is reformatted, errors are wired to their boxes.

use cap_application::form::answer::{Place, Raw};
use cap_application::form::definition::{DateSide, Kind};
use cap_application::ui::answers::Answers;
use cap_application::ui::watched::Watched;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlTextAreaElement;

use crate::stage::{Stage, focused, question, view};
use leptos::wasm_bindgen::JsCast;

fn text(id: &str) -> cap_application::session::view_model::QuestionView {
    view(question(id, Kind::Text { max_chars: 100 }), Vec::new())
}

fn raw(text: &str) -> Option<Raw> {
    Some(Raw::Text(text.to_owned()))
}

#[wasm_bindgen_test]
async fn a_key_in_the_middle_of_a_word_keeps_focus_caret_and_element() {
    let stage = Stage::new(vec![text("first"), text("second")]);
    stage.typed("first", "ashexample").await;
    let before = stage.input("first");
    before.focus().unwrap();
    before.set_value("ash example");
    before.set_selection_range(4, 4).unwrap();
    stage.event("first", "input").await;
    assert_eq!(stage.raw("first"), raw("ash example"));
    assert_eq!(focused(), "first");
    assert_eq!(stage.input("first").selection_start().unwrap(), Some(4));
    assert!(before.is_same_node(Some(&stage.input("first"))));
}

#[wasm_bindgen_test]
async fn questions_that_come_and_go_leave_the_box_in_use_alone() {
    let stage = Stage::new(vec![text("first"), text("second")]);
    let before = stage.input("second");
    before.focus().unwrap();
    stage
        .reshape(vec![text("first"), text("between"), text("second"), text("last")])
        .await;
    assert!(stage.find("#between").is_some() && stage.find("#last").is_some());
    assert!(before.is_same_node(Some(&stage.input("second"))));
    stage.reshape(vec![text("second")]).await;
    assert_eq!(shown(&stage), ["second"]);
    assert_eq!(focused(), "second");
}

/// The boxes of questions that apply, in the order of the page.
fn shown(stage: &Stage) -> Vec<String> {
    let all = stage.all(".govuk-form-group:not([hidden]) input");
    all.iter().map(|element| element.id()).collect()
}

#[wasm_bindgen_test]
async fn a_question_that_comes_back_is_the_one_that_went_and_stands_in_its_place() {
    let stage = Stage::new(vec![text("first"), text("second"), text("last")]);
    let before = stage.input("second");
    stage.reshape(vec![text("last")]).await;
    stage
        .reshape(vec![text("new"), text("second"), text("last"), text("end")])
        .await;
    assert_eq!(shown(&stage), ["new", "second", "last", "end"]);
    assert!(before.is_same_node(Some(&stage.input("second"))));
    stage
        .reshape(vec![text("first"), text("second"), text("new"), text("last")])
        .await;
    assert_eq!(shown(&stage), ["first", "second", "new", "last"]);
}

#[wasm_bindgen_test]
async fn a_question_in_other_looks_takes_the_place_of_what_it_was() {
    let optional = || {
        let mut view = text("second");
        view.optional = true;
        view
    };
    let stage = Stage::new(vec![text("first"), text("second"), text("last")]);
    stage.reshape(vec![text("first"), optional(), text("last")]).await;
    assert_eq!(shown(&stage), ["first", "second", "last"]);
    assert_eq!(stage.all("#second").len(), 1, "no id stands there twice");
    // Away when its looks change.
    stage.reshape(vec![text("last")]).await;
    stage.reshape(vec![text("second"), text("last")]).await;
    assert_eq!(shown(&stage), ["second", "last"]);
    assert_eq!(stage.all("#second").len(), 1);
}

#[wasm_bindgen_test]
async fn an_answer_from_elsewhere_shows_in_its_box() {
    let stage = Stage::new(vec![text("first")]);
    stage
        .answer("first", Raw::Text("from another tab".to_owned()))
        .await;
    assert_eq!(stage.input("first").value(), "from another tab");
}

#[wasm_bindgen_test]
async fn autofill_counts_as_typing_and_a_change_after_typing_says_nothing_new() {
    let stage = Stage::new(vec![text("first")]);
    stage.input("first").set_value("filled");
    stage.event("first", "change").await;
    assert_eq!(stage.raw("first"), raw("filled"));
    stage.typed("first", "filled in").await;
    stage.event("first", "change").await;
    assert_eq!(stage.said(), 2);
}

#[wasm_bindgen_test]
async fn an_error_is_wired_to_its_box() {
    let mut asked = question("first", Kind::Email);
    asked.hint = Some("Help".to_owned());
    let stage = Stage::new(vec![view(asked, Vec::new())]);
    assert_eq!(
        stage.attribute("first", "aria-describedby").as_deref(),
        Some("first-hint")
    );
    stage.fail("first", "Enter an email address").await;
    assert_eq!(
        stage.attribute("first", "aria-describedby").as_deref(),
        Some("first-hint first-error")
    );
    assert_eq!(
        stage.id("first-error").inner_text().trim(),
        "Error: Enter an email address"
    );
    assert!(stage.id("first").class_list().contains("govuk-input--error"));
    assert!(stage.find(".govuk-form-group--error #first").is_some());
}

#[wasm_bindgen_test]
async fn a_date_is_given_whole_and_only_its_missing_boxes_are_marked() {
    let stage = Stage::new(vec![view(
        question("born", Kind::Date { side: DateSide::Past }),
        Vec::new(),
    )]);
    stage.typed("born-day", "29").await;
    stage.typed("born-month", "2").await;
    let fields = [("day", "29"), ("month", "2")].map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(stage.raw("born"), Some(Raw::Fields(fields.into())));
    stage.fail("born", "The date of birth must include a year").await;
    let wrong = |id: &str| stage.id(id).class_list().contains("govuk-input--error");
    assert_eq!(
        [wrong("born-day"), wrong("born-month"), wrong("born-year")],
        [false, false, true]
    );
    let fieldset = stage.find("fieldset").unwrap();
    assert_eq!(
        fieldset.get_attribute("aria-describedby").as_deref(),
        Some("born-error")
    );
}

#[wasm_bindgen_test]
async fn an_address_keeps_its_other_boxes_when_one_is_typed() {
    let stage = Stage::new(vec![view(question("home", Kind::Address), Vec::new())]);
    stage.typed("home-line1", "1 Example Street").await;
    stage.typed("home-postcode", "zz9 9zz").await;
    let fields = [("line1", "1 Example Street"), ("postcode", "zz9 9zz")];
    let fields = fields.map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(stage.raw("home"), Some(Raw::Fields(fields.into())));
}

#[wasm_bindgen_test]
async fn the_count_follows_a_long_answer_over_its_limit() {
    let stage = Stage::new(vec![view(
        question("story", Kind::LongText { max_chars: 10 }),
        Vec::new(),
    )]);
    let count = || stage.find(".govuk-character-count__status").unwrap().inner_text();
    let area: HtmlTextAreaElement = stage.id("story").unchecked_into();
    assert_eq!(count(), "You can enter up to 10 characters");
    area.set_value("a café");
    stage.event("story", "input").await;
    assert_eq!(
        count(),
        "You can enter up to 10 characters",
        "far from the limit nothing changes"
    );
    area.set_value("a café o");
    stage.event("story", "input").await;
    assert_eq!(count(), "You have 2 characters remaining");
    area.set_value("naïve café");
    stage.event("story", "input").await;
    assert_eq!(count(), "You have 0 characters remaining");
    area.set_value("naïve cafés");
    stage.event("story", "input").await;
    assert_eq!(count(), "You have 1 character too many");
    assert!(
        stage
            .find(".govuk-character-count__status.govuk-error-message")
            .is_some()
    );
}

/// A browser may tell a box that it changed while it takes the box off the page.
#[wasm_bindgen_test]
fn a_box_that_has_gone_with_its_page_has_nothing_more_to_say() {
    let page = Owner::new();
    let answers = page.with(|| {
        Answers::new(
            |_| None,
            |_| Watched::new(|| None),
            |_, _| Watched::new(|| None),
            |_, _| panic!("nobody listens any more"),
        )
    });
    page.cleanup();
    let place = Place::single("first");
    answers.say(&place, Raw::Text("late".to_owned()));
    answers.say_field(&place, "day", "1".to_owned());
    assert_eq!(answers.stands(&place), None);
}
