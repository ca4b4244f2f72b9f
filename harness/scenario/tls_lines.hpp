// TLS lines: "TLS: handshake or fails" and what modifies them.
#pragma once

#include <span>

#include "scenario/lexer.hpp"
#include "scenario/scenario.hpp"

namespace smtpspec::scenario {

// The line, behind its marker; `modifiers` are the indented lines below it.
Step read_tls(const Line& line, Words words, std::span<const Line> modifiers, Mistakes& mistakes);

// The words that may open an indented line below a TLS: line.
std::span<const std::string_view> tls_modifiers();

// "1.2"; empty for any.
std::string_view name_of(TlsHandshake::Version version);

}  // namespace smtpspec::scenario
