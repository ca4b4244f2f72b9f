// Checks of what a client says: one function for each group of wire rules.
#pragma once

#include "watch/client_session.hpp"
#include "watch/findings.hpp"

namespace smtpspec::watch {

// RFC 5321 2.3.8, 2.4 and 4.5.3.1.4: ends, octets and length of command lines.
void check_command_line(const SeenCommand& seen, Findings& findings);

// RFC 5321 4.1.1: arguments as the grammar has them.
void check_argument(const SeenCommand& seen, Findings& findings);

// RFC 5321 2.2.1 and 4.1.1: nothing of an extension that is not offered.
void check_offers(const SeenCommand& seen, Findings& findings);

// RFC 3461 section 4: the parameters of DSN among those of MAIL or RCPT.
void check_dsn_parameters(const SeenCommand& seen, const std::vector<smtp::Parameter>& all,
                          Findings& findings);
// RFC 2852, 3865, 4405 and 8689: the parameters of MAIL that they define.
void check_further_parameters(const SeenCommand& seen, const std::vector<smtp::Parameter>& parameters,
                              Findings& findings);

// RFC 6710 and 4865: the parameters of MAIL that they define. RFC 4468: BURL.
void check_requests(const SeenCommand& seen, const std::vector<smtp::Parameter>& all, Findings& findings);
void check_url(const SeenCommand& seen, Findings& findings);

// RFC 5321 4.1.4 and 4.3.1, RFC 2920 section 3.1: the order of commands, and waiting for replies.
void check_order(const SeenCommand& seen, Findings& findings);

// RFC 3207 section 4: a handshake that nobody agreed upon, once for its first octets.
void check_handshake_in_clear(const SeenCommand& seen, Findings& findings);

// RFC 4954: AUTH and the responses behind it.
void check_authentication(const SeenCommand& seen, Findings& findings);

// RFC 5321 2.3.8, 2.4, 4.5.2 and 4.5.3.1.6, RFC 6152: mail data and chunks.
void check_content(const SeenContent& seen, Findings& findings);

// RFC 5321 2.4, 4.4 and 7.2: fields of the header section.
void check_header(const SeenContent& seen, Findings& findings);

// RFC 5321 2.4, RFC 3030 section 3: what a message says of its octets.
void check_labels(const SeenContent& seen, Findings& findings);

// RFC 5321 4.1.4: QUIT, and mail data that has an end.
void check_close(const SeenClose& seen, Findings& findings);

}  // namespace smtpspec::watch
