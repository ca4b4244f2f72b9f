#include "reference/replies.hpp"

namespace smtpspec::reference {
namespace {

void session_replies(Replies& replies) {
  using enum Situation;
  replies[service_ready] = {220, "", "{server} ESMTP reference server ready"};
  replies[goodbye] = {221, "2.0.0", "{server} closing the connection", 1, true};
  replies[message_accepted_for_some] = {251, "2.0.0", "message accepted for some of the recipients"};
  replies[broken_down] = {0, "", "", 0, true};
  replies[helo_accepted] = {250, "", "{server}"};
  replies[ehlo_accepted] = {250, "", "{server} at your service"};
  replies[helo_refused] = {502, "5.5.1", "HELO not implemented"};
  replies[client_name_missing] = {501, "5.5.4", "the client's domain or address literal is missing"};
  replies[client_name_malformed] = {501, "5.5.4", "neither a domain nor an address literal"};
  replies[greeting_out_of_order] = {503, "5.5.1", "EHLO out of order"};
  replies[nothing_done] = {250, "2.0.0", "NOOP done"};
  replies[reset] = {250, "2.0.0", "RSET done"};
  replies[help] = {214, "2.0.0",
                   "commands: HELO EHLO STARTTLS MAIL RCPT DATA BDAT\n"
                   "RSET NOOP VRFY EXPN HELP QUIT\n"
                   "see RFC 5321"};
  replies[cannot_verify] = {252, "2.5.0", "cannot verify, but will accept a message and try to deliver it"};
  replies[name_missing] = {501, "5.5.4", "the argument is missing"};
  replies[help_not_implemented] = {502, "5.5.1", "HELP not implemented"};
  replies[further_verb] = {250, "2.0.0", "done"};
  replies[expanded] = {250, "2.1.5", "<{argument}>"};
  replies[name_forwarded] = {251, "2.1.5", "user not local; will forward to <{argument}>"};
  replies[name_moved] = {551, "5.1.6", "user not local; please try <{argument}>"};
  replies[list_unknown] = {550, "5.1.1", "no such list and no such mailbox"};
  replies[expansion_not_implemented] = {502, "5.5.1", "EXPN not implemented"};
  replies[unknown_command] = {500, "5.5.1", "command not recognized"};
  replies[stray_line_end] = {500, "5.5.2", "a CR or LF stands alone in the command line"};
  replies[line_too_long] = {500, "5.5.2", "command line too long"};
  replies[argument_not_allowed] = {501, "5.5.4", "this command has no argument"};
  replies[command_before_greeting] = {503, "5.5.1", "EHLO or HELO first"};
}

void policy_replies(Replies& replies) {
  using enum Situation;
  replies[session_turned_away] = {554, "", "{server} takes no mail: it is for machines of its own site"};
  replies[session_refused] = {503, "5.5.1", "no mail service here"};
  replies[greeting_refused] = {550, "", "refused by policy"};
  replies[sender_refused] = {550, "5.7.1", "sender refused by policy"};
  replies[recipient_refused] = {550, "5.7.1", "recipient refused by policy"};
  replies[data_refused] = {554, "5.7.1", "refused by policy"};
  replies[content_refused] = {554, "5.7.1", "message refused by policy"};
  replies[login_refused] = {454, "4.7.0", "temporary authentication failure"};
  replies[bare_line_end] = {554, "5.6.0", "a CR or LF stands alone in the message"};
  replies[path_too_long] = {501, "5.1.0", "path too long"};
  replies[by_refused] = {555, "5.3.2", "deliveries in time are not to be had"};
  replies[tls_required] = {530, "5.7.0", "must issue a STARTTLS command first"};
  replies[closing] = {421, "4.7.0", "{server} closing the connection", 1, true};
  replies[verified] = {250, "2.1.5", "<{argument}>"};
  replies[mailbox_denied] = {550, "5.1.1", "no such mailbox"};
}

void envelope_replies(Replies& replies) {
  using enum Situation;
  replies[sender_accepted] = {250, "2.1.0", "MAIL sender accepted"};
  replies[mail_before_greeting] = {503, "5.5.1", "MAIL needs EHLO or HELO first"};
  replies[argument_malformed] = {501, "5.5.4", "argument malformed"};
  replies[blank_before_path] = replies[argument_malformed];
  replies[nested_mail] = {503, "5.5.1", "MAIL inside a transaction"};
  replies[sender_malformed] = {501, "5.1.7", "MAIL path malformed"};
  replies[sender_not_ascii] = {550, "5.6.7", "sender beyond ASCII needs SMTPUTF8"};
  replies[null_sender_refused] = {550, "5.7.1", "null sender refused"};
  replies[parameter_unknown] = {555, "5.5.4", "parameter not recognized"};
  replies[parameter_after_helo] = replies[parameter_unknown];
  replies[parameter_repeated] = {501, "5.5.4", "parameter given twice"};
  replies[size_malformed] = {501, "5.5.4", "SIZE needs a decimal number"};
  replies[declared_size_too_big] = {552, "5.3.4", "declared size exceeds the fixed maximum message size"};
  replies[body_malformed] = {501, "5.5.4", "BODY value not known"};
  replies[smtputf8_with_value] = {501, "5.5.4", "SMTPUTF8 has no value"};
  replies[ret_malformed] = {501, "5.5.4", "RET is FULL or HDRS"};
  replies[envid_malformed] = {501, "5.5.4", "ENVID needs xtext"};
  replies[by_malformed] = {501, "5.5.4", "BY needs a time and a mode"};
  replies[by_past] = {501, "5.5.4", "nothing can be returned in time that has passed"};
  replies[by_below_minimum] = {555, "5.5.4", "sooner than the minimum of DELIVERBY"};
  replies[requiretls_with_value] = {501, "5.5.4", "REQUIRETLS has no value"};
  replies[submitter_malformed] = {501, "5.5.4", "SUBMITTER needs a mailbox in xtext"};
  replies[submitter_differs] = {550, "5.7.1", "Submitter does not match header."};
  replies[submitter_missing] = {554, "5.7.7", "Cannot verify submitter address."};
  replies[solicit_malformed] = {501, "5.5.4", "SOLICIT needs keywords of classes"};
  replies[mtrk_malformed] = {501, "5.5.4", "MTRK needs a certifier in base64, and at most a time"};
  replies[priority_malformed] = {501, "5.5.2", "MT-PRIORITY is a number from -9 to 9, once"};
  replies[priority_lowered] = {250, "2.3.6", "0 is the new priority: none is raised without a login"};
  replies[hold_malformed] = {501, "5.5.4", "HOLDFOR needs seconds, HOLDUNTIL a date in UTC"};
  replies[hold_beyond_limit] = {501, "5.5.4", "held longer than FUTURERELEASE says"};
  replies[hold_repeated] = {501, "5.5.4", "one of HOLDFOR and HOLDUNTIL, and once"};
  replies[hold_beyond_by] = {501, "5.5.4", "released later than BY wants it delivered"};
  replies[recipient_accepted] = {250, "2.1.5", "RCPT recipient accepted"};
  replies[recipient_forwarded] = {251, "2.1.5", "user not local; will forward to <{argument}>"};
  replies[recipient_moved] = {551, "5.1.6", "user not local; please try <{argument}>"};
  replies[recipient_before_mail] = {503, "5.5.1", "RCPT needs MAIL first"};
  replies[recipient_malformed] = {501, "5.1.3", "RCPT path malformed"};
  replies[recipient_not_ascii] = {553, "5.6.7", "recipient beyond ASCII needs SMTPUTF8"};
  replies[mailbox_unknown] = {550, "5.1.1", "no such mailbox"};
  replies[relaying_refused] = {550, "5.7.1", "relaying refused"};
  replies[too_many_recipients] = {452, "4.5.3", "too many recipients"};
  replies[notify_malformed] = {501, "5.5.4", "NOTIFY is NEVER alone, or some of SUCCESS, FAILURE and DELAY"};
  replies[orcpt_malformed] = {501, "5.5.4", "ORCPT needs a type, a semicolon and xtext"};
}

void content_replies(Replies& replies) {
  using enum Situation;
  replies[start_mail_input] = {354, "", "start mail input; end with <CRLF>.<CRLF>"};
  replies[data_before_mail] = {503, "5.5.1", "DATA needs MAIL first"};
  replies[data_before_recipient] = {503, "5.5.1", "DATA needs RCPT first"};
  replies[no_valid_recipients] = {554, "5.5.1", "no valid recipients"};
  replies[data_after_chunks] = {503, "5.5.1", "DATA behind BDAT in one transaction"};
  replies[data_for_binary] = {503, "5.5.1", "BODY=BINARYMIME needs BDAT"};
  replies[message_accepted] = {250, "2.0.0", "message accepted"};
  replies[content_too_big] = {552, "5.3.4", "message exceeds the fixed maximum message size"};
  replies[text_line_too_long] = {554, "5.6.0", "a line of the content is too long"};
  replies[content_found_odd] = {554, "5.6.0", "there is something odd about this message"};
  replies[content_not_ascii] = {554, "5.6.9", "header in UTF-8 cannot be passed on to a recipient"};
  replies[chunk_received] = {250, "2.0.0", "BDAT chunk received"};
  replies[chunk_malformed] = {501, "5.5.4", "BDAT needs a size and at most LAST"};
  replies[chunk_before_greeting] = {503, "5.5.1", "BDAT needs EHLO first"};
  replies[chunk_before_mail] = {503, "5.5.1", "BDAT needs MAIL first"};
  replies[chunk_without_recipients] = {554, "5.5.1", "no valid recipients"};
  replies[chunk_after_last] = {503, "5.5.1", "BDAT behind BDAT LAST"};
  replies[chunk_too_big] = {552, "5.3.4", "message exceeds the fixed maximum message size"};
}

void burl_replies(Replies& replies) {
  using enum Situation;
  replies[burl_received] = {250, "2.5.0", "waiting for additional BURL or BDAT commands"};
  replies[burl_malformed] = {501, "5.5.4", "BURL needs a URL and at most LAST"};
  replies[burl_before_mail] = {503, "5.5.1", "BURL needs MAIL first"};
  replies[burl_without_recipients] = {554, "5.5.0", "no recipients have been specified"};
  replies[burl_not_fetched] = {554, "5.6.6", "URL resolution failed"};
  replies[burl_not_permitted] = {554, "5.7.0", "URL authorization failed"};
}

void tls_replies(Replies& replies) {
  using enum Situation;
  replies[extension_not_offered] = {502, "5.5.1", "not offered"};
  replies[tls_ready] = {220, "2.0.0", "ready to start TLS"};
  replies[tls_argument] = {501, "5.5.4", "STARTTLS has no argument"};
  replies[tls_before_greeting] = {503, "5.5.1", "STARTTLS needs EHLO first"};
  replies[tls_already] = {503, "5.5.1", "TLS is active already"};
  replies[tls_unavailable] = {454, "4.7.0", "TLS not available due to a temporary reason"};
}

void queue_replies(Replies& replies) {
  using enum Situation;
  replies[etrn_idle] = {251, "2.0.0", "OK, no messages waiting for node {argument}"};
  replies[etrn_no_queue] = {458, "4.3.0", "Unable to queue messages for node {argument}"};
  replies[etrn_not_allowed] = {459, "4.7.0", "Node {argument} not allowed: not one of yours"};
  replies[etrn_node_missing] = {501, "5.5.4", "ETRN needs the name of a node"};
  replies[etrn_node_malformed] = {501, "5.5.4", "ETRN needs one fully qualified name"};
  replies[etrn_in_transaction] = {503, "5.5.1", "ETRN inside a transaction"};
  replies[atrn_turned] = {250, "2.0.0", "OK, now reversing the connection"};
  replies[atrn_no_mail] = {453, "4.0.0", "you have no mail"};
  replies[atrn_no_access] = {450, "4.7.0", "ATRN request refused"};
  replies[atrn_domain_malformed] = {501, "5.5.4", "ATRN needs domains, separated by commas"};
  replies[atrn_in_transaction] = {503, "5.5.1", "ATRN inside a transaction"};
}

void auth_replies(Replies& replies) {
  using enum Situation;
  replies[auth_accepted] = {235, "2.7.0", "authentication successful"};
  replies[auth_challenge] = {334, "", "{argument}"};
  replies[auth_cancelled] = {501, "5.7.0", "authentication cancelled"};
  replies[auth_refused] = {535, "5.7.8", "credentials invalid"};
  replies[auth_response_malformed] = {501, "5.5.2", "not base64"};
  replies[auth_response_too_long] = {500, "5.5.6", "response too long"};
  replies[initial_response_unwanted] = {501, "5.7.0", "this mechanism has no initial response"};
  replies[mechanism_missing] = {501, "5.5.4", "AUTH needs a mechanism and at most an initial response"};
  replies[mechanism_unknown] = {504, "5.5.4", "mechanism not supported here"};
  replies[auth_before_greeting] = {503, "5.5.1", "AUTH needs EHLO first"};
  replies[auth_in_transaction] = {503, "5.5.1", "AUTH inside a transaction"};
  replies[auth_already] = {503, "5.5.1", "authenticated already"};
  replies[auth_after_failure] = {503, "5.5.1", "AUTH once only"};
  replies[auth_required] = {530, "5.7.0", "authentication required"};
  replies[auth_parameter_malformed] = {501, "5.5.4", "AUTH needs a mailbox or <> in xtext"};
}

}  // namespace

Replies correct_replies() {
  Replies replies;
  session_replies(replies);
  policy_replies(replies);
  envelope_replies(replies);
  content_replies(replies);
  burl_replies(replies);
  tls_replies(replies);
  queue_replies(replies);
  auth_replies(replies);
  return replies;
}

}  // namespace smtpspec::reference
