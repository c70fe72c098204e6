//! The whole interface over a real session with the published data files, and a browser that always saves.

use std::cell::RefCell;
use std::rc::Rc;

use cap_application::files::{DataFile, Files, RuleFiles};
use cap_application::form::answer::{Place, Raw};
use cap_application::session::Session;
use cap_application::session::access::Told;
use cap_application::session::config::Opened;
use cap_application::session::effect::Effect;
use cap_application::session::location::Location;
use cap_application::session::message::{Message, Store};
use cap_application::session::view_model::Phase;
use cap_application::ui::slices::Slices;
use cap_application::ui::{self, Host, Mounted, Ui};
use leptos::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, HtmlInputElement};

use crate::stage::{document, settle};

/// Id of the application the program starts.
pub const DRAFT: &str = "0123456789abcdef0123456789abcdef";
/// 22 November 2026, noon.
const NOW: i64 = 1_795_348_800_000;

/// Id of the element that is to take the focus once it is drawn.
type Wanted = Rc<RefCell<Option<String>>>;

/// The program in the page. Gone from it when dropped.
pub struct Program {
    session: Rc<RefCell<Session>>,
    dispatch: Rc<dyn Fn(Message)>,
    wanted: Wanted,
    frame: HtmlElement,
    _mounted: Mounted,
}

impl Program {
    /// A program that has its files and no applications yet.
    pub async fn new() -> Self {
        let session = Rc::new(RefCell::new(Session::default()));
        let slices = Rc::new(Slices::of(Rc::clone(&session)));
        let wanted = Wanted::default();
        let dispatch = browser(Rc::clone(&session), Rc::clone(&slices), Rc::clone(&wanted));
        let frame: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&frame).unwrap();
        let host = Host {
            dispatch: Rc::clone(&dispatch),
            focus: Rc::new(focus),
            rest: Rc::new(|| Some(ui::Rest::linked())),
            print: Rc::new(|| ()),
        };
        let mounted = ui::mount(&frame, move || ui::view(Ui::new(slices, host)));
        dispatch(Message::FilesArrived(Opened::all(&files())));
        dispatch(Message::RulesArrived(Ok(rule_files())));
        dispatch(Message::Safe(Told::Opened { code: None }));
        dispatch(Message::RecordsArrived(Vec::new()));
        settle().await;
        assert_eq!(session.borrow().phase(), Phase::Ready);
        Self {
            session,
            dispatch,
            wanted,
            frame,
            _mounted: mounted,
        }
    }

    /// A program with an application for this provision begun.
    pub async fn for_provision(provision: &str) -> Self {
        let program = Self::new().await;
        program.go(Location::New).await;
        program
            .say(Message::Answered {
                place: Place::single("provision"),
                raw: Raw::Text(provision.to_owned()),
            })
            .await;
        program
    }

    /// Lets a message happen.
    pub async fn say(&self, message: Message) {
        (self.dispatch)(message);
        self.settle().await;
    }

    /// Waits until the page stands still, and lets the focus go where the session wants it.
    pub async fn settle(&self) {
        settle().await;
        if let Some(id) = self.wanted.take() {
            focus(&id);
        }
    }

    /// Goes to a place.
    pub async fn go(&self, to: Location) {
        self.say(Message::Navigated(to)).await;
    }

    /// Goes to a page of the application.
    pub async fn page(&self, page: &str) {
        self.go(Location::Page(DRAFT.to_owned(), page.to_owned())).await;
    }

    /// What the session says.
    pub fn read<T>(&self, slice: impl FnOnce(&Session) -> T) -> T {
        slice(&self.session.borrow())
    }

    /// Every element that answers to a selector.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.frame.query_selector_all(selector).unwrap();
        (0..found.length())
            .filter_map(|n| found.get(n))
            .map(JsCast::unchecked_into)
            .collect()
    }

    /// The one element that answers to a selector.
    pub fn one(&self, selector: &str) -> HtmlElement {
        let found = self.all(selector);
        assert_eq!(found.len(), 1, "{selector}");
        found[0].clone()
    }

    /// Types into a box.
    pub async fn typed(&self, id: &str, text: &str) {
        let input: HtmlInputElement = self.one(&format!("#{id}")).unchecked_into();
        input.set_value(text);
        self.typed_as_is(&input).await;
    }

    /// Tells the page that a box was typed into, as it stands.
    pub async fn typed_as_is(&self, input: &HtmlInputElement) {
        input.dispatch_event(&Event::new("input").unwrap()).unwrap();
        self.settle().await;
    }

    /// Clicks, as a person would.
    pub async fn click(&self, selector: &str) {
        self.one(selector).click();
        self.settle().await;
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.frame.remove();
    }
}

/// Ids of every page of the published form.
pub fn page_ids() -> Vec<String> {
    let form: serde_json::Value = serde_json::from_str(&files().form.text).unwrap();
    let sections = form["sections"].as_array().unwrap();
    let pages = sections
        .iter()
        .flat_map(|section| section["pages"].as_array().unwrap());
    pages
        .map(|page| page["id"].as_str().unwrap().to_owned())
        .collect()
}

fn file(name: &str, text: &str) -> DataFile {
    DataFile {
        name: name.to_owned(),
        text: text.into(),
    }
}

fn files() -> Files {
    Files {
        settings: file("settings.json", include_str!("../../public/settings.json")),
        form: file(
            "form/application.json",
            include_str!("../../public/form/application.json"),
        ),
    }
}

fn rule_files() -> RuleFiles {
    RuleFiles {
        editions: vec![
            file(
                "programme/2024-25.json",
                include_str!("../../public/programme/2024-25.json"),
            ),
            file(
                "programme/2025-26.json",
                include_str!("../../public/programme/2025-26.json"),
            ),
        ],
        calendar: file(
            "programme/calendar.json",
            include_str!("../../public/programme/calendar.json"),
        ),
    }
}

fn browser(session: Rc<RefCell<Session>>, slices: Rc<Slices>, wanted: Wanted) -> Rc<dyn Fn(Message)> {
    Rc::new(move |message| {
        let queue = RefCell::new(vec![message]);
        loop {
            let Some(message) = queue.borrow_mut().pop() else {
                return slices.look();
            };
            let effects = session.borrow_mut().update(message, NOW);
            for effect in effects {
                queue.borrow_mut().extend(perform(effect, &wanted));
            }
        }
    })
}

fn perform(effect: Effect, wanted: &Wanted) -> Vec<Message> {
    match effect {
        Effect::Go { to, .. } => vec![Message::Navigated(to)],
        Effect::Hold { draft, .. } => vec![Message::Held { draft, held: true }],
        Effect::LetGo { .. } => Vec::new(),
        Effect::MakeId => vec![Message::Started { id: DRAFT.to_owned() }],
        Effect::Save(record) => [Store::Local, Store::Indexed]
            .map(|store| Message::Saved {
                draft: record.draft.clone(),
                version: record.version,
                store,
                result: Ok(()),
            })
            .into(),
        Effect::Focus(id) => {
            *wanted.borrow_mut() = Some(id);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.unchecked_into::<HtmlElement>().focus().unwrap();
    }
}
