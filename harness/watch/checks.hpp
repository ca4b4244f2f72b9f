// Checks: one function for each group of wire rules.
#pragma once

#include "result/transcript.hpp"
#include "smtp/extensions.hpp"
#include "watch/findings.hpp"
#include "watch/session.hpp"

namespace smtpspec::watch {

// RFC 5321 4.2: codes, separators, line ends and lengths, characters.
void check_form(const SeenReply& seen, Findings& findings);

// RFC 5321 4.2 and 4.3.1: the greeting's code, replies that nobody asked for.
void check_place(const SeenReply& seen, Findings& findings);

// RFC 2034.
void check_enhanced_codes(const SeenReply& seen, Findings& findings);

// The list in a 250 reply to EHLO (RFC 5321 4.1.1.1) and what single extensions say of it.
void check_extensions(const SeenReply& seen, Findings& findings);

// RFC 2852, 3865, 4405 and 8689: the parameters of their keywords.
void check_further_extensions(const SeenReply& seen, const smtp::Extensions& extensions, Findings& findings);
// RFC 6710, 4865 and 4468: the same of theirs, and what X.3.6 tells.
void check_submission_extensions(const SeenReply& seen, const smtp::Extensions& extensions,
                                 Findings& findings);
void check_changed_priority(const SeenReply& seen, Findings& findings);

// RFC 9422: what LIMITS says in a 250 reply to EHLO.
void check_limits(const SeenReply& seen, Findings& findings);

// RFC 1985: ETRN in that reply, and the number in a 253.
void check_etrn(const SeenReply& seen, Findings& findings);

// RFC 4954 section 4: the text of a 334.
void check_challenge(const SeenReply& seen, Findings& findings);

// RFC 5321 4.3.2: codes by command.
void check_code_of_command(const SeenReply& seen, Findings& findings);

// RFC 5321 3.5: what VRFY and EXPN tell.
void check_told_mailboxes(const SeenReply& seen, Findings& findings);

// RFC 5321 4.2, 4.1.1.1 and 4.3.1: the server's name in the greeting and in replies like it.
void check_names(const result::Transcript& transcript, Findings& findings);

// RFC 5321 4.2: a command whose reply did not come before the deadline.
void check_silence(const result::Transcript& transcript, Findings& findings);

// RFC 5321 3.8: ends that no 221 and no 421 announced.
void check_ends(const result::Transcript& transcript, Findings& findings);

// Octets that never became a reply; RFC 3207: nothing in clear text where TLS is due or active.
void check_strays(const result::Transcript& transcript, Findings& findings);

}  // namespace smtpspec::watch
