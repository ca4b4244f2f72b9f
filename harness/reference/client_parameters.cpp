#include "reference/client_parameters.hpp"

#include <array>
#include <string_view>

namespace smtpspec::reference {
namespace {

struct Unoffered {
  EsmtpParameter which;
  std::string_view extension;
  std::string_view text;
};

constexpr std::array sent_unoffered = {
    Unoffered{EsmtpParameter::by, "DELIVERBY", " BY=3600;N"},
    Unoffered{EsmtpParameter::requiretls, "REQUIRETLS", " REQUIRETLS"},
    Unoffered{EsmtpParameter::submitter, "SUBMITTER", " SUBMITTER=me@client.test"},
    Unoffered{EsmtpParameter::solicit, "NO-SOLICITING", " SOLICIT=test.client:ADV"},
    Unoffered{EsmtpParameter::mtrk, "MTRK", " ENVID=1@client.test MTRK=QIWcwYnnHQ5+TvNl0bQGnyYDFXM"},
    Unoffered{EsmtpParameter::mt_priority, "MT-PRIORITY", " MT-PRIORITY=3"},
    Unoffered{EsmtpParameter::holdfor, "FUTURERELEASE", " HOLDFOR=3600"},
};

struct Malformed {
  ParameterMistake mistake;
  std::string_view extension;
  std::string_view text;
};

constexpr std::array in_wrong_form = {
    Malformed{ParameterMistake::by_without_mode, "DELIVERBY", " BY=3600"},
    Malformed{ParameterMistake::by_without_value, "DELIVERBY", " BY"},
    Malformed{ParameterMistake::requiretls_with_value, "REQUIRETLS", " REQUIRETLS=YES"},
    Malformed{ParameterMistake::submitter_without_xtext, "SUBMITTER", " SUBMITTER=me+lists@client.test"},
    Malformed{ParameterMistake::solicit_between_semicolons, "NO-SOLICITING",
              " SOLICIT=test.client:ADV;test.client:ADLT"},
    Malformed{ParameterMistake::mtrk_in_hexadecimal, "MTRK",
              " ENVID=1@client.test MTRK=4085.9cc1.89e7.1d0e.7e4e"},
    Malformed{ParameterMistake::mtrk_without_envid, "MTRK", " MTRK=QIWcwYnnHQ5+TvNl0bQGnyYDFXM:86400"},
    Malformed{ParameterMistake::auth_without_xtext, "AUTH", " AUTH=me+lists@client.test"},
    Malformed{ParameterMistake::auth_of_no_mailbox, "AUTH", " AUTH=me"},
    Malformed{ParameterMistake::priority_with_plus, "MT-PRIORITY", " MT-PRIORITY=+3"},
    Malformed{ParameterMistake::holdfor_with_unit, "FUTURERELEASE", " HOLDFOR=1h"},
    Malformed{ParameterMistake::holduntil_in_local_time, "FUTURERELEASE", " HOLDUNTIL=2050-01-01T08:00:00"},
    Malformed{ParameterMistake::both_holds, "FUTURERELEASE", " HOLDFOR=3600 HOLDUNTIL=2050-01-01T00:00:00Z"},
    Malformed{ParameterMistake::holdfor_beyond_limit, "FUTURERELEASE", " HOLDFOR=999999999"},
    Malformed{ParameterMistake::holduntil_beyond_limit, "FUTURERELEASE", " HOLDUNTIL=9998-01-01T00:00:00Z"},
    Malformed{ParameterMistake::holdfor_beyond_by, "FUTURERELEASE", " BY=60;N HOLDFOR=3600"},
};

// MTRK needs ENVID (RFC 3885 section 3.1), which a wish for DSN may have written already.
std::string_view without_envid_twice(std::string_view text, std::string_view written) {
  static constexpr std::string_view envid = " ENVID=1@client.test";
  if (text.starts_with(envid) && written.find(" ENVID=") != written.npos) text.remove_prefix(envid.size());
  return text;
}

}  // namespace

std::string unwanted_parameters(const ClientBehaviour& behaviour, const smtp::Extensions& offered,
                                std::string_view written) {
  std::string line;
  for (const Unoffered& one : sent_unoffered)
    if (behaviour.parameters_not_offered.has(one.which) && !offered.offers(one.extension))
      line += without_envid_twice(one.text, written);
  for (const Malformed& one : in_wrong_form)
    if (behaviour.makes(one.mistake) && offered.offers(one.extension))
      line += without_envid_twice(one.text, written);
  return line;
}

std::string begins_mail_data(const ClientBehaviour& behaviour, const smtp::Extensions& offered) {
  const bool fetched = offered.offers("BURL");
  if (!fetched && behaviour.makes(UrlMistake::not_offered))
    return "BURL imap://client.test/outbox/;uid=1 LAST";
  if (fetched && behaviour.makes(UrlMistake::missing)) return "BURL LAST";
  return "DATA";
}

}  // namespace smtpspec::reference
