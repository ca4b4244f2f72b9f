#include "scenario/needs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/header.hpp"
#include "scenario/lexer.hpp"
#include "scenario/variables.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

using Relation = Need::Relation;

bool is_relation_octet(char octet) {
  return octet == '<' || octet == '>' || octet == '=';
}

// The words of one condition; relations need no blanks around them.
std::vector<Span> tokens_of(const Span& condition) {
  const std::string_view octets = condition.octets();
  std::vector<Span> tokens;
  for (std::size_t at = 0; at < octets.size();) {
    std::size_t end = at;
    const bool relation = is_relation_octet(octets[at]);
    while (end < octets.size() && !is_blank(octets[end]) && is_relation_octet(octets[end]) == relation) ++end;
    if (end > at) tokens.push_back(part(condition, at, end));
    at = std::max(end, at + 1);
  }
  return tokens;
}

std::optional<Relation> relation_of(std::string_view token) {
  if (token == ">") return Relation::greater;
  if (token == ">=") return Relation::at_least;
  if (token == "<") return Relation::less;
  if (token == "<=") return Relation::at_most;
  if (token == "=") return Relation::equal;
  return std::nullopt;
}

constexpr std::string_view client_prefix = "client.";

// unknown-recipient, client.starttls
bool is_fact(std::string_view word) {
  return is_name(word) || (word.starts_with(client_prefix) && is_name(word.substr(client_prefix.size())));
}

class ConditionReader {
 public:
  ConditionReader(const Span& condition, Mistakes& mistakes)
      : tokens_(tokens_of(condition)), mistakes_(mistakes) {
    need_.span = condition;
  }

  std::optional<Need> read() {
    if (tokens_.empty()) {
      mistakes_.error(need_.span, "a condition is missing", "write needs SIZE > 0, PIPELINING");
      return std::nullopt;
    }
    const bool good = tokens_[0].octets() == "no"    ? absence()
                      : is_fact(tokens_[0].octets()) ? fact()
                                                     : offered();
    if (!good) return std::nullopt;
    return std::move(need_);
  }

 private:
  bool mistake(const Span& where, std::string message, std::string remedy) {
    mistakes_.error(where, std::move(message), std::move(remedy));
    return false;
  }

  bool expect_end(std::size_t at, std::string_view behind) {
    if (at >= tokens_.size()) return true;
    return mistake(tokens_[at], fmt::format("{} can't stand behind {}", shown(tokens_[at].octets()), behind),
                   "conditions are separated by commas");
  }

  bool absence() {
    need_.kind = Need::Kind::absence;
    if (tokens_.size() < 2)
      return mistake(tokens_[0], "'no' needs the keyword of an extension", "write needs no CHUNKING");
    need_.name = read_keyword(tokens_[1], mistakes_);
    return !need_.name.empty() && expect_end(2, "the keyword");
  }

  bool fact() {
    const Span word = tokens_[0];
    std::string capitals(word.octets());
    for (char& one : capitals)
      if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
    if (is_extension_keyword(capitals) && !capitals.starts_with('X'))
      return mistake(word, fmt::format("{} is in lower case", shown(word.octets())),
                     fmt::format("the keyword of an extension is written in capitals: {}", capitals));
    need_.kind = Need::Kind::fact;
    need_.name = word.octets();
    constexpr std::array<std::string_view, 3> known = {"delivery", "unknown-recipient", "second-recipient"};
    const std::string_view near = text::nearest(need_.name, known);
    if (!near.empty() && near != need_.name)
      mistakes_.warning(word, fmt::format("{} looks misspelt", shown(need_.name)),
                        fmt::format("did you mean '{}'?", near));
    return expect_end(1, "a fact");
  }

  bool offered() {
    need_.name = read_keyword(tokens_[0], mistakes_);
    if (need_.name.empty()) return false;
    std::size_t at = 1;
    if (at < tokens_.size() && !is_relation_octet(tokens_[at].octets().front()) && !parameter(tokens_[at++]))
      return false;
    return at == tokens_.size() || relation(at);
  }

  bool parameter(const Span& word) {
    need_.parameter = word.octets();
    if (!is_extension_keyword(need_.parameter) || need_.parameter.starts_with('X')) return true;
    return mistake(word,
                   fmt::format("{} is an extension, no parameter of {}", shown(need_.parameter), need_.name),
                   fmt::format("conditions are separated by commas: {}, {}", need_.name, need_.parameter));
  }

  bool relation(std::size_t at) {
    const auto relation = relation_of(tokens_[at].octets());
    if (!relation && !is_relation_octet(tokens_[at].octets().front()))
      return mistake(tokens_[at],
                     fmt::format("{} can't stand behind the parameter", shown(tokens_[at].octets())),
                     fmt::format("conditions are separated by commas: {0} {1}, {0} {2}", need_.name,
                                 need_.parameter, tokens_[at].octets()));
    if (!relation)
      return mistake(tokens_[at], fmt::format("no relation is written {}", shown(tokens_[at].octets())),
                     "known here: > >= < <= =");
    need_.relation = *relation;
    const auto number = at + 1 < tokens_.size() ? number_of(tokens_[at + 1].octets()) : std::nullopt;
    if (!number)
      return mistake(at + 1 < tokens_.size() ? tokens_[at + 1] : tokens_[at],
                     "a number must stand behind the relation", "write needs SIZE > 0");
    need_.number = *number;
    return expect_end(at + 2, "the number");
  }

  std::vector<Span> tokens_;
  Need need_;
  Mistakes& mistakes_;
};

}  // namespace

std::vector<Need> read_needs(const Span& conditions, Mistakes& mistakes) {
  const std::string_view octets = conditions.octets();
  std::vector<Need> needs;
  for (std::size_t begin = 0; begin <= octets.size();) {
    std::size_t end = std::min(octets.find(',', begin), octets.size());
    const std::size_t next = end + 1;
    while (begin < end && is_blank(octets[begin])) ++begin;
    while (end > begin && is_blank(octets[end - 1])) --end;
    if (auto need = ConditionReader(part(conditions, begin, end), mistakes).read())
      needs.push_back(std::move(*need));
    begin = next;
  }
  return needs;
}

}  // namespace smtpspec::scenario
