// The options of `smtpspec new`.
#pragma once

#include <string>

namespace CLI {
class App;
}

namespace smtpspec::cli {

struct NewOptions {
  std::string id;            // "rfc5321/noop-is-answered": the path of the file below the folder
  std::string folder = ".";  // of the scenarios, which --scenarios names
  std::string judges = "server";
  std::string from;  // a transcript to begin with, "-": standard input; empty: none
};

CLI::App* add_new(CLI::App& app, NewOptions& options);

}  // namespace smtpspec::cli
