#include "play/legs/hop_leg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "play/judging/delivered_content.hpp"
#include "play/judging/delivery_report.hpp"
#include "play/judging/descriptions.hpp"
#include "play/judging/report_checks.hpp"
#include "play/judging/trace.hpp"
#include "scenario/matcher.hpp"

namespace smtpspec::play {

using namespace scenario;

// --- Arrivals ---------------------------------------------------------------------------------------------

Arrivals::Arrivals(Record& record, Values& values)
    : out_(record, values, "out", false), back_(record, values, "back", true) {}

bool Arrivals::has_taken(const RelayedMailPtr& mail) const {
  return std::find(taken_.begin(), taken_.end(), mail) != taken_.end();
}

void Arrivals::take(const Found& found) {
  if (const auto* mail = std::get_if<RelayedMailPtr>(&found.what)) return taken_.push_back(*mail);
  const auto& said = (found.leg == 1 ? out_ : back_).said();
  for (std::size_t at = looked_at_[found.leg]; at < said.size(); ++at)
    if (said[at].unit.entry == found.entry) looked_at_[found.leg] = at + 1;
}

std::optional<Arrivals::Found> Arrivals::find(
    const std::vector<std::pair<std::size_t, const Expect*>>& lines) const {
  std::optional<Found> earliest;
  for (const auto& [leg, line] : lines) {
    auto found = find(leg, *line);
    if (found && (!earliest || found->entry < earliest->entry)) earliest = std::move(found);
  }
  return earliest;
}

std::optional<Arrivals::Found> Arrivals::find(std::size_t leg, const Expect& line) const {
  const Hop& hop = leg == 1 ? out_ : back_;
  std::optional<Found> earliest;
  const auto offer = [&](std::size_t entry, const Observation& what) {
    if (!earliest || entry < earliest->entry) earliest = Found{leg, entry, what};
  };
  for (const Alternative& one : line.alternatives) {
    const auto* command = std::get_if<CommandExpected>(&one.what);
    const bool content = std::holds_alternative<MailDataExpected>(one.what);
    const auto& said = hop.said();
    for (std::size_t at = looked_at_[leg]; (command || content) && at < said.size(); ++at) {
      const Unit& unit = said[at].unit;
      const bool is_it = content ? unit.kind == Unit::Kind::mail_data : unit.command.verb == command->verb;
      if (!is_it) continue;
      offer(unit.entry, unit);
      break;
    }
    const auto* report = std::get_if<ReportExpected>(&one.what);
    if (!report && !std::holds_alternative<MailExpected>(one.what)) continue;
    for (const RelayedMailPtr& mail : hop.mails()) {
      if (has_taken(mail) || (report && !concerns(*report, *mail))) continue;
      offer(mail->entry, mail);
      break;
    }
  }
  return earliest;
}

namespace {

// Clauses by which a relay that accepted a message sends it on, or says that it does not.
bool is_about_arrival(const text::Clause& clause) {
  constexpr std::array<std::string_view, 4> sections = {"2.1", "4.2.5", "4.5.4.1", "6.1"};
  return clause.rfc == 5321 && std::find(sections.begin(), sections.end(), clause.section) != sections.end();
}

}  // namespace

// --- HopLeg -----------------------------------------------------------------------------------------------

// Not only once it is spoken of: the relay may be there at any time.
Action HopLeg::open() {
  const bool next = number_ == static_cast<std::size_t>(RelayLeg::out);
  const auto name = flow().values().variable(next ? "next-hop" : "sender-host");
  const auto refused = flow().values().variable("refused-marker");
  if (!name || !refused) return flow().not_applicable();
  hop().begin(*name, next ? *refused : std::string());
  return perform(Listen{&hop()});
}

bool HopLeg::keeps(const Step& step) {
  if (const auto* never = std::get_if<Never>(&step.what)) {
    never_.push_back(never);
    return true;
  }
  if (const auto* one = std::get_if<Override>(&step.what)) {
    hop().change(*one);
    return true;
  }
  const auto* serve = std::get_if<Serve>(&step.what);
  if (!serve) return false;
  if (!serve->offering) return true;
  std::vector<std::string> lines;
  for (const Offered& one : *serve->offering) lines.push_back(flow().values().text(one.line).value_or(""));
  hop().offer(std::move(lines));
  return true;
}

// The first line of each branch asks on its own leg.
std::optional<Observation> HopLeg::take() {
  const Step& step = *flow().step();
  std::vector<std::pair<std::size_t, const Expect*>> lines;
  if (const auto* expect = std::get_if<Expect>(&step.what))
    lines.emplace_back(number_, expect);
  else if (const auto* either = std::get_if<Either>(&step.what))
    for (const Either::Branch& branch : either->branches)
      lines.emplace_back(branch.steps.front().leg, &std::get<Expect>(branch.steps.front().what));
  const auto found = arrivals_->find(lines);
  if (!found) return std::nullopt;
  arrivals_->take(*found);
  judged_ = found->entry;
  return found->what;
}

Action HopLeg::wait() {
  return wait_for_news(deadlines().relay);
}

Action HopLeg::act(const Step& step) {
  const auto* nothing = std::get_if<NothingMore>(&step.what);
  if (!nothing) return flow().finish(result::Outcome::error, "this can't be done where mail arrives");
  flow().book().reached(nothing);
  return look_for_marker(*nothing, false);
}

Action HopLeg::on_news(const Event& event) {
  const bool late = std::holds_alternative<DeadlinePassed>(event.what) || is_late();
  if (const auto* nothing = std::get_if<NothingMore>(&flow().step()->what))
    return look_for_marker(*nothing, late);
  if (const auto observation = take()) {
    auto action = flow().observe(*this, *observation);
    return action ? std::move(*action) : flow().next();
  }
  return late ? falls_silent() : keep_waiting_for_news();
}

// A relay answers for what it took: it delivers it, or says that it does not (RFC 5321 section 4.2.5). When
// it gives up is known of it.
Action HopLeg::falls_silent() {
  const Step& step = *flow().step();
  const std::string got = fmt::format("nothing within {} ms", deadlines().relay.count());
  if (const auto* expect = std::get_if<Expect>(&step.what)) {
    flow().book().reached(expect);
    if (expect->alternatives.back().grade == Grade::blocked)
      return flow().blocked(fmt::format("expected {}, got {}", describe(*expect), got));
    const auto* report = std::get_if<ReportExpected>(&expect->alternatives.front().what);
    // Whether a report is due is one rule, how it looks another.
    const bool is_report =
        report && std::all_of(report->checks.begin(), report->checks.end(), [](const ReportCheck& check) {
          return check.what == ReportCheck::What::action || check.what == ReportCheck::What::recipient;
        });
    return nothing_became_of_it({expect->span, &expect->by, describe(*expect)}, got, is_report);
  }
  const auto& either = std::get<Either>(step.what);
  return nothing_became_of_it({either.span, nullptr, describe(either)}, got, false);
}

Action HopLeg::nothing_became_of_it(const Place& place, const std::string& got, bool is_report) {
  result::Finding finding = flow().finding_at(*this, place, got);
  if (arrivals_->is_inside_content()) {
    const bool about_ends = finding.clause.rfc == 5321 && finding.clause.section == "2.3.8";
    if (about_ends) return flow().conclude(std::move(finding), {});
    return flow().blocked(fmt::format("expected {}, got a content that does not end", place.expected));
  }
  if (is_report && hop().begun() > hop().mails().size())
    return flow().blocked(
        fmt::format("expected {}, got a session in which no message was accepted", place.expected));
  // That a message is lost is told where it is the rule: what else it would have shown is not known.
  if (!is_report && !is_about_arrival(finding.clause))
    return flow().blocked(fmt::format("expected {}, got {}", place.expected, got));
  return flow().conclude(std::move(finding), {});
}

Action HopLeg::misses(const Expect& line, const Place& place, const Judgement& judgement,
                      const Observation& observation) {
  const auto* mail = std::get_if<RelayedMailPtr>(&observation);
  if (!mail) return Leg::misses(line, place, judgement, observation);
  for (const Alternative& one : line.alternatives) {
    if (const auto* report = std::get_if<ReportExpected>(&one.what)) {
      const bool about_form =
          std::any_of(report->checks.begin(), report->checks.end(), [](const auto& check) {
            using What = ReportCheck::What;
            return check.what == What::report || check.what == What::null_sender ||
                   check.what == What::part || check.what == What::part_in_7bit ||
                   check.what == What::report_type || check.what == What::addressed;
          });
      const DeliveryReport got = read_report((*mail)->content);
      if (!about_form && !got.is_machine_readable)
        return flow().blocked("what came back is no delivery status notification (RFC 3464)");
      if (const std::string what = lacking_for(*report, got); !what.empty())
        return flow().blocked("the report that came back: " + what);
    }
    const auto* relayed = std::get_if<MailExpected>(&one.what);
    if (!relayed || relayed->what != MailExpected::What::content) continue;
    const OctetSourcePtr source = flow().values().content(relayed->content, false);
    if (!source) continue;
    const std::string sent = all_of(*source);
    for (const TraceCheck& check : relayed->checks)
      if (const std::string what = trace_lacks(check, {sent, (*mail)->content}); !what.empty())
        return flow().blocked(what);
    const ContentDifference difference = compare_contents(*octets_in_memory(sent), (*mail)->content, false);
    // What can't be decoded can't be compared.
    if (difference.reencoded && !difference.decodes_to_the_same)
      return flow().blocked(fmt::format("a message in another form was relayed ({})", difference.in_words()));
  }
  return Leg::misses(line, place, judgement, observation);
}

bool HopLeg::is_marker(const RelayedMail& mail, bool returned) {
  if (!returned) return is_to(mail, flow().values().variable("marker").value_or(""));
  return mail.content.find(flow().values().variable("refused-marker").value_or("")) != std::string::npos;
}

// The marker went the same way, behind what must not come: what is not here when it is here does not come.
Action HopLeg::look_for_marker(const NothingMore& nothing, bool late) {
  const Place place{nothing.span, &nothing.by, describe(nothing)};
  bool marked = false;
  for (const RelayedMailPtr& mail : hop().mails()) {
    if (is_marker(*mail, nothing.returned)) {
      marked = true;
    } else if (!arrivals_->has_taken(mail)) {
      judged_ = mail->entry;
      return flow().fails(*this, place, in_words(*mail), {});
    }
  }
  if (marked) return flow().pass();
  if (late)
    return flow().blocked("the message that was to prove that nothing else comes did not come either");
  return waits_for_news() ? keep_waiting_for_news() : wait();
}

std::size_t HopLeg::entry_of_finding() const {
  const auto& entries = session_.transcript().entries();
  return judged_ ? *judged_ : entries.empty() ? result::Finding::no_entry : entries.size() - 1;
}

// What must not be said on this leg.
Action HopLeg::take_leave() {
  for (const Never* never : never_) {
    if (hop().connections() > 0) flow().book().reached(never);
    for (const Hop::Said& one : hop().said()) {
      if (!never->command || command_mismatch(*never->command, one.unit, flow().values())) continue;
      judged_ = one.unit.entry;
      return flow().fails(*this, {never->span, &never->by, "never " + describe(*never->command)},
                          in_words(Observation(one.unit)), {});
    }
  }
  return flow().close();
}

Action HopLeg::proceed() {
  return flow().finish(result::Outcome::error, "this leg is never waited on like that");
}

Action HopLeg::on_connection(const Event&) {
  return proceed();
}
Action HopLeg::on_wire(const Event&) {
  return proceed();
}
Action HopLeg::on_handshake(const Event&) {
  return proceed();
}
Action HopLeg::on_pause(const Event&) {
  return proceed();
}

}  // namespace smtpspec::play
