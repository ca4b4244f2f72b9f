// Secret forms: a secret as it may turn up: as it is, visible, in base64 (also within something longer), in
// hexadecimal digits, in capitals, in part.
//
// What looks like a word is only looked for where somebody is quoted: a password "pass" must not eat ours.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "result/auth_exchange.hpp"

namespace smtpspec::result {

enum class Voice {
  theirs,    // octets of a session, a target's output
  ours,      // words of the harness, in which somebody may be quoted
  unquoted,  // words of the harness alone: what is expected
};

class SecretForms {
 public:
  void add(std::string secret) { secrets_.push_back(std::move(secret)); }
  // Behind the last of them, before anything is looked for.
  void settle();
  bool empty() const { return distinct_.empty() && words_.empty(); }

  // Where secrets stand, in order and apart. What was redacted before is passed over.
  std::vector<Stretch> find(std::string_view text, Voice voice) const;

 private:
  void add_forms(const std::string& secret);
  void add_distinct(std::string form);
  // Where what begins here ends; `at` if nothing does.
  std::size_t end_of_distinct(std::string_view text, std::string_view lower, std::size_t at) const;
  std::size_t end_of_word(std::string_view text, std::string_view lower, std::size_t at, bool quoted) const;

  std::vector<std::string> secrets_;
  std::vector<std::string> distinct_;             // looked for everywhere, in any case; in lower case
  std::vector<std::string> exact_;                // short pieces of base64: in this case only
  std::vector<std::string> words_;                // may be words of ours as well
  std::unordered_set<std::string> pieces_;        // of long ones, all of one length
  std::unordered_set<std::uint64_t> beginnings_;  // of the pieces: what nearly all places fail by
};

}  // namespace smtpspec::result
