#include "reports/destination.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

namespace smtpspec::reports {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(int error, std::string_view doing, const fs::path& path) {
  throw std::system_error(error, std::generic_category(), fmt::format("{} {}", doing, path.string()));
}

bool is_standard_output(const fs::path& path) {
  return path == "-";
}

// A file of our own beside the report, gone at the end unless it took the report's name.
class Temporary {
 public:
  explicit Temporary(const fs::path& report) {
    for (int attempt = 0; descriptor_ < 0; ++attempt) {
      path_ = fmt::format("{}.{}-{}.tmp", report.string(), ::getpid(), attempt);
      descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
      if (descriptor_ < 0 && errno != EEXIST) fail(errno, "cannot write beside", report);
    }
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  ~Temporary() {
    if (descriptor_ >= 0) ::close(descriptor_);
    if (!renamed_) ::unlink(path_.c_str());
  }

  void write(std::string_view octets) {
    while (!octets.empty()) {
      const ssize_t count = ::write(descriptor_, octets.data(), octets.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail(errno, "cannot write", path_);
      octets.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  void rename_to(const fs::path& report) {
    if (::fsync(descriptor_) != 0 && errno != EINVAL) fail(errno, "cannot flush", path_);
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail(errno, "cannot close", path_);
    if (std::rename(path_.c_str(), report.c_str()) != 0)
      fail(errno, "cannot rename the new report to", report);
    renamed_ = true;
  }

 private:
  std::string path_;
  int descriptor_ = -1;
  bool renamed_ = false;
};

// A pipe or a device (/dev/stdout, /dev/full) can't be replaced by a file and is written to as it is.
bool takes_no_rename(const fs::path& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

void write_to_stream(std::FILE* stream, const fs::path& path, std::string_view report) {
  if (std::fwrite(report.data(), 1, report.size(), stream) != report.size() || std::fflush(stream) != 0)
    fail(errno, "cannot write", path);
}

}  // namespace

void prepare(const fs::path& path) {
  if (is_standard_output(path) || takes_no_rename(path)) return;
  if (fs::is_directory(path)) fail(EISDIR, "cannot write a report to", path);
  std::error_code error;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), error);
  if (error) fail(error.value(), "cannot create the directory of", path);
  { const Temporary proof(path); }
  fs::remove(path, error);
  if (error) fail(error.value(), "cannot remove the older report", path);
}

void write(const fs::path& path, std::string_view report) {
  if (is_standard_output(path)) return write_to_stream(stdout, path, report);
  if (takes_no_rename(path)) {
    std::FILE* const stream = std::fopen(path.c_str(), "w");
    if (stream == nullptr) fail(errno, "cannot open", path);
    try {
      write_to_stream(stream, path, report);
    } catch (...) {
      std::fclose(stream);
      throw;
    }
    if (std::fclose(stream) != 0) fail(errno, "cannot close", path);
    return;
  }
  Temporary file(path);
  file.write(report);
  file.rename_to(path);
}

}  // namespace smtpspec::reports
