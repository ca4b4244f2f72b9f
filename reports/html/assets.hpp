// Assets: the files of style/ and script/, put into the program by the build (reports/CMakeLists.txt).
#pragma once

#include <string>
#include <string_view>

namespace smtpspec::reports::page {

struct Asset {
  std::string_view source;
  std::string_view sha256;  // hexadecimal
};

extern const Asset style;
extern const Asset script;

// As a Content-Security-Policy names it: 'sha256-<base64>'.
std::string policy_source(const Asset& asset);

}  // namespace smtpspec::reports::page
