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

}  // namespace smtpspec::reference
