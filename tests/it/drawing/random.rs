//! Flows as nobody would draw them: loops into themselves, nodes that nothing leads to, edges
//! said twice, edges to nowhere.

use std::collections::BTreeSet;

use unicode_width::UnicodeWidthStr;
use zhupi::domain::canvas::{Canvas, Edge, Node, NodeKind, Progress};
use zhupi::drawing::{Area, Drawing};

use super::drawn;

/// Marsaglia's xorshift.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (bound as u64)).unwrap()
    }

    fn progress(&mut self) -> Progress {
        [Progress::Done, Progress::Current, Progress::Waiting][self.below(3)]
    }
}

/// A flow of so many nodes and edges, in names of every width.
fn canvas(random: &mut Random, nodes: usize, edges: usize) -> Canvas {
    let kinds = [
        NodeKind::Start,
        NodeKind::End,
        NodeKind::Approval,
        NodeKind::Handle,
        NodeKind::Cc,
        NodeKind::Gateway,
        NodeKind::Other(99),
    ];
    let nodes: Vec<Node> = (0..nodes)
        .map(|nth| Node {
            id: nth.to_string(),
            element_id: format!("e{nth}").into(),
            name: ["审批", "a", "部门经理审批", "法务复核b"][random.below(4)].to_owned()
                + &nth.to_string(),
            kind: kinds[random.below(kinds.len())].clone(),
            mode: None,
            status: random.progress(),
            people: Vec::new(),
        })
        .collect();
    // One more than there are: some edges lead nowhere.
    let mut end = || format!("e{}", random.below(nodes.len() + 1));
    let ends: Vec<(String, String)> = (0..edges).map(|_| (end(), end())).collect();
    let edges = ends
        .into_iter()
        .map(|(from, to)| Edge {
            from: from.into(),
            to: to.into(),
            label: (random.below(3) == 0).then(|| "金额≥5000".to_owned()),
            status: random.progress(),
        })
        .collect();
    Canvas { nodes, edges }
}

fn overlap(one: Area, other: Area) -> bool {
    one.x < other.x + other.width
        && other.x < one.x + one.width
        && one.y < other.y + other.height
        && other.y < one.y + one.height
}

fn check_boxes(canvas: &Canvas, drawing: &Drawing) {
    let areas: Vec<Area> = (0..canvas.nodes.len())
        .map(|node| drawing.area(node).unwrap())
        .collect();
    for (nth, area) in areas.iter().enumerate() {
        assert!(area.x >= 0 && area.y >= 0);
        assert!(area.x + area.width <= drawing.width && area.y + area.height <= drawing.height);
        assert_eq!(drawing.node_at(area.middle().0, area.middle().1), Some(nth));
        assert!(areas[..nth].iter().all(|other| !overlap(*area, *other)));
    }
}

/// The name of each node stands in its own box, whole.
fn check_names(canvas: &Canvas, drawing: &Drawing) {
    for (nth, node) in canvas.nodes.iter().enumerate() {
        let area = drawing.area(nth).unwrap();
        let row = drawing.row(area.y + 1, area.x);
        let text: String = row
            .take_while(|(x, _)| *x < area.x + area.width)
            .map(|(_, cell)| cell.symbol.as_str())
            .collect();
        assert!(text.contains(&node.name), "{} is not in {text}", node.name);
    }
}

/// Every way begins at its source, ends with a head at its target, and is painted all along,
/// through no box.
fn check_ways(canvas: &Canvas, drawing: &Drawing) {
    let place = |id: &str| {
        id[1..]
            .parse::<usize>()
            .ok()
            .filter(|nth| *nth < canvas.nodes.len())
    };
    for (nth, edge) in canvas.edges.iter().enumerate() {
        let way = drawing.way(nth);
        let ends = place(edge.from.as_str()).zip(place(edge.to.as_str()));
        let Some((from, to)) = ends else {
            assert!(way.is_empty());
            continue;
        };
        let touches = |node: usize, (x, y): (i32, i32)| {
            let beside = [(x, y - 1), (x, y + 1), (x - 1, y), (x + 1, y)];
            let area = drawing.area(node).unwrap();
            beside.into_iter().any(|(x, y)| area.contains(x, y))
        };
        let (first, last) = (way[0], *way.last().unwrap());
        assert!(touches(from, first), "edge {nth} does not leave its source");
        assert!(touches(to, last), "edge {nth} does not reach its target");
        let head = cell(drawing, last);
        assert!(
            ["▼", "◀"].contains(&head.as_str()),
            "edge {nth} ends in {head}"
        );
        for pair in way.windows(2) {
            let ((x, y), (to_x, to_y)) = (pair[0], pair[1]);
            assert!(x == to_x || y == to_y, "edge {nth} goes askew");
            for x in x.min(to_x)..=x.max(to_x) {
                for y in y.min(to_y)..=y.max(to_y) {
                    assert_ne!(cell(drawing, (x, y)), " ", "edge {nth} has a gap");
                    assert_eq!(drawing.node_at(x, y), None, "edge {nth} runs through a box");
                }
            }
        }
    }
}

/// Words of one kind stand on the edges; who says the same twice between two nodes says it once.
fn check_labels(canvas: &Canvas, drawing: &Drawing) {
    let is_node = |id: &str| {
        canvas
            .nodes
            .iter()
            .any(|node| node.element_id.as_str() == id)
    };
    let labelled = canvas.edges.iter().filter(|edge| edge.label.is_some());
    let labelled: BTreeSet<(&str, &str)> = labelled
        .map(|edge| (edge.from.as_str(), edge.to.as_str()))
        .filter(|(from, to)| is_node(from) && is_node(to))
        .collect();
    let told = drawing.text().matches("金额≥5000").count();
    assert_eq!(told, labelled.len());
}

/// What covers a cell.
fn cell(drawing: &Drawing, (x, y): (i32, i32)) -> String {
    [x, x - 1]
        .into_iter()
        .find_map(|start| {
            let (at, cell) = drawing.row(y, start).next()?;
            (at == start && x < start + cell.columns).then(|| cell.symbol.clone())
        })
        .unwrap_or_else(|| " ".to_owned())
}

/// No character lies in another one's second half.
fn check_cells(drawing: &Drawing) {
    for y in 0..drawing.height {
        let mut free = 0;
        for (x, cell) in drawing.row(y, i32::MIN) {
            assert!(x >= free, "row {y} is torn at {x}");
            assert_eq!(cell.symbol.width(), usize::try_from(cell.columns).unwrap());
            free = x + cell.columns;
        }
    }
}

#[test]
fn any_flow_is_drawn_whole_and_nothing_covers_anything() {
    let mut random = Random(0x00C0_FFEE_1234_5678);
    let sizes = (0..120).map(|nth| 1 + nth % 40).chain([120, 200]);
    for nodes in sizes {
        let edges = random.below(2 * nodes + 1);
        let canvas = canvas(&mut random, nodes, edges);
        let drawing = drawn(&canvas, 120, false);
        check_boxes(&canvas, &drawing);
        check_names(&canvas, &drawing);
        check_ways(&canvas, &drawing);
        check_labels(&canvas, &drawing);
        check_cells(&drawing);
    }
}

#[test]
fn a_poor_terminal_gets_the_same_drawing_in_ascii() {
    let mut random = Random(0x0BAD_CAFE_8765_4321);
    for nodes in 1..30 {
        let canvas = canvas(&mut random, nodes, 2 * nodes);
        let (fine, poor) = (drawn(&canvas, 120, false), drawn(&canvas, 120, true));
        assert_eq!((fine.width, fine.height), (poor.width, poor.height));
        let names: BTreeSet<char> = canvas
            .nodes
            .iter()
            .flat_map(|node| node.name.chars())
            .collect();
        let mut left = poor.text();
        left.retain(|c| !c.is_ascii() && !names.contains(&c) && !"金额≥".contains(c));
        assert_eq!(left, "");
    }
}

#[test]
fn stepping_through_the_nodes_visits_each_once_and_comes_back() {
    let canvas = canvas(&mut Random(99), 30, 45);
    let drawing = drawn(&canvas, 120, false);
    let mut seen = BTreeSet::new();
    let mut node = 0;
    while seen.insert(node) {
        let next = drawing.next(node).unwrap();
        assert_eq!(drawing.previous(next), Some(node));
        node = next;
    }
    assert_eq!((node, seen.len()), (0, 30));
}

#[test]
fn an_empty_flow_is_an_empty_drawing() {
    let drawing = drawn(&Canvas::default(), 80, false);
    assert_eq!((drawing.width, drawing.height), (0, 0));
    assert_eq!(drawing.text(), "");
    assert_eq!(drawing.next(0), None);
}
