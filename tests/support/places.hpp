// Places: where the sources and what was built of them lie. Only places.cpp is told: a compiler cache serves
// all other tests in any folder.
#pragma once

#include <string>

namespace smtpspec::support {

const char* project_folder();
const char* build_folder();
const char* program();   // smtpspec
const char* compiler();  // that built it

// "tests/golden", below the project's folder.
inline std::string in_project(const std::string& path) {
  return std::string(project_folder()) + "/" + path;
}

}  // namespace smtpspec::support
