#include "play/judging/trace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "play/judging/delivery_report.hpp"
#include "play/judging/stamp.hpp"
#include "smtp/command.hpp"

namespace smtpspec::play {
namespace {

using scenario::ReceivedField;
using StampWhat = ReceivedField::What;
using Why = std::optional<std::string>;

Fields header_fields(std::string_view message) {
  const std::size_t end = message.find("\r\n\r\n");
  return fields_of(message.substr(0, end == message.npos ? message.size() : end + 2));
}

std::size_t count(const Fields& fields, std::string_view name) {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(), [&](const auto& one) { return one.first == name; }));
}

// The Received fields that were added, as they come.
std::vector<std::string> added_stamps(const Fields& before, const Fields& now) {
  Fields left = before;
  std::vector<std::string> added;
  for (const auto& field : now) {
    if (field.first != "received") continue;
    const auto known = std::find(left.begin(), left.end(), field);
    if (known == left.end())
      added.push_back(field.second);
    else
      left.erase(known);
  }
  return added;
}

// One more, and nothing of what was sent above the first that is new.
Why there(const Fields& before, const Fields& now) {
  const auto added = added_stamps(before, now);
  if (added.empty()) return "it has no Received field more";
  for (const auto& field : now) {
    if (field.first == "received" && field.second == added.front()) return std::nullopt;
    if (std::find(before.begin(), before.end(), field) != before.end())
      return fmt::format("the Received field stands below the field '{}'", field.first);
  }
  return std::nullopt;
}

Why by_clause(const Stamp& stamp) {
  const Stamp::Clause* by = stamp.find("BY");
  const Stamp::Clause* from = stamp.find("FROM");
  if (!by || by->words.empty()) return "it has no BY clause";
  if (from && from > by) return "its BY clause stands in front of FROM";
  return is_domain_or_literal(by->words.front())
             ? std::nullopt
             : Why(fmt::format("no domain stands behind BY: {}", by->words.front()));
}

Why one_domain(const Stamp::Clause& from) {
  if (from.words.empty() || !is_domain_or_literal(from.words.front()))
    return fmt::format("no domain stands behind FROM: {}", from.words.empty() ? "" : from.words.front());
  return from.words.size() == 1
             ? std::nullopt
             : Why(fmt::format("another word stands behind the domain: {}", from.words[1]));
}

// VIA, WITH, ID and FOR, each once at most, and further clauses behind them.
Why order(const Stamp& stamp) {
  constexpr std::array<std::string_view, 6> in_order = {"FROM", "BY", "VIA", "WITH", "ID", "FOR"};
  std::size_t highest = 0;
  for (const Stamp::Clause& one : stamp.clauses) {
    const auto place =
        static_cast<std::size_t>(std::find(in_order.begin(), in_order.end(), one.keyword) - in_order.begin());
    if (place < 2 || place == in_order.size()) continue;
    if (place <= highest) return fmt::format("its {} clause stands in another place", one.keyword);
    highest = place;
    const bool is_last = &one == &stamp.clauses.back();
    if (one.words.size() > 1 && !is_last)
      return fmt::format("a further clause, '{}', stands in front of the last one", one.words[1]);
  }
  return std::nullopt;
}

// Further clauses may stand behind it: FOR <a@b> envelope-from <c@d>.
Why one_path(const Stamp::Clause& clause) {
  if (clause.words.empty()) return "nothing stands behind FOR";
  const bool goes_on =
      clause.words.front().ends_with(',') ||
      (clause.words.size() > 1 && clause.words[1].find_first_of("@<") != std::string::npos) ||
      (clause.words.front().find(',') != std::string::npos &&
       clause.words.front().find('"') == std::string::npos);
  return goes_on ? Why(fmt::format("several paths stand behind FOR: {}", fmt::join(clause.words, " ")))
                 : std::nullopt;
}

Why with(const Stamp& stamp, const ReceivedField& check) {
  const Stamp::Clause* clause = stamp.find("WITH");
  if (!clause || clause->words.empty()) return std::nullopt;  // it may be left out
  const std::string word = smtp::upper(clause->words.front());
  const bool registered = is_registered_protocol(word);
  if (check.what == StampWhat::with_registered)
    return registered ? std::nullopt : Why(fmt::format("'{}' is no registered protocol", word));
  const bool known = std::find(check.with.begin(), check.with.end(), word) != check.with.end();
  return known || !registered ? std::nullopt : Why(fmt::format("it says 'with {}'", word));
}

Why date_mismatch(StampWhat what, const Stamp& stamp) {
  const auto date = stamp.date ? read_date(*stamp.date) : std::nullopt;
  if (what == StampWhat::date) return date ? std::nullopt : Why("no date stands behind its last semicolon");
  if (!date) return std::nullopt;  // that is another rule's
  if (what == StampWhat::four_digit_year)
    return date->year.size() >= 4 ? std::nullopt : Why(fmt::format("its year is {}", date->year));
  const std::string& zone = date->zone;
  const bool numeric = zone.size() == 5 && (zone[0] == '+' || zone[0] == '-');
  return numeric ? std::nullopt : Why(fmt::format("its zone is {}", zone));
}

Why stamp_mismatch(const ReceivedField& check, const std::vector<std::string>& added,
                   std::size_t recipients) {
  const Stamp stamp = read_stamp(added.front());
  const Stamp::Clause* from = stamp.find("FROM");
  const Stamp::Clause* receiver = stamp.find("FOR");
  switch (check.what) {
    case StampWhat::there:
      return std::nullopt;
    case StampWhat::from:
      return from ? std::nullopt : Why("it has no FROM clause");
    case StampWhat::by:
      return by_clause(stamp);
    case StampWhat::domain_behind_from:
      return from ? one_domain(*from) : std::nullopt;
    case StampWhat::date:
    case StampWhat::four_digit_year:
    case StampWhat::numeric_zone:
      return date_mismatch(check.what, stamp);
    case StampWhat::clauses_in_order:
      return order(stamp);
    case StampWhat::one_for:
      return receiver ? one_path(*receiver) : std::nullopt;
    case StampWhat::for_nobody_else:
      return receiver && recipients > 1 ? Why("it names one of several recipients to the others")
                                        : std::nullopt;
    case StampWhat::with_registered:
    case StampWhat::with:
      return with(stamp, check);
    case StampWhat::once:
      for (std::size_t at = 1; at < added.size(); ++at)
        if (std::find(added.begin() + static_cast<std::ptrdiff_t>(at), added.end(), added[at - 1]) !=
            added.end())
          return "the same Received field stands there twice";
  }
  return std::nullopt;
}

// RFC 2045 section 6.4: only parts are encoded, not what they are parts of.
Why whole_encoding(const Fields& now) {
  const std::string* type = find_field(now, "content-type");
  const std::string* encoding = find_field(now, "content-transfer-encoding");
  if (!type || !encoding) return std::nullopt;
  const std::string kind = smtp::upper(*type);
  const std::string how = smtp::upper(*encoding);
  const bool composite = kind.starts_with("MULTIPART/") || kind.starts_with("MESSAGE/RFC822");
  const bool encoded = how.starts_with("QUOTED-PRINTABLE") || how.starts_with("BASE64");
  return composite && encoded ? Why(fmt::format("its parts are encoded as a whole, in {}", *encoding))
                              : std::nullopt;
}

Why names_mismatch(const scenario::ReceivedFieldNames& names, const std::vector<std::string>& added,
                   Values& values) {
  const auto wanted = values.text(names.text);
  if (!wanted) return std::string();
  if (added.empty()) return "it has no Received field more";
  const bool holds = smtp::upper(added.front()).find(smtp::upper(*wanted)) != std::string::npos;
  return holds ? std::nullopt
               : Why(fmt::format("the Received field does not name {}: {}", *wanted, added.front()));
}

}  // namespace

std::optional<std::string> trace_mismatch(const scenario::TraceCheck& check, const Passage& passage,
                                          Values& values) {
  if (std::holds_alternative<scenario::SevenBit>(check)) {
    const bool ascii = std::all_of(passage.relayed.begin(), passage.relayed.end(),
                                   [](char octet) { return (octet & 0x80) == 0; });
    return ascii ? std::nullopt : Why("it holds octets beyond ASCII");
  }
  const Fields before = header_fields(passage.sent);
  const Fields now = header_fields(passage.relayed);
  if (const auto* none = std::get_if<scenario::NoFieldMore>(&check))
    return count(now, none->name) > count(before, none->name)
               ? Why(fmt::format("it has a {} field more", none->name))
               : std::nullopt;
  if (std::holds_alternative<scenario::PartsApart>(check)) return whole_encoding(now);
  const std::vector<std::string> added = added_stamps(before, now);
  if (const auto* names = std::get_if<scenario::ReceivedFieldNames>(&check))
    return names_mismatch(*names, added, values);
  if (!std::holds_alternative<ReceivedField>(check)) return std::nullopt;  // not of the trace
  const auto& field = std::get<ReceivedField>(check);
  if (field.what == StampWhat::there) return there(before, now);
  return added.empty() ? Why("it has no Received field more")
                       : stamp_mismatch(field, added, passage.recipients);
}

std::string trace_lacks(const scenario::TraceCheck& check, const Passage& passage) {
  const auto* field = std::get_if<ReceivedField>(&check);
  const bool needs_one = std::holds_alternative<scenario::ReceivedFieldNames>(check) ||
                         (field && field->what != StampWhat::there);
  if (!needs_one || !added_stamps(header_fields(passage.sent), header_fields(passage.relayed)).empty())
    return {};
  return "no Received field was added";
}

}  // namespace smtpspec::play
