// Deviation: one named thing that a side says otherwise than it should in an exchange of AUTH.
//
// Everything else of the exchange is right. A deviation works on the line that a right side would say: the
// base64 of a message (RFC 4954 section 4), or the whole reply of a server.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sasl/exchange.hpp"
#include "sasl/mechanism.hpp"

namespace smtpspec::sasl {

struct Deviation {
  std::string_view name;  // "proof altered"
  std::string_view what;  // in a sentence
  std::span<const Mechanism> mechanisms;
  // One of these two is there, for the side that it is of. `message` counts from 0; empty: this one is right.
  //
  // The line of a client's message, or the initial response, without its line end.
  std::optional<std::string> (*of_client)(std::size_t message, const std::string& right) = nullptr;
  // A server's reply, without its line end, in place of the one that the step leads to.
  std::optional<std::string> (*of_server)(std::size_t message, const ServerStep& right) = nullptr;
  // Of SCRAM: what is said otherwise is signed as it is said, and so the exchange can go on to its end.
  bool is_signed = false;
};

enum class Speaker { client, server };

// Those of one side in one mechanism.
std::vector<std::string_view> deviations_of(Speaker speaker, Mechanism mechanism);
// Null where it has none of this name.
const Deviation* find_deviation(Speaker speaker, Mechanism mechanism, std::string_view name);

// The areas of client_deviations.cpp and server_deviations.cpp.
std::span<const Deviation> client_deviations();
std::span<const Deviation> server_deviations();

// An attribute of a SCRAM message, "p=": its value replaced, or all of it taken out, with the comma in front.
std::string with_attribute(std::string_view message, char attribute, std::string_view value);
std::string without_attribute(std::string_view message, char attribute);
std::string attribute_of(std::string_view message, char attribute);

// The reply of a server that deviates in nothing.
std::string reply_line(const ServerStep& step);

}  // namespace smtpspec::sasl
