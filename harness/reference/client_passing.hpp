// Parameters of MAIL that the reference client passes on for others: BY (RFC 2852), REQUIRETLS (8689), MTRK
// (3885), SOLICIT (3865), SUBMITTER (4405) and AUTH (4954).
#pragma once

#include <string>
#include <string_view>

#include "reference/client_behaviour.hpp"
#include "reference/client_submission.hpp"
#include "smtp/extensions.hpp"

namespace smtpspec::reference {

// Null if nothing of this keyword is passed on.
const smtp::Parameter* passed_on(const Submission& submission, std::string_view keyword);

// Each with a blank before it, where its extension is offered.
std::string passed_parameters(const Submission& submission, const smtp::Extensions& offered);

// Of the session.
enum class Protection {
  none,
  unverified,  // TLS with whatever certificate
  verified,
};

// Whether this server may have the message at all; else the reason why not (client_reasons.hpp), or empty.
std::string_view unmet_condition(const ClientBehaviour& behaviour, const Submission& submission,
                                 const smtp::Extensions& offered, Protection protection);

// A relay that hands a BY request with mode N to a server without DELIVERBY wants to hear of delays (RFC 2852
// section 4.1.4.2).
bool loses_deliver_by(const Submission& submission, const smtp::Extensions& offered);

}  // namespace smtpspec::reference
