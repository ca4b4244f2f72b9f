#include "play/judgement.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "smtp/command.hpp"
#include "smtp/extensions.hpp"
#include "text/visible.hpp"

namespace smtpspec::play {
namespace {

using namespace scenario;

constexpr std::size_t longest_reply_in_words = 160;

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

// Why a reply does not match; nothing if it does; an empty text if the code alone tells.
std::optional<std::string> mismatch(const ReplyExpected& expected, const smtp::Reply& reply,
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

std::optional<std::string> mismatch(const Alternative& alternative, const Observation& observation,
                                    bool with_enhanced) {
  const auto* reply = std::get_if<smtp::Reply>(&observation);
  const auto* ending = std::get_if<Ending>(&observation);
  if (std::holds_alternative<AnythingElse>(alternative.what)) return std::nullopt;
  if (const auto* expected = std::get_if<ReplyExpected>(&alternative.what))
    return reply ? mismatch(*expected, *reply, with_enhanced) : std::string();
  if (std::holds_alternative<ResetsExpected>(alternative.what) && ending && *ending == Ending::reset)
    return std::nullopt;
  if (std::holds_alternative<ClosesExpected>(alternative.what) && ending) return std::nullopt;
  return std::string();
}

}  // namespace

std::string in_words(const Observation& observation) {
  if (const auto* ending = std::get_if<Ending>(&observation))
    return *ending == Ending::closed ? "the connection was closed" : "the connection was reset";
  return text::visible_cut(std::get<smtp::Reply>(observation).octets(), longest_reply_in_words);
}

Judgement judge(const Expect& expect, const Observation& observation, bool with_enhanced) {
  return first_match(expect, in_words(observation),
                     [&](const Alternative& one) { return mismatch(one, observation, with_enhanced); });
}

std::string version_number(TlsHandshake::Version version) {
  switch (version) {
    case TlsHandshake::Version::tls1_0:
      return "1.0";
    case TlsHandshake::Version::tls1_1:
      return "1.1";
    case TlsHandshake::Version::tls1_2:
      return "1.2";
    case TlsHandshake::Version::tls1_3:
      return "1.3";
    case TlsHandshake::Version::any:
      break;
  }
  return {};
}

std::string judge_handshake(const TlsHandshake& expected, const TlsFacts& facts, Values& values) {
  const auto& versions = expected.versions;
  const bool version_fits =
      versions.empty() || std::any_of(versions.begin(), versions.end(),
                                      [&](auto version) { return version_number(version) == facts.version; });
  if (!version_fits) return fmt::format("TLS {} was agreed upon", facts.version);
  if (expected.certificate_names) {
    const auto name = values.text(*expected.certificate_names);
    if (!name) return {};
    const bool named = std::any_of(facts.names.begin(), facts.names.end(), [&](const std::string& one) {
      return smtp::equal_ignoring_case(one, *name);
    });
    if (!named)
      return fmt::format("the certificate names {}, not {}",
                         text::visible(fmt::format("{}", fmt::join(facts.names, ", "))),
                         text::visible(*name));
  }
  if (expected.certificate_trusted && !facts.trusted)
    return "the certificate does not chain to the run's certificate authority";
  if (expected.certificate_current && !facts.current) return "the certificate is not within its dates";
  return {};
}

}  // namespace smtpspec::play
