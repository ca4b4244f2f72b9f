// Files messages that the reference server accepted, as a server's local delivery does.
#pragma once

#include <filesystem>

#include "reference/server.hpp"

namespace smtpspec::run {

// Puts a Return-Path field (RFC 5321 4.4) in front of the content and files it in FOLDER/new, by way of
// FOLDER/tmp; makes the folders. Throws std::runtime_error where it can't be written. One thread at a time.
void file_in_maildir(const std::filesystem::path& folder, const reference::Message& message);

}  // namespace smtpspec::run
