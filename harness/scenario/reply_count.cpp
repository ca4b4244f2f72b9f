#include "scenario/reply_count.hpp"

#include <algorithm>
#include <optional>

#include "smtp/command.hpp"

namespace smtpspec::scenario {
namespace {

using Count = std::int64_t;

// What is known of the session behind a step.
struct Standing {
  Count owed = 0;            // replies to commands that were sent
  Count unread = 0;          // of them, those to commands that nobody expects anything behind, so far
  bool carried = false;      // a command was sent while the reply to one before it had been passed over
  bool passed_over = false;  // and another reply was read then
  const Span* at = nullptr;  // where
  bool in_mail_data = false;
  bool known = true;  // all of this
  bool over = false;  // the connection is

  bool operator==(const Standing& other) const {
    return owed == other.owed && in_mail_data == other.in_mail_data && known == other.known;
  }
};

bool ends_connection(const Alternative& one) {
  return std::holds_alternative<ClosesExpected>(one.what) || std::holds_alternative<ResetsExpected>(one.what);
}

const ReplyExpected* reply_of(const Alternative& one) {
  return std::get_if<ReplyExpected>(&one.what);
}

// 421 may come unasked (RFC 5321 3.8), and a connection may end at any time.
bool may_come_unasked(const Expect& expect) {
  return std::any_of(expect.alternatives.begin(), expect.alternatives.end(), [](const Alternative& one) {
    return ends_connection(one) || (reply_of(one) && reply_of(one)->code.pattern == "421");
  });
}

bool goes_on(const Alternative& one) {
  return one.grade != Grade::blocked && !ends_connection(one);
}

// The octets as far as they are literal; an insertion counts as one octet that is no line end.
std::string outline_of(const Text& text) {
  std::string outline;
  for (const auto& piece : text.pieces) {
    const auto* literal = std::get_if<std::string>(&piece);
    outline += literal ? *literal : "x";
  }
  return outline;
}

// Empty where a run stands more than once.
std::optional<std::string> outline_of(const SendOctets& octets) {
  std::string outline;
  for (const SendOctets::Run& run : octets.runs) {
    const bool once = run.times.terms.size() == 1 &&
                      std::holds_alternative<Number>(run.times.terms.front()) &&
                      std::get<Number>(run.times.terms.front()).value == 1;
    if (!once) return std::nullopt;
    outline += outline_of(run.text);
  }
  return outline;
}

// How many whole lines these are; nothing if something stands in them that not everybody reads alike.
std::optional<Count> lines_in(std::string octets) {
  Count lines = 0;
  while (!octets.empty()) {
    const std::size_t end = octets.find("\r\n");
    if (end == octets.npos || octets.find_first_of("\r\n") != end || octets.find('\0') < end)
      return std::nullopt;
    octets.erase(0, end + 2);
    ++lines;
  }
  return lines;
}

class Counter {
 public:
  explicit Counter(Mistakes& mistakes) : mistakes_(mistakes) {}

  void check(const Scenario& scenario) {
    Standing now;
    now.owed = scenario.given.state == State::opened ? 1 : 0;
    now.in_mail_data = scenario.given.state == State::data;
    now = behind(scenario.steps, now);
    if (!now.known || now.over || !now.passed_over || now.owed <= now.unread) return;
    mistakes_.error(*now.at, "fewer replies are expected than commands were sent: this is an earlier one's",
                    "write an expectation for each command, in the order in which they are sent");
  }

 private:
  Standing behind(const std::vector<Step>& steps, Standing now) {
    for (const Step& step : steps) {
      if (!now.known || now.over) return now;
      now = behind(step, now);
    }
    return now;
  }

  Standing behind(const Step& step, Standing now) {
    if (const auto* line = std::get_if<SendLine>(&step.what))
      return sent(outline_of(line->text) + "\r\n", now);
    if (const auto* octets = std::get_if<SendOctets>(&step.what)) {
      const auto outline = outline_of(*octets);
      if (!outline) return unknown(now);
      return sent(*outline, now);
    }
    if (const auto* content = std::get_if<SendContent>(&step.what))
      return now.in_mail_data && content->stuffed ? now : unknown(now);
    if (const auto* expect = std::get_if<Expect>(&step.what)) return expected(*expect, now);
    if (const auto* nothing = std::get_if<ExpectNothing>(&step.what)) return nothing_expected(*nothing, now);
    if (const auto* repeat = std::get_if<Repeat>(&step.what)) return repeated(*repeat, now);
    if (const auto* either = std::get_if<Either>(&step.what)) return chosen(*either, now);
    if (std::holds_alternative<Turn>(step.what)) now.over = true;  // what is counted here
    if (const auto* end = std::get_if<EndConnection>(&step.what))
      now.over = end->how != EndConnection::How::half_close;
    if (std::holds_alternative<Exchange>(step.what))  // all its replies but the last are taken by itself
      return now.owed == 0 ? sent("AUTH\r\n", now) : unknown(now);
    const bool talks =
        std::holds_alternative<Perform>(step.what) || std::holds_alternative<ExpectTls>(step.what);
    return talks && (now.in_mail_data || now.owed != 0) ? unknown(now) : now;
  }

  static Standing unknown(Standing now) {
    now.known = false;
    return now;
  }

  static Standing sent(const std::string& octets, Standing now) {
    if (now.in_mail_data) return sent_as_mail_data(octets, now);
    const auto lines = lines_in(octets);
    const smtp::Command command = smtp::parse_command(octets.substr(0, octets.find("\r\n")));
    // What stands behind BDAT is a chunk and no command.
    if (!lines || command.verb == "BDAT" || octets.find("\nBDAT ") != octets.npos) return unknown(now);
    now.carried = now.carried || now.owed > now.unread;
    now.owed += *lines;
    now.unread += *lines;
    return now;
  }

  static Standing sent_as_mail_data(const std::string& octets, Standing now) {
    if (octets == ".\r\n") {
      now.in_mail_data = false;
      now.owed = now.unread = now.owed + 1;
      return now;
    }
    // A dot at the start of a line, or what some take for one, may end it.
    const bool may_end = octets.starts_with('.') || octets.find("\n.") != octets.npos ||
                         octets.find("\r.") != octets.npos || !octets.ends_with("\r\n");
    return may_end ? unknown(now) : now;
  }

  Standing expected(const Expect& expect, Standing now) {
    const auto& all = expect.alternatives;
    if (std::none_of(all.begin(), all.end(), goes_on)) {
      now.over = true;
      return now;
    }
    if (now.in_mail_data || now.owed == 0) {
      if (!may_come_unasked(expect)) too_many(expect.span, now);
      return unknown(now);
    }
    if (now.carried) {
      now.passed_over = true;
      if (!now.at) now.at = &expect.span;
    }
    --now.owed;
    now.unread = 0;
    return begins_mail_data(expect, now);
  }

  // 354 begins mail data, if it is what comes.
  static Standing begins_mail_data(const Expect& expect, Standing now) {
    const auto is_354 = [](const Alternative& one) {
      return reply_of(one) && reply_of(one)->code.matches(354);
    };
    const auto& all = expect.alternatives;
    if (std::none_of(all.begin(), all.end(), is_354)) return now;
    const bool always = std::all_of(all.begin(), all.end(), [&](const Alternative& one) {
      return !goes_on(one) || (is_354(one) && reply_of(one)->code.pattern == "354");
    });
    if (!always || now.owed != 0) return unknown(now);
    now.in_mail_data = true;
    return now;
  }

  Standing nothing_expected(const ExpectNothing& nothing, Standing now) {
    if (now.in_mail_data)
      mistakes_.error(nothing.span, "inside mail data no command is answered, and this asks with NOOP",
                      "write it behind the end of mail data: C: . and the reply to it");
    return now.in_mail_data || now.owed != 0 ? unknown(now) : now;
  }

  void too_many(const Span& span, const Standing& now) {
    mistakes_.error(span,
                    now.in_mail_data ? "inside mail data no reply comes"
                                     : "there is no command whose reply this could be",
                    now.in_mail_data
                        ? "end them first: C: ."
                        : "write one expectation for each command; 'S: nothing' shows that no other "
                          "reply comes");
  }

  Standing repeated(const Repeat& repeat, const Standing& now) {
    const bool literal =
        repeat.times.terms.size() == 1 && std::holds_alternative<Number>(repeat.times.terms.front());
    const Standing once = behind(repeat.steps, now);
    if (!once.known || once.over || once.in_mail_data != now.in_mail_data) return unknown(once);
    const Count more = once.owed - now.owed;
    if (more == 0) return once;
    if (!literal) return unknown(once);
    Standing then = once;
    const auto times = static_cast<Count>(std::get<Number>(repeat.times.terms.front()).value);
    then.owed = now.owed + more * times;
    if (more > 0) then.unread = now.unread + (once.unread - now.unread) * times;
    if (then.owed >= 0) return then;
    too_many(repeat.span, now);
    return unknown(then);
  }

  // What all branches agree upon that do not end the connection or the case.
  Standing chosen(const Either& either, const Standing& now) {
    std::optional<Standing> agreed;
    for (const Either::Branch& branch : either.branches) {
      if (branch.grade == Grade::blocked) continue;
      const Standing then = behind(branch.steps, now);
      if (then.over) continue;
      if (agreed && !(*agreed == then)) return unknown(now);
      if (!agreed) agreed = then;
    }
    if (agreed) return *agreed;
    Standing over = now;
    over.over = true;
    return over;
  }

  Mistakes& mistakes_;
};

}  // namespace

void check_reply_count(const Scenario& scenario, Mistakes& mistakes) {
  Counter(mistakes).check(scenario);
}

}  // namespace smtpspec::scenario
