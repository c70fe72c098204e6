//! Programs that come from the system's own packages: installed where that can be done, else named.

use std::path::{Path, PathBuf};

use crate::process::{self, TaskError};

/// A program that no package manager of a language brings.
pub struct SystemProgram {
    /// Names it goes by, or the one place where it is of use, the likeliest first.
    pub names: &'static [&'static str],
    /// The environment variable that points at it, where it has one.
    pub variable: Option<&'static str>,
    /// Arguments with which it must end well, where it is no use without something beside it.
    pub proof: &'static [&'static str],
    /// The Debian packages that bring it.
    pub packages: &'static [&'static str],
    /// What it is for, to end a sentence with.
    pub purpose: &'static str,
}

/// npm, and with it Node.
pub const NPM: SystemProgram = SystemProgram {
    names: &["npm"],
    variable: None,
    proof: &[],
    packages: &["nodejs", "npm"],
    purpose: "to build the style sheet (Node 20.19 or newer)",
};

/// The browser of the tests.
pub const CHROMIUM: SystemProgram = SystemProgram {
    names: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ],
    variable: Some("CHROMIUM_PATH"),
    proof: &[],
    packages: &["chromium"],
    purpose: "to run the browser tests",
};

/// The same without windows, menus and profiles, as Playwright takes it for what nobody sees: a test takes little more than
/// half as long in it.
pub const CHROMIUM_SHELL: SystemProgram = SystemProgram {
    names: &["chromium-headless-shell", "chrome-headless-shell"],
    variable: Some("CHROMIUM_SHELL_PATH"),
    proof: &[],
    packages: &["chromium-headless-shell"],
    purpose: "to run the browser tests in little more than half of the time",
};

/// What drives that browser for the unit tests.
pub const CHROMEDRIVER: SystemProgram = SystemProgram {
    names: &["chromedriver"],
    variable: Some("CHROMEDRIVER"),
    proof: &[],
    packages: &["chromium-driver"],
    purpose: "to run the browser unit tests",
};

/// The second browser of the end-to-end tests.
pub const FIREFOX: SystemProgram = SystemProgram {
    names: &["firefox-esr", "firefox"],
    variable: Some("FIREFOX_PATH"),
    proof: &[],
    packages: &["firefox-esr"],
    purpose: "to run the end-to-end tests in Firefox",
};

/// What drives the third.
pub const WEBKIT_DRIVER: SystemProgram = SystemProgram {
    names: &["WebKitWebDriver"],
    variable: Some("WEBKIT_DRIVER"),
    proof: &[],
    packages: &["webkit2gtk-driver"],
    purpose: "to run the end-to-end tests in WebKit",
};

/// The third itself is WebKitGTK in a window that `e2e/tests/support/webkit/browser.py` opens. The system's own
/// Python, by its full path as that file names it: another one that comes first on the path does not see the
/// system's packages.
pub const WEBKIT: SystemProgram = SystemProgram {
    names: &["/usr/bin/python3"],
    variable: None,
    proof: &["-c", "import gi; gi.require_version('WebKit2', '4.1')"],
    packages: &["python3-gi", "gir1.2-webkit2-4.1"],
    purpose: "to open WebKitGTK in a window for the end-to-end tests",
};

/// A screen for that window.
pub const XVFB: SystemProgram = SystemProgram {
    names: &["xvfb-run"],
    variable: None,
    proof: &[],
    packages: &["xvfb", "xauth"],
    purpose: "to give WebKit a screen to draw on",
};

/// What the Nu HTML checker runs on. The checker itself comes by npm.
pub const JAVA: SystemProgram = SystemProgram {
    names: &["java"],
    variable: None,
    proof: &["-version"],
    packages: &["default-jre-headless"],
    purpose: "to check the HTML of every state (Java 17 or newer)",
};

/// Where the programs are, those that are missing installed first.
///
/// # Errors
/// [`TaskError::Advice`] with the very command to give, where this user may not install packages.
pub fn ensure<const N: usize>(programs: [&SystemProgram; N]) -> Result<[PathBuf; N], TaskError> {
    let missing: Vec<_> = programs
        .into_iter()
        .filter(|program| locate(program).is_none())
        .collect();
    let packages: Vec<_> = missing
        .iter()
        .flat_map(|program| program.packages)
        .copied()
        .collect();
    if !missing.is_empty() && may_install() {
        println!("      installing {} by apt-get", packages.join(" "));
        install(&packages)?;
    }
    let mut found = Vec::with_capacity(N);
    for program in programs {
        found.push(locate(program).ok_or_else(|| advice(program, &packages))?);
    }
    found
        .try_into()
        .map_err(|_| TaskError::Advice("a program went missing while it was looked for".to_owned()))
}

/// A program that can be done without: where it is, installed where that can be done. Not every system has a package of it.
pub fn wish(program: &SystemProgram) -> Option<PathBuf> {
    if locate(program).is_none() && may_install() {
        // What apt-get says stands in the list of steps.
        let _ = install(program.packages);
    }
    let found = locate(program);
    if found.is_none() {
        println!(
            "      going on without {} ({})",
            program.names[0], program.purpose
        );
    }
    found
}

fn locate(program: &SystemProgram) -> Option<PathBuf> {
    let named = program
        .variable
        .and_then(std::env::var_os)
        .map(PathBuf::from)
        .filter(|file| file.is_file());
    let found = named.or_else(|| process::find(program.names))?;
    let serves =
        program.proof.is_empty() || process::read(process::command(&found).args(program.proof)).is_some();
    serves.then_some(found)
}

fn advice(program: &SystemProgram, packages: &[&str]) -> TaskError {
    let hint = program
        .variable
        .map(|name| format!(", or set {name} to where it is"))
        .unwrap_or_default();
    TaskError::Advice(format!(
        "{} is needed {}, and is not installed.\n\
         On Debian or Ubuntu: sudo apt-get install --no-install-recommends {}\n\
         Elsewhere: install it in the way of your system{hint}.",
        program.names[0],
        program.purpose,
        packages.join(" "),
    ))
}

fn may_install() -> bool {
    let root = process::read(process::command("id").arg("-u")).is_some_and(|id| id == "0");
    root && Path::new("/etc/debian_version").exists() && process::find(&["apt-get"]).is_some()
}

fn install(packages: &[&str]) -> Result<(), TaskError> {
    let apt = || {
        let mut apt = process::command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("-q");
        apt
    };
    process::run(apt().arg("update"))?;
    process::run(
        apt()
            .args(["install", "--yes", "--no-install-recommends", "--no-remove"])
            .args(packages),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_the_command_that_brings_it() {
        let text = advice(&CHROMEDRIVER, &["chromium", "chromium-driver"]).to_string();
        assert!(
            text.starts_with("chromedriver is needed to run the browser unit tests"),
            "{text}"
        );
        assert!(
            text.contains("apt-get install --no-install-recommends chromium chromium-driver"),
            "{text}"
        );
        assert!(text.contains("set CHROMEDRIVER to where it is"), "{text}");
    }

    #[test]
    fn a_program_on_the_path_is_found() {
        const CARGO: SystemProgram = SystemProgram {
            names: &["no-such-cargo", "cargo"],
            variable: None,
            proof: &["--version"],
            packages: &[],
            purpose: "",
        };
        assert!(locate(&CARGO).is_some_and(|file| file.ends_with("cargo")));
        const PLACED: SystemProgram = SystemProgram {
            names: &["/bin/sh"],
            proof: &["-c", "true"],
            ..CARGO
        };
        assert_eq!(
            locate(&PLACED),
            Some(PathBuf::from("/bin/sh")),
            "one named by its place"
        );
        const WANTING: SystemProgram = SystemProgram {
            proof: &["no-such-command"],
            ..CARGO
        };
        assert_eq!(locate(&WANTING), None, "it is there, and of no use");
    }
}
