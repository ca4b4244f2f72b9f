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
};

}  // namespace

std::string unwanted_parameters(const ClientBehaviour& behaviour, const smtp::Extensions& offered) {
  std::string line;
  for (const Unoffered& one : sent_unoffered)
    if (behaviour.parameters_not_offered.has(one.which) && !offered.offers(one.extension)) line += one.text;
  for (const Malformed& one : in_wrong_form)
    if (behaviour.makes(one.mistake) && offered.offers(one.extension)) line += one.text;
  return line;
}

}  // namespace smtpspec::reference
