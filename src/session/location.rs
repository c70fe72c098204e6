//! Where a person is: the part of the address after `#`. It never holds anything about a student.

/// A place in the application.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Location {
    /// The start page.
    #[default]
    Start,
    /// The drafts and sent applications on this device.
    Applications,
    /// Remove everything from this device.
    RemoveAll,
    /// What can happen to applications on this device.
    Storage,
    /// Name a new application and choose its provision.
    New,
    /// The task list of an application.
    Tasks(String),
    /// A page of an application: draft id, page id.
    Page(String, String),
    /// One item of a repeating group: draft id, page id, item id.
    Item(String, String, u32),
    /// What changed in the form since it was last open.
    Changes(String),
    /// Check your answers.
    Check(String),
    /// What happened to an application that was sent.
    Sent(String),
    /// Save an application as a file for another person or computer.
    HandOver(String),
    /// Open such a file.
    OpenFile,
    /// How ready an application is, what is missing, and by when.
    Readiness(String),
    /// A page of the checker, which knows of no student.
    Checker(Checker),
    /// The date on which rules are measured.
    StatedDate,
    /// A guidance page by its name: see [`GUIDANCE`].
    Guidance(String),
    /// Where the passphrase is changed.
    Passphrase,
    /// Where a new recovery code is made.
    RecoveryCode,
    /// An address that means nothing.
    Missing,
}

/// A page of the checker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checker {
    /// What the school wants for the student.
    Need,
    /// The questions that requirements hang on.
    Questions,
    /// Every provision side by side.
    Compare,
    /// One provision, by its id.
    Provision(String),
}

/// Names of the guidance pages.
pub const GUIDANCE: [&str; 5] = ["about", "provisions", "deadlines", "early-help", "panels"];

impl Location {
    /// Reads the fragment of an address, with or without its `#`. Never fails: what means nothing is
    /// [`Location::Missing`].
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.trim_start_matches('#').trim_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [""] => Self::Start,
            ["applications"] => Self::Applications,
            ["remove-all"] => Self::RemoveAll,
            ["storage"] => Self::Storage,
            ["new"] => Self::New,
            ["application", id] => Self::Tasks((*id).to_owned()),
            ["application", id, "changes"] => Self::Changes((*id).to_owned()),
            ["application", id, "check-answers"] => Self::Check((*id).to_owned()),
            ["application", id, "readiness"] => Self::Readiness((*id).to_owned()),
            ["application", id, "sent"] => Self::Sent((*id).to_owned()),
            ["application", id, "hand-over"] => Self::HandOver((*id).to_owned()),
            ["open-file"] => Self::OpenFile,
            ["application", id, page] => Self::Page((*id).to_owned(), (*page).to_owned()),
            ["application", id, page, item] => match item.parse() {
                Ok(item) => Self::Item((*id).to_owned(), (*page).to_owned(), item),
                Err(_) => Self::Missing,
            },
            ["checker"] => Self::Checker(Checker::Need),
            ["checker", "questions"] => Self::Checker(Checker::Questions),
            ["checker", "compare"] => Self::Checker(Checker::Compare),
            ["checker", provision] => Self::Checker(Checker::Provision((*provision).to_owned())),
            ["stated-date"] => Self::StatedDate,
            ["passphrase"] => Self::Passphrase,
            ["recovery-code"] => Self::RecoveryCode,
            [name] if GUIDANCE.contains(name) => Self::Guidance((*name).to_owned()),
            _ => Self::Missing,
        }
    }

    /// The address, `#` included: what a link's `href` holds.
    pub fn href(&self) -> String {
        match self {
            Self::Start => "#/".to_owned(),
            Self::Applications => "#/applications".to_owned(),
            Self::RemoveAll => "#/remove-all".to_owned(),
            Self::Storage => "#/storage".to_owned(),
            Self::New => "#/new".to_owned(),
            Self::Tasks(id) => format!("#/application/{id}"),
            Self::Page(id, page) => format!("#/application/{id}/{page}"),
            Self::Item(id, page, item) => format!("#/application/{id}/{page}/{item}"),
            Self::Changes(id) => format!("#/application/{id}/changes"),
            Self::Check(id) => format!("#/application/{id}/check-answers"),
            Self::Sent(id) => format!("#/application/{id}/sent"),
            Self::HandOver(id) => format!("#/application/{id}/hand-over"),
            Self::OpenFile => "#/open-file".to_owned(),
            Self::Readiness(id) => format!("#/application/{id}/readiness"),
            Self::Checker(page) => format!("#/checker{}", page.path()),
            Self::StatedDate => "#/stated-date".to_owned(),
            Self::Passphrase => "#/passphrase".to_owned(),
            Self::RecoveryCode => "#/recovery-code".to_owned(),
            Self::Guidance(name) => format!("#/{name}"),
            Self::Missing => "#/not-found".to_owned(),
        }
    }

    /// Whether nothing can be said there without editions and calendar.
    pub fn needs_rules(&self) -> bool {
        matches!(
            self,
            Self::Check(_)
                | Self::Sent(_)
                | Self::Readiness(_)
                | Self::Checker(_)
                | Self::StatedDate
                | Self::Guidance(_)
        )
    }

    /// Whether anything of it can be seen before there are editions and calendar: what needs none, and the checker's first
    /// question, which stands in the page's own HTML (`public/early.js`).
    pub fn shown_before_rules(&self) -> bool {
        !self.needs_rules() || *self == Self::Checker(Checker::Need)
    }

    /// Whether it is shown only to who may open what is kept on the device.
    pub fn needs_access(&self) -> bool {
        self.draft().is_some()
            || matches!(
                self,
                Self::Applications | Self::New | Self::OpenFile | Self::Passphrase | Self::RecoveryCode
            )
    }

    /// Whether what is asked there is no answer of an application.
    pub fn beside(&self) -> bool {
        self.draft().is_none() || matches!(self, Self::HandOver(_))
    }

    /// The draft the place belongs to.
    pub fn draft(&self) -> Option<&str> {
        match self {
            Self::Tasks(id)
            | Self::Page(id, _)
            | Self::Item(id, _, _)
            | Self::Changes(id)
            | Self::Check(id)
            | Self::Sent(id)
            | Self::HandOver(id)
            | Self::Readiness(id) => Some(id),
            _ => None,
        }
    }
}

impl Checker {
    fn path(&self) -> String {
        match self {
            Self::Need => String::new(),
            Self::Questions => "/questions".to_owned(),
            Self::Compare => "/compare".to_owned(),
            Self::Provision(id) => format!("/{id}"),
        }
    }
}
