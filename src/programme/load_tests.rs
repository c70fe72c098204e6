//! Every mistake in an edition is found and said.

use serde_json::{Value, json};

use super::sample;

/// The mistakes in the sample edition after a change, `path: problem` each.
fn check(change: impl Fn(&mut Value), expect: &[&str]) {
    let mut file = sample::file();
    change(&mut file);
    let said: Vec<String> = match sample::load(&file) {
        Ok(_) => Vec::new(),
        Err(mistakes) => mistakes
            .iter()
            .map(|m| format!("{}: {}", m.path, m.problem))
            .collect(),
    };
    assert_eq!(said, expect);
}

fn set(at: &str, value: Value) -> impl Fn(&mut Value) {
    move |file| match file.pointer_mut(at) {
        Some(place) => *place = value.clone(),
        None => {
            let (parent, key) = at.rsplit_once('/').unwrap();
            file.pointer_mut(parent).unwrap()[key] = value.clone();
        }
    }
}

#[test]
fn the_sample_is_right() {
    check(|_| {}, &[]);
}

#[test]
fn a_form_may_cite_the_register_and_the_notes() {
    let edition = sample::edition();
    let cited = ["R001", "R009", "X1", "X23", "X24", ""].map(|id| edition.can_cite(id));
    assert_eq!(cited, [true, false, true, true, false, false]);
}

#[test]
fn the_head_is_checked() {
    check(
        set("/format", json!(2)),
        &["format: the file is of format 2 and this program reads format 1"],
    );
    check(
        set("/edition", json!("2025-26")),
        &["edition: it is called \"2025-26\" and starts in 2024-25"],
    );
    check(
        set("/outcome_working_days", json!(0)),
        &["outcome_working_days: it is 0"],
    );
    check(
        set("/given", json!(["plan", "planet"])),
        &["given[1]: the form has no question \"planet\""],
    );
    check(
        |file| {
            set("/ends", json!("2024-09-01"))(file);
            set("/windows", json!([]))(file);
            set("/register/4/status", json!({ "information": "about" }))(file);
        },
        &["ends: the edition ends before it starts"],
    );
}

#[test]
fn a_slip_in_the_text_is_said_with_its_place() {
    let text = sample::file().to_string().replace("\"panel\"", "\"pannel\"");
    let form = sample::SampleForm;
    let calendar = crate::calendar::file::tests::shipped();
    let mistakes = super::load::Edition::load("next.json", &text, &form, &calendar).unwrap_err();
    let said: Vec<String> = mistakes
        .iter()
        .map(|m| format!("{}: {}", m.path, m.problem))
        .collect();
    let each = |at: usize| {
        [
            format!("provisions[{at}].pannel: there is no \"pannel\" here"),
            format!("provisions[{at}].panel: it is missing"),
        ]
    };
    assert_eq!(said, (0..3).flat_map(each).collect::<Vec<_>>());
}

#[test]
fn dates_are_checked_against_the_calendar() {
    let day = |on: &str, weekday: &str| json!({ "on": on, "weekday": weekday });
    check(
        set("/windows/0/deadline", day("2024-09-17", "Wednesday")),
        &["windows[0].deadline: 17 September 2024 is a Tuesday, not a Wednesday"],
    );
    check(
        set("/windows/1/takes/0/starts", day("2025-01-18", "Saturday")),
        &["windows[1].takes[0].starts: 18 January 2025 is a day off: Saturday"],
    );
    check(
        set("/windows/1/takes/0/starts", day("2025-05-05", "Monday")),
        &["windows[1].takes[0].starts: 5 May 2025 is a day off: Early May bank holiday"],
    );
    let noted = json!({ "on": "2025-05-05", "weekday": "Monday", "note": "Open all the same" });
    check(set("/windows/1/takes/0/starts", noted), &[]);
}

#[test]
fn windows_stand_in_order() {
    let day = |on: &str, weekday: &str| json!({ "on": on, "weekday": weekday });
    check(
        set("/windows/0/deadline", day("2024-09-24", "Tuesday")),
        &["windows[0].meetings[0]: it is not after 24 September 2024"],
    );
    check(
        set("/windows/0/meetings/1", day("2024-09-23", "Monday")),
        &["windows[0].meetings[1]: it is not after 24 September 2024"],
    );
    check(
        set("/windows/0/takes/0/starts", day("2024-09-26", "Thursday")),
        &["windows[0].takes[0].starts: it is not after 26 September 2024, the last date of the window"],
    );
    check(
        set("/windows/1/deadline", day("2024-09-18", "Wednesday")),
        &["windows[1].deadline: the window before has the same deadline"],
    );
    check(
        set("/windows/1/deadline", day("2024-09-17", "Tuesday")),
        &["windows[1].deadline: it is before the deadline of the window before"],
    );
    check(
        set("/windows/1/deadline", day("2024-09-25", "Wednesday")),
        &["windows[1].deadline: the window before lasts to 26 September 2024"],
    );
    check(
        set("/windows/2/deadline", day("2025-09-01", "Monday")),
        &["windows[2].deadline: it is outside the edition"],
    );
    check(
        set("/windows/1/id", json!("autumn")),
        &["windows[1].id: \"autumn\" stands here a second time"],
    );
}

#[test]
fn a_window_takes_windowed_provisions_once_each() {
    check(
        set("/windows/2/takes", json!([])),
        &["windows[2].takes: it takes no provision"],
    );
    check(
        set(
            "/windows/2/takes",
            json!([{ "provision": "flourish" }, { "provision": "flourish" }]),
        ),
        &["windows[2].takes[1].provision: \"flourish\" stands here a second time"],
    );
    check(
        set(
            "/windows/2/takes",
            json!([{ "provision": "tier1" }, { "provision": "tier9" }]),
        ),
        &[
            "windows[2].takes[0].provision: \"tier1\" takes applications at any time",
            "windows[2].takes[1].provision: there is no provision \"tier9\"",
        ],
    );
    check(
        set("/windows/0/takes/0/starts_in_words", json!("October 2024")),
        &["windows[0].takes[0]: the start is given twice"],
    );
}

#[test]
fn provisions_are_those_of_the_form() {
    check(
        set("/provisions/0/id", json!("flourish")),
        &[
            "provisions[1].id: \"flourish\" stands here a second time",
            "provisions: the form offers \"tier1\" and this edition does not describe it",
            "needs[0].provisions: this edition has no provision \"tier1\"",
            "windows[1].takes[0].provision: \"flourish\" takes applications at any time",
        ],
    );
    check(
        set("/provisions/0/id", json!("tier9")),
        &[
            "provisions[0].id: the form does not offer \"tier9\"",
            "provisions: the form offers \"tier1\" and this edition does not describe it",
            "needs[0].provisions: this edition has no provision \"tier1\"",
            "needs: no need leads to \"tier9\"",
        ],
    );
    check(
        |file| {
            set("/provisions/0/tier", json!(4))(file);
            set("/provisions/0/panel", json!(true))(file);
            set("/provisions/0/summary", json!(" "))(file);
            set(
                "/provisions/2/placement",
                json!({ "weeks_away": 0, "weeks_back": 3, "home_day": "Sunday" }),
            )(file);
        },
        &[
            "provisions[0].summary: the text is blank",
            "provisions[0].tier: there is no form for tier 4",
            "provisions[0].panel: it has a panel, and so a date for the outcome, but takes applications at any time",
            "provisions[2].placement.weeks_away: it is 0",
            "provisions[2].placement.home_day: \"Sunday\" is not a school day of the week",
        ],
    );
}

#[test]
fn requirements_have_a_source_and_read_questions_that_exist() {
    let at = "/provisions/0/requirements/0";
    check(
        |file| {
            set(&format!("{at}/met/equals/answer"), json!("on_role"))(file);
            set(
                &format!("{at}/applies"),
                json!({ "equals": { "answer": "agee", "value": "yes" } }),
            )(file);
            set(&format!("{at}/next"), json!(""))(file);
            set(&format!("{at}/cites"), json!([]))(file);
            set(&format!("{at}/level"), json!("consideration"))(file);
            set(&format!("{at}/speak_to_cap"), json!(true))(file);
        },
        &[
            "provisions[0].requirements[0].applies: the form has no question \"agee\"",
            "provisions[0].requirements[0].met: the form has no question \"on_role\"",
            "provisions[0].requirements[0].next: the text is blank",
            "provisions[0].requirements[0].cites: it has no source",
            "provisions[0].requirements[0].speak_to_cap: a consideration never decides the outcome",
        ],
    );
    let twice = |file: &mut Value| {
        let requirements = file["provisions"][0]["requirements"].as_array_mut().unwrap();
        requirements.push(requirements[0].clone());
    };
    check(
        twice,
        &["provisions[0].requirements[1].id: \"roll\" stands here a second time"],
    );
}

#[test]
fn what_is_cited_is_there_and_what_is_there_is_cited() {
    check(
        set(
            "/provisions/0/requirements/0/cites",
            json!(["R009", "X24", "X0", "X07", "X7", "R001"]),
        ),
        &["R009", "X24", "X0", "X07"]
            .map(|id| {
                format!("provisions[0].requirements[0].cites: there is no register item or note \"{id}\"")
            })
            .each_ref()
            .map(String::as_str),
    );
    check(
        |file| {
            set("/register/2/status", json!("cited"))(file);
            set("/register/3/status", json!({ "information": "abut" }))(file);
        },
        &[
            "register[2].status: nothing cites R003",
            "register[3].status: there is no guidance page \"abut\"",
        ],
    );
    check(
        |file| {
            set("/register/1/id", json!("R001"))(file);
            set("/register/2/id", json!("R3"))(file);
            set("/register/2/source", json!("B"))(file);
            set("/register/3/status", json!({ "out_of_scope": "" }))(file);
            set("/register/3/says", json!(""))(file);
        },
        &[
            "register[1].id: \"R001\" stands here a second time",
            "register[2].id: \"R3\" is not R and three digits",
            "register[2].source: there is no source \"B\"",
            "register[3].says: the text is blank",
            "register[3].status: the text is blank",
        ],
    );
    check(
        |file| {
            set("/notes/0/id", json!("X24"))(file);
            set("/notes/0/provisions", json!(["tier9"]))(file);
            set("/sources/0/title", json!(""))(file);
        },
        &[
            "sources[0].title: the text is blank",
            "notes[0].id: there is no note \"X24\"",
            "notes[0].provisions: there is no provision \"tier9\"",
        ],
    );
}

#[test]
fn needs_are_checked() {
    check(
        set(
            "/needs",
            json!([
                { "id": "any", "text": " ", "provisions": ["tier1", "flourish", "refocis"] },
                { "id": "any", "text": "t", "provisions": [] },
            ]),
        ),
        &[
            "needs[0].text: the text is blank",
            "needs[0].provisions: this edition has no provision \"refocis\"",
            "needs[1].id: \"any\" stands here a second time",
            "needs[1].provisions: no provision meets it",
            "needs: no need leads to \"refocus\"",
        ],
    );
}
