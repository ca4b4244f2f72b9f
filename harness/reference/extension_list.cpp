#include "reference/extension_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "reference/auth_intake.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {
namespace {

constexpr std::array<std::pair<Extension, std::string_view>, 23> keywords = {{
    {Extension::pipelining, "PIPELINING"},
    {Extension::size, "SIZE"},
    {Extension::limits, "LIMITS"},
    {Extension::etrn, "ETRN"},
    {Extension::atrn, "ATRN"},
    {Extension::eight_bit_mime, "8BITMIME"},
    {Extension::binarymime, "BINARYMIME"},
    {Extension::chunking, "CHUNKING"},
    {Extension::smtputf8, "SMTPUTF8"},
    {Extension::enhanced_status_codes, "ENHANCEDSTATUSCODES"},
    {Extension::starttls, "STARTTLS"},
    {Extension::auth, "AUTH"},
    {Extension::deliver_by, "DELIVERBY"},
    {Extension::require_tls, "REQUIRETLS"},
    {Extension::submitter, "SUBMITTER"},
    {Extension::no_soliciting, "NO-SOLICITING"},
    {Extension::mtrk, "MTRK"},
    {Extension::mt_priority, "MT-PRIORITY"},
    {Extension::future_release, "FUTURERELEASE"},
    {Extension::burl, "BURL"},
    {Extension::expn, "EXPN"},
    {Extension::dsn, "DSN"},
    {Extension::help, "HELP"},
}};

std::string names_of(const std::vector<sasl::Mechanism>& mechanisms) {
  std::string names;
  for (const sasl::Mechanism mechanism : mechanisms) names += " " + std::string(sasl::name_of(mechanism));
  return names;
}

// Of MT-PRIORITY, FUTURERELEASE and BURL, with the blank in front.
std::string parameters_of_request(const Behaviour& behaviour, Extension extension) {
  const Offers& offers = behaviour.offers;
  std::string parameters;
  if (extension == Extension::mt_priority) parameters = offers.mt_priority_parameter;
  if (extension == Extension::future_release) parameters = offers.hold_limits.value_or(behaviour.hold_limits);
  if (extension == Extension::burl) parameters = offers.burl_parameters;
  return parameters.empty() ? "" : " " + parameters;
}

}  // namespace

std::vector<std::string> extension_list(const Behaviour& behaviour, const Session& session) {
  const bool in_tls = session.channel == Channel::tls;
  const Offers& offers = behaviour.offers;
  const auto& offered = in_tls ? offers.in_tls : offers.in_clear;
  std::vector<std::string> lines;
  for (const auto& [extension, keyword] : keywords) {
    if (!offered.has(extension) || offers.unlisted.has(extension)) continue;
    lines.emplace_back(keyword);
    if (extension == Extension::auth)
      lines.back() += offers.further_mechanisms + names_of(mechanisms_for(offers, session));
    if (extension == Extension::size) {
      const std::string limit = offers.size_parameter.value_or(std::to_string(behaviour.size_limit));
      if (!limit.empty()) lines.back() += " " + limit;
    }
    if (extension == Extension::deliver_by) {
      const std::string minimum =
          offers.deliver_by_parameter.value_or(std::to_string(behaviour.deliver_by_minimum));
      if (!minimum.empty()) lines.back() += " " + minimum;
    }
    lines.back() += parameters_of_request(behaviour, extension);
    if (extension == Extension::limits) {
      const std::string limits =
          offers.limits.value_or("RCPTMAX=" + std::to_string(behaviour.recipient_limit));
      if (!limits.empty()) lines.back() += " " + limits;
    }
    if (extension == Extension::etrn && !offers.etrn_parameter.empty())
      lines.back() += " " + offers.etrn_parameter;
    if (extension == Extension::smtputf8 && !offers.smtputf8_parameter.empty())
      lines.back() += " " + offers.smtputf8_parameter;
    if (extension == Extension::starttls && !offers.starttls_parameter.empty())
      lines.back() += " " + offers.starttls_parameter;
    if (extension == Extension::dsn && !offers.dsn_parameter.empty())
      lines.back() += " " + offers.dsn_parameter;
  }
  lines.insert(lines.end(), offers.further_lines.begin(), offers.further_lines.end());
  if (offers.in_lower_case)
    for (std::string& line : lines)
      std::transform(line.begin(), line.end(), line.begin(),
                     [](char one) { return one >= 'A' && one <= 'Z' ? static_cast<char>(one + 32) : one; });
  return lines;
}

std::optional<Extension> extension_named(std::string_view keyword) {
  for (const auto& [extension, name] : keywords)
    if (smtp::equal_ignoring_case(name, keyword)) return extension;
  return std::nullopt;
}

}  // namespace smtpspec::reference
