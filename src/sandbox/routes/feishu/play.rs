//! Plays the story of the tenant: requests are sent and decided as they were in its days.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use super::desk::{Deed, Desk, Refusal, Request};
use super::people::{code, user_id};
use super::story::{Step, Story, Told};
use super::tell;
use crate::sandbox::Error;
use crate::sandbox::clock;
use crate::sandbox::company::{Company, read};
use crate::sandbox::store::Done;

const STORY: &str = include_str!("../../../../assets/sandbox/feishu.toml");

impl Desk {
    /// The story as it stands at 00:00 of a day.
    pub(in crate::sandbox) fn play(company: &Company, today: Date) -> Result<Self, Error> {
        let story: Story = read("feishu", STORY)?;
        let mut desk = Self {
            flows: story.flow,
            ..Self::default()
        };
        let teller = Teller { company, today };
        for (number, told) in (0_u64..).zip(&story.request) {
            teller.request(&mut desk, number, told)?;
        }
        Ok(desk)
    }

    /// What callers did since, once more: their ids and times follow from it as they did then.
    pub(in crate::sandbox) fn repeat(&mut self, all: &[Done]) -> Result<(), Error> {
        for (number, done) in (1_u64..).zip(all) {
            let refused = |(_, reason): Refusal| Error::Story {
                scene: format!("feishu, kept act {number}"),
                reason: reason.to_owned(),
            };
            self.carry_out(done).map_err(refused)?;
        }
        Ok(())
    }
}

struct Teller<'a> {
    company: &'a Company,
    today: Date,
}

impl Teller<'_> {
    fn request(&self, desk: &mut Desk, number: u64, told: &Told) -> Result<(), Error> {
        let refused = |reason: &str| Error::Story {
            scene: format!("feishu {}", number + 1),
            reason: reason.to_owned(),
        };
        let flow = desk.flows.iter().find(|flow| flow.name == told.flow);
        let flow = flow.ok_or_else(|| refused("no such flow"))?.clone();
        let started = self.moment(&told.at);
        let other = |nth: Option<usize>| {
            let found = desk.requests.get(nth?.checked_sub(1)?);
            found.map(|request| request.code.clone())
        };
        let request = Request {
            code: code(number),
            uuid: format!("yunfan-{:04}", number + 1),
            number: format!("{}{:04}", self.day(&told.at).strftime("%Y%m%d"), number + 1),
            flow,
            by: told.by.clone(),
            form: tell::form(&told.form, |text| self.replaced(text)),
            status: "PENDING",
            started,
            ended: 0,
            tasks: Vec::new(),
            events: Vec::new(),
            remarks: Vec::new(),
            copies: Vec::new(),
            modifies: other(told.modifies),
            reverts: other(told.reverts),
        };
        let code = request.code.clone();
        desk.send(request);
        if !told.cc.is_empty() {
            let deed = Deed {
                at: started,
                who: &told.by,
                task: "",
                says: "",
                to: &told.cc,
            };
            desk.act(&code, "cc", &deed)
                .map_err(|(_, words)| refused(words))?;
        }
        for step in &told.step {
            self.step(desk, &code, step).map_err(refused)?;
        }
        if let Some(request) = desk.requests.last_mut() {
            let said = told.remark.iter();
            let said = said.map(|it| (self.moment(&it.at), it.who.clone(), it.says.clone()));
            request.remarks.extend(said);
        }
        Ok(())
    }

    fn step(&self, desk: &mut Desk, code: &str, step: &Step) -> Result<(), &'static str> {
        let request = desk.find(code).ok_or("no such request")?;
        let open = |task: &&super::desk::Task| task.who == step.who && task.status == "PENDING";
        let task = request.tasks.iter().find(open).map(|task| task.id.clone());
        let deed = Deed {
            at: self.moment(&step.at),
            who: &step.who,
            task: &task.unwrap_or_default(),
            says: &step.says,
            to: step.to.as_slice(),
        };
        desk.act(code, &step.does, &deed)
            .map_err(|(_, words)| words)
    }

    fn replaced(&self, text: &str) -> Option<String> {
        if let Some(person) = self.company.by_key(text) {
            return Some(user_id(person));
        }
        let (_, time) = text.split_once(' ')?;
        Some(format!("{}T{time}:00+08:00", self.day(text)))
    }

    fn day(&self, text: &str) -> Date {
        let days = text.split(' ').next().and_then(|days| days.parse().ok());
        let days: i64 = days.unwrap_or(0);
        self.today.saturating_add(days.days())
    }

    /// `-3 09:20` in epoch milliseconds.
    fn moment(&self, text: &str) -> i64 {
        let moment = self.replaced(text).and_then(|text| text.parse().ok());
        moment.map_or_else(|| clock::midnight(self.today), Timestamp::as_millisecond)
    }
}
