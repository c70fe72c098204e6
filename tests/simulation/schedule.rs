//! What can happen, and schedules of it made by chance.

use crate::rng::Rng;

/// One happening. Numbers choose among what there is, and where there is nothing it does nothing: so a schedule still
/// makes sense when steps are left out of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A person starts an application.
    Start { tab: u32 },
    /// A person goes to a question of an application.
    Open { tab: u32, draft: u32, page: u32 },
    /// A person goes to the list of applications.
    List { tab: u32 },
    /// A person types, where the page lets them.
    Type { tab: u32 },
    /// A person goes to the check page of an application and presses "Send" or "Try again".
    Send { tab: u32, draft: u32 },
    /// A person changes it here and no longer in the other page.
    TakeOver { tab: u32 },
    /// A person locks every page.
    Lock { tab: u32 },
    /// A page is locked because nobody is there.
    Idle { tab: u32 },
    /// A person unlocks.
    Unlock { tab: u32 },
    /// A page is loaded again, or crashes and is. So many of its writes to IndexedDB finish.
    Reload { tab: u32, finish: u32 },
    /// The browser is killed and started again. So many writes to IndexedDB finish.
    Kill { finish: u32 },
    /// Local storage reaches the disk.
    Flush,
    /// The oldest write to IndexedDB finishes.
    Write,
    /// The oldest write to IndexedDB fails.
    FailWrite,
    /// Local storage takes nothing more, or does again.
    LocalFull(bool),
    /// IndexedDB takes nothing more, or does again.
    IndexedFull(bool),
    /// The council names a key; pages that are opened from now on seal to it.
    NameKey,
    /// The oldest sealing finishes, or fails.
    Seal { fails: bool },
    /// A page hears what happened in another.
    Hear { tab: u32 },
    /// A request arrives; `again`: a copy of it is still on its way.
    Arrive { request: u32, again: bool },
    /// An answer arrives; `again`: a copy of it is still on its way.
    Answer { answer: u32, again: bool },
    /// A page gives a request up. It may still arrive.
    TimeOut { request: u32 },
    /// A request or its answer is lost, and the page is told that there is none.
    Lost { request: u32 },
    /// Something on the way answers, and the request does not arrive.
    Intercept { request: u32, by: By },
    /// Time goes by.
    Pass { seconds: i64 },
    /// Somebody sets the clock forward or back.
    SetClock { minutes: i64 },
    /// Somebody puts it right.
    RightClock,
    /// A person goes to the check page of an application and presses "Send it anyway".
    Anyway { tab: u32, draft: u32 },
    /// A person looks at a page again.
    Look { tab: u32 },
    /// The server says what the time is, or does not.
    Served(bool),
    /// A person takes the readable copy of an application from its check page.
    Copy { tab: u32, draft: u32 },
    /// The same, and presses "Cancel and change it".
    Cancel { tab: u32, draft: u32 },
    /// The same with "Send it as a change".
    Change { tab: u32, draft: u32 },
    /// The server has a later form; pages that are opened from now on have it.
    NewForm,
    /// A person discards an application.
    Discard { tab: u32, draft: u32 },
    /// A person puts back one that was discarded.
    PutBack { tab: u32, draft: u32 },
    /// A person will leave the device alone once faults have stopped.
    Leave,
}

/// What may answer in the council's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A network that asks people to sign in.
    Portal,
    /// The same, in JSON.
    PortalJson,
    /// A server that is out of order.
    Broken,
    /// A server that has too much to do.
    Busy,
}

const BY: [By; 4] = [By::Portal, By::PortalJson, By::Broken, By::Busy];

/// A schedule for a seed: 20 to 60 steps.
pub fn schedule(seed: u64) -> Vec<Step> {
    let mut rng = Rng(seed);
    let steps = 20 + rng.below(41);
    (0..steps).map(|_| step(&mut rng)).collect()
}

/// A schedule for a seed, with a council that has a key.
pub fn sealed_schedule(seed: u64) -> Vec<Step> {
    let mut rng = Rng(seed);
    let reload = |tab| Step::Reload { tab, finish: 0 };
    let mut steps = vec![Step::NameKey, reload(0), reload(1)];
    for next in schedule(seed) {
        steps.push(next);
        // Mostly at once, so that most of what is sent gets on its way.
        let sent = matches!(next, Step::Send { .. });
        if rng.below(10) < if sent { 7 } else { 1 } {
            let fails = rng.below(8) == 0;
            steps.push(Step::Seal { fails });
        }
    }
    steps
}

fn step(rng: &mut Rng) -> Step {
    // The first page is used twice as often as the second.
    let tab = rng.below(3) / 2;
    let draft = rng.below(3) / 2;
    let request = rng.below(4);
    let again = rng.below(5) == 0;
    let finish = rng.below(4);
    match rng.below(118) {
        0..=17 => Step::Type { tab },
        18..=24 => Step::Open {
            tab,
            draft,
            page: rng.below(2),
        },
        25..=33 => Step::Send { tab, draft },
        34..=43 => Step::Write,
        44..=51 => Step::Arrive { request, again },
        52..=58 => Step::Answer {
            answer: request,
            again,
        },
        59..=62 => Step::Hear { tab },
        63..=65 => Step::TakeOver { tab },
        66..=70 => Step::Reload { tab, finish },
        71..=74 => Step::Kill { finish },
        75..=77 => Step::Unlock { tab },
        78 => Step::Lock { tab },
        79 => Step::Idle { tab },
        80..=81 => Step::TimeOut { request },
        82..=83 => Step::Lost { request },
        84..=86 => Step::Intercept {
            request,
            by: BY[rng.below(4) as usize],
        },
        87..=88 => Step::Flush,
        89 => Step::FailWrite,
        90..=91 => Step::LocalFull(rng.flip()),
        92 => Step::IndexedFull(rng.flip()),
        93..=94 => Step::Start { tab },
        95 => Step::List { tab },
        96..=97 => Step::Pass {
            seconds: [5, 61, 3_600, 86_400][rng.below(4) as usize],
        },
        98..=99 => Step::SetClock {
            minutes: [-500_000, -50_000, -5_000, -30, 30, 5_000, 50_000][rng.below(7) as usize],
        },
        100 => Step::RightClock,
        101..=102 => Step::Anyway { tab, draft },
        103..=104 => Step::Look { tab },
        105..=106 => Step::Served(rng.flip()),
        107 => Step::Pass { seconds: 100 },
        108 => Step::Copy { tab, draft },
        109..=111 => Step::Cancel { tab, draft },
        112 => Step::Change { tab, draft },
        113 => Step::NewForm,
        114..=115 => Step::Discard { tab, draft },
        116 => Step::PutBack { tab, draft },
        _ => Step::Leave,
    }
}
