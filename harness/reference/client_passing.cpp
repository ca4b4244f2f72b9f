#include "reference/client_passing.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "reference/client_reasons.hpp"
#include "smtp/mail_values.hpp"

namespace smtpspec::reference {
namespace {

struct Passed {
  std::string_view keyword;
  std::string_view extension;
};

constexpr std::array passable = {
    Passed{"BY", "DELIVERBY"},          Passed{"REQUIRETLS", "REQUIRETLS"}, Passed{"MTRK", "MTRK"},
    Passed{"SOLICIT", "NO-SOLICITING"}, Passed{"SUBMITTER", "SUBMITTER"},   Passed{"AUTH", "AUTH"},
};

const smtp::Parameter* find(const std::vector<smtp::Parameter>& all, std::string_view keyword) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const smtp::Parameter& one) { return one.keyword == keyword; });
  return found == all.end() ? nullptr : &*found;
}

// Of whoever wants it: who hands the message over, or the sender.
const smtp::Parameter* wanted(const Submission& submission, std::string_view keyword) {
  const smtp::Parameter* const passed = passed_on(submission, keyword);
  return passed ? passed : find(submission.asked, keyword);
}

std::optional<smtp::DeliverBy> deliver_by_of(const smtp::Parameter* by) {
  return by ? smtp::parse_deliver_by(by->value.value_or("")) : std::nullopt;
}

// RFC 2852 section 4.1.4.1. One without a minimum has none.
bool delivers_in_time(const smtp::DeliverBy& by, const smtp::Extensions& offered) {
  if (!offered.offers("DELIVERBY")) return false;
  const std::string minimum = offered.parameter("DELIVERBY").value_or("");
  const auto seconds = smtp::parse_number(std::string_view(minimum).substr(0, minimum.find(',')));
  return by.seconds > 0 && seconds.value_or(0) <= static_cast<std::uint64_t>(by.seconds);
}

}  // namespace

const smtp::Parameter* passed_on(const Submission& submission, std::string_view keyword) {
  return find(submission.passed_on, keyword);
}

std::string passed_parameters(const Submission& submission, const smtp::Extensions& offered) {
  std::string line;
  for (const Passed& one : passable) {
    const smtp::Parameter* parameter = passed_on(submission, one.keyword);
    if (!parameter || !offered.offers(one.extension)) continue;
    line += " " + parameter->keyword + (parameter->value ? "=" + *parameter->value : "");
  }
  return line;
}

std::string_view unmet_condition(const ClientBehaviour& behaviour, const Submission& submission,
                                 const smtp::Extensions& offered, Protection protection) {
  const bool is_safe =
      protection == Protection::verified ||
      (protection == Protection::unverified && behaviour.makes(WishMistake::requiretls_unverified));
  const bool tells = is_safe && offered.offers("REQUIRETLS");
  if (wanted(submission, "REQUIRETLS") && !tells && !behaviour.makes(PassingMistake::tls_not_required))
    return reasons::needs_requiretls;
  const auto by = deliver_by_of(wanted(submission, "BY"));
  if (by && by->returns && !delivers_in_time(*by, offered) &&
      !behaviour.makes(PassingMistake::deliver_by_not_required))
    return reasons::needs_deliver_by;
  return {};
}

bool loses_deliver_by(const Submission& submission, const smtp::Extensions& offered) {
  const auto by = deliver_by_of(passed_on(submission, "BY"));
  return by && !by->returns && by->seconds > 0 && !offered.offers("DELIVERBY");
}

}  // namespace smtpspec::reference
