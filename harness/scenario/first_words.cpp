#include "scenario/first_words.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "scenario/client_lines.hpp"
#include "scenario/command_lines.hpp"
#include "scenario/exchanges.hpp"
#include "scenario/expectations.hpp"
#include "scenario/header.hpp"
#include "scenario/lexer.hpp"
#include "scenario/relay_lines.hpp"
#include "scenario/tls_lines.hpp"

namespace smtpspec::scenario {
namespace {

constexpr std::array<std::string_view, 3> markers = {"C:", "S:", "TLS:"};
constexpr std::array<std::string_view, 9> step_words = {"either", "optionally", "repeat", "segments", "pause",
                                                        "close",  "half-close", "abort",  "auth"};
constexpr std::array<std::string_view, 3> server_step_words = {"delivered", "transaction", "turn"};
constexpr std::array<std::string_view, 14> verbs = {"EHLO", "HELO", "MAIL", "RCPT", "DATA",
                                                    "BDAT", "RSET", "NOOP", "QUIT", "STARTTLS",
                                                    "AUTH", "VRFY", "EXPN", "HELP"};

template <class Range>
bool contains(const Range& range, std::string_view word) {
  return std::find(range.begin(), range.end(), word) != range.end();
}

}  // namespace

std::string_view marker_of(std::string_view line) {
  for (const std::string_view marker : markers)
    if (line.starts_with(marker)) return marker;
  return {};
}

bool is_step_word(std::string_view word) {
  return contains(markers, word) || contains(step_words, word) || contains(server_step_words, word) ||
         contains(client_step_words(), word) || contains(relay_step_words(), word) || leg_named(word);
}

bool is_first_word(std::string_view word) {
  return is_step_word(word) || is_header_word(word) || word == "content";
}

std::span<const std::string_view> first_words() {
  static const std::vector<std::string_view> all = [] {
    std::vector<std::string_view> words(markers.begin(), markers.end());
    words.insert(words.end(), step_words.begin(), step_words.end());
    words.insert(words.end(), server_step_words.begin(), server_step_words.end());
    words.insert(words.end(), client_step_words().begin(), client_step_words().end());
    words.insert(words.end(), relay_step_words().begin(), relay_step_words().end());
    for (const RelayLeg leg : {RelayLeg::in, RelayLeg::out, RelayLeg::back}) words.push_back(name_of(leg));
    words.insert(words.end(), {"content", "end", "or", "tolerate"});
    words.insert(words.end(), header_words().begin(), header_words().end());
    return words;
  }();
  return all;
}

std::string_view judged_by(std::string_view word) {
  if (contains(server_step_words, word)) return "server";
  if (contains(relay_step_words(), word) || leg_named(word)) return "relay";
  return word == "optionally" || contains(client_step_words(), word) ? "client" : "";
}

bool is_modifier_word(std::string_view word) {
  return contains(expectation_modifiers(), word) || contains(command_modifiers(), word) ||
         contains(tls_modifiers(), word) || contains(relay_modifiers(), word) ||
         contains(exchange_modifiers(), word);
}

std::string_view remedy_for_commands(std::string_view word) {
  if (contains(verbs, word)) return "a line that is sent begins with 'C: '";
  if (word.size() >= 3 && all_digits(word.substr(0, 3))) return "a reply that is expected begins with 'S: '";
  return {};
}

}  // namespace smtpspec::scenario
