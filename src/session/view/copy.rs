//! A copy of an application that anybody can read, as one HTML file: to print, to attach, to read out over the telephone
//! while the application itself cannot get through.

use crate::calendar::{london, words};
use crate::draft::stored::Draft;
use crate::session::state::{Now, Session};
use crate::session::view_model::{
    BUCKETS, Bucket, CheckPage, CheckView, ReadinessView, SendState, outcome_words,
};

const TITLE: &str = "Copy of an application for alternative provision";
const WARNING: &str = "This copy is not encrypted. A student’s name and details are in it. Send it only in a way that your \
    school and the council have agreed for such details, and delete it once it has been delivered.";

/// Nothing is fetched and no script runs. Prints with a heading kept to its first answer.
const HEAD: &str = concat!(
    "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n",
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n",
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n",
    "<meta name=\"robots\" content=\"noindex\">\n",
    "<style>\n",
    "body{font-family:system-ui,-apple-system,\"Segoe UI\",Arial,sans-serif;line-height:1.4;max-width:45em;margin:2em auto;",
    "padding:0 1em;color:#0b0c0c;background:#fff;overflow-wrap:break-word}\n",
    "h1{font-size:1.6em}h2{font-size:1.25em;border-bottom:2px solid;margin-top:2em}h3{font-size:1.05em}\n",
    "h1,h2,h3{line-height:1.25;break-after:avoid}\n",
    ".warning{border:3px solid;padding:.6em 1em;font-weight:bold}\n",
    "dl{margin:0}dl div{border-bottom:1px solid #b1b4b6;padding:.4em 0;break-inside:avoid-page}\n",
    "dt{font-weight:bold}dd{margin:0}dd p{margin:0;white-space:pre-wrap}\n",
    "@page{margin:18mm 15mm}@media print{body{font-size:11pt;margin:0;max-width:none;padding:0}}\n",
    "</style>\n<title>",
);

/// HTML in the making.
struct Page(String);

impl Page {
    /// An element of text, in which nothing counts as markup.
    fn element(&mut self, tag: &str, text: &str) {
        self.0.push_str(&["<", tag, ">"].concat());
        self.text(text);
        self.0.push_str(&["</", tag, ">\n"].concat());
    }

    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                // Nothing of the kind can be typed; a file from elsewhere may hold anything.
                letter if letter.is_control() && letter != '\n' => self.0.push(' '),
                letter => self.0.push(letter),
            }
        }
    }

    fn row(&mut self, name: &str, lines: &[String]) {
        self.0.push_str("<div>");
        self.element("dt", name);
        self.0.push_str("<dd>");
        lines.iter().for_each(|line| self.element("p", line));
        self.0.push_str("</dd></div>\n");
    }

    fn fact(&mut self, name: &str, value: impl Into<String>) {
        self.row(name, &[value.into()]);
    }
}

impl Session {
    /// Name and text of the copy of the application in view. The name says nothing.
    pub(in crate::session) fn copy(&self, now: Now) -> Option<(String, String)> {
        let (draft, check, config) = (self.draft()?, self.check()?, self.config()?);
        if draft.received.is_some() {
            return None;
        }
        let mut page = Page(HEAD.to_owned());
        page.text(TITLE);
        page.0.push_str("</title>\n</head>\n<body>\n<main>\n");
        page.element("h1", &config.form.title);
        page.0.push_str("<p class=\"warning\">");
        page.text(WARNING);
        page.0.push_str("</p>\n");
        self.facts(&mut page, draft, now);
        let readiness = self.readiness();
        readiness.iter().for_each(|readiness| ready(&mut page, readiness));
        answers(&mut page, &check);
        page.0.push_str("</main>\n</body>\n</html>\n");
        let day = london::date(now).to_string();
        Some((["alternative-provision-copy-", &day, ".html"].concat(), page.0))
    }

    fn facts(&self, page: &mut Page, draft: &Draft, now: Now) {
        page.0.push_str("<dl>\n");
        page.fact("Where it stands", self.stands());
        let provision = match (&draft.sending, &self.open) {
            (Some(sending), _) => Some(sending.provision.clone()),
            (None, open) => open.as_ref().and_then(|open| open.provision()).map(str::to_owned),
        };
        if let Some(id) = provision {
            page.fact(
                "Provision",
                self.provision_name(&id).unwrap_or_else(|| id.clone()),
            );
            if let Some(reach) = self.reach(&id) {
                page.fact("Next deadline", reach);
            }
        }
        page.fact("Rules measured on", words::date(self.stated()));
        if let Some(edition) = self.edition() {
            page.fact("Rules of the year", edition.edition);
        }
        page.fact("This copy was made on", words::moment(london::time(now)));
        page.fact("Application id", draft.id.as_str());
        if let Some(contact) = self.contact() {
            page.fact("Council team", [&contact.team, ", ", &contact.telephone].concat());
        }
        page.0.push_str("</dl>\n");
    }

    /// No more than is known.
    fn stands(&self) -> &'static str {
        match self.send_state() {
            SendState::Received(_) => "The council has received it.",
            SendState::Uncertain | SendState::Sending | SendState::NotKept { unsent: false, .. } => {
                "It is on its way. No receipt has come yet, so it is not known whether the council has it."
            }
            SendState::Waiting | SendState::NotKept { unsent: true, .. } => {
                "It is waiting on the school’s device to be sent. The council does not have it yet."
            }
            SendState::SignIn(_) => "The council’s system asked who is sending, and did not take it.",
            SendState::Refused(..) => "The council’s system did not accept it.",
            SendState::Unsealed(_) | SendState::NotSent => {
                "It has not been sent. The council does not have it."
            }
        }
    }
}

fn ready(page: &mut Page, readiness: &ReadinessView) {
    page.element("h2", "Is it ready?");
    page.element("p", &outcome_words(readiness.outcome));
    let buckets = [Bucket::ToDo, Bucket::ToAnswer, Bucket::Expected, Bucket::InPlace];
    for (bucket, (heading, _)) in buckets.into_iter().zip(BUCKETS) {
        let rules: Vec<_> = readiness
            .rules
            .iter()
            .filter(|rule| rule.bucket == bucket)
            .collect();
        if rules.is_empty() {
            continue;
        }
        page.element("h3", heading);
        page.0.push_str("<ul>\n");
        rules.iter().for_each(|rule| page.element("li", &rule.rule));
        page.0.push_str("</ul>\n");
    }
}

fn answers(page: &mut Page, check: &CheckView) {
    let mut section = "";
    for CheckPage {
        section: next,
        title,
        rows,
    } in &check.pages
    {
        if next != section {
            page.element("h2", next);
        }
        section = next;
        page.element("h3", title);
        page.0.push_str("<dl>\n");
        for row in rows {
            if row.lines.is_empty() {
                page.fact(&row.label, "Not answered");
            } else {
                page.row(&row.label, &row.lines);
            }
        }
        page.0.push_str("</dl>\n");
    }
}
