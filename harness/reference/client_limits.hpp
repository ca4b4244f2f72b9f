// What the reference client makes of LIMITS (RFC 9422): how many MAIL commands and domains of recipients a
// session may have, and how many recipients a transaction.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reference/client_behaviour.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::reference {

struct Limits {
  std::optional<std::size_t> mails, recipients, domains;  // empty: no limit known
  bool unreadable = false;                                // for a client that gives up at that
};

// Those of the latest reply to EHLO.
Limits read_limits(const ClientBehaviour& behaviour, const smtp::Extensions& offered);

// What a session has used of its limits so far.
struct LimitsUsed {
  std::size_t mails = 0;
  std::set<std::string> domains;  // in upper case
};

// How many of `paths`, from the first on, the next transaction can have; 0: there can't be another one in
// this session. Their domains are counted as used.
std::size_t recipients_of_next_transaction(const ClientBehaviour& behaviour, const Limits& limits,
                                           LimitsUsed& used, const std::vector<std::string>& paths);

}  // namespace smtpspec::reference
