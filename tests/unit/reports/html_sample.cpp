#include "html_sample.hpp"

#include <algorithm>
#include <vector>

#include "reports/html.hpp"
#include "sample.hpp"

namespace smtpspec::reports::testing {
namespace {

using result::CaseResult;
using result::Outcome;
using result::RunResult;

CaseResult& of(RunResult& run, const std::string& id) {
  return *std::find_if(run.cases.begin(), run.cases.end(),
                       [&](const CaseResult& one) { return one.id == id; });
}

RunResult last_week() {
  RunResult run = every_outcome();
  run.target_software = "Postfix 3.7.10";
  run.started -= std::chrono::hours(7 * 24);
  CaseResult& regressed = of(run, failed().id);
  regressed.outcome = Outcome::pass;
  regressed.findings.clear();
  CaseResult& fixed = of(run, passed().id);
  fixed.outcome = Outcome::fail;
  fixed.findings = failed().findings;
  of(run, tolerated().id).outcome = Outcome::blocked;
  std::erase_if(run.cases, [](const CaseResult& one) { return one.id == not_applicable().id; });
  CaseResult gone = passed();
  gone.id = "rfc1870/no-longer-played";
  gone.title = "A rule that is not in the catalogue any more.";
  run.cases.push_back(gone);
  return run;
}

}  // namespace

std::string compared_page() {
  RunResult other;
  other.target = "aiosmtpd";
  other.cases = {passed(), tolerated()};
  other.cases.back().outcome = Outcome::pass;
  other.cases.back().findings.clear();
  const std::vector runs = {every_outcome(), other};
  const std::vector earlier = {last_week()};
  return html(runs, {.earlier = earlier});
}

std::string hostile_page() {
  const std::vector runs = {
      run_with("</pre></script><script>window.owned = 1</script><img src=x onerror='window.owned = 1'>"),
      run_with(
          "\" autofocus onfocus=\"window.owned = 1\" x=\"\x01\xff\xe2\x80\xae javascript:window.owned=1")};
  return html(runs);
}

}  // namespace smtpspec::reports::testing
