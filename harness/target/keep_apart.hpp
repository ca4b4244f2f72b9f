// keep_apart: the keeper of clients that are programs. Each submission is one process that is made of it by a
// single fork and becomes the client: in a fresh system of its own, with processes of its own, where
// namespaces may be made; and else by a command that keeps it apart in another way.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace smtpspec::target {

struct KeptApart {
  struct InSystem {
    std::filesystem::path model;  // a template of a system, see fresh_system.hpp
    std::filesystem::path place;  // where each process mounts its own
  };
  std::optional<InSystem> system;  // absent: the command is run as it is, with the wishes in its environment
  std::vector<std::string> command;  // inside the system
};

// `smtpspec keep-apart MODEL PLACE COMMAND...` or `smtpspec keep-apart --by COMMAND...`: not for people, and
// not in the help. Takes orders from standard input until it ends, and answers on standard output
// (keeper_protocol.hpp). What is under way at the end is killed. The exit status.
int keep_apart(const std::vector<std::string>& arguments);

}  // namespace smtpspec::target
