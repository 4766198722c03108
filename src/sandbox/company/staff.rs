//! A large company's other people: made by counting, the same for the same number. Many of them
//! share a name, as people do.

use super::Person;
use crate::sandbox::snowflake;

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗";
const FIRST: &str = "伟芳秀敏静丽强磊军洋勇艳杰娟涛明超霞平刚";
const SECOND: &str = "华英玉兰云峰波鹏飞燕红梅龙斌鑫雪晨阳宇轩";

/// When the first of them joined, in epoch milliseconds; the others followed minute by minute.
const JOINED: i64 = 1_650_000_000_000;

/// So many people with no role and no manager.
pub(super) fn hire(count: usize) -> Vec<Person> {
    let [surnames, first, second] =
        [SURNAMES, FIRST, SECOND].map(|letters| letters.chars().collect::<Vec<_>>());
    let mut ids = snowflake::Snowflakes::default();
    (0_usize..count)
        .zip(0_i64..)
        .map(|(nth, minute)| {
            let letter = |from: &[char], step: usize| from[nth / step % from.len()];
            let name = [
                letter(&surnames, 1),
                letter(&first, 20),
                letter(&second, 400),
            ];
            Person {
                key: format!("yg{nth:06}"),
                id: ids.next(JOINED + minute * 60_000),
                name: name.into_iter().collect(),
                title: "员工".to_owned(),
                phone: format!("139{nth:08}"),
                roles: Vec::new(),
                manager: None,
                main: false,
            }
        })
        .collect()
}
