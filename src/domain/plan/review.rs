//! What to look at before a plan is sent: its sums, and which decisions stand out. Pure; knows only
//! what the decisions themselves carry.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::{Group, Plan};
use crate::domain::decision::{Baseline, Decision};
use crate::domain::id::Id;
use crate::domain::value::decimal;
use crate::domain::verb::{Comment, Verb};

/// So many times the median of its flow is worth a look.
const OUTLYING: Decimal = Decimal::TWO;

/// Fewer amounts have no median worth the name.
const FEWEST: usize = 3;

/// As many rejections with the same words are boilerplate.
const SAME: usize = 3;

/// Why a decision deserves a look, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Concern {
    /// Another decision is about the same instance.
    Conflict,
    /// Far more than what else is decided of this flow.
    Outlier,
    /// Never on the screen.
    Unseen,
    /// The flow does not say whether it may be decided among others.
    BatchUnknown,
    /// Other rejections say the very same.
    SameWords,
    /// Nothing is said with it, although something could be.
    NoComment,
}

impl Concern {
    pub const ALL: [Self; 6] = [
        Self::Conflict,
        Self::Outlier,
        Self::Unseen,
        Self::BatchUnknown,
        Self::SameWords,
        Self::NoComment,
    ];

    /// The key of its words in the catalogue.
    pub fn message(self) -> &'static str {
        match self {
            Self::Conflict => "concern-conflict",
            Self::Outlier => "concern-outlier",
            Self::Unseen => "concern-unseen",
            Self::BatchUnknown => "concern-batch-unknown",
            Self::SameWords => "concern-same-words",
            Self::NoComment => "concern-no-comment",
        }
    }
}

/// One decision with what stands out about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'a> {
    pub decision: &'a Decision,
    /// The first money-typed field, where it was read.
    pub amount: Option<Decimal>,
    pub concerns: Vec<Concern>,
}

/// How many decisions of a verb on a flow, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total<'a> {
    pub verb: Verb,
    pub flow: &'a str,
    pub count: usize,
    /// Of the amounts that are known; `None` where none is.
    pub sum: Option<Decimal>,
    /// How many lack their form yet, and with it their amount.
    pub unread: usize,
}

/// The amount of a decision: only fields that are typed as money count.
pub fn amount(decision: &Decision) -> Option<Decimal> {
    decimal(decision.baseline.form()?.money()?.1)
}

/// What a decision is about: accounts have numbers of their own.
fn instance(decision: &Decision) -> (&str, &Id) {
    let item = &decision.item;
    (&item.key.account, &item.instance_id)
}

/// The decisions of each group, what deserves a look in front.
pub fn lines(plan: &Plan) -> Vec<(&Group, Vec<Line<'_>>)> {
    let mut instances: HashMap<_, usize> = HashMap::new();
    let mut words: HashMap<_, usize> = HashMap::new();
    for decision in plan.decisions() {
        *instances.entry(instance(decision)).or_default() += 1;
        if decision.verb == Verb::Reject {
            *words.entry(&decision.comment).or_default() += 1;
        }
    }
    let by_group = plan.groups().iter().map(|group| {
        let amounts: Vec<_> = group.decisions.iter().map(amount).collect();
        let medians = medians(group, &amounts);
        let mut lines: Vec<Line<'_>> = (group.decisions.iter().zip(amounts))
            .map(|(decision, amount)| {
                let median = medians.get(decision.item.flow_name());
                let outlies = |amount| median.is_some_and(|median| amount > *median * OUTLYING);
                let holds = |concern: &Concern| match concern {
                    Concern::Conflict => instances.get(&instance(decision)) > Some(&1),
                    Concern::Outlier => amount.is_some_and(outlies),
                    Concern::Unseen => !matches!(decision.baseline, Baseline::Shown(_)),
                    Concern::BatchUnknown => {
                        group.decisions.len() > 1 && decision.item.batch.is_none()
                    }
                    Concern::SameWords => {
                        decision.verb == Verb::Reject && words.get(&decision.comment) >= Some(&SAME)
                    }
                    Concern::NoComment => {
                        decision.comment.is_none() && decision.verb.row().comment != Comment::None
                    }
                };
                Line {
                    decision,
                    amount,
                    concerns: Concern::ALL.into_iter().filter(holds).collect(),
                }
            })
            .collect();
        lines.sort_by_key(|line| {
            let grave = line.concerns.first().copied();
            let grave = grave.filter(|concern| *concern <= Concern::Unseen);
            (grave.is_none(), grave, std::cmp::Reverse(line.amount))
        });
        (group, lines)
    });
    by_group.collect()
}

/// The median amount of each flow in a group that has enough of them.
fn medians<'a>(group: &'a Group, amounts: &[Option<Decimal>]) -> HashMap<&'a str, Decimal> {
    let mut by_flow: HashMap<&str, Vec<Decimal>> = HashMap::new();
    for (decision, amount) in group.decisions.iter().zip(amounts) {
        let flow = decision.item.flow_name();
        by_flow.entry(flow).or_default().extend(amount);
    }
    let middle = |(flow, mut all): (_, Vec<Decimal>)| {
        all.sort_unstable();
        let enough = all.len() >= FEWEST;
        let median = all.get((all.len().max(1) - 1) / 2).copied();
        median.filter(|_| enough).map(|median| (flow, median))
    };
    by_flow.into_iter().filter_map(middle).collect()
}

/// Counts and sums by verb and flow, the most first.
pub fn totals(plan: &Plan) -> Vec<Total<'_>> {
    let mut totals: Vec<Total<'_>> = Vec::new();
    for decision in plan.decisions() {
        let (verb, flow) = (decision.verb, decision.item.flow_name());
        let known = |total: &Total<'_>| (total.verb, total.flow) == (verb, flow);
        let at = totals.iter().position(known).unwrap_or_else(|| {
            totals.push(Total {
                verb,
                flow,
                count: 0,
                sum: None,
                unread: 0,
            });
            totals.len() - 1
        });
        let Some(total) = totals.get_mut(at) else {
            continue;
        };
        total.count += 1;
        total.unread += usize::from(decision.baseline == Baseline::Pending);
        if let Some(amount) = amount(decision) {
            total.sum = Some(total.sum.unwrap_or_default() + amount);
        }
    }
    totals.sort_by_key(|total| std::cmp::Reverse(total.count));
    totals
}
