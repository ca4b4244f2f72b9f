// The lines of a reply to EHLO behind the first (RFC 5321 4.1.1.1, ehlo-line).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/session.hpp"

namespace smtpspec::reference {

std::vector<std::string> extension_list(const Behaviour& behaviour, Channel channel);

}  // namespace smtpspec::reference
