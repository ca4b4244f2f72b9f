#include "sasl/talk.hpp"

#include <utility>

#include "sasl/base64.hpp"
#include "smtp/limits.hpp"

namespace smtpspec::sasl {
namespace {

// SCRAM's server-final message may be an error (RFC 5802 section 7): it is answered like a signature.
bool tells_error(Mechanism mechanism, std::string_view challenge) {
  return is_scram(mechanism) && challenge.starts_with("e=");
}

}  // namespace

ClientTalk::ClientTalk(Mechanism mechanism, Credentials who, const Deviation* deviation)
    : mechanism_(mechanism), exchange_(mechanism, std::move(who)), deviation_(deviation) {}

std::string ClientTalk::line_for(const std::string& message) {
  const std::size_t number = messages_++;
  const auto otherwise = deviation_ ? deviation_->of_client(number, message) : std::nullopt;
  deviated_ = deviated_ || otherwise;
  return otherwise ? *otherwise : encode_base64(message);
}

std::string ClientTalk::command() {
  std::string line = "AUTH " + std::string(name_of(mechanism_));
  const auto first = exchange_.initial_response();
  if (!first) return line;
  std::string response = line_for(*first);
  if (response.empty()) response = "=";  // RFC 4954 section 4
  const bool fits = line.size() + 1 + response.size() + 2 <= smtp::limits::command_line;
  if (fits) return line + " " + response;
  held_ = std::move(response);
  return line;
}

std::optional<std::string> ClientTalk::respond(std::string_view challenge) {
  const auto octets = decode_base64(challenge);
  if (!octets) return std::nullopt;
  if (held_) return std::exchange(held_, std::nullopt);
  if (tells_error(mechanism_, *octets)) return "";
  const auto message = exchange_.respond(*octets);
  return message ? std::optional(line_for(*message)) : std::nullopt;
}

ServerTalk::ServerTalk(Mechanism mechanism, std::vector<Credentials> accounts, const Deviation* deviation)
    : mechanism_(mechanism), exchange_(mechanism, std::move(accounts)), deviation_(deviation) {}

ServerTalk::Answer ServerTalk::answer(const ServerStep& step) {
  const std::size_t number = messages_++;
  if (const auto otherwise = deviation_ ? deviation_->of_server(number, step) : std::nullopt)
    return {.line = *otherwise, .over = true, .accepted = true, .why = {}};
  const bool accepted = step.kind == ServerStep::Kind::success;
  return {.line = reply_line(step),
          .over = step.kind != ServerStep::Kind::challenge,
          .accepted = accepted,
          .why = accepted ? "" : "its credentials, or its message, will not do"};
}

ServerTalk::Answer ServerTalk::begin(std::optional<std::string_view> initial_response) {
  if (!initial_response) return answer(exchange_.begin(std::nullopt));
  if (!client_begins(mechanism_))
    return {.line = "501 5.7.0 no initial response here",
            .over = true,
            .accepted = false,
            .why = "the server begins in this mechanism"};
  return respond(*initial_response == "=" ? "" : *initial_response);
}

ServerTalk::Answer ServerTalk::respond(std::string_view line) {
  if (line == "*")
    return {.line = "501 5.7.0 cancelled", .over = true, .accepted = false, .why = "it cancels"};
  const auto octets = decode_base64(line);
  if (!octets)
    return {.line = "501 5.5.2 no base64", .over = true, .accepted = false, .why = "it is no base64"};
  // An initial response goes to a mechanism that has not asked for it.
  return answer(messages_ == 0 ? exchange_.begin(*octets) : exchange_.respond(*octets));
}

}  // namespace smtpspec::sasl
