#include "reference/reversal.hpp"

#include <algorithm>
#include <utility>

#include "smtp/path.hpp"

namespace smtpspec::reference {
namespace {

bool is_for(const WaitingMail& mail, const std::vector<std::string>& domains) {
  const std::size_t at = mail.forward_path.rfind('@');
  const std::string_view domain = std::string_view(mail.forward_path).substr(at + 1);
  return std::any_of(domains.begin(), domains.end(),
                     [&](const std::string& one) { return smtp::equal_ignoring_case(one, domain); });
}

ClientBehaviour sender_of(const Behaviour& behaviour) {
  ClientBehaviour sender;
  sender.client_name = behaviour.server_name;
  sender.tls = TlsMode::never;  // that of the connection stays as it is
  if (behaviour.has(ReversalSlip::closes_without_quit)) sender.mistakes.add(SessionMistake::no_quit);
  if (behaviour.has(ReversalSlip::speaks_before_greeting))
    sender.mistakes.add(SessionMistake::speaks_before_greeting);
  return sender;
}

std::vector<Submission> submissions_of(const Behaviour& behaviour, const std::vector<WaitingMail>& mail,
                                       const std::vector<std::string>& domains) {
  std::vector<Submission> submissions;
  const auto send = [&](const WaitingMail& one) {
    Submission submission;
    submission.reverse_path = one.reverse_path;
    submission.forward_paths = {one.forward_path};
    submission.content = one.content;
    submission.relayed = true;
    submissions.push_back(std::move(submission));
  };
  for (const WaitingMail& one : mail) {
    if (!is_for(one, domains) && !behaviour.has(ReversalSlip::sends_other_mail)) continue;
    send(one);
    if (behaviour.has(ReversalSlip::sends_mail_that_was_sent)) send(one);
  }
  if (submissions.empty() && behaviour.has(ReversalSlip::turns_without_mail_to_send))
    send({"", "postmaster@" + (domains.empty() ? std::string("customer.test") : domains.front()),
          "Subject: no mail\r\n\r\nNothing waits for you.\r\n"});
  if (behaviour.has(ReversalSlip::holds_mail_back)) submissions.clear();
  if (behaviour.has(ReversalSlip::sends_first_message_only) && submissions.size() > 1) submissions.resize(1);
  return submissions;
}

}  // namespace

Reversal::Reversal(const Behaviour& behaviour, const std::vector<WaitingMail>& mail,
                   const std::vector<std::string>& domains)
    : client_(sender_of(behaviour), submissions_of(behaviour, mail, domains)) {}

ClientOutput Reversal::begin() {
  return client_.connected();
}

bool waits_for(const std::vector<WaitingMail>& mail, const std::vector<std::string>& domains) {
  return std::any_of(mail.begin(), mail.end(), [&](const WaitingMail& one) { return is_for(one, domains); });
}

}  // namespace smtpspec::reference
