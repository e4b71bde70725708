//! Where our files are on this machine.

use super::Failure;
use crate::app::Places;
use std::path::PathBuf;

/// The system's folders for settings and data, or the one folder that `TARJUMAN_HOME` names.
pub fn places() -> Result<Places, Failure> {
    if let Some(home) = std::env::var_os("TARJUMAN_HOME") {
        let home = PathBuf::from(home);
        return Ok(Places { config: home.join("config"), data: home.join("data") });
    }
    let folders = directories::ProjectDirs::from("", "", "tarjuman")
        .ok_or("there is no home folder for settings; set TARJUMAN_HOME to a folder to use")?;
    Ok(Places { config: folders.config_dir().to_owned(), data: folders.data_dir().to_owned() })
}
