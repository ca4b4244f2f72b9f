// A server to be started, stopped and broken by the tests: the test program itself, in a role.
#pragma once

#include <string>

#include "target/process.hpp"

namespace smtpspec::target {

// Roles: "greets", "greets without SO_REUSEADDR", "says 421", "never greets", "ignores SIGTERM and the end of
// its input", "starts a process and waits" (a harness that will be killed; it prints the id of its child),
// "keeps apart by ..." (a keeper of submissions that are this shell script), "keeps apart a program that does
// not exist".
Command fake_target(const std::string& role, const std::string& port = "{port}");

inline Command shell(const std::string& script) {
  return {{"sh", "-c", script}, {}, {}};
}

}  // namespace smtpspec::target
