#include <fmt/format.h>

#include <algorithm>

#include "play/judging/judgement.hpp"
#include "smtp/command.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::play {

using namespace scenario;

namespace {

// Why a check does not hold; empty if it does.
struct CheckReply {
  const smtp::Reply& reply;

  std::string operator()(const scenario::Offers& check) const {
    const smtp::Extensions extensions = smtp::parse_extensions(reply);
    const smtp::Extension* extension = extensions.find(check.keyword);
    if (!extension) return fmt::format("the reply does not offer {}", check.keyword);
    for (const std::string& wanted : check.parameters) {
      const bool listed =
          std::any_of(extension->parameters.begin(), extension->parameters.end(),
                      [&](const std::string& one) { return smtp::equal_ignoring_case(one, wanted); });
      if (!listed) return fmt::format("the reply offers {} without {}", check.keyword, wanted);
    }
    return {};
  }
  std::string operator()(const Lacks& check) const {
    return smtp::parse_extensions(reply).offers(check.keyword)
               ? fmt::format("the reply offers {}", check.keyword)
               : "";
  }
  std::string operator()(const OffersAnything&) const {
    return smtp::parse_extensions(reply).empty() ? "the reply lists no extension" : "";
  }
  std::string operator()(const SingleLine&) const {
    return reply.lines.size() == 1 ? "" : fmt::format("the reply has {} lines", reply.lines.size());
  }
  std::string operator()(const Capture&) const { return {}; }
};

}  // namespace

std::optional<std::string> reply_mismatch(const ReplyExpected& expected, const smtp::Reply& reply,
                                          bool with_enhanced) {
  if (!expected.code.matches(reply.code())) return std::string();
  const auto enhanced = reply.enhanced_status();
  // A code that is not there is the wire rules' business.
  if (expected.enhanced && with_enhanced && enhanced &&
      !expected.enhanced->matches(enhanced->status_class, enhanced->subject, enhanced->detail))
    return fmt::format("the enhanced status code is {}", enhanced->str());
  for (const Check& check : expected.checks)
    if (std::string why = std::visit(CheckReply{reply}, check); !why.empty()) return why;
  return std::nullopt;
}

}  // namespace smtpspec::play
