//! The sandbox, asked by raw HTTP: no line of the client is used here.

mod deciding;
mod desk;
mod lists;
