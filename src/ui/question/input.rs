//! A one-line box: what the keyboard, the browser and the eye need to know about it.

use crate::ui::html::{El, el};
use crate::ui::watched::Watched;

/// How a box looks and behaves. The defaults are those of a plain text box.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// The `type` attribute.
    pub kind: &'static str,
    /// Which on-screen keyboard.
    pub mode: Option<&'static str>,
    /// Class for the width.
    pub width: &'static str,
    /// Names, codes and addresses are not for the spelling checker, nor for who runs it.
    pub spelled: bool,
    /// Letters are typed as capitals, or never.
    pub capitals: Option<&'static str>,
}

impl Look {
    /// A plain box of this width.
    pub const fn text(width: &'static str) -> Self {
        Self {
            kind: "text",
            mode: None,
            width,
            spelled: true,
            capitals: None,
        }
    }

    /// A box for a name or a code, letter by letter.
    pub const fn exact(width: &'static str) -> Self {
        Self {
            spelled: false,
            ..Self::text(width)
        }
    }

    /// A box for a code written in capitals.
    pub const fn code(width: &'static str) -> Self {
        Self {
            capitals: Some("characters"),
            ..Self::exact(width)
        }
    }

    /// A box for digits.
    pub const fn digits(width: &'static str) -> Self {
        Self {
            mode: Some("numeric"),
            ..Self::exact(width)
        }
    }
}

/// One box: what stands in it, whether it is wrong, and who is told of what is typed.
pub fn view(
    look: Look,
    id: &str,
    value: Watched<String>,
    wrong: impl Fn() -> bool + 'static,
    say: impl Fn(String) + 'static,
) -> El {
    let class = move || {
        let error = if wrong() { " govuk-input--error" } else { "" };
        ["govuk-input", error, look.width].concat()
    };
    el("input", "")
        .live_class(class)
        .attr("id", id)
        .attr("name", id)
        .attr("type", look.kind)
        .maybe("inputmode", look.mode)
        .maybe("spellcheck", (!look.spelled).then_some("false"))
        .maybe("autocapitalize", look.capitals)
        // Nothing is kept by the browser, unless the question says that it may be: see the threat model.
        .attr("autocomplete", "off")
        .text(value, say)
}
