// Commands: each is a function from what the server knows and the client's line to the situation that
// follows, which says what is answered. It changes the session and nothing else.
#pragma once

#include "reference/behaviour.hpp"
#include "reference/session.hpp"
#include "smtp/command.hpp"

namespace smtpspec::reference {

// Any command but BDAT, whose octets follow it (chunk_intake.hpp), and AUTH (auth_intake.hpp).
Situation perform(const Behaviour& behaviour, Session& session, const smtp::Command& command);

// One of those that `perform` performs.
bool is_known(const smtp::Command& command);

// What is answered to a command that the server's policies let nobody give now; policy_commands.cpp.
std::optional<Situation> barred_by_policy(const Behaviour& behaviour, const Session& session,
                                          const smtp::Command& command);
// Longer than RFC 5321 4.5.3.1.1 to 4.5.3.1.3 ask of a server; policy_commands.cpp.
bool is_too_long(const smtp::Path& path);
// asking_for_names.cpp, RFC 5321 3.5: what VRFY and EXPN lead to once their argument is taken, and whether it
// is not, for its form.
Situation verify(const Behaviour& behaviour, Session& session, const smtp::Command& command);
Situation expand(const Behaviour& behaviour, Session& session, const smtp::Command& command);
bool refuses_form_of_name(const Behaviour& behaviour, std::string_view name);

// greeting_commands.cpp, RFC 5321 4.1.1.1
Situation ehlo(const Behaviour& behaviour, Session& session, const smtp::Command& command);
Situation helo(const Behaviour& behaviour, Session& session, const smtp::Command& command);

// queue_commands.cpp, RFC 1985 section 5 and RFC 2645 section 5.2
Situation etrn(const Behaviour& behaviour, Session& session, const smtp::Command& command);
Situation atrn(const Behaviour& behaviour, Session& session, const smtp::Command& command);

// burl_command.cpp, RFC 4468 section 3.2; what is fetched is a part of the content then.
Situation burl(const Behaviour& behaviour, Session& session, const smtp::Command& command);

// starttls_command.cpp, RFC 3207 section 4
Situation starttls(const Behaviour& behaviour, Session& session, const smtp::Command& command);

// mail_command.cpp, rcpt_command.cpp, RFC 5321 4.1.1.2 and 4.1.1.3
Situation mail(const Behaviour& behaviour, Session& session, const smtp::Command& command);
Situation rcpt(const Behaviour& behaviour, Session& session, const smtp::Command& command);

// data_command.cpp, RFC 5321 4.1.1.4
Situation data(const Behaviour& behaviour, Session& session, const smtp::Command& command);

// The path and parameters of MAIL and RCPT; malformed UTF-8 is no obstacle where the behaviour lets it pass.
smtp::PathArgumentReading read_path_argument(const Behaviour& behaviour, const smtp::Command& command,
                                             std::string_view keyword);
// What is answered to an argument that could not be read: `path` where the path is what is wrong.
Situation malformed(smtp::ArgumentDefect defect, Situation path);

}  // namespace smtpspec::reference
