// What the keywords DELIVERBY, REQUIRETLS, SUBMITTER, NO-SOLICITING and MTRK are offered with.
#include <fmt/format.h>

#include <algorithm>

#include "smtp/extensions.hpp"
#include "smtp/mail_values.hpp"
#include "watch/checks.hpp"

namespace smtpspec::watch {
namespace {

void note_offer(Findings& findings, std::string_view rule, const SeenReply& seen, std::string_view message,
                std::string_view expected, std::string_view got) {
  findings.note(rule, {.entry = seen.entry,
                       .message = fmt::format("the reply to EHLO {}", message),
                       .expected = std::string(expected),
                       .got = shown(got)});
}

void check_alone(const SeenReply& seen, const smtp::Extensions& extensions, std::string_view keyword,
                 std::string_view rule, Findings& findings) {
  if (!extensions.offers(keyword)) return;
  findings.look({rule});
  if (const auto parameter = extensions.parameter(keyword))
    note_offer(findings, rule, seen, fmt::format("offers {} with a parameter", keyword),
               fmt::format("{} alone", keyword), *parameter);
}

// RFC 2852 section 2 (3).
void check_deliver_by(const SeenReply& seen, const smtp::Extension& offer, Findings& findings) {
  findings.look({"watch/deliverby-parameter-malformed"});
  const auto& parameters = offer.parameters;
  if (parameters.empty() || (parameters.size() == 1 && smtp::is_deliver_by_offer(parameters.front()))) return;
  note_offer(findings, "watch/deliverby-parameter-malformed", seen,
             "offers DELIVERBY with something else than a minimum",
             "DELIVERBY, or DELIVERBY and up to nine digits, and options behind commas",
             fmt::format("{}", fmt::join(parameters, " ")));
}

// RFC 3865 section 2.2.
void check_no_soliciting(const SeenReply& seen, const smtp::Extension& offer, Findings& findings) {
  findings.look({"watch/solicitation-keywords-malformed"});
  const auto& parameters = offer.parameters;
  if (parameters.empty() || (parameters.size() == 1 && smtp::are_solicitation_keywords(parameters.front())))
    return;
  note_offer(findings, "watch/solicitation-keywords-malformed", seen,
             "offers NO-SOLICITING with something else than keywords",
             "NO-SOLICITING, or NO-SOLICITING and keywords with commas between them",
             fmt::format("{}", fmt::join(parameters, " ")));
}

}  // namespace

void check_further_extensions(const SeenReply& seen, const smtp::Extensions& extensions, Findings& findings) {
  check_alone(seen, extensions, "REQUIRETLS", "watch/requiretls-with-parameter", findings);
  check_alone(seen, extensions, "SUBMITTER", "watch/submitter-with-parameter", findings);
  check_alone(seen, extensions, "MTRK", "watch/mtrk-with-parameter", findings);
  if (const auto* offer = extensions.find("DELIVERBY")) check_deliver_by(seen, *offer, findings);
  if (const auto* offer = extensions.find("NO-SOLICITING")) check_no_soliciting(seen, *offer, findings);
}

}  // namespace smtpspec::watch
