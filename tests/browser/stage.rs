//! A stage for questions: answers in a signal, the questions drawn in a box of their own, and hands to use them.

use std::collections::BTreeMap;
use std::sync::Arc;

use cap_application::form::answer::{Place, Raw};
use cap_application::form::definition::{Choice, Kind, Question};
use cap_application::session::view_model::QuestionView;
use cap_application::sorted::Map;
use cap_application::ui::answers::{Answers, Note};
use cap_application::ui::watched::Watched;
use cap_application::ui::{Mounted, mount, question};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Document, Event, HtmlElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit};

/// A question of this kind, with nothing else to it.
pub fn question(id: &str, kind: Kind) -> Question {
    Question {
        called: format!("the {id}"),
        ..Question::plain(id, &format!("Label of {id}"), kind)
    }
}

/// A choice named by its value.
pub fn choice(value: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label: format!("Label {value}"),
        hint: None,
        exclusive: false,
    }
}

/// The view of a question outside any group.
pub fn view(question: Question, choices: Vec<Choice>) -> QuestionView {
    let place = Place::single(&question.id);
    QuestionView {
        place,
        question: Arc::new(question),
        choices: choices.into(),
        group: None,
        optional: false,
        reveals: Map::new(),
    }
}

/// Questions on show. Gone from the page when dropped.
pub struct Stage {
    answers: RwSignal<BTreeMap<Place, Raw>>,
    errors: RwSignal<BTreeMap<Place, String>>,
    shape: RwSignal<Vec<QuestionView>, LocalStorage>,
    said: RwSignal<usize>,
    frame: HtmlElement,
    _mounted: Mounted,
}

impl Stage {
    /// Draws these questions.
    pub fn new(questions: Vec<QuestionView>) -> Self {
        let frame: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&frame).unwrap();
        let answers = RwSignal::new(BTreeMap::<Place, Raw>::new());
        let errors = RwSignal::new(BTreeMap::<Place, String>::new());
        let (shape, said) = (RwSignal::new_local(questions), RwSignal::new(0));
        let mounted = mount(&frame, move || {
            let desk = Answers::new(
                move |place| answers.with_untracked(|answers| answers.get(place).cloned()),
                move |place| {
                    let place = place.clone();
                    Watched::new(move || answers.with(|answers| answers.get(&place).cloned()))
                },
                move |place, note| {
                    let place = place.clone();
                    Watched::new(move || match note {
                        Note::Error => errors.with(|errors| errors.get(&place).cloned()),
                        Note::ErrorBox | Note::Advice | Note::Derived => None,
                    })
                },
                move |place, raw| {
                    said.update(|said| *said += 1);
                    answers.update(|answers| _ = answers.insert(place, raw));
                },
            );
            question::list(desk, Watched::new(move || shape.get()), false)
        });
        Self {
            answers,
            errors,
            shape,
            said,
            frame,
            _mounted: mounted,
        }
    }

    /// The raw answer that reached the session's side.
    pub fn raw(&self, id: &str) -> Option<Raw> {
        self.answers
            .with_untracked(|answers| answers.get(&Place::single(id)).cloned())
    }

    /// How many times an answer was given.
    pub fn said(&self) -> usize {
        self.said.get_untracked()
    }

    /// Changes which questions there are.
    pub async fn reshape(&self, questions: Vec<QuestionView>) {
        self.shape.set(questions);
        settle().await;
    }

    /// Puts an answer in place from the session's side.
    pub async fn answer(&self, id: &str, raw: Raw) {
        self.answers
            .update(|answers| _ = answers.insert(Place::single(id), raw));
        settle().await;
    }

    /// Shows an error.
    pub async fn fail(&self, id: &str, message: &str) {
        self.errors
            .update(|errors| _ = errors.insert(Place::single(id), message.to_owned()));
        settle().await;
    }

    /// The element that answers to a selector.
    pub fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.frame
            .query_selector(selector)
            .unwrap()
            .map(JsCast::unchecked_into)
    }

    /// All elements that answer to a selector, in the order of the page.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.frame.query_selector_all(selector).unwrap();
        let nodes = (0..found.length()).filter_map(|at| found.get(at));
        nodes.map(JsCast::unchecked_into).collect()
    }

    /// The element with an id.
    pub fn id(&self, id: &str) -> HtmlElement {
        self.find(&format!("[id='{id}']"))
            .unwrap_or_else(|| panic!("no element {id}"))
    }

    /// The box or button with an id.
    pub fn input(&self, id: &str) -> HtmlInputElement {
        self.id(id).unchecked_into()
    }

    /// The value of an attribute.
    pub fn attribute(&self, id: &str, name: &str) -> Option<String> {
        self.id(id).get_attribute(name)
    }

    /// Types into a box as a browser reports it: the value changes, then the event comes.
    pub async fn typed(&self, id: &str, text: &str) {
        self.input(id).set_value(text);
        self.event(id, "input").await;
    }

    /// Lets an event happen at an element.
    pub async fn event(&self, id: &str, name: &str) {
        self.id(id).dispatch_event(&Event::new(name).unwrap()).unwrap();
        settle().await;
    }

    /// Clicks, as a person would.
    pub async fn click(&self, id: &str) {
        self.id(id).click();
        settle().await;
    }

    /// Presses a key; says whether the browser's own action was left to happen.
    pub async fn key(&self, id: &str, key: &str) -> bool {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        let left = self.id(id).dispatch_event(&event).unwrap();
        settle().await;
        left
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

/// The page.
pub fn document() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// The id of the element that has the focus.
pub fn focused() -> String {
    document()
        .active_element()
        .map(|element| element.id())
        .unwrap_or_default()
}

/// Waits until every reaction has run.
pub async fn settle() {
    leptos::task::tick().await;
    leptos::task::tick().await;
}
