#include "play/legs/serving.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "play/judging/judgement.hpp"
#include "reference/extension_list.hpp"
#include "smtp/command.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::play {
namespace {

using Spot = scenario::Override::Place;

std::string domain_of(const std::string& mailbox) {
  const std::size_t at = mailbox.rfind('@');
  return at == mailbox.npos ? "" : mailbox.substr(at + 1);
}

// A list as a Behaviour has it. Keywords that the server does not know are offered all the same, and their
// parameters let pass.
void set_offers(const std::vector<std::string>& lines, reference::Behaviour& behaviour) {
  using namespace reference;
  reference::Offers& offers = behaviour.offers;
  offers = reference::Offers{};
  behaviour.size_limit = 0;
  for (const std::string& line : lines) {
    const std::size_t blank = std::min(line.find(' '), line.size());
    const std::string parameters = line.substr(std::min(blank + 1, line.size()));
    const auto extension = extension_named(line.substr(0, blank));
    if (!extension) {
      behaviour.let_pass.add(Offence::unknown_parameter);
      continue;
    }
    offers.in_clear.add(*extension);
    if (*extension != Extension::starttls) offers.in_tls.add(*extension);
    if (*extension == Extension::size) behaviour.size_limit = smtp::parse_number(parameters).value_or(0);
    if (*extension != Extension::auth) continue;
    for (const sasl::Mechanism mechanism : sasl::all_mechanisms)
      if ((" " + smtp::upper(parameters) + " ").find(fmt::format(" {} ", sasl::name_of(mechanism))) !=
          std::string::npos) {
        if (!sasl::binds_channel(mechanism)) offers.mechanisms_in_clear.push_back(mechanism);
        offers.mechanisms_in_tls.push_back(mechanism);
      }
  }
}

}  // namespace

int code_of(std::string_view reply) {
  return smtp::read_reply(reply).code();
}

Serving::Serving(const SubmissionOrder& order, Values& values)
    : recipients_(order.recipients),
      server_name_(order.server_name),
      user_(order.user),
      password_(order.password),
      values_(values),
      changes_(std::make_shared<std::vector<Change>>()) {}

Serving::Serving(const Serving& other)
    : recipients_(other.recipients_),
      server_name_(other.server_name_),
      user_(other.user_),
      password_(other.password_),
      values_(other.values_),
      domains_(other.domains_),
      accepts_anybody_(other.accepts_anybody_),
      changes_(other.changes_),
      lines_(other.lines_) {}

void Serving::change(const scenario::Override& one) {
  Change change{&one, std::nullopt};
  if (one.first) change.times_left = values_.number(*one.first).value_or(0);
  changes_->push_back(change);
}

void Serving::offer(std::optional<std::vector<std::string>> lines) {
  lines_ = std::move(lines);
}

reference::Behaviour Serving::behaviour() const {
  reference::Behaviour behaviour;
  behaviour.server_name = server_name_;
  behaviour.mailboxes = recipients_;
  behaviour.local_domains.clear();
  for (const std::string& one : recipients_) behaviour.local_domains.push_back(domain_of(one));
  if (!domains_.empty()) {
    behaviour.local_domains = domains_;
    behaviour.let_pass.add(reference::Offence::unknown_recipient);
  }
  behaviour.relays = accepts_anybody_;
  if (!user_.empty()) behaviour.accounts = {{user_, password_, password_}};
  if (lines_) set_offers(*lines_, behaviour);
  return behaviour;
}

Serving::Answer Serving::greet(reference::Channel channel, const sasl::ChannelBindings& bindings) {
  in_tls_ = channel == reference::Channel::tls;
  in_mail_data_ = turned_away_ = false;
  server_.emplace(behaviour(), channel, bindings);
  Answer answer{server_->greet().octets};
  if (Change* change = change_for(Spot::connection, nullptr)) answer = changed(*change, nullptr);
  return answer;
}

void Serving::resume(const ServerSession& session) {
  in_tls_ = session.in_tls();
  in_mail_data_ = session.in_mail_data();
  turned_away_ = false;
  server_.emplace(behaviour(), session.state(), in_mail_data_);
}

Serving::Answer Serving::tls_established(const sasl::ChannelBindings& bindings) {
  in_tls_ = true;
  return {server_->tls_established(bindings).octets};
}

Serving::Answer Serving::fed(const std::string& octets) {
  const reference::Output output = server_->receive(octets);
  return {.octets = output.octets,
          .start_tls = output.start_tls,
          .end = output.close ? Answer::End::close : Answer::End::no,
          .refused = code_of(output.octets) >= 400};
}

Serving::Change* Serving::change_for(Spot place, const Unit* unit) {
  for (auto change = changes_->rbegin(); change != changes_->rend(); ++change) {
    if (change->line->place != place || change->times_left == 0U) continue;
    if (unit && place == Spot::command && command_mismatch(change->line->command, *unit, values_)) continue;
    if (change->times_left) --*change->times_left;
    changed_one_ = true;
    return &*change;
  }
  return nullptr;
}

Serving::Answer Serving::changed(Change& change, const Unit* unit) {
  using How = scenario::Override::Answer;
  const scenario::Override& line = *change.line;
  Answer answer;
  if (line.answer == How::closes) answer.end = Answer::End::close;
  if (line.answer == How::resets) answer.end = Answer::End::reset;
  if (line.answer != How::octets) return answer;
  answer.octets = values_.text(line.text).value_or("");
  const int code = code_of(answer.octets);
  if (code == 421) answer.end = Answer::End::close;  // RFC 5321 4.2.3: closing transmission channel
  turned_away_ = !unit && code >= 400;
  if (!unit) return answer;
  const bool of_content = unit->kind == Unit::Kind::mail_data || unit->command.verb == "BDAT";
  // The server learns what the client was told: a command that was refused did not happen.
  if (code < 400 || of_content) {
    const Answer correct = fed(unit->octets + (unit->kind == Unit::Kind::mail_data ? "" : unit->content));
    answer.start_tls = correct.start_tls;
    answer.refused = correct.refused;
    in_mail_data_ = unit->command.verb == "DATA" && code_of(correct.octets) == 354;
  }
  if (code >= 400 && unit->command.verb == "BDAT") fed("RSET\r\n");  // RFC 3030 section 2: it is over
  return answer;
}

Serving::Answer Serving::answer(const Unit& unit) {
  const bool mail_data = unit.kind == Unit::Kind::mail_data;
  if (turned_away_ && unit.command.verb != "QUIT") return {"503 5.5.1 no service here\r\n"};
  const bool ends_content = mail_data || (unit.command.verb == "BDAT" && unit.last);
  if (ends_content)
    if (Change* change = change_for(Spot::content, &unit)) return changed(*change, &unit);
  if (unit.kind == Unit::Kind::command)
    if (Change* change = change_for(Spot::command, &unit)) return changed(*change, &unit);
  // A 354 that the server did not give: there is nobody to send this to (RFC 2920 3.2 (4)).
  if (mail_data && !in_mail_data_) return {"554 5.5.1 no valid recipients\r\n"};
  Answer answer = fed(unit.octets + (mail_data ? "" : unit.content));
  in_mail_data_ = unit.command.verb == "DATA" && code_of(answer.octets) == 354;
  return unit.command.verb == "EHLO" ? to_ehlo(std::move(answer)) : answer;
}

// The list as the scenario writes it, and not as the server would.
Serving::Answer Serving::to_ehlo(Answer answer) const {
  if (!lines_ || code_of(answer.octets) != 250) return answer;
  std::vector<std::string> lines = {server_name_};
  for (const std::string& one : *lines_)
    if (!in_tls_ || !smtp::upper(one).starts_with("STARTTLS")) lines.push_back(one);
  answer.octets.clear();
  for (const std::string& one : lines)
    answer.octets += fmt::format("250{}{}\r\n", &one == &lines.back() ? ' ' : '-', one);
  return answer;
}

}  // namespace smtpspec::play
