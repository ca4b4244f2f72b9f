#include "scenario/scenario.hpp"

#include <algorithm>
#include <utility>

namespace smtpspec::scenario {

std::string_view name_of(Judges judges) {
  switch (judges) {
    case Judges::server:
      return "server";
    case Judges::client:
      return "client";
    case Judges::relay:
      return "relay";
  }
  return "";
}

const Span& span_of(const Step& step) {
  return std::visit([](const auto& one) -> const Span& { return one.span; }, step.what);
}

const Content* Scenario::find_content(std::string_view name) const {
  const auto found =
      std::find_if(contents.begin(), contents.end(), [&](const Content& one) { return one.name == name; });
  return found == contents.end() ? nullptr : &*found;
}

namespace {

// What a step can say about the scenario's own rule.
enum class Shows { nothing, unless_blocked, rule };

template <class Alternatives>
Shows shown_by(const Alternatives& alternatives, const std::optional<text::Clause>& by) {
  if (by) return Shows::nothing;
  const bool may_be_blocked = std::any_of(alternatives.begin(), alternatives.end(),
                                          [](const auto& one) { return one.grade == Grade::blocked; });
  return may_be_blocked ? Shows::unless_blocked : Shows::rule;
}

class EssentialLines {
 public:
  explicit EssentialLines(Judges judges) : judges_client_(judges == Judges::client) {}

  std::vector<const Step*> of(const std::vector<Step>& steps) {
    walk(steps);
    if (lines_.empty() && last_) lines_.push_back(last_);
    if (lines_.empty()) return std::move(optional_);
    return std::move(lines_);
  }

 private:
  void walk(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      const Shows shows = std::visit([&](const auto& what) { return look_at(what); }, step.what);
      if (shows == Shows::rule) (is_optional_ ? optional_ : lines_).push_back(&step);
      if (shows == Shows::unless_blocked && !is_optional_) last_ = &step;
    }
  }

  Shows look_at(const Expect& one) { return shown_by(one.alternatives, one.by); }
  Shows look_at(const ExpectTls& one) { return shown_by(one.alternatives, one.by); }
  Shows look_at(const ExpectNothing& one) { return one.by ? Shows::nothing : Shows::rule; }
  Shows look_at(const Delivered& one) { return one.by ? Shows::nothing : Shows::rule; }
  Shows look_at(const Perform& one) { return one.by ? Shows::nothing : Shows::rule; }
  Shows look_at(const NextConnection& one) { return one.by ? Shows::nothing : Shows::rule; }
  Shows look_at(const Received& one) { return one.by ? Shows::nothing : Shows::rule; }
  Shows look_at(const Finally& one) { return one.by ? Shows::nothing : Shows::rule; }
  Shows look_at(const NothingMore& one) { return one.by ? Shows::nothing : Shows::rule; }
  // Ours, where a server is judged: the line behind it shows the rule.
  Shows look_at(const Exchange& one) {
    return judges_client_ && !one.by && !one.deviation ? Shows::rule : Shows::nothing;
  }
  // What must not happen shows the rule only where nothing else does.
  Shows look_at(const Never& one) { return one.by ? Shows::nothing : Shows::unless_blocked; }
  // What a client may leave out shows the rule only where nothing else does.
  Shows look_at(const Optionally& optionally) {
    const bool around = std::exchange(is_optional_, true);
    walk(optionally.steps);
    is_optional_ = around;
    return Shows::nothing;
  }
  Shows look_at(const Repeat& repeat) {
    walk(repeat.steps);
    return Shows::nothing;
  }
  Shows look_at(const Either& either) {
    for (const Either::Branch& branch : either.branches) walk(branch.steps);
    return Shows::nothing;
  }
  template <class Other>
  Shows look_at(const Other&) {
    return Shows::nothing;
  }

  std::vector<const Step*> lines_;
  std::vector<const Step*> optional_;
  bool is_optional_ = false;
  const Step* last_ = nullptr;
  bool judges_client_;
};

}  // namespace

std::vector<const Step*> essential_lines(const Scenario& scenario) {
  return EssentialLines(scenario.judges).of(scenario.steps);
}

}  // namespace smtpspec::scenario
