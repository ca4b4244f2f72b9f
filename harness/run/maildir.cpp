#include "run/maildir.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>

namespace smtpspec::run {

namespace fs = std::filesystem;

void file_in_maildir(const fs::path& folder, const reference::Message& message) {
  static std::uint64_t number = 0;
  for (const char* part : {"tmp", "new", "cur"}) fs::create_directories(folder / part);
  const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::system_clock::now().time_since_epoch());
  const std::string name = fmt::format("{}.{}_{}.smtpspec", now.count(), getpid(), ++number);
  std::ofstream file(folder / "tmp" / name, std::ios::binary);
  file << "Return-Path: <" << message.reverse_path << ">\r\n" << message.content;
  file.close();
  if (!file)
    throw std::runtime_error(fmt::format("a message can't be written to {}", (folder / "tmp").string()));
  fs::rename(folder / "tmp" / name, folder / "new" / name);
}

}  // namespace smtpspec::run
