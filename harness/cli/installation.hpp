// Installation: where the program finds what comes along with it.
//
// An installed one (PREFIX/bin/smtpspec) has it in PREFIX/share/smtpspec, wherever the prefix was moved to;
// one in its build tree (build/release/smtpspec) in the project's own folders.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace smtpspec::cli {

// The folder of that name ("scenarios", "fixtures"). Below the working directory if that is the same one, so
// that reports show short paths. Empty if nowhere.
std::optional<std::filesystem::path> find_folder(const std::string& name);

// The profiles that come along.
std::filesystem::path targets_folder();

// Whether it is in an installation, where nothing is written.
bool is_installed(const std::filesystem::path& file);

}  // namespace smtpspec::cli
