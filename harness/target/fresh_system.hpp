// FreshSystem: a system that is made anew from a template, in memory, for one process and what it starts.
#pragma once

#include <filesystem>

namespace smtpspec::target {

// Mounts an empty file system in memory at `place` and makes a copy of the template there: files, folders,
// links and devices are copied, what is mounted in the template is mounted in the copy, too, as it is. The
// template lies in one file system. Must be called in mounts of the caller's own. Throws std::system_error.
void make_fresh_system(const std::filesystem::path& model, const std::filesystem::path& place);

// The contents of a file, wherever it lies. Throws std::system_error.
void copy_contents(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace smtpspec::target
