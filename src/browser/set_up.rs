//! The first passphrase of a device on which there is nothing yet, and what setting one up takes anywhere. The rest is in
//! `passphrase`.

use js_sys::JsString;
use zeroize::Zeroizing;

use super::chore::Chore;
use super::page::Page;
use super::safe::{self, NO_RANDOM};
use super::{Browser, clock, later, local, random};
use crate::later::{Task, key};
use crate::session::access::{Ask, Told};
use crate::session::message::Message;
use crate::vault::kdf::Kdf;
use crate::vault::key::{DataKey, Secret, WrappingKey};
use crate::vault::keyring::{self, Keyring, Wrapping};
use crate::vault::lock::Policy;
use crate::vault::recovery::RecoveryCode;

/// Written so that other pages of this browser lock too; it holds a time.
pub const LOCK: &str = "cap/lock";
const NO_WORKER: &str =
    "This browser could not work with the passphrase. Close other tabs, reload the page and try again.";

/// Messages for the session, or what went wrong, in words.
pub type Said = Result<Vec<Message>, String>;

/// One of them.
pub fn say(told: Told) -> Said {
    Ok(vec![Message::Safe(told)])
}

impl Browser {
    /// What the session asks.
    ///
    /// # Errors
    /// Gives back what is for the rest of the program.
    pub(super) fn ask(&self, ask: Ask) -> Result<(), Ask> {
        match ask {
            Ask::Watch { idle, warning } => self.idle.start(Policy::minutes(idle, warning)),
            Ask::Lock { everywhere } => self.lock(everywhere),
            Ask::SetUp(secret) => {
                let browser = self.clone();
                super::begin(async move {
                    let said = browser.set_up_first(secret).await;
                    browser.answered(said);
                });
            }
            other => return Err(other),
        }
        Ok(())
    }

    pub(super) fn lock(&self, everywhere: bool) {
        self.caret.keep();
        self.safe.borrow_mut().close();
        self.idle.stop();
        if everywhere {
            let _ = local::write(&self.page, &LOCK.into(), &clock::now().to_string().into());
        }
    }

    /// Tells the session.
    pub(super) fn answered(&self, said: Said) {
        let said = said.unwrap_or_else(|words| {
            vec![Message::Safe(Told::Refused {
                words: Some(words),
                next: 0,
            })]
        });
        said.into_iter().for_each(|message| (self.dispatch)(message));
    }

    async fn set_up_first(&self, secret: Secret) -> Said {
        if !self.stored().await.is_empty() {
            self.leave(Chore::SetUp(secret));
            return Ok(Vec::new());
        }
        let (data, keyring, code) = make(&self.page, &secret).await?;
        // It takes a while: has another page been faster?
        if local::holds(keyring::KEY) {
            self.leave(Chore::Records);
            return Ok(Vec::new());
        }
        let text = keyring.write();
        self.keep(keyring::KEY, &text);
        self.safe.borrow_mut().open(data, text);
        let told = Told::Opened { code: Some(code) };
        Ok(vec![Message::Safe(told), Message::RecordsArrived(Vec::new())])
    }
}

/// A new data key, the keyring that opens it, and the recovery code as it is printed.
pub async fn make(page: &Page, secret: &Secret) -> Result<(DataKey, Keyring, Secret), String> {
    let data = DataKey::new(safe::key()?);
    let (code, passphrase, recovery) = (new_code()?, new_kdf()?, new_kdf()?);
    let key = derive(page, &passphrase, normal(secret).as_bytes()).await?;
    let code_key = derive(page, &recovery, code.secret()).await?;
    let (passphrase, recovery) = (wrapping(passphrase, &key)?, wrapping(recovery, &code_key)?);
    let keyring = Keyring::make(&data, passphrase, recovery).map_err(|error| error.to_string())?;
    let printed = printed(&code);
    Ok((data, keyring, printed))
}

/// One keyboard's "é" is the same as another's.
pub fn normal(secret: &Secret) -> Zeroizing<String> {
    Zeroizing::new(JsString::from(secret.text()).normalize("NFC").into())
}

pub async fn derive(page: &Page, kdf: &Kdf, secret: &[u8]) -> Result<WrappingKey, String> {
    let task = Task::Derive {
        kdf: *kdf,
        secret: Zeroizing::new(secret.to_vec()),
    };
    let answer = later::perform(page, &task).await;
    let answer = answer.map_err(|words| words.unwrap_or_else(|| NO_WORKER.to_owned()))?;
    key(answer).ok_or_else(|| NO_WORKER.to_owned())
}

pub fn new_kdf() -> Result<Kdf, String> {
    Ok(Kdf::new(random::bytes().ok_or(NO_RANDOM)?))
}

pub fn wrapping(kdf: Kdf, key: &WrappingKey) -> Result<Wrapping<'_>, String> {
    let nonce = random::bytes().ok_or(NO_RANDOM)?;
    Ok(Wrapping { kdf, key, nonce })
}

pub fn new_code() -> Result<RecoveryCode, String> {
    let random = Zeroizing::new(random::bytes().ok_or(NO_RANDOM)?);
    Ok(RecoveryCode::new(&random))
}

pub fn printed(code: &RecoveryCode) -> Secret {
    Secret::new(std::mem::take(&mut *code.printed()))
}
