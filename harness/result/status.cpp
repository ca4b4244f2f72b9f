#include "result/status.hpp"

#include <numeric>

#include "result/results.hpp"

namespace smtpspec::result {
namespace {

Status plain_status(Outcome outcome) {
  switch (outcome) {
    case Outcome::pass:
      return Status::pass;
    case Outcome::fail:
      return Status::fail;
    case Outcome::tolerated:
      return Status::tolerated;
    case Outcome::not_applicable:
      return Status::not_applicable;
    case Outcome::blocked:
      return Status::blocked;
    case Outcome::error:
      return Status::error;
    case Outcome::crash:
      return Status::crash;
    case Outcome::unstable:
      return Status::unstable;
    case Outcome::not_run:
      return Status::not_run;
  }
  return Status::error;
}

}  // namespace

std::string_view name_of(Status status) {
  switch (status) {
    case Status::pass:
      return "pass";
    case Status::fail:
      return "fail";
    case Status::tolerated:
      return "tolerated";
    case Status::known_deviation:
      return "known deviation";
    case Status::unexpected_pass:
      return "unexpected pass";
    case Status::not_applicable:
      return "not applicable";
    case Status::blocked:
      return "blocked";
    case Status::error:
      return "error";
    case Status::crash:
      return "crash";
    case Status::unstable:
      return "unstable";
    case Status::not_run:
      return "not run";
  }
  return "";
}

std::size_t Tally::total() const {
  return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

Status status_of(const CaseResult& one) {
  if (!one.expectation) return plain_status(one.outcome);
  switch (one.expectation->verdict) {
    case Expectation::Verdict::as_expected:
      return Status::known_deviation;
    case Expectation::Verdict::unexpected_pass:
      return Status::unexpected_pass;
    case Expectation::Verdict::different:
      return Status::fail;
  }
  return Status::fail;
}

Standing standing_of(const CaseResult& one, Strictness strictness) {
  const bool strict = strictness == Strictness::strict;
  switch (status_of(one)) {
    case Status::pass:
      return Standing::conforming;
    case Status::tolerated:
      return strict ? Standing::failure : Standing::conforming;
    case Status::unstable:
      // Who retries wants the last attempt to decide; who repeats wants to see a changed verdict.
      return one.retried && !strict ? Standing::conforming : Standing::failure;
    case Status::fail:
    case Status::unexpected_pass:
      return Standing::failure;
    case Status::error:
    case Status::crash:  // cases beside the one that brought it down are touched as well: nobody's verdict
    case Status::not_run:
      return Standing::trouble;
    case Status::known_deviation:
    case Status::not_applicable:
    case Status::blocked:
      return Standing::nothing;
  }
  return Standing::trouble;
}

bool needs_a_person(const CaseResult& one, Strictness strictness) {
  const Standing standing = standing_of(one, strictness);
  return standing == Standing::failure || standing == Standing::trouble;
}

}  // namespace smtpspec::result
