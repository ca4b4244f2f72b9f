#include <fmt/format.h>

#include <algorithm>

#include "prove/concern.hpp"
#include "prove/report.hpp"

namespace smtpspec::prove {
namespace {

char letter_of(Cell cell, bool named) {
  switch (cell) {
    case Cell::pass:
      return '.';
    case Cell::kill:
      return named ? 'K' : 'k';
    case Cell::graded:
      return 'g';
    case Cell::knock_on:
      return '!';
    case Cell::blocked:
      return 'b';
    case Cell::not_applicable:
      return '-';
    case Cell::broken:
      return 'E';
    case Cell::not_played:
      return '/';
  }
  return '?';
}

constexpr std::string_view legend =
    "K notices the mistake, which it names   k notices it, citing the section that it offends\n"
    "g graded, though it has nothing to do with it   ! failed, though it has nothing to do with it\n"
    "b blocked   - not applicable   . not noticed   E the harness broke   / not played\n";

char letter_at(const Matrix& matrix, std::size_t peer, std::size_t at) {
  return letter_of(matrix.cell(peer, at), names(*matrix.scenarios()[at], matrix.peers()[peer].fault));
}

void list(std::string& text, std::string_view label, const std::vector<std::string_view>& items) {
  if (!items.empty()) text += fmt::format("    {}: {}\n", label, fmt::join(items, ", "));
}

std::vector<std::string_view> rules_broken_by(const Matrix& matrix, std::size_t peer) {
  std::vector<std::string_view> rules;
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
    for (const std::string_view rule : matrix.at(peer, at).broken_rules)
      if (std::find(rules.begin(), rules.end(), rule) == rules.end()) rules.push_back(rule);
  return rules;
}

std::string by_mistake(const Matrix& matrix) {
  std::string text;
  for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer) {
    const Peer& one = matrix.peers()[peer];
    text += fmt::format("{}  {} ({})\n", one.fault, one.sentence, one.cites.clause.str());
    for (const Cell cell : {Cell::kill, Cell::graded, Cell::knock_on, Cell::blocked, Cell::broken}) {
      std::vector<std::string_view> ids;
      for (std::size_t at = 0; at < matrix.scenarios().size(); ++at)
        if (matrix.cell(peer, at) == cell) ids.push_back(matrix.scenarios()[at]->id);
      list(text, name_of(cell), ids);
    }
    list(text, "wire rules", rules_broken_by(matrix, peer));
  }
  return text;
}

std::string by_scenario(const Matrix& matrix) {
  std::string text;
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at) {
    std::vector<std::string_view> kills;
    for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer)
      if (matrix.cell(peer, at) == Cell::kill) kills.push_back(matrix.peers()[peer].fault);
    text += fmt::format("{}\n", matrix.scenarios()[at]->id);
    list(text, "kill", kills);
  }
  return text;
}

// A row for each scenario, a column for each mistake, in the order of the list above.
std::string grid(const Matrix& matrix) {
  std::size_t width = 0;
  for (const auto& scenario : matrix.scenarios()) width = std::max(width, scenario->id.size());
  std::string text(legend);
  for (std::size_t at = 0; at < matrix.scenarios().size(); ++at) {
    text += fmt::format("{:<{}}  ", matrix.scenarios()[at]->id, width);
    for (std::size_t peer = 1; peer < matrix.peers().size(); ++peer) text += letter_at(matrix, peer, at);
    text += '\n';
  }
  return text;
}

}  // namespace

std::string matrix_of(const Proof& proof) {
  std::string text;
  for (const Matrix& matrix : proof.matrices) {
    const std::string_view side = result::name_of(matrix.side());
    text += fmt::format("== Mistakes of the reference {}, and who notices them\n\n{}\n", side,
                        by_mistake(matrix));
    text +=
        fmt::format("== Scenarios that judge a {}, and what they notice\n\n{}\n", side, by_scenario(matrix));
    text += fmt::format("== Scenarios by mistakes of the {}\n\n{}\n", side, grid(matrix));
  }
  return text;
}

}  // namespace smtpspec::prove
