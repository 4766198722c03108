//! The story: what happened in the company before today, played by the real engine on a simulated clock.
//! Inserts no rows by hand, so that lists, history, copies and messages agree.

mod bulk;
mod scene;

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::Error;
use super::clock;
use super::company::{Person, read};
use super::engine::{Act, Decision, Engine, Verb};
use super::fail::{Code, Fail};
use super::store::{Instance, Message, Task, TaskStatus};
use scene::{Deed, Notice, Scene, Step, Story};

const STORY: &str = include_str!("../../assets/sandbox/story.toml");
const MINUTE: i64 = 60_000;
const DAY: i64 = 1440 * MINUTE;
/// How much earlier a day begins there.
const SHANGHAI: i64 = 480 * MINUTE;

/// Plays the story up to 00:00 of `today`, with `items` to-dos for its main person instead of its own number.
pub(super) fn play(engine: &mut Engine, today: Date, items: Option<usize>) -> Result<(), Error> {
    let story: Story = read("story", STORY)?;
    let midnight = clock::midnight(today);
    let mut told = String::new();
    let played = engine.act(midnight, |act| {
        let mut teller = Teller { act, midnight };
        let hand = teller.person(&story.hand)?.id;
        // What a large tenant has on top is told first and known to its reader: unread is the story's own.
        for scene in bulk::extra(&story, items) {
            told.clone_from(&scene.title());
            teller.scene(&scene)?;
        }
        Message::read_until(teller.act.db, hand, midnight)?;
        for scene in bulk::own(&story, items) {
            told.clone_from(&scene.title());
            teller.scene(&scene)?;
        }
        for notice in &story.notice {
            teller.notice(notice)?;
        }
        Message::read_until(teller.act.db, hand, midnight - story.read_days * DAY)?;
        Ok(())
    });
    played.map_err(|fail| Error::Story {
        scene: told,
        reason: fail.message,
    })
}

/// What is still to come: a request that begins at the present moment, and the acts that follow it.
#[derive(Debug)]
pub(super) struct Later(Scene);

impl Later {
    /// The scene that comes after so many others; none when all is told.
    pub(super) fn after(others: usize) -> Option<Self> {
        let story: Story = read("story", STORY).ok()?;
        story.later.into_iter().nth(others).map(Self)
    }

    /// How many acts follow.
    pub(super) fn acts(&self) -> usize {
        self.0.then.len()
    }

    /// The request is made now.
    pub(super) fn begin(&self, act: &mut Act<'_>) -> Result<Instance, Fail> {
        let Self(scene) = self;
        let mut teller = Teller::now(act);
        let (instance, task) = teller.start(scene, 0)?;
        if let Some(task) = task {
            teller.decide(&task, Verb::Submit, &Step::default())?;
        }
        Ok(instance)
    }

    /// One of the acts that follow is done now.
    pub(super) fn follow(
        &self,
        act: &mut Act<'_>,
        instance: &Instance,
        nth: usize,
    ) -> Result<(), Fail> {
        let step = self.0.then.get(nth);
        step.map_or(Ok(()), |step| Teller::now(act).step(instance, step))
    }
}

/// Tells scenes to the engine.
struct Teller<'t, 'a> {
    act: &'t mut Act<'a>,
    /// Where the story ends, in epoch milliseconds.
    midnight: i64,
}

impl<'t, 'a> Teller<'t, 'a> {
    /// At the present moment.
    fn now(act: &'t mut Act<'a>) -> Self {
        let day = (act.now + SHANGHAI).div_euclid(DAY);
        Self {
            midnight: day * DAY - SHANGHAI,
            act,
        }
    }

    fn person(&self, key: &str) -> Result<&'a Person, Fail> {
        let unknown = || Fail::new(Code::UserNotFound, format!("no person {key}"));
        self.act.company.by_key(key).ok_or_else(unknown)
    }

    /// Starts a scene's request in the version of so many milliseconds before today.
    fn start(&mut self, scene: &Scene, before: i64) -> Result<(Instance, Option<Task>), Fail> {
        let unknown = || Fail::new(Code::InvalidParameter, format!("no flow {}", scene.flow));
        let flow = self
            .act
            .company
            .flow_by_key(&scene.flow)
            .ok_or_else(unknown)?;
        let starter = self.person(&scene.by)?.id;
        let version = flow.version_before(before / DAY);
        let form = json!({ "object": self.dated(&scene.form), "list": scene.lines });
        self.act.start(flow, version, starter, &form)
    }

    fn scene(&mut self, scene: &Scene) -> Result<(), Fail> {
        let before = scene.minutes_before()? * MINUTE;
        self.act.now = self.midnight - before;
        let (instance, task) = self.start(scene, before)?;
        match task {
            Some(task) if scene.draft => return self.act.save_draft(&instance, &task),
            Some(task) => self.submit(&task)?,
            None => {}
        }
        for step in &scene.then {
            self.act.now += step.after * MINUTE;
            self.step(&instance, step)?;
        }
        if scene.seen {
            for task in self.waiting(&instance)? {
                task.mark_read(self.act.db)?;
            }
        }
        Ok(())
    }

    /// Dates in forms are milliseconds; the story writes them as `@-3`, days from today.
    fn dated(&self, form: &Map<String, Value>) -> Map<String, Value> {
        let date = |value: &Value| match value.as_str().and_then(|text| text.strip_prefix('@')) {
            Some(days) => json!(self.midnight + days.parse().unwrap_or(0) * DAY),
            None => value.clone(),
        };
        form.iter()
            .map(|(key, value)| (key.clone(), date(value)))
            .collect()
    }

    fn submit(&mut self, task: &Task) -> Result<(), Fail> {
        self.act.now += 2 * MINUTE;
        self.decide(task, Verb::Submit, &Step::default())
    }

    fn step(&mut self, instance: &Instance, step: &Step) -> Result<(), Fail> {
        let person = self.person(&step.by)?;
        if step.does == Deed::TakeBack {
            let tasks = Task::of_instance(self.act.db, instance.id)?;
            let mine = |task: &&Task| task.person == person.id && task.status == TaskStatus::Done;
            let task = tasks.iter().rev().find(mine).ok_or_else(|| idle(person))?;
            return self.act.take_back(task.id, person.id);
        }
        let waiting = self.waiting(instance)?;
        let mut tasks = waiting.iter();
        if step.does == Deed::Withdraw {
            let task = tasks.next().ok_or_else(|| idle(person))?;
            return self.act.withdraw(task.id, person.id);
        }
        let task = tasks
            .find(|task| task.person == person.id)
            .ok_or_else(|| idle(person))?;
        let verb = match step.does {
            Deed::Submit => Verb::Submit,
            Deed::Reject => Verb::Reject,
            Deed::Transfer => Verb::Transfer(self.person(&step.to)?.id),
            Deed::Agree | Deed::TakeBack | Deed::Withdraw => Verb::Agree,
        };
        self.decide(task, verb, step)
    }

    fn decide(&mut self, task: &Task, verb: Verb, step: &Step) -> Result<(), Fail> {
        let cc = step.cc.iter().map(|key| Ok(self.person(key)?.id));
        let decision = Decision {
            task: task.id,
            person: task.person,
            verb,
            comment: &step.says,
            inputs: step
                .fills
                .iter()
                .map(|(key, values)| (key.as_str(), values))
                .collect(),
            cc: cc.collect::<Result<_, Fail>>()?,
        };
        let proposed = self.act.complete(&decision)?;
        // Without a choice of the story's, all are asked.
        let chosen = proposed.iter().filter(|task| {
            let name = |key: &String| self.act.company.by_key(key).map(|person| person.id);
            step.picks.is_empty()
                || step
                    .picks
                    .iter()
                    .filter_map(name)
                    .any(|id| id == task.person)
        });
        let chosen: Vec<i64> = chosen.map(|task| task.id).collect();
        self.act.choose(&chosen)
    }

    fn waiting(&self, instance: &Instance) -> Result<Vec<Task>, Fail> {
        let mut tasks = Task::of_instance(self.act.db, instance.id)?;
        tasks.retain(|task| task.status.waits());
        Ok(tasks)
    }

    fn notice(&mut self, notice: &Notice) -> Result<(), Fail> {
        let to = self.person(&notice.to)?.id;
        for day in notice.last_day..notice.last_day + notice.days {
            self.act.now = self.midnight - day * DAY + notice.minute * MINUTE;
            self.act.notice(to, &notice.title, &notice.text)?;
        }
        Ok(())
    }
}

fn idle(person: &Person) -> Fail {
    Fail::new(
        Code::TaskNotFound,
        format!("nothing here for {}", person.key),
    )
}
