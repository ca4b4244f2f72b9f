#include "scenario/exchanges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sasl/deviation.hpp"
#include "scenario/expectations.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::scenario {
namespace {

class ExchangeReader {
 public:
  ExchangeReader(const Line& line, std::span<const Line> modifiers, Sides sides, Mistakes& mistakes)
      : line_(line), modifiers_(modifiers), is_ours_(sides.ours == "C:"), mistakes_(mistakes) {}

  std::vector<Step> read() {
    Words words(line_.span);
    const Span auth = words.take();
    exchange_.span = line_.span;
    if (!mechanism(words) || !deviation(words)) return {};
    const bool goes_well = is_ours_ && !exchange_.deviation;
    std::vector<Step> steps;
    steps.push_back({exchange_});
    if (goes_well) {
      Alternative success{Grade::accepted, ReplyExpected{{"235"}, {}, {}}, {}, auth};
      steps.push_back({read_expectation_behind(std::move(success), line_, words, modifiers_, mistakes_)});
      return steps;
    }
    expect_no_more(words, "the exchange", mistakes_);
    if (is_ours_)
      no_modifiers();
    else
      read_modifiers(std::get<Exchange>(steps.front().what));
    return steps;
  }

 private:
  bool mechanism(Words& words) {
    if (words.empty() || words.peek() == "or" || words.peek() == "tolerate") {
      if (is_ours_) return true;
      return mistake(line_.span, "the mechanism is missing", "write auth SCRAM-SHA-256");
    }
    const Span name = words.take();
    const auto known = sasl::find_mechanism(name.octets());
    if (!known || sasl::name_of(*known) != name.octets()) {
      std::vector<std::string_view> names;
      for (const sasl::Mechanism one : sasl::all_mechanisms) names.push_back(sasl::name_of(one));
      return mistake(name, fmt::format("no mechanism that is spoken here is called {}", shown(name.octets())),
                     text::suggest(name.octets(), names));
    }
    exchange_.mechanism = *known;
    return true;
  }

  // but "proof altered"
  bool deviation(Words& words) {
    if (!words.take("but")) return true;
    const Span quotes = words.take();
    std::string_view name = quotes.octets();
    if (name.size() < 2 || !name.starts_with('"') || !name.ends_with('"'))
      return mistake(quotes, "'but' needs the name of a deviation, in quotes",
                     R"(write auth SCRAM-SHA-256 but "proof altered")");
    name = name.substr(1, name.size() - 2);
    if (!exchange_.mechanism)
      return mistake(quotes, "a deviation needs the name of its mechanism",
                     R"(write auth SCRAM-SHA-256 but "proof altered")");
    const auto speaker = is_ours_ ? sasl::Speaker::client : sasl::Speaker::server;
    exchange_.deviation = sasl::find_deviation(speaker, *exchange_.mechanism, name);
    if (exchange_.deviation) return true;
    return mistake(
        quotes,
        fmt::format("a {} of {} has no deviation that is called {}", is_ours_ ? "client" : "server",
                    sasl::name_of(*exchange_.mechanism), shown(name)),
        text::suggest(name, sasl::deviations_of(speaker, *exchange_.mechanism)));
  }

  // flag y; by rfc5802/6-4
  void read_modifiers(Exchange& into) {
    std::vector<Line> others;
    for (const Line& line : modifiers_) {
      if (line.first_word().octets() == "flag")
        flag(line, into);
      else
        others.push_back(line);
    }
    read_only_by(others, into.by, "'auth'", mistakes_);
  }

  void flag(const Line& line, Exchange& into) {
    Words words(line.span);
    words.take();
    const Span letter = words.take();
    into.flag = letter.octets();
    const bool is_known = into.flag == "n" || into.flag == "y" || into.flag == "p";
    if (!is_known || !into.mechanism || !sasl::is_scram(*into.mechanism))
      mistakes_.error(line.span, "'flag' is n, y or p, of an exchange of SCRAM",
                      "RFC 5802 section 7: gs2-cbind-flag");
    expect_no_more(words, "the flag", mistakes_);
  }

  void no_modifiers() {
    for (const Line& line : modifiers_)
      mistakes_.error(
          line.first_word(),
          fmt::format("{} can't modify an exchange that deviates", shown(line.first_word().octets())),
          "what must come of it stands below, on an S: line");
  }

  bool mistake(const Span& where, std::string message, std::string remedy) {
    mistakes_.error(where, std::move(message), std::move(remedy));
    return false;
  }

  const Line& line_;
  std::span<const Line> modifiers_;
  bool is_ours_;  // the client's part, where a server is judged
  Exchange exchange_;
  Mistakes& mistakes_;
};

}  // namespace

std::span<const std::string_view> exchange_modifiers() {
  static constexpr std::array<std::string_view, 1> words = {"flag"};
  return words;
}

std::vector<Step> read_exchange(const Line& line, std::span<const Line> modifiers, Sides sides,
                                Mistakes& mistakes) {
  return ExchangeReader(line, modifiers, sides, mistakes).read();
}

}  // namespace smtpspec::scenario
