#include "cli/send_options.hpp"

#include <CLI/CLI.hpp>

#include <map>

#include "cli/help.hpp"

namespace smtpspec::cli {
namespace {

using reference::BodyKind;
using reference::ContentTransfer;
using reference::TlsMode;
using reference::UnfitContent;

const std::map<std::string, TlsMode> tls_modes = {{"never", TlsMode::never},
                                                  {"opportunistic", TlsMode::opportunistic},
                                                  {"required", TlsMode::required},
                                                  {"implicit", TlsMode::from_the_first_octet}};
const std::map<std::string, ContentTransfer> transfers = {{"data", ContentTransfer::data},
                                                          {"bdat", ContentTransfer::chunks_where_offered}};
const std::map<std::string, BodyKind> bodies = {
    {"7bit", BodyKind::seven_bit}, {"8bit", BodyKind::eight_bit}, {"binary", BodyKind::binary}};
const std::map<std::string, UnfitContent> unfit_contents = {{"convert", UnfitContent::converted},
                                                            {"refuse", UnfitContent::refused}};

template <class Value>
std::vector<std::string> words_of(const std::map<std::string, Value>& values) {
  std::vector<std::string> words;
  for (const auto& [word, value] : values) words.push_back(word);
  return words;
}

void add_server(CLI::App& command, SendOptions& options) {
  command.add_option("--host", options.host, "the server (127.0.0.1)")->type_name("HOST");
  command.add_option("--port", options.port, "its port (25)")->type_name("PORT");
  command.add_option("--tls", options.tls, "never, opportunistic, required, implicit")
      ->check(CLI::IsMember(words_of(tls_modes)))
      ->type_name("MODE");
  command.add_option("--server-name", options.server_name, "its name in SNI and certificate")
      ->type_name("NAME");
  command.add_option("--trust", options.trust, "certificates its own may chain to")->type_name("FILE");
  command.add_option("--user", options.user, "authenticate as")->type_name("USER");
  command.add_option("--password", options.password, "and with")->type_name("WORD")->needs("--user");
  command.add_option("--client-name", options.client_name, "for EHLO (client.test)")->type_name("NAME");
  command.add_flag("--allow-remote", options.allow_remote, "let it leave this machine");
  command.add_option("--within", options.within, "longest wait for a reply, in ms (60000)")
      ->check(CLI::Range(10, 3'600'000))
      ->type_name("MS");
  command.add_option("--altogether", options.altogether, "and for everything (600000)")
      ->check(CLI::Range(10, 3'600'000))
      ->type_name("MS");
}

void add_message(CLI::App& command, SendOptions& options) {
  reference::Submission& submission = options.submission;
  command.add_option("--from", submission.reverse_path, "the sender; left out: <>")->type_name("MAILBOX");
  command.add_option("--to", submission.forward_paths, "a recipient; may be repeated")
      ->type_name("MAILBOX")
      ->allow_extra_args(false);
  command.add_option("MESSAGE", options.message, "a file; - or nothing: standard input");
  command.add_option("--transfer", options.transfer, "data, or bdat where it is offered")
      ->check(CLI::IsMember(words_of(transfers)))
      ->type_name("WAY");
  command.add_option("--body", options.body, "7bit, 8bit, binary")
      ->check(CLI::IsMember(words_of(bodies)))
      ->type_name("KIND");
  command.add_option("--unfit", options.unfit, "convert or refuse what the server can't take")
      ->check(CLI::IsMember(words_of(unfit_contents)))
      ->type_name("WAY");
  command.add_flag("--smtputf8", submission.needs_smtputf8, "headers hold UTF-8");
  command.add_flag("--retry", submission.retry, "try once more, at once, what is deferred");
  command.add_option("--notify", submission.dsn.notify, "NOTIFY of each recipient")->type_name("VALUE");
  command.add_option("--orcpt", submission.dsn.orcpt, "ORCPT of each recipient")->type_name("VALUE");
  command.add_option("--ret", submission.dsn.ret, "RET")->type_name("VALUE");
  command.add_option("--envid", submission.dsn.envid, "ENVID, in xtext")->type_name("VALUE");
}

}  // namespace

CLI::App* add_send(CLI::App& app, SendOptions& options) {
  CLI::App* command = app.add_subcommand("send", "submit a message with the reference client");
  add_server(*command, options);
  add_message(*command, options);
  command->add_option("--fault", options.faults, "make this mistake; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command->add_flag("--faults", options.list_faults, "list the mistakes it can make");
  command->add_option("--variant", options.variants, "do this, which is unusual and legal; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command->add_flag("--variants", options.list_variants, "list the legal variants of it");
  command->add_flag("--quiet,-q", options.quiet, "say nothing, the exit code tells");
  command->footer(std::string(send_examples));
  return command;
}

reference::ClientBehaviour behaviour_of(const SendOptions& options) {
  reference::ClientBehaviour behaviour;
  behaviour.client_name = options.client_name;
  behaviour.tls = tls_modes.at(options.tls);
  behaviour.transfer = transfers.at(options.transfer);
  behaviour.unfit = unfit_contents.at(options.unfit);
  return behaviour;
}

reference::Submission submission_of(const SendOptions& options, std::string message) {
  reference::Submission submission = options.submission;
  submission.content = std::move(message);
  submission.body = bodies.at(options.body);
  if (!options.user.empty()) submission.credentials = reference::Credentials{options.user, options.password};
  return submission;
}

}  // namespace smtpspec::cli
