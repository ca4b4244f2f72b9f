#include "scenario/matcher.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "scenario/dump.hpp"
#include "scenario/dump_steps.hpp"
#include "scenario/relay_lines.hpp"
#include "scenario/tls_lines.hpp"

namespace smtpspec::scenario {
namespace {

// "a, b or c"
std::string enumerate(const std::vector<std::string>& items) {
  std::string all;
  for (std::size_t at = 0; at < items.size(); ++at) {
    if (at > 0) all += at + 1 == items.size() ? " or " : ", ";
    all += items[at];
  }
  return all;
}

std::string graded(Grade grade, std::string words) {
  return grade == Grade::tolerated ? "(tolerated) " + std::move(words) : words;
}

struct InWords {
  std::string operator()(const Offers& offers) const {
    return fmt::format("offers {}{}{}", offers.keyword, offers.parameters.empty() ? "" : " ",
                       fmt::join(offers.parameters, " "));
  }
  std::string operator()(const Lacks& lacks) const { return "lacks " + lacks.keyword; }
  std::string operator()(const OffersAnything&) const { return "offers-anything"; }
  std::string operator()(const SingleLine&) const { return "single-line"; }
  std::string operator()(const Capture& capture) const { return "capture " + capture.name; }

  std::string operator()(const ReplyExpected& reply) const {
    std::string words = reply.code.pattern;
    if (reply.enhanced) words += " " + reply.enhanced->pattern;
    std::string_view joint = " that ";
    for (const Check& check : reply.checks) {
      if (std::holds_alternative<Capture>(check)) continue;  // demands nothing
      words.append(joint).append(demanded(check));
      joint = " and ";
    }
    return words;
  }
  std::string operator()(const ClosesExpected&) const { return "the connection's end"; }
  std::string operator()(const ResetsExpected&) const { return "a reset of the connection"; }
  std::string operator()(const AnythingElse&) const { return "anything else"; }

  std::string operator()(const CommandExpected& command) const {
    std::string words = describe(command);
    std::string_view joint = " ";
    for (const ParameterExpected& one : command.parameters) {
      words += fmt::format("{}{} {}{}", joint, one.present ? "with" : "without", one.keyword,
                           one.value ? "=" + dump(*one.value) : "");
      joint = " and ";
    }
    return words;
  }
  std::string operator()(const MailDataExpected& data) const {
    if (data.what == MailDataExpected::What::any) return "content";
    return data.what == MailDataExpected::What::empty ? "." : "<" + data.content + ">";
  }
  std::string operator()(const ResponseExpected& one) const {
    if (one.decodes) return "response decodes " + in_quotes(*one.decodes);
    return one.cancels ? "*" : "response";
  }

  std::string operator()(const MailExpected& mail) const {
    std::string words = mail.what == MailExpected::What::seven_bit ? "a relayed message in ASCII"
                        : mail.what == MailExpected::What::any     ? "a relayed message"
                                                                   : "<" + mail.content + "> relayed";
    if (mail.with_header) words += " with its header";
    for (const TraceCheck& check : mail.checks) words += " with " + describe(check);
    return words;
  }
  std::string operator()(const ReportExpected& report) const {
    std::string words = "a message returned to " + dump(report.to);
    for (const ReportCheck& check : report.checks) words += ", " + describe(check);
    return words;
  }

  std::string operator()(const TlsFails&) const { return "its failure"; }
  std::string operator()(const TlsHandshake& handshake) const {
    std::vector<std::string> versions;
    for (const auto version : handshake.versions) versions.emplace_back(name_of(version));
    std::string words = "a handshake";
    if (!versions.empty()) words += " with TLS " + enumerate(versions);
    const bool certificate =
        handshake.certificate_trusted || handshake.certificate_current || handshake.certificate_names;
    if (!certificate) return words;
    words += versions.empty() ? " with a" : " and a";
    if (handshake.certificate_trusted) words += " trusted";
    if (handshake.certificate_current) words += handshake.certificate_trusted ? ", current" : " current";
    words += " certificate";
    if (handshake.certificate_names) words += " for " + dump(*handshake.certificate_names);
    return words;
  }

 private:
  static std::string demanded(const Check& check) {
    if (std::holds_alternative<OffersAnything>(check)) return "offers an extension";
    if (std::holds_alternative<SingleLine>(check)) return "is a single line";
    return describe(check);
  }
};

}  // namespace

bool CodePattern::matches(int code) const {
  const std::string digits = std::to_string(code);
  if (digits.size() != pattern.size()) return false;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool any = pattern[at] == 'y' || pattern[at] == 'z';
    if (!any && pattern[at] != digits[at]) return false;
  }
  return true;
}

bool EnhancedPattern::matches(int status_class, int subject, int detail) const {
  std::string_view rest = pattern;
  for (const int number : {status_class, subject, detail}) {
    const std::string_view part = rest.substr(0, rest.find('.'));
    int wanted = number;
    if (part != "x") {
      const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), wanted);
      if (problem != std::errc() || end != part.data() + part.size()) return false;
    }
    if (wanted != number) return false;
    rest.remove_prefix(std::min(part.size() + 1, rest.size()));
  }
  return true;
}

std::string describe(const Check& check) {
  return std::visit(InWords{}, check);
}

std::string describe(const ReceivedField& field) {
  if (field.what == ReceivedField::What::with)
    return fmt::format("received-field with {}", fmt::join(field.with, " or "));
  if (field.what == ReceivedField::What::with_registered) return "received-field with registered";
  for (const StampWord& one : stamp_words())
    if (one.what == field.what) return fmt::format("received-field {}", one.word);
  return "received-field";
}

std::string describe(const TraceCheck& check) {
  if (const auto* field = std::get_if<ReceivedField>(&check)) return describe(*field);
  if (const auto* names = std::get_if<ReceivedFieldNames>(&check))
    return "received-field names " + dump(names->text);
  if (const auto* none = std::get_if<NoFieldMore>(&check)) return "no " + none->name;
  if (std::holds_alternative<PartsApart>(check)) return "parts apart";
  if (const auto* only = std::get_if<OnlyTo>(&check)) return "only to " + dump(only->mailbox);
  return "7bit";
}

std::string describe(const ReportCheck& check) {
  using What = ReportCheck::What;
  const std::string text = check.text ? " " + dump(*check.text) : "";
  std::vector<std::string> patterns;
  for (const EnhancedPattern& one : check.patterns) patterns.push_back(one.pattern);
  switch (check.what) {
    case What::report:
      return "as report";
    case What::null_sender:
      return "from <>";
    case What::action:
      return fmt::format("action {}", fmt::join(check.words, " or "));
    case What::status:
      return fmt::format("status {}", fmt::join(patterns, " or "));
    case What::recipient:
      return "recipient" + text;
    case What::no_recipient:
      return "no recipient" + text;
    case What::original_recipient:
      return "original-recipient" + text;
    case What::envelope_id:
      return "envid" + text;
    case What::holds:
      return "holds <" + check.content + ">";
    case What::holds_header:
      return "holds header of <" + check.content + ">";
    case What::part:
      return fmt::format("part {}{}{}", check.part, check.words.empty() ? "" : " ",
                         fmt::join(check.words, " or "));
    case What::part_in_7bit:
      return fmt::format("part {} in 7bit", check.part);
    case What::report_type:
      return "report-type " + check.words.front();
    case What::addressed:
      return "addressed to" + text;
    case What::has:
      return "has " + check.name;
    case What::has_type:
      return fmt::format("has {} of {}", check.name, fmt::join(check.words, " or "));
    case What::says:
      return "has " + check.name + " saying" + text + (check.open ? " ..." : "");
    case What::lacks:
      return "no " + check.name + (check.text ? " saying" + text : "");
    case What::well_formed:
      return "well-formed " + check.name;
    case What::no_zeros:
      return "status without leading zeros";
    case What::numeric_zone:
      return "numeric zone in " + check.name;
    case What::message_first:
      return "fields of message first";
    case What::once:
      return "fields once";
    case What::in_order:
      return "fields in order";
  }
  return "";
}

std::string describe(const NothingMore& nothing) {
  return nothing.returned ? "nothing returned" : "nothing relayed";
}

std::string describe(const Alternative& alternative) {
  return std::visit(InWords{}, alternative.what);
}

std::string describe(const Expect& expect) {
  std::vector<std::string> items;
  for (const Alternative& one : expect.alternatives)
    if (one.grade != Grade::blocked) items.push_back(graded(one.grade, describe(one)));
  return enumerate(items);
}

std::string describe(const CommandExpected& command) {
  const std::string argument = dump(command.argument);
  return fmt::format("{}{}{}{}", command.verb, argument.empty() ? "" : " ", argument,
                     command.open ? " ..." : "");
}

std::string describe(const Exchange& exchange) {
  return fmt::format("an exchange of AUTH {}", exchange.mechanism ? sasl::name_of(*exchange.mechanism) : "");
}

std::string describe(const Finally& last) {
  std::vector<std::string> items;
  for (const Finally::Alternative& one : last.alternatives)
    items.push_back(graded(one.grade, std::string(name_of(one.told))));
  return enumerate(items);
}

std::string_view name_of(Told told) {
  constexpr std::array<std::string_view, 4> names = {"delivered", "refused", "deferred", "failed"};
  return names[static_cast<std::size_t>(told)];
}

std::string_view name_of(Certificate certificate) {
  constexpr std::array<std::string_view, 12> names = {
      "good",        "expired", "self-signed",      "wrong-name",     "unknown-authority", "second-name",
      "common-name", "uri",     "partial-wildcard", "wildcard-below", "trailing-wildcard", "nothing"};
  return names[static_cast<std::size_t>(certificate)];
}

std::string describe(const ExpectTls& expect) {
  std::vector<std::string> items;
  bool handshake_named = false;
  for (const auto& one : expect.alternatives) {
    if (one.grade == Grade::blocked) continue;
    const bool fails = std::holds_alternative<TlsFails>(one.what);
    std::string words = fails && !handshake_named ? "a failed handshake" : std::visit(InWords{}, one.what);
    handshake_named = true;
    items.push_back(graded(one.grade, std::move(words)));
  }
  return enumerate(items);
}

}  // namespace smtpspec::scenario
