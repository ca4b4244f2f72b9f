// The lines of a reply to EHLO behind the first (RFC 5321 4.1.1.1, ehlo-line).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reference/behaviour.hpp"
#include "reference/session.hpp"

namespace smtpspec::reference {

std::vector<std::string> extension_list(const Behaviour& behaviour, const Session& session);

// Empty for a keyword that the reference server knows nothing of.
std::optional<Extension> extension_named(std::string_view keyword);

}  // namespace smtpspec::reference
