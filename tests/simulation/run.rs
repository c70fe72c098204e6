//! Runs schedules, and makes those that fail as short as they can be.

use cap_application::session::access::{Act, Told};
use cap_application::session::location::Location;
use cap_application::session::message::Message;
use cap_application::session::view_model::SendState;

use crate::check::Untrue;
use crate::council::{Answer, problem};
use crate::files::PAGES;
use crate::plant::Plant;
use crate::schedule::{By, Step};
use crate::world::{Sent, World};

/// Rounds in which everything that was sent has to come to an end once faults have stopped.
const ROUNDS: usize = 6;

/// Runs a schedule to its end, and then without faults.
///
/// # Errors
/// What is not true, and after how many steps.
pub fn run(steps: &[Step], plant: Option<Plant>) -> Result<(), (Untrue, usize)> {
    follow(steps, plant, |_, _| {})
}

/// Runs a schedule and shows the world after each of its steps, and once faults have stopped.
///
/// # Errors
/// As with [`run`].
pub fn follow(
    steps: &[Step],
    plant: Option<Plant>,
    mut seen: impl FnMut(Option<Step>, &World),
) -> Result<(), (Untrue, usize)> {
    let mut world = World::new(plant);
    world.start(0);
    for (at, step) in steps.iter().enumerate() {
        let result = world.step(*step);
        seen(Some(*step), &world);
        result.map_err(|untrue| (untrue, at + 1))?;
    }
    let result = world.drain();
    seen(None, &world);
    result.map_err(|untrue| (untrue, steps.len()))
}

/// Leaves out every step without which the schedule still fails in the same way.
pub fn shortest(steps: &[Step], plant: Option<Plant>) -> Vec<Step> {
    let mut steps = steps.to_vec();
    let Err((untrue, used)) = run(&steps, plant) else {
        return steps;
    };
    steps.truncate(used);
    loop {
        let before = steps.len();
        for at in (0..steps.len()).rev() {
            let mut fewer = steps.clone();
            fewer.remove(at);
            if run(&fewer, plant).is_err_and(|(other, _)| other == untrue) {
                steps = fewer;
            }
        }
        if steps.len() == before {
            return steps;
        }
    }
}

impl World {
    /// One happening, and a look at everything after it.
    pub fn step(&mut self, step: Step) -> Result<(), Untrue> {
        // Nobody does two things in the same moment.
        self.pass(1);
        self.happen(step);
        self.settle();
        self.check()
    }

    /// Whether another page than this one is sending the application that is in view here.
    fn sent_elsewhere(&self, at: usize) -> bool {
        let location = self.pages[at].session.location();
        let Some(id) = location.draft() else { return false };
        let (number, device) = (self.pages[at].number, &self.device);
        let asked = |sent: &Sent| sent.awaited && sent.page != number && sent.draft == id;
        let writes = || device.writes.iter().any(|write| write.page != number);
        device.present(id).is_some_and(|draft| draft.sending.is_some())
            && (self.sent.iter().any(asked) || writes())
    }

    fn happen(&mut self, step: Step) {
        let pages = self.pages.len();
        let page = |tab: u32| tab as usize % pages;
        match step {
            Step::Start { tab } => self.start(page(tab)),
            Step::Open { tab, draft, page: at } => {
                let to = |id: String| Location::Page(id, PAGES[at as usize % 2].to_owned());
                self.go(page(tab), draft, to);
            }
            Step::List { tab } => {
                self.person(page(tab));
                self.tell(page(tab), Message::Navigated(Location::Applications));
            }
            Step::Type { tab } => self.type_into(page(tab)),
            Step::Send { tab, draft } => self.send(page(tab), draft),
            Step::TakeOver { tab } => {
                self.person(page(tab));
                self.tell(page(tab), Message::TakeOver);
            }
            Step::Lock { tab } => self.tell(page(tab), Message::Access(Act::Lock)),
            Step::Idle { tab } => self.tell(page(tab), Message::Safe(Told::Idle)),
            Step::Unlock { tab } => self.unlock(page(tab)),
            Step::Reload { tab, finish } => self.reload(page(tab), finish),
            Step::Kill { finish } => self.kill(finish),
            Step::Flush => self.device.flush(),
            Step::Write => self.finish_write(false),
            Step::FailWrite => self.finish_write(!self.refused_once()),
            // What both stores refuse is in one page's memory alone, and the screen says so.
            Step::LocalFull(full) => self.device.local_full = full && !self.device.indexed_full,
            Step::IndexedFull(full) => self.device.indexed_full = full && !self.refused_once(),
            Step::NameKey => self.seals = true,
            Step::Seal { fails } => self.finish_sealing(fails),
            Step::Hear { tab } => self.hear(page(tab)),
            Step::Pass { seconds } => {
                // What another page did is heard of within milliseconds, also by a page that was frozen meanwhile: before
                // anything else that was on its way to it.
                for at in 0..self.pages.len() {
                    self.hear_all(at);
                }
                self.pass(seconds);
            }
            Step::SetClock { minutes } => self.ahead += minutes * 60_000,
            Step::RightClock => self.ahead = 0,
            Step::Anyway { tab, draft } => self.press(page(tab), draft, Message::SendAnyway),
            Step::Cancel { tab, draft } => self.press(page(tab), draft, Message::CancelSend),
            Step::Change { tab, draft } => self.press(page(tab), draft, Message::SendAsChange),
            Step::NewForm => self.later_form = true,
            Step::Discard { tab, draft } => self.discard(page(tab), draft, Message::Discard),
            Step::PutBack { tab, draft } => self.discard(page(tab), draft, Message::PutBackDraft),
            Step::Leave => self.left = true,
            Step::Copy { tab, draft } => self.press(page(tab), draft, Message::KeepCopy),
            Step::Look { tab } => self.look(page(tab)),
            Step::Served(served) => self.served = served,
            other => self.travel(other),
        }
    }

    /// What happens on the network.
    fn travel(&mut self, step: Step) {
        match step {
            Step::Arrive { request, again } => {
                if let Some(at) = pick(self.on_way.len(), request) {
                    let sent = self.on_way[at];
                    if !again {
                        self.on_way.remove(at);
                    }
                    let answer = self.council.take_in(&self.sent[sent].request, self.plant);
                    self.coming.push((sent, answer));
                }
            }
            Step::Answer { answer, again } => {
                if let Some(at) = pick(self.coming.len(), answer) {
                    let (sent, answer) = self.coming[at].clone();
                    if !again {
                        self.coming.remove(at);
                    }
                    self.answer(sent, answer);
                }
            }
            Step::TimeOut { request } => {
                if let Some(sent) = self.awaited(request) {
                    self.silence(sent);
                }
            }
            Step::Lost { request } => {
                if let Some(sent) = self.awaited(request) {
                    self.on_way.retain(|other| *other != sent);
                    self.coming.retain(|(other, _)| *other != sent);
                    self.silence(sent);
                }
            }
            Step::Intercept { request, by } => {
                if let Some(at) = pick(self.on_way.len(), request) {
                    let sent = self.on_way.remove(at);
                    self.answer(sent, intercepted(by));
                }
            }
            _ => {}
        }
    }

    fn awaited(&self, request: u32) -> Option<usize> {
        let awaited: Vec<usize> = (0..self.sent.len()).filter(|at| self.sent[*at].awaited).collect();
        Some(awaited[pick(awaited.len(), request)?])
    }

    /// What a page had not finished is lost with it, but for its oldest writes.
    fn reload(&mut self, at: usize, finish: u32) {
        let number = self.pages[at].number;
        let mut left = finish;
        for write in std::mem::take(&mut self.device.writes) {
            if write.page != number {
                self.device.writes.push_back(write);
            } else if left > 0 {
                left -= 1;
                self.finish_of_dying(&write);
            }
        }
        self.device.locks.retain(|_, page| *page != number);
        let address = self.pages[at].session.location().href();
        self.open(at, &address);
    }

    fn kill(&mut self, finish: u32) {
        let finished: Vec<_> = std::mem::take(&mut self.device.writes)
            .into_iter()
            .take(finish as usize)
            .collect();
        finished.iter().for_each(|write| self.finish_of_dying(write));
        self.device.local = self.device.flushed.clone();
        self.device.locks.clear();
        let address = |at: usize| self.pages[at].session.location().href();
        let addresses: Vec<String> = (0..self.pages.len()).map(address).collect();
        for (at, address) in addresses.iter().enumerate() {
            self.open(at, address);
        }
    }

    /// Time goes by: local storage reaches the disk within a minute, and timers run out.
    fn pass(&mut self, seconds: i64) {
        self.time += seconds * 1_000;
        if self
            .device
            .unflushed
            .is_some_and(|since| self.time - since > 60_000)
        {
            self.device.flush();
        }
        // What another page did is heard of within milliseconds; the shortest wait is seconds.
        for at in 0..self.pages.len() {
            let page = &mut self.pages[at];
            let due = page.timers.iter().any(|timer| *timer <= self.time);
            if due && page.inbox.is_empty() {
                page.timers.retain(|timer| *timer > self.time);
                self.tell(at, Message::Tick);
            }
        }
    }

    /// Faults stop; a person unlocks, looks at each application, and presses "Try again" where the screen offers it.
    fn drain(&mut self) -> Result<(), Untrue> {
        (self.device.local_full, self.device.indexed_full) = (false, false);
        (self.ahead, self.served) = (0, true);
        if self.left {
            self.wait()?;
        }
        for round in 0..ROUNDS {
            self.deliver()?;
            self.pass(3_600);
            self.deliver()?;
            // A page has not heard of an application that local storage did not take: it is loaded again.
            if round == 1 {
                self.step(Step::Reload { tab: 0, finish: 0 })?;
            }
            for draft in 0..2 {
                self.go(0, draft, Location::Check);
                // The page that sends comes to an end of it by itself.
                if !self.sent_elsewhere(0) {
                    self.step(Step::TakeOver { tab: 0 })?;
                }
                if self.pages[0].session.send_state() == SendState::Uncertain {
                    self.send(0, draft);
                }
                self.deliver()?;
            }
            if round > 0 && self.check_drained().is_ok() {
                break;
            }
        }
        self.check_drained()
    }

    /// Nobody presses anything: what waits goes out by the clock alone.
    fn wait(&mut self) -> Result<(), Untrue> {
        for _ in 0..ROUNDS {
            self.deliver()?;
            self.pass(3_600);
        }
        self.deliver()?;
        self.check_drained()
    }

    /// Everything that is on its way arrives.
    fn deliver(&mut self) -> Result<(), Untrue> {
        for at in 0..self.pages.len() {
            self.person(at);
        }
        let still = |world: &Self| {
            let sealed = world.sealing.is_empty() && world.device.writes.is_empty();
            !(sealed && world.on_way.is_empty() && world.coming.is_empty())
        };
        while still(self) {
            self.step(Step::Seal { fails: false })?;
            let (request, again) = (0, false);
            self.step(Step::Write)?;
            self.step(Step::Arrive { request, again })?;
            self.step(Step::Answer { answer: 0, again })?;
        }
        Ok(())
    }
}

pub fn pick(of: usize, number: u32) -> Option<usize> {
    (of > 0).then(|| number as usize % of)
}

fn intercepted(by: By) -> Answer {
    let page = |status, content_type, body: &str| Answer {
        status,
        content_type,
        body: body.to_owned(),
    };
    match by {
        By::Portal => page(200, "text/html", "<html>Sign in to the school's network</html>"),
        By::PortalJson => page(200, "application/json", r#"{"status":"sign in"}"#),
        By::Broken => problem(503),
        By::Busy => problem(429),
    }
}
