#include "scenario/scenario.hpp"

#include <algorithm>

namespace smtpspec::scenario {

const Span& span_of(const Step& step) {
  return std::visit([](const auto& one) -> const Span& { return one.span; }, step.what);
}

const Content* Scenario::find_content(std::string_view name) const {
  const auto found =
      std::find_if(contents.begin(), contents.end(), [&](const Content& one) { return one.name == name; });
  return found == contents.end() ? nullptr : &*found;
}

namespace {

template <class Alternatives>
bool may_be_blocked(const Alternatives& alternatives) {
  return std::any_of(alternatives.begin(), alternatives.end(),
                     [](const auto& one) { return one.grade == Grade::blocked; });
}

struct Essential {
  bool operator()(const Expect& one) const { return !one.by && !may_be_blocked(one.alternatives); }
  bool operator()(const ExpectTls& one) const { return !one.by && !may_be_blocked(one.alternatives); }
  bool operator()(const ExpectNothing& one) const { return !one.by; }
  bool operator()(const Delivered& one) const { return !one.by; }
  bool operator()(const Perform& one) const { return !one.by; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }
};

}  // namespace

bool is_essential(const Step& step) {
  return std::visit(Essential{}, step.what);
}

}  // namespace smtpspec::scenario
