//! Lock files: the living keep their affairs, one heir takes those of the dead.

use std::path::Path;
use std::sync::Barrier;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use zhupi::store::{Owner, Owners};

fn owners() -> (tempfile::TempDir, Owners) {
    let folder = tempfile::tempdir().unwrap();
    let owners = Owners::new(folder.path());
    (folder, owners)
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().count()
}

/// Leaves the file as a killed process does: there, and locked by nobody.
fn die(folder: &Path, name: &str) {
    std::fs::write(folder.join(format!("{name}.lock")), "").unwrap();
}

#[test]
fn the_living_cannot_be_taken_over() {
    let (_folder, owners) = owners();
    let one = owners.join().unwrap();
    let two = owners.join().unwrap();
    assert_ne!(one.name, two.name);
    assert!(owners.take_over(&one.name).is_none());
    let name = one.name.clone();
    drop(one);
    assert!(owners.take_over(&name).is_some());
    assert!(owners.take_over(&two.name).is_none());
}

#[test]
fn who_is_alive_is_told_without_taking_over() {
    let (folder, owners) = owners();
    let one = owners.join().unwrap();
    die(folder.path(), "process-left");
    assert!(owners.is_alive(&one.name));
    assert!(!owners.is_alive("process-left"));
    assert!(!owners.is_alive("process-without-a-file"));
    assert_eq!(files(folder.path()), 2);
}

#[test]
fn the_dead_are_taken_over_whether_or_not_their_file_is_left() {
    let (folder, owners) = owners();
    die(folder.path(), "process-left");
    for name in ["process-left", "process-without-a-file"] {
        let heir = owners.take_over(name).unwrap();
        assert_eq!(heir.name, name);
        assert!(owners.take_over(name).is_none());
    }
}

#[test]
fn of_many_that_want_to_take_over_at_once_one_holds_it_at_a_time() {
    let (_folder, owners) = owners();
    let start = Barrier::new(4);
    let holders = AtomicU32::new(0);
    let attempt = || {
        start.wait();
        let mut taken = 0;
        for _ in 0..20_000 {
            let Some(heir) = owners.take_over("process-dead") else {
                continue;
            };
            let others = holders.fetch_add(1, Ordering::SeqCst);
            assert_eq!(others, 0, "two hold what only one can");
            taken += 1;
            std::thread::yield_now();
            holders.fetch_sub(1, Ordering::SeqCst);
            drop(heir);
        }
        taken
    };
    let taken: u32 = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(attempt)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .sum()
    });
    assert!(taken > 0);
}

#[test]
fn sweeping_removes_the_dead_and_spares_the_living_and_the_foreign() {
    let (folder, owners) = owners();
    let living: Vec<Owner> = (0..3).map(|_| owners.join().unwrap()).collect();
    for name in ["process-a", "process-b"] {
        die(folder.path(), name);
    }
    die(folder.path(), "somebody-elses");
    owners.sweep();
    assert_eq!(files(folder.path()), 4);
    for owner in &living {
        assert!(owners.take_over(&owner.name).is_none());
    }
}

#[test]
fn a_start_in_the_middle_of_sweeping_succeeds() {
    let (folder, owners) = owners();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    owners.sweep();
                }
            });
        }
        let started: Vec<_> = (0..10_000)
            .map(|_| {
                let owner = owners.join()?;
                assert!(owners.take_over(&owner.name).is_none());
                assert!(folder.path().join(format!("{}.lock", owner.name)).exists());
                Ok::<_, zhupi::error::Error>(())
            })
            .collect();
        done.store(true, Ordering::Relaxed);
        assert!(started.iter().all(Result::is_ok));
    });
}
