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

ClientTalk::ClientTalk(Mechanism mechanism, Credentials who, const Deviation* deviation,
                       ChannelBindings bindings)
    : mechanism_(mechanism),
      password_(who.password),
      exchange_(mechanism, std::move(who), std::move(bindings)),
      deviation_(deviation) {}

std::string ClientTalk::line_for(const std::string& message) {
  const std::size_t number = messages_++;
  const auto otherwise = deviation_ ? deviation_->of_client(number, message) : std::nullopt;
  deviated_ = deviated_ || otherwise;
  std::string line = otherwise ? *otherwise : encode_base64(message);
  if (!deviation_ || !deviation_->is_signed) return line;
  const std::string said = decode_base64(line).value_or("");
  if (number == 0) said_.client_first = said;
  if (number != 1) return line;
  said_.client_final = said;
  return encode_base64(signed_final(mechanism_, password_, said_));
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
  if (deviation_ && deviation_->is_signed) {
    if (!said_.client_final.empty()) return "";  // a signature, of what we alone know that was said
    said_.server_first = *octets;
  }
  const auto message = exchange_.respond(*octets);
  return message ? std::optional(line_for(*message)) : std::nullopt;
}

ServerTalk::ServerTalk(Mechanism mechanism, std::vector<Credentials> accounts, const Deviation* deviation,
                       ChannelBindings bindings)
    : mechanism_(mechanism),
      accounts_(std::move(accounts)),
      exchange_(mechanism, accounts_, std::move(bindings)),
      deviation_(deviation) {}

// A proof for what was said, and the signature in return.
std::optional<ServerTalk::Answer> ServerTalk::answer_signed(const std::string& response) {
  if (said_.client_first.empty()) {
    said_.client_first = response;
    return std::nullopt;
  }
  if (!deviation_ || !deviation_->is_signed) return std::nullopt;
  if (said_.server_first.empty()) return std::nullopt;
  if (!said_.client_final.empty()) return Answer{"235 2.7.0 welcome", true, true, {}};
  said_.client_final = response;
  for (const Credentials& one : accounts_)
    if (signed_final(mechanism_, one.password, said_) == response)
      return Answer{
          "334 " + encode_base64("v=" + *scram_signature(mechanism_, one.password, said_)), false, false, {}};
  return Answer{"535 5.7.8 credentials invalid", true, false, "its proof does not fit what was said"};
}

ServerTalk::Answer ServerTalk::answer(const ServerStep& step) {
  const std::size_t number = messages_++;
  const auto otherwise = deviation_ ? deviation_->of_server(number, step) : std::nullopt;
  if (otherwise && deviation_->is_signed) {
    said_.server_first = decode_base64(otherwise->substr(4)).value_or("");
    return {.line = *otherwise, .over = false, .accepted = false, .why = {}};
  }
  if (otherwise) return {.line = *otherwise, .over = true, .accepted = true, .why = {}};
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
  if (auto answer = answer_signed(*octets)) return std::move(*answer);
  // An initial response goes to a mechanism that has not asked for it.
  return answer(messages_ == 0 ? exchange_.begin(*octets) : exchange_.respond(*octets));
}

}  // namespace smtpspec::sasl
