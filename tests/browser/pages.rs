//! Every page of the published form, for every provision: what must hold of any page.

use std::collections::BTreeSet;

use cap_application::session::location::{GUIDANCE, Location};
use cap_application::session::message::Message;
use leptos::wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::program::{DRAFT, Program, page_ids};
use crate::stage::{document, focused};

const PROVISIONS: [&str; 6] = [
    "tier1",
    "insight",
    "flourish",
    "supported_transfer",
    "refocus",
    "year11_bespoke",
];

/// What is wrong with the page in view; nothing, if all is well.
fn faults(program: &Program, page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let ids: Vec<String> = program.all("[id]").iter().map(|element| element.id()).collect();
    let unique: BTreeSet<&String> = ids.iter().collect();
    if unique.len() != ids.len() {
        found.push(format!("{page}: an id stands twice"));
    }
    let headings = program.all("h1");
    let focusable = program.all("h1#main-heading[tabindex='-1']");
    if headings.len() != 1 || focusable.len() != 1 {
        found.push(format!(
            "{page}: {} first headings, {} that can take the focus",
            headings.len(),
            focusable.len()
        ));
    }
    for attribute in [
        "for",
        "form",
        "aria-describedby",
        "aria-controls",
        "aria-labelledby",
    ] {
        for element in program.all(&format!("[{attribute}]")) {
            let value = element.get_attribute(attribute).unwrap_or_default();
            let missing = value
                .split_whitespace()
                .filter(|id| !unique.contains(&(*id).to_owned()));
            found.extend(missing.map(|id| format!("{page}: {attribute} names {id}, which is not there")));
        }
    }
    for input in program.all("input, textarea") {
        if program.all(&format!("label[for='{}']", input.id())).is_empty() {
            found.push(format!("{page}: {} has no label", input.id()));
        }
    }
    found
}

#[wasm_bindgen_test]
async fn every_page_of_every_provision_is_well_formed_before_and_after_continue() {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for provision in PROVISIONS {
        let program = Program::for_provision(provision).await;
        for page in page_ids() {
            program.page(&page).await;
            if program.read(|session| session.page()).is_none() {
                continue;
            }
            seen.insert(page.clone());
            found.extend(faults(&program, &page));
            let before = program.one("form:not([hidden]), .govuk-button-group");
            program.say(Message::Named(format!("While at {page}"))).await;
            if !before.is_same_node(Some(&program.one("form:not([hidden]), .govuk-button-group"))) {
                found.push(format!("{page}: drawn anew by a key that does not concern it"));
            }
            program.say(Message::Continue).await;
            found.extend(faults(&program, &page));
            let lines = program.read(|session| session.errors());
            let lost = lines
                .iter()
                .filter(|line| document().get_element_by_id(&line.target).is_none());
            found.extend(
                lost.map(|line| format!("{page}: the error leads to {}, which is not there", line.target)),
            );
        }
    }
    assert_eq!(found, Vec::<String>::new());
    assert!(seen.len() > 30, "only {} pages were seen", seen.len());
}

#[wasm_bindgen_test]
async fn the_pages_around_the_form_are_well_formed() {
    let program = Program::for_provision("refocus").await;
    let mut places: Vec<Location> = GUIDANCE.map(|name| Location::Guidance(name.to_owned())).into();
    places.extend([Location::Start, Location::Applications, Location::Missing]);
    places.extend([
        Location::Tasks(DRAFT.to_owned()),
        Location::Check(DRAFT.to_owned()),
    ]);
    let mut found = Vec::new();
    for place in places {
        let name = place.href();
        program.go(place).await;
        found.extend(faults(&program, &name));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_key_on_a_real_page_keeps_focus_and_caret() {
    let program = Program::for_provision("insight").await;
    program.page("student-name").await;
    let input: HtmlInputElement = program.one("#student_forenames").unchecked_into();
    program.typed("student_forenames", "Ahs").await;
    input.focus().unwrap();
    input.set_value("Ash");
    input.set_selection_range(2, 2).unwrap();
    program.typed_as_is(&input).await;
    assert_eq!(focused(), "student_forenames");
    assert_eq!(input.selection_start().unwrap(), Some(2));
    assert!(input.is_same_node(Some(&program.one("#student_forenames"))));
    assert_eq!(program.one("#save-status").inner_text(), "Saved on this device");
}

#[wasm_bindgen_test]
async fn leaving_a_page_with_the_cursor_in_a_box_keeps_what_was_typed() {
    let program = Program::for_provision("refocus").await;
    for (page, id) in [
        ("student-name", "student_forenames"),
        ("your-school", "school_name"),
    ] {
        program.page(page).await;
        program.one(&format!("#{id}")).focus().unwrap();
        let typing = js_sys::Function::new_no_args("document.execCommand('insertText', false, 'Ash')");
        typing.call0(&JsValue::NULL).unwrap();
        program.go(Location::Applications).await;
        program.page(page).await;
        let input: HtmlInputElement = program.one(&format!("#{id}")).unchecked_into();
        assert_eq!(input.value(), "Ash");
    }
}

#[wasm_bindgen_test]
async fn an_error_link_leads_to_its_box_and_leaves_the_address_alone() {
    let program = Program::for_provision("insight").await;
    program.page("student-name").await;
    let address = || document().location().unwrap().hash().unwrap();
    let before = address();
    program.click("button[type=submit]").await;
    assert_eq!(focused(), "error-summary");
    program.all(".govuk-error-summary a")[0].click();
    assert_eq!(focused(), "student_forenames");
    assert_eq!(address(), before);
    assert!(program.all("#student_forenames-error").len() == 1);
}

#[wasm_bindgen_test]
async fn an_item_is_added_named_removed_and_taken_back() {
    let program = Program::for_provision("refocus").await;
    program.page("carers").await;
    program.click("#add-item").await;
    let id = program.read(|session| match session.location() {
        Location::Item(_, _, item) => format!("carer_name-{item}"),
        other => panic!("{other:?}"),
    });
    program.typed(&id, "Robin Example").await;
    program.page("carers").await;
    let title = || {
        program
            .all(".govuk-summary-card__title")
            .iter()
            .map(|title| title.inner_text())
            .collect::<String>()
    };
    assert!(title().starts_with("Robin Example"), "{}", title());
    program.click(".govuk-summary-card button").await;
    assert_eq!(title(), "");
    program.click("[id^=put-back-]").await;
    assert!(title().starts_with("Robin Example"));
    assert!(program.all("[id^=put-back-]").is_empty());
}

#[wasm_bindgen_test]
async fn nothing_can_be_sent_before_it_is_complete_and_the_page_says_what_is_left() {
    let program = Program::for_provision("insight").await;
    program.go(Location::Check(DRAFT.to_owned())).await;
    let send = program
        .all("button")
        .into_iter()
        .find(|button| button.inner_text() == "Send application")
        .unwrap();
    assert!(!send.has_attribute("disabled"));
    send.click();
    program.settle().await;
    assert_eq!(focused(), "outstanding");
    assert!(
        program
            .one("#outstanding")
            .inner_text()
            .ends_with("things to do before you can send this")
    );
}
