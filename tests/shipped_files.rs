//! Every data file that ships loads, and every provision's form can be walked.

use std::fs;
use std::rc::Rc;

use cap_application::form::load::load;

#[test]
fn the_form_loads_without_a_mistake() {
    let text = fs::read_to_string("public/form/application.json").expect("the form is there");
    match load("application.json", &text) {
        Ok(form) => assert!(form.questions.len() > 100),
        Err(mistakes) => panic!(
            "{}",
            mistakes
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\n")
        ),
    }
    let _ = Rc::new(0);
}
