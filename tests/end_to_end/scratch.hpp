// Scratch: a folder of one test, gone behind it; and the words that every test needs.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "support/places.hpp"

namespace smtpspec::end_to_end {

inline const std::string smtpspec = support::program();
inline const std::string project = support::project_folder();

class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "smtpspec-test-XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  std::string path(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& octets) const {
    std::ofstream(path_ / name, std::ios::binary) << octets;
    return path(name);
  }
  // A scenario about servers, and the folders that it lies in.
  std::string write_scenario(const std::string& name, const std::string& given,
                             const std::string& steps) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    return write(name,
                 "# A rule.\nrequirement rfc5321/4.1.1.9-1\njudges server\ngiven " + given + "\n\n" + steps);
  }
  std::string read(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  bool has(const std::string& name) const { return std::filesystem::exists(path_ / name); }

 private:
  std::filesystem::path path_;
};

}  // namespace smtpspec::end_to_end
