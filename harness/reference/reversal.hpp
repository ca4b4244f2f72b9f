// Reversal: the provider's part on a connection whose roles ATRN turned (RFC 2645 section 5.3). It waits for
// the customer's greeting, sends what waits for the domains that were asked for, and says QUIT.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/client.hpp"

namespace smtpspec::reference {

class Reversal {
 public:
  // `mail`: all that waits. `domains`: of which the customer asked for it.
  Reversal(const Behaviour& behaviour, const std::vector<WaitingMail>& mail,
           const std::vector<std::string>& domains);

  // Behind the 250: what is said before the customer has said anything.
  ClientOutput begin();
  ClientOutput receive(std::string_view octets) { return client_.receive(octets); }

 private:
  Client client_;
};

// Whether some of it is for one of these domains.
bool waits_for(const std::vector<WaitingMail>& mail, const std::vector<std::string>& domains);

}  // namespace smtpspec::reference
