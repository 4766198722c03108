//! How long drawing a flow takes, by nodes: two ways out of each, a way back from every fifth.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that fails may say so by panicking"
)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion};
use jiff::tz::TimeZone;
use zhupi::domain::canvas::{Canvas, Edge, Node, NodeKind, Progress};
use zhupi::domain::id::Id;
use zhupi::drawing::{Options, draw};

const NODES: [usize; 3] = [10, 50, 200];

fn id(number: usize) -> Id {
    format!("node{number}").into()
}

fn edge(from: usize, to: usize, label: Option<&str>) -> Edge {
    Edge {
        from: id(from),
        to: id(to),
        label: label.map(str::to_owned),
        status: Progress::Waiting,
    }
}

fn flow(nodes: usize) -> Canvas {
    let mut canvas = Canvas::default();
    for number in 0..nodes {
        canvas.nodes.push(Node {
            id: number.to_string(),
            element_id: id(number),
            name: format!("部门审批{number}"),
            kind: NodeKind::Approval,
            mode: None,
            status: Progress::Waiting,
            people: Vec::new(),
        });
        let (one, other) = (2 * number + 1, 2 * number + 2);
        let below = [(one, "金额≥5000"), (other, "金额<5000")];
        canvas.edges.extend(
            below
                .into_iter()
                .filter(|(to, _)| *to < nodes)
                .map(|(to, label)| edge(number, to, Some(label))),
        );
        if number % 5 == 4 {
            canvas.edges.push(edge(number, number / 4, Some("退回")));
        }
    }
    canvas
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let options = Options {
        columns: 120,
        ascii: false,
        zone: &zone,
    };
    let mut group = criterion.benchmark_group("draw a flow");
    for nodes in NODES {
        let canvas = flow(nodes);
        group.bench_function(BenchmarkId::from_parameter(nodes), |bencher| {
            bencher.iter(|| draw(black_box(&canvas), &options));
        });
    }
    group.finish();
    criterion.final_summary();
}
