//! Whole journeys: keys go in, the screen and the server's books are looked at. Model, driver,
//! inbox and sandbox are the real ones, over real HTTP and real files; only the terminal is missing.

mod app;
mod asking;
mod batches;
mod charting;
mod crm;
mod crowd;
mod deciding;
mod failing;
mod feishu;
mod feishu_frames;
mod filling;
mod limiting;
mod looking;
mod merged;
mod office;
mod places;
mod pushing;
mod quitting;
mod remembering;
mod revoking;
mod rivals;
mod together;
mod tokens;
