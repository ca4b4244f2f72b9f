// Destination: the file a report goes to. A reader never sees half a report, and never yesterday's.
//
// All functions throw std::system_error, whose text names the path and what was being done to it. "-" is the
// standard output: nothing to prepare.
#pragma once

#include <filesystem>
#include <string_view>

namespace smtpspec::reports {

// Before the run: creates the directories, proves that a file can be written there and removes an older
// report, so that a crash can't leave it as the result of this run.
void prepare(const std::filesystem::path& path);

// Writes a temporary file in the same directory, forces it to the disk and renames it.
void write(const std::filesystem::path& path, std::string_view report);

}  // namespace smtpspec::reports
