#include "any_run.hpp"

#include <random>
#include <string>

#include "sample.hpp"

namespace smtpspec::reports::testing {
namespace {

// A run of anything: any number of cases, findings and entries of any octets.
class AnyRun {
 public:
  explicit AnyRun(unsigned seed) : random_(seed) {}

  result::RunResult make() {
    result::RunResult run = run_with(octets(20));
    if (below(2) == 0) run.trouble.clear();
    run.cases.clear();
    for (std::size_t count = below(12); count > 0; --count) run.cases.push_back(a_case());
    return run;
  }

 private:
  std::size_t below(std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_);
  }

  std::string octets(std::size_t most) {
    static const std::string likely = "<>&\"'\\#[]:|\r\n\t \x1b\x7f\x80\xc3\xa9\xe2\x80\xae";
    std::string text;
    for (std::size_t count = below(most + 1); count > 0; --count)
      text += below(2) == 0 ? likely[below(likely.size())] : static_cast<char>(below(256));
    return text;
  }

  result::CaseResult a_case() {
    result::CaseResult one = failed_with(octets(40));
    one.id = octets(10) + "/" + octets(10);
    one.outcome = result::all_outcomes[below(result::all_outcomes.size())];
    one.findings.resize(below(3));
    for (result::Finding& finding : one.findings) finding.entry = below(200);
    for (std::size_t count = below(120); count > 0; --count) {
      result::Entry entry{.kind = static_cast<result::EntryKind>(below(12)), .octets = octets(60)};
      entry.size = below(10'000);
      entry.cut_at = below(100);
      entry.at = std::chrono::microseconds(below(10'000'000));
      one.transcript.add(entry);
    }
    one.line = below(3);
    one.retried = below(2) == 0;
    if (below(3) == 0)
      for (std::size_t count = below(4); count > 0; --count)
        one.attempts.push_back({result::all_outcomes[below(result::all_outcomes.size())], octets(30),
                                result::Duration(below(9'000))});
    if (below(4) == 0)
      one.expectation = {.verdict = static_cast<result::Expectation::Verdict>(below(3)),
                         .finding = octets(20),
                         .reason = octets(20),
                         .link = octets(20)};
    one.duration = result::Duration(static_cast<long>(below(2'000'000)) - 1'000'000);
    return one;
  }

  std::mt19937 random_;
};

}  // namespace

result::RunResult any_run(unsigned seed) {
  return AnyRun(seed).make();
}

}  // namespace smtpspec::reports::testing
