#include "scenario/flow.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <span>

#include "scenario/dump.hpp"

namespace smtpspec::scenario {
namespace {

template <class What>
bool is(const Step& step) {
  return std::holds_alternative<What>(step.what);
}

// What comes back once the connection is over: another one, or the end of everything.
bool begins_anew(const Step& step) {
  return is<NextConnection>(step) || is<Serve>(step) || is<Finally>(step);
}

bool is_send(const Step& step) {
  return is<SendLine>(step) || is<SendOctets>(step) || is<SendContent>(step);
}

const std::vector<Step>* body_of(const Step& step) {
  const auto* repeat = std::get_if<Repeat>(&step.what);
  return repeat ? &repeat->steps : nullptr;
}

// --- What the connection is after a step ------------------------------------------------------------------

enum class Connection { open, no_more_sending, over };

Connection after(const std::vector<Step>& steps, Connection before);

// Every alternative that goes on is the connection's end.
bool only_ends(const Expect& expect) {
  return std::none_of(expect.alternatives.begin(), expect.alternatives.end(), [](const Alternative& one) {
    return !std::holds_alternative<ClosesExpected>(one.what) &&
           !std::holds_alternative<ResetsExpected>(one.what) && one.grade != Grade::blocked;
  });
}

Connection after(const Step& step, Connection before) {
  if (const auto* end = std::get_if<EndConnection>(&step.what)) {
    if (before == Connection::over || end->how != EndConnection::How::half_close) return Connection::over;
    return Connection::no_more_sending;
  }
  if (is<Turn>(step)) return Connection::over;
  if (begins_anew(step)) return Connection::open;
  if (const auto* expect = std::get_if<Expect>(&step.what))
    return only_ends(*expect) ? Connection::over : before;
  if (const auto* body = body_of(step)) return after(*body, before);
  if (const auto* either = std::get_if<Either>(&step.what)) {
    Connection best = Connection::over;
    for (const Either::Branch& branch : either->branches) best = std::min(best, after(branch.steps, before));
    return best;
  }
  return before;
}

// The roles are not turned back: whatever comes behind `turn`, for a client there is no more.
Connection after(const std::vector<Step>& steps, Connection before) {
  for (const Step& step : steps) {
    before = after(step, before);
    if (is<Turn>(step)) break;
  }
  return before;
}

bool needs_sending(const Step& step) {
  return is_send(step) || is<Perform>(step) || is<ExpectNothing>(step) || is<ExpectTls>(step) ||
         is<Segments>(step) || is<Exchange>(step) || is<Turn>(step);
}

bool needs_connection(const Step& step) {
  return needs_sending(step) || is<Expect>(step) || is<EndConnection>(step);
}

// --- The checks -------------------------------------------------------------------------------------------

class FlowChecker {
 public:
  explicit FlowChecker(Mistakes& mistakes) : mistakes_(mistakes) {}

  void check(const Scenario& scenario) {
    if (scenario.steps.empty()) {
      mistakes_.error(scenario.requirement.span, "the scenario has no steps",
                      "write below the header what is sent and what is expected");
      return;
    }
    if (essential_lines(scenario).empty())
      mistakes_.error(span_of(scenario.steps.front()), "no line shows the rule",
                      "expect something without a 'by' of its own: that line is the essential one");
    alternatives(scenario.steps);
    if (scenario.judges == Judges::relay) return manner(scenario.steps);
    reachable(scenario.steps, Connection::open);
    segments(scenario.steps);
    handshakes(scenario.steps, scenario.judges);
    if (scenario.judges == Judges::server)
      awaited(scenario.steps);
    else
      client_steps(scenario.steps);
  }

 private:
  using Predicate = std::function<bool(const Step&)>;

  static bool any(const std::vector<Step>& steps, const Predicate& holds) {
    return std::any_of(steps.begin(), steps.end(), [&](const Step& step) {
      if (holds(step)) return true;
      if (const auto* body = body_of(step)) return any(*body, holds);
      const auto* either = std::get_if<Either>(&step.what);
      return either && std::any_of(either->branches.begin(), either->branches.end(),
                                   [&](const Either::Branch& branch) { return any(branch.steps, holds); });
    });
  }

  // One diagnostic for the first step that can't be reached; false then.
  bool reachable(std::span<const Step> steps, Connection connection) {
    bool turned = false;  // in some branch
    for (const Step& step : steps) {
      if (connection == Connection::over && needs_connection(step)) {
        mistakes_.error(span_of(step), "this step is never reached: the connection is over before it",
                        "behind the end of the connection only 'delivered' may stand");
        return false;
      }
      if (connection == Connection::no_more_sending && needs_sending(step)) {
        mistakes_.error(span_of(step), "nothing can be sent behind 'half-close'",
                        "behind it only expectations may stand");
        return false;
      }
      if (turned) {
        mistakes_.error(span_of(step), "nothing can stand behind a block in which the roles were turned",
                        "they are not turned back: write it in the branches that have no 'turn'");
        return false;
      }
      if (const auto* body = body_of(step)) {
        if (any(*body, is<Turn>)) {
          mistakes_.error(span_of(step), "'turn' can't be repeated", "the roles are turned once");
          return false;
        }
        if (!reachable(*body, connection)) return false;
      }
      if (const auto* either = std::get_if<Either>(&step.what))
        for (const Either::Branch& branch : either->branches)
          if (!reachable(branch.steps, connection)) return false;
      if (is<Turn>(step))
        return behind_turn(steps.subspan(static_cast<std::size_t>(&step - steps.data()) + 1));
      turned = turned || any({step}, is<Turn>);
      connection = after(step, connection);
    }
    return true;
  }

  bool behind_turn(std::span<const Step> steps) {
    client_steps(steps);
    return reachable(steps, Connection::open);
  }

  // How a next hop behaves is said before a message is handed in: the relay may be there at once.
  void manner(const std::vector<Step>& steps) {
    bool handed_in = false;
    for (const Step& step : steps) {
      const auto* content = std::get_if<SendLine>(&step.what);
      handed_in = handed_in || (content && step.leg == 0 && dump(content->text) == "DATA");
      if (handed_in && (is<Serve>(step) || is<Override>(step)))
        mistakes_.error(span_of(step), "this stands behind a message that may be relayed by now",
                        "write it in front of the message: it holds from the beginning");
    }
  }

  void alternatives(const std::vector<Step>& steps) {
    for (const Step& step : steps) {
      if (const auto* expect = std::get_if<Expect>(&step.what)) covered(expect->alternatives);
      if (const auto* body = body_of(step)) alternatives(*body);
      if (const auto* either = std::get_if<Either>(&step.what))
        for (const Either::Branch& branch : either->branches) alternatives(branch.steps);
    }
  }

  void covered(const std::vector<Alternative>& all) {
    for (std::size_t later = 1; later < all.size(); ++later)
      for (std::size_t earlier = 0; earlier < later; ++earlier)
        if (covers(all[earlier], all[later])) {
          mistakes_.warning(
              all[later].span, "this alternative is never reached",
              fmt::format("{} in front of it takes whatever it could", shown(all[earlier].span.octets())));
          break;
        }
  }

  static bool covers(const Alternative& earlier, const Alternative& later) {
    const auto* first = std::get_if<ReplyExpected>(&earlier.what);
    const auto* second = std::get_if<ReplyExpected>(&later.what);
    if (first && second) {
      const bool same_enhanced = first->enhanced && second->enhanced && second->checks.empty() &&
                                 first->enhanced->pattern == second->enhanced->pattern;
      return first->checks.empty() && (!first->enhanced || same_enhanced) &&
             covers(first->code.pattern, second->code.pattern);
    }
    if (std::holds_alternative<ClosesExpected>(earlier.what))
      return std::holds_alternative<ClosesExpected>(later.what) ||
             std::holds_alternative<ResetsExpected>(later.what);
    return earlier.what.index() == later.what.index() && std::holds_alternative<ResetsExpected>(earlier.what);
  }

  static bool covers(std::string_view wide, std::string_view narrow) {
    for (std::size_t at = 0; at < wide.size(); ++at)
      if (wide[at] != narrow[at] && wide[at] != 'y' && wide[at] != 'z') return false;
    return true;
  }

  void segments(const std::vector<Step>& steps) {
    for (std::size_t at = 0; at < steps.size(); ++at) {
      if (const auto* body = body_of(steps[at])) segments(*body);
      if (const auto* either = std::get_if<Either>(&steps[at].what))
        for (const Either::Branch& branch : either->branches) segments(branch.steps);
      if (!is<Segments>(steps[at])) continue;
      const Step* next = at + 1 < steps.size() ? &steps[at + 1] : nullptr;
      while (next && body_of(*next) && !body_of(*next)->empty()) next = &body_of(*next)->front();
      if (!next || !is_send(*next))
        mistakes_.error(span_of(steps[at]), "'segments' has no command group behind it",
                        "write it in front of the lines that are to be cut");
    }
  }

  // Commands behind which nobody expects anything any more, up to the end of the file.
  void awaited(const std::vector<Step>& steps) {
    const auto expects = [](const Step& step) {
      return is<Expect>(step) || is<ExpectNothing>(step) || is<ExpectTls>(step) || is<Perform>(step) ||
             is<EndConnection>(step) || is<Delivered>(step);
    };
    const Step* first_unawaited = nullptr;
    bool in_mail_data = false;
    for (const Step& step : steps) {
      if (is<Turn>(step)) return;
      if (any({step}, expects)) {
        first_unawaited = nullptr;
        in_mail_data = any({step}, [](const Step& one) { return may_be_354(one); });
      } else if (!first_unawaited && any({step}, is_send)) {
        first_unawaited = &step;
      }
    }
    if (first_unawaited && !in_mail_data)
      mistakes_.warning(span_of(*first_unawaited), "nobody waits for the reply to this",
                        "write the expectation below it, or end the connection with close or abort");
  }

  // Behind `serve` and `finally` the client's dialogue is over: only what became of it can be asked.
  void client_steps(std::span<const Step> steps) {
    const Step* over = nullptr;
    for (const Step& step : steps) {
      if (over && !is<Received>(step) && !is<Finally>(step)) {
        mistakes_.error(span_of(step), "this step is never reached: the client has ended before it",
                        "behind 'serve' and 'finally' only 'received' and 'finally' may stand");
        return;
      }
      if (is<Serve>(step) || is<Finally>(step)) over = &step;
      if (const auto* optionally = std::get_if<Optionally>(&step.what)) client_steps(optionally->steps);
      if (const auto* either = std::get_if<Either>(&step.what))
        for (const Either::Branch& branch : either->branches) client_steps(branch.steps);
    }
  }

  // What a TLS: line says of the harness and of the other side depends on who is judged.
  void handshakes(const std::vector<Step>& steps, Judges judges) {
    for (const Step& step : steps) {
      if (const auto* tls = std::get_if<ExpectTls>(&step.what)) handshake(*tls, judges);
      if (const auto* body = body_of(step)) handshakes(*body, judges);
      if (const auto* optionally = std::get_if<Optionally>(&step.what)) handshakes(optionally->steps, judges);
      if (const auto* either = std::get_if<Either>(&step.what))
        for (const Either::Branch& branch : either->branches) handshakes(branch.steps, judges);
    }
  }

  void handshake(const ExpectTls& tls, Judges judges) {
    if (judges == Judges::server && tls.presenting != Certificate::good)
      mistakes_.error(tls.span, "'presenting' is for scenarios that judge a client",
                      "a server presents a certificate of its own: 'certificate' says what it must be");
    const bool of_a_server =
        tls.sni || tls.without_sni ||
        std::any_of(tls.alternatives.begin(), tls.alternatives.end(), [](const auto& one) {
          const auto* agreed = std::get_if<TlsHandshake>(&one.what);
          return agreed &&
                 (agreed->certificate_names || agreed->certificate_trusted || agreed->certificate_current);
        });
    if (judges == Judges::client && of_a_server)
      mistakes_.error(tls.span, "'sni' and 'certificate' are for scenarios that judge a server",
                      "what the harness shows a client is said with 'presenting'");
  }

  static bool may_be_354(const Step& step) {
    const auto* expect = std::get_if<Expect>(&step.what);
    return expect &&
           std::any_of(expect->alternatives.begin(), expect->alternatives.end(), [](const Alternative& one) {
             const auto* reply = std::get_if<ReplyExpected>(&one.what);
             return reply && reply->code.matches(354);
           });
  }

  Mistakes& mistakes_;
};

}  // namespace

void check_flow(const Scenario& scenario, Mistakes& mistakes) {
  FlowChecker(mistakes).check(scenario);
}

}  // namespace smtpspec::scenario
