#include "play/judging/report_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "smtp/command.hpp"

namespace smtpspec::play {
namespace {

using namespace scenario;
using What = ReportCheck::What;

constexpr std::array<std::string_view, 6> fields_of_message = {"original-envelope-id", "reporting-mta",
                                                               "dsn-gateway",          "received-from-mta",
                                                               "arrival-date",         "deliver-by-date"};
// In the order of RFC 3464 section 2.3 (and RFC 6533 section 4.1).
constexpr std::array<std::string_view, 10> fields_of_recipient = {"original-recipient",
                                                                  "final-recipient",
                                                                  "action",
                                                                  "status",
                                                                  "remote-mta",
                                                                  "diagnostic-code",
                                                                  "localized-diagnostic",
                                                                  "last-attempt-date",
                                                                  "final-log-id",
                                                                  "will-retry-until"};
constexpr std::array<std::string_view, 7> fields_with_type = {
    "reporting-mta",   "dsn-gateway", "received-from-mta", "original-recipient",
    "final-recipient", "remote-mta",  "diagnostic-code"};
constexpr std::array<std::string_view, 5> actions = {"FAILED", "DELAYED", "DELIVERED", "RELAYED", "EXPANDED"};

template <class Names>
bool holds(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view trimmed_value(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// Text in parentheses is a comment (RFC 3464 section 2.1.1), but inside quotes.
std::string without_comments(std::string_view value) {
  std::string out;
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const char one = value[at];
    if (one == '\\' && at + 1 < value.size()) {
      if (depth == 0) out.append(value.substr(at, 2));
      ++at;
      continue;
    }
    if (one == '"' && depth == 0) quoted = !quoted;
    if (one == '(' && !quoted) ++depth;
    if (depth == 0) out += one;
    if (one == ')' && !quoted && depth > 0) --depth;
  }
  return std::string(trimmed_value(out));
}

std::string type_of(std::string_view value) {
  const std::size_t semicolon = value.find(';');
  return semicolon == value.npos ? "" : smtp::lower(without_comments(value.substr(0, semicolon)));
}

std::string_view behind_type(std::string_view name, std::string_view value) {
  const std::size_t semicolon = holds(fields_with_type, name) ? value.find(';') : value.npos;
  return trimmed_value(semicolon == value.npos ? value : value.substr(semicolon + 1));
}

std::string_view without_angles(std::string_view text) {
  return text.size() > 1 && text.front() == '<' && text.back() == '>' ? text.substr(1, text.size() - 2)
                                                                      : text;
}

// As it is, or but for comments. Names of hosts in any case, addresses with or without <>.
bool says(const ReportCheck& check, std::string_view value, std::string_view wanted) {
  const std::string_view raw = behind_type(check.field, value);
  const std::string plain = without_comments(raw);
  const bool host = check.field.ends_with("-mta");
  const bool address = check.field.ends_with("-recipient");
  for (std::string_view one : {raw, std::string_view(plain)}) {
    if (address) one = without_angles(one);
    if (check.open ? one.starts_with(wanted) : host ? smtp::equal_ignoring_case(one, wanted) : one == wanted)
      return true;
  }
  return false;
}

// --- the fields that a check is about ----------------------------------------------------------------------

std::vector<const Fields*> groups_for(const ReportCheck& check, const DeliveryReport& report,
                                      const std::optional<std::string>& mailbox) {
  if (holds(fields_of_message, check.field)) return {&report.of_message};
  std::vector<const Fields*> groups;
  for (const Fields& one : report.of_recipients)
    if (!mailbox || is_about(one, *mailbox)) groups.push_back(&one);
  return groups;
}

// 1*3DIGIT
bool is_number(std::string_view text) {
  const auto is_digit = [](char one) {
    return one >= '0' && one <= '9';
  };
  return !text.empty() && text.size() <= 3 && std::all_of(text.begin(), text.end(), is_digit);
}

// RFC 3464 section 2.3.4: three of them, the first of one digit; empty if it is none.
std::vector<std::string_view> numbers_of(std::string_view status) {
  const std::string_view code = status.substr(0, status.find_first_of(" \t("));
  std::vector<std::string_view> numbers;
  for (std::size_t at = 0; at <= code.size();) {
    const std::size_t dot = std::min(code.find('.', at), code.size());
    numbers.push_back(code.substr(at, dot - at));
    at = dot + 1;
  }
  const bool fits = numbers.size() == 3 && numbers.front().size() == 1 &&
                    std::all_of(numbers.begin(), numbers.end(), is_number);
  // Behind the code a comment only.
  return fits && without_comments(status) == code ? numbers : std::vector<std::string_view>{};
}

bool has_leading_zero(std::string_view number) {
  return number.size() > 1 && number.front() == '0';
}

// RFC 1123 section 5.2.14: + or - and four digits.
bool has_numeric_zone(std::string_view value) {
  const std::string date = without_comments(value);
  const std::string_view zone = std::string_view(date).substr(date.find_last_of(" \t") + 1);
  return zone.size() == 5 && (zone.front() == '+' || zone.front() == '-') &&
         std::all_of(zone.begin() + 1, zone.end(), [](char one) { return one >= '0' && one <= '9'; });
}

bool is_action(std::string_view value) {
  return holds(actions, smtp::upper(without_comments(value)));
}

std::optional<std::string> field_mismatch(const ReportCheck& check, const Fields& group, Values& values) {
  const std::string* value = find_field(group, check.field);
  if (check.what == What::has) return value ? std::nullopt : std::optional("it has no " + check.name);
  if (check.what == What::lacks && !value) return std::nullopt;
  if (check.what == What::lacks && !check.text) return fmt::format("its {} is '{}'", check.name, *value);
  if (!value) return "it has no " + check.name;  // lacking_for: not this line's rule
  bool fits = false;
  if (check.what == What::has_type) fits = holds(check.words, type_of(*value));
  if (check.what == What::well_formed)
    fits = check.field == "action" ? is_action(*value) : !numbers_of(*value).empty();
  if (check.what == What::numeric_zone) fits = has_numeric_zone(*value);
  if (check.what == What::no_zeros) {
    const auto numbers = numbers_of(*value);
    fits = std::none_of(numbers.begin(), numbers.end(), has_leading_zero);
  }
  if (check.what == What::says || check.what == What::lacks) {
    const auto wanted = values.text(*check.text);
    if (!wanted) return std::string();
    fits = says(check, *value, *wanted) == (check.what == What::says);
  }
  return fits ? std::nullopt : std::optional(fmt::format("its {} is '{}'", check.name, *value));
}

std::optional<std::string> once_mismatch(const Fields& group) {
  for (const auto& [name, value] : group) {
    const bool defined = holds(fields_of_recipient, name) || holds(fields_of_message, name);
    const auto times = std::count_if(group.begin(), group.end(),
                                     [&, &it = name](const auto& other) { return other.first == it; });
    // RFC 6533 section 4.1: one for each language.
    if (defined && name != "localized-diagnostic" && times > 1)
      return fmt::format("a group of fields has {} {} times", name, times);
  }
  return std::nullopt;
}

std::optional<std::string> order_mismatch(const Fields& group) {
  const auto* furthest = fields_of_recipient.begin();
  std::string_view before;
  for (const auto& [name, value] : group) {
    const auto* found = std::find(fields_of_recipient.begin(), fields_of_recipient.end(), name);
    if (found < furthest) return fmt::format("the field {} stands behind {}", name, before);
    furthest = found;
    before = name;
  }
  return std::nullopt;
}

// --- parts ------------------------------------------------------------------------------------------------

bool fits_type(std::string_view type, const std::vector<std::string>& words) {
  return holds(words, type) || holds(words, type.substr(0, type.find('/')));
}

const DeliveryReport::Part* part_for(const ReportCheck& check, const DeliveryReport& report) {
  return check.part <= report.parts.size() ? &report.parts[check.part - 1] : nullptr;
}

std::optional<std::string> part_mismatch(const ReportCheck& check, const DeliveryReport& report) {
  const DeliveryReport::Part* part = part_for(check, report);
  if (!part) return fmt::format("it has {} parts", report.parts.size());
  if (check.what == What::part)
    return check.words.empty() || fits_type(part->type, check.words)
               ? std::nullopt
               : std::optional(fmt::format("part {} is {}", check.part, part->type));
  if (!part->encoding.empty() && part->encoding != "7bit")
    return fmt::format("part {} is in {}", check.part, part->encoding);
  return part->is_ascii ? std::nullopt
                        : std::optional(fmt::format("part {} has octets beyond ASCII", check.part));
}

std::optional<std::string> addressee_mismatch(const ReportCheck& check, const DeliveryReport& report,
                                              Values& values) {
  const auto wanted = values.text(*check.text);
  if (!wanted) return std::string();
  for (const auto& [name, value] : report.header)
    if ((name == "to" || name == "cc") && value.find(*wanted) != std::string::npos) return std::nullopt;
  const std::string* to = find_field(report.header, "to");
  return to ? fmt::format("its To is '{}'", *to) : std::string("it has no To");
}

// --- what is not there ------------------------------------------------------------------------------------

bool is_status_at(const DeliveryReport& report, std::size_t at) {
  return at < report.parts.size() && report.parts[at].is_status();
}

std::string lacking_part(const ReportCheck& check, const DeliveryReport& report) {
  if (report.parts.empty()) return "it has no parts";
  if (check.part == 2 && is_status_at(report, 0)) return "its first part is missing";
  if (check.part > 2 && !is_status_at(report, 1)) return "its second part is no delivery status";
  if (check.what == What::part && check.words.empty()) return {};
  const DeliveryReport::Part* part = part_for(check, report);
  if (!part) return fmt::format("it has no part {}", check.part);
  // 8bit is another type's, message/global-delivery-status (RFC 6533 section 6.4).
  const bool global = check.what == What::part_in_7bit && part->type.starts_with("message/global");
  return global ? fmt::format("part {} is {}", check.part, part->type) : std::string();
}

std::string lacking_field(const ReportCheck& check, const DeliveryReport& report) {
  if (!report.is_machine_readable) return "it has no delivery status";
  if (holds(fields_of_message, check.field))
    return find_field(report.of_message, check.field) ? "" : "it has no " + check.name;
  for (const Fields& group : report.of_recipients) {
    const std::string* value = find_field(group, check.field);
    if (!value) return "a recipient has no " + check.name;
    if (check.what == What::no_zeros && numbers_of(*value).empty()) return "its Status is none";
  }
  return {};
}

// `action` and `status` compare what has a form.
std::string lacking_value(std::string_view field, const DeliveryReport& report) {
  for (const Fields& group : report.of_recipients) {
    const std::string* value = find_field(group, field);
    if (!value) return fmt::format("a recipient has no {}", field);
    if (field == "action" && !is_action(*value)) return "its Action is none";
    if (field != "status") continue;
    const auto numbers = numbers_of(*value);
    if (numbers.empty() || std::any_of(numbers.begin(), numbers.end(), has_leading_zero))
      return "its Status is none";
  }
  return {};
}

std::string lacking_for(const ReportCheck& check, const DeliveryReport& report) {
  switch (check.what) {
    case What::part:
    case What::part_in_7bit:
      return lacking_part(check, report);
    case What::report_type:
      return report.type == "multipart/report" ? "" : "it is no multipart/report";
    case What::has:
    case What::lacks:
      return report.is_machine_readable ? "" : "it has no delivery status";
    case What::has_type:
    case What::says:
    case What::well_formed:
    case What::no_zeros:
    case What::numeric_zone:
      return lacking_field(check, report);
    case What::action:
      return lacking_value("action", report);
    case What::status:
      return lacking_value("status", report);
    case What::recipient:
      return lacking_value("final-recipient", report);
    case What::holds:
    case What::holds_header:
      return report.returned ? "" : "it has nothing of the message";
    default:
      return {};
  }
}

}  // namespace

bool same_mailbox(std::string_view left, std::string_view right) {
  const std::size_t at = left.rfind('@');
  const std::size_t there = right.rfind('@');
  if (at == left.npos || there == right.npos) return left == right;
  return left.substr(0, at) == right.substr(0, there) &&
         smtp::equal_ignoring_case(left.substr(at), right.substr(there));
}

bool is_about(const Fields& group, std::string_view mailbox) {
  const auto is_it = [&](std::string_view name) {
    const std::string* field = find_field(group, name);
    return field && same_mailbox(DeliveryReport::address_in(*field), mailbox);
  };
  return is_it("final-recipient") || is_it("original-recipient");
}

bool is_of_form(const ReportCheck& check) {
  return check.what >= What::part;
}

std::optional<std::string> form_mismatch(const ReportCheck& check, const DeliveryReport& report,
                                         const std::optional<std::string>& mailbox, Values& values) {
  switch (check.what) {
    case What::part:
    case What::part_in_7bit:
      return part_mismatch(check, report);
    case What::report_type:
      return report.report_type == check.words.front()
                 ? std::nullopt
                 : std::optional(fmt::format("its report-type is '{}'", report.report_type));
    case What::addressed:
      return addressee_mismatch(check, report, values);
    case What::message_first:
      return report.begins_with_message
                 ? std::nullopt
                 : std::optional<std::string>("the fields about a recipient come first");
    case What::once:
    case What::in_order:
      for (const Fields& group : report.of_recipients)
        if (auto why = check.what == What::once ? once_mismatch(group) : order_mismatch(group)) return why;
      return check.what == What::once ? once_mismatch(report.of_message) : std::nullopt;
    default:
      break;
  }
  const auto groups = groups_for(check, report, mailbox);
  if (groups.empty()) return "nothing in it is about the recipient";
  for (const Fields* group : groups)
    if (auto why = field_mismatch(check, *group, values)) return why;
  return std::nullopt;
}

std::string lacking_for(const ReportExpected& expected, const DeliveryReport& report) {
  for (const ReportCheck& check : expected.checks)
    if (std::string what = lacking_for(check, report); !what.empty()) return what;
  return {};
}

}  // namespace smtpspec::play
