#include "scenario/mistakes.hpp"

#include <algorithm>
#include <utility>

#include "text/visible.hpp"

namespace smtpspec::scenario {

void Mistakes::error(text::Span where, std::string message, std::string remedy) {
  diagnostics_.push_back({text::Severity::error, std::move(where), std::move(message), std::move(remedy)});
  ++errors_;
}

void Mistakes::warning(text::Span where, std::string message, std::string remedy) {
  diagnostics_.push_back({text::Severity::warning, std::move(where), std::move(message), std::move(remedy)});
}

void Mistakes::cite(const ledger::Entry& entry, text::Span where) {
  cited_.push_back({&entry, std::move(where)});
}

text::Diagnostics Mistakes::take() {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [](const text::Diagnostic& left, const text::Diagnostic& right) {
                     return left.span.begin < right.span.begin;
                   });
  return std::exchange(diagnostics_, {});
}

std::string shown(std::string_view word) {
  constexpr std::size_t longest = 60;
  return "'" + text::visible_cut(word, longest) + "'";
}

}  // namespace smtpspec::scenario
