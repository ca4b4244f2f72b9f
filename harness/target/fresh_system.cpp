#include "target/fresh_system.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace smtpspec::target {
namespace {

namespace fs = std::filesystem;

void check(bool succeeded, const char* what, const std::string& path) {
  if (!succeeded) throw std::system_error(errno, std::generic_category(), std::string(what) + " " + path);
}

// An open file or folder. Paths are relative to such ones: to find the way anew from the root for each name
// is most of what copying a small file costs.
class Descriptor {
 public:
  Descriptor(int folder, const char* name, int flags, mode_t mode = 0)
      : number_(::openat(folder, name, flags | O_CLOEXEC | O_NOFOLLOW, mode)) {
    check(number_ >= 0, "can't open", name);
  }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  int number() const { return number_; }

 private:
  int number_;
};

void copy_octets(int from, int to, const std::string& name) {
  std::array<char, 32 * 1024> block;
  for (;;) {
    const ssize_t count = ::read(from, block.data(), block.size());
    check(count >= 0, "can't read", name);
    if (count == 0) return;
    for (ssize_t done = 0; done < count;) {
      const ssize_t written = ::write(to, block.data() + done, static_cast<std::size_t>(count - done));
      check(written > 0, "can't write", name);
      done += written;
    }
  }
}

// A folder of the template and the one that becomes its copy.
class FolderPair {
 public:
  FolderPair(int from, int to, std::string path, dev_t device)
      : from_(from), to_(to), path_(std::move(path)), device_(device) {}

  void copy(const std::string& model, const std::string& place) const {
    DIR* const entries = ::fdopendir(::fcntl(from_, F_DUPFD_CLOEXEC, 0));
    check(entries != nullptr, "can't list", model + path_);
    try {
      while (const dirent* entry = ::readdir(entries)) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") copy_entry(entry->d_name, model, place);
      }
    } catch (...) {
      ::closedir(entries);
      throw;
    }
    ::closedir(entries);
  }

 private:
  void copy_entry(const char* name, const std::string& model, const std::string& place) const {
    struct stat of {};
    check(::fstatat(from_, name, &of, AT_SYMLINK_NOFOLLOW) == 0, "can't look at", name);
    const std::string path = path_ + "/" + name;
    if (of.st_dev != device_) {
      make_mount_point(name, of.st_mode);
      check(::mount((model + path).c_str(), (place + path).c_str(), nullptr, MS_BIND | MS_REC, nullptr) == 0,
            "can't mount", place + path);
      return;
    }
    if (S_ISLNK(of.st_mode)) return copy_link(name);
    if (S_ISDIR(of.st_mode)) {
      check(::mkdirat(to_, name, of.st_mode & 07777) == 0, "can't make", path);
      give_owner(name, of);
      keep_special_bits(name, of);
      const Descriptor from(from_, name, O_RDONLY | O_DIRECTORY), to(to_, name, O_RDONLY | O_DIRECTORY);
      FolderPair(from.number(), to.number(), path, device_).copy(model, place);
      return;
    }
    if (S_ISREG(of.st_mode)) {
      const Descriptor from(from_, name, O_RDONLY),
          to(to_, name, O_WRONLY | O_CREAT | O_EXCL, of.st_mode & 07777);
      if (of.st_size > 0) copy_octets(from.number(), to.number(), path);
    } else {
      check(::mknodat(to_, name, of.st_mode, of.st_rdev) == 0, "can't make", path);
    }
    give_owner(name, of);
    keep_special_bits(name, of);
    keep_time(name, of);
  }

  void make_mount_point(const char* name, mode_t mode) const {
    if (S_ISDIR(mode))
      check(::mkdirat(to_, name, 0755) == 0, "can't make", name);
    else
      const Descriptor file(to_, name, O_WRONLY | O_CREAT | O_EXCL, 0644);
  }

  void copy_link(const char* name) const {
    std::array<char, 4096> aim{};
    const ssize_t length = ::readlinkat(from_, name, aim.data(), aim.size() - 1);
    check(length >= 0, "can't read the link", name);
    check(::symlinkat(aim.data(), to_, name) == 0, "can't make the link", name);
  }

  void give_owner(const char* name, const struct stat& of) const {
    if (of.st_uid == 0 && of.st_gid == 0) return;
    check(::fchownat(to_, name, of.st_uid, of.st_gid, AT_SYMLINK_NOFOLLOW) == 0, "can't change the owner of",
          name);
  }

  // A new folder is not given them, and a new owner takes them away.
  void keep_special_bits(const char* name, const struct stat& of) const {
    if ((of.st_mode & (S_ISUID | S_ISGID)) == 0) return;
    check(::fchmodat(to_, name, of.st_mode & 07777, 0) == 0, "can't set the mode of", name);
  }

  void keep_time(const char* name, const struct stat& of) const {
    const std::array<timespec, 2> times{of.st_atim, of.st_mtim};
    check(::utimensat(to_, name, times.data(), AT_SYMLINK_NOFOLLOW) == 0, "can't set the time of", name);
  }

  int from_;
  int to_;
  std::string path_;  // from the template's root on
  dev_t device_;
};

}  // namespace

void make_fresh_system(const fs::path& model, const fs::path& place) {
  ::umask(0);
  check(::mount("tmpfs", place.c_str(), "tmpfs", 0, "mode=755") == 0, "can't mount", place);
  const Descriptor from(AT_FDCWD, model.c_str(), O_RDONLY | O_DIRECTORY);
  const Descriptor to(AT_FDCWD, place.c_str(), O_RDONLY | O_DIRECTORY);
  struct stat of {};
  check(::fstat(from.number(), &of) == 0, "can't look at", model);
  FolderPair(from.number(), to.number(), "", of.st_dev).copy(model, place);
  ::umask(022);
}

void copy_contents(const fs::path& from, const fs::path& to) {
  const Descriptor source(AT_FDCWD, from.c_str(), O_RDONLY);
  const Descriptor copy(AT_FDCWD, to.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  copy_octets(source.number(), copy.number(), from);
}

}  // namespace smtpspec::target
