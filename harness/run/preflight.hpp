// Preflight: whether a server can be judged at all, and with the names that were given: a few short sessions
// before anything is judged.
//
// What a person named wrongly is no fault of the server, and so is said in one sentence with its remedy. Only
// plain refusals are understood so; whatever else is odd (silence behind the greeting, a malformed reply, a
// reset) is left to the scenarios.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "play/material/facts.hpp"
#include "play/material/logged_in.hpp"
#include "run/route.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::run {

struct PreflightOptions {
  bool starttls = false;              // sessions are to begin with STARTTLS
  std::chrono::milliseconds wait{0};  // so long a server may take until it greets
  std::function<bool()> interrupted;  // ends the waiting; may be empty
};

// How the server took a name that scenarios use.
struct NameCheck {
  std::string name;   // "recipient", "account"
  std::string value;  // never a password
  std::string words;  // "accepted", "refused: 550 5.1.1 no such user"
};

struct Preflight {
  std::string stop;      // why nothing can be judged, with its remedy: one sentence; empty if something can
  std::string greeting;  // the text of its first line, visible
  std::optional<smtp::Extensions> in_clear, in_tls;  // what was seen to be offered
  std::vector<NameCheck> names;
  std::map<std::string, std::string> unusable;  // a name, and why it is none, with the remedy
  // It wants a login for what most scenarios are about, and the account gets one there.
  std::optional<play::LoginPlace> login;
  std::vector<std::string> remarks;  // what does not stop a run but explains much of it
};

// Blocks. `facts`: the names and deadlines.
Preflight preflight(const play::Facts& facts, const Route& route, const PreflightOptions& options);

}  // namespace smtpspec::run
