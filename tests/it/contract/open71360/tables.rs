//! HTML tables: real ones, odd ones, and those that are not parsed at all.

use serde_json::{Value, json};
use zhupi::domain::form::Part;

use super::story::{fixture, opened};
use crate::support::hostile::tabs;

/// An approval with this text.
fn with_tables(html: &str) -> Value {
    let mut wire = fixture("payment");
    wire["feed"]["tables"] = json!([html]);
    wire
}

async fn tables(html: &str) -> Vec<Part> {
    opened(&with_tables(html)).await.tables
}

async fn table(html: &str) -> Part {
    let [table] = tables(html).await.try_into().unwrap();
    table
}

fn header(part: &Part) -> Vec<&str> {
    part.fields.iter().map(|field| field.key.as_str()).collect()
}

fn rows(part: &Part) -> String {
    serde_json::to_string(&part.rows).unwrap()
}

#[tokio::test]
async fn a_table_has_its_header_its_rows_and_the_words_around_it() {
    let table = table(
        "<p>付款<b>计划</b></p><table><caption>三期</caption><thead><tr><th>期次</th><th>金额</th></tr></thead>\
         <tbody><tr><td>一</td><td>¥&nbsp;96,000</td></tr><tr><td>二<br>尾款</td><td></td></tr></tbody></table><i>以合同为准</i>",
    )
    .await;
    assert_eq!(table.name.as_deref(), Some("付款计划 以合同为准 三期"));
    assert_eq!(header(&table), ["期次", "金额"]);
    assert_eq!(
        rows(&table),
        r#"[{"期次":"一","金额":"¥ 96,000"},{"期次":"二 尾款"}]"#
    );
}

#[tokio::test]
async fn columns_without_a_heading_and_those_of_the_same_name_are_numbered() {
    let plain = table("<table><tr><td>甲</td><td>乙</td></tr></table>").await;
    assert_eq!(rows(&plain), r#"[{"1":"甲","2":"乙"}]"#);
    let odd = table("<table><tr><th>2<th>名<th>名<tr><td>a<td>b<td>c<td>d</table>").await;
    assert_eq!(header(&odd), ["2", "名", "3", "4"]);
    assert_eq!(odd.fields[2].label.as_deref(), Some("名"));
    assert_eq!(rows(&odd), r#"[{"2":"a","名":"b","3":"c","4":"d"}]"#);
}

#[tokio::test]
async fn cells_that_span_push_the_others_where_they_belong() {
    let table = table(
        "<table><tr><td rowspan=2>甲</td><td colspan=2>乙</td><td>丙</td></tr>\
         <tr><td>丁</td><td>戊</td><td>己</td></tr><tr><td>庚</td></tr></table>",
    )
    .await;
    assert_eq!(
        rows(&table),
        r#"[{"1":"甲","2":"乙","4":"丙"},{"2":"丁","3":"戊","4":"己"},{"1":"庚"}]"#
    );
}

#[tokio::test]
async fn nothing_that_can_be_read_is_lost() {
    let table = table(
        "<table><tr><td>外<table><tr><td>内</td></tr></table></td><td><img alt=\"印章\" src=x>\
         <a href=\"https://e.example/x\">合同</a></td></tr></table><table></table>",
    )
    .await;
    assert_eq!(
        rows(&table),
        r#"[{"1":"外 内","2":"[印章] [https://e.example/x] 合同"}]"#
    );
    let words = tables("没有<b>表格</b><script>x()</script>").await;
    assert_eq!(words[0].name.as_deref(), Some("没有表格"));
}

#[tokio::test]
async fn what_nests_without_end_is_read_as_far_as_it_says_something() {
    let deep = "<div>".repeat(20_000) + "底";
    assert_eq!(table(&deep).await.name.as_deref(), Some("底"));
    let tables = "<table><tr><td>".repeat(10_000) + "底";
    assert_eq!(rows(&table(&tables).await), r#"[{"1":"底"}]"#);
}

#[tokio::test]
async fn markup_that_never_ends_takes_no_longer_than_reading_it() {
    // A tree of these would have a hundred million nodes, or be thousands deep.
    let unended = |nth: usize| format!("<p><i a={nth}></p><b c={nth}><table><td>底</b></table>");
    let html: String = (0..4_000).map(unended).collect();
    let tables = tables(&html).await;
    assert_eq!(tables.len(), 4_000);
    assert!(tables.iter().all(|table| rows(table).contains("底")));
}

#[tokio::test]
async fn what_is_too_long_stands_there_as_it_came() {
    let long = format!("<table><tr><td>{}", "长".repeat(100_000));
    assert_eq!(table(&long).await.name, Some(long));
}

#[tokio::test]
async fn headings_that_share_a_column_or_a_name_hide_nothing() {
    let table =
        table("<table><tr><th>3<th>3<th>名<th>名</tr><tr><td>a<td>b<td>c<td>d<td>e</tr></table>")
            .await;
    assert_eq!(header(&table), ["3", "2", "名", "4", "5"]);
    assert_eq!(
        rows(&table),
        r#"[{"3":"a","2":"b","名":"c","4":"d","5":"e"}]"#
    );
    let heading = |nth: usize| format!("<th>栏{nth}");
    let wide: String = (0..70).map(heading).collect();
    let wide = super::tables::table(&format!("<table><tr>{wide}</table>")).await;
    assert_eq!(
        wide.fields[63].label.as_deref(),
        Some("栏63 栏64 栏65 栏66 栏67 栏68 栏69")
    );
}

#[tokio::test]
async fn a_span_that_is_absurd_makes_no_absurd_table() {
    let table = table("<table><tr><td colspan=999999999>甲<td>乙<td>丙</table>").await;
    assert_eq!(header(&table), ["1", "64"]);
    assert_eq!(rows(&table), r#"[{"1":"甲","64":"乙 丙"}]"#);
}

#[tokio::test]
async fn headings_without_a_value_are_drawn_where_the_table_has_no_room() {
    let heading = |nth: usize| format!("<th>no-{nth:02}");
    let head: String = (0..40).map(heading).collect();
    for rows in ["", "<tr><td>甲"] {
        let wire = with_tables(&format!("<table><tr>{head}{rows}</table>"));
        let tabs = tabs(&opened(&wire).await, 60);
        for nth in 0..40 {
            let name = format!("no-{nth:02}");
            assert!(tabs[0].contains(&name), "{name} of {}", tabs[0]);
        }
    }
}
