#include "cli/record_options.hpp"

#include <CLI/CLI.hpp>

#include "cli/help.hpp"
#include "cli/time_options.hpp"

namespace smtpspec::cli {

CLI::App* add_record(CLI::App& app, RecordOptions& options, RecordWords& words) {
  CLI::App* command = app.add_subcommand("record", "write down a session of a client and a server");
  command->add_option("--listen", options.port, "where the client connects to; 0 takes a free one")
      ->type_name("PORT")
      ->required();
  command->add_option("--connect", options.connect, "the server")->type_name("HOST:PORT")->required();
  command->add_option("--into", options.file, "the transcript; left out: standard output")->type_name("FILE");
  command->add_option("--sessions", options.sessions, "how many (1), each into a file; 0: until Ctrl-C")
      ->type_name("N");
  command->add_flag("--no-starttls", options.without_starttls, "take STARTTLS out of what is offered");
  command->add_option("--address", options.address, "an address of this machine (127.0.0.1)")
      ->type_name("ADDRESS");
  command->add_flag("--allow-remote", options.allow_remote, "let it connect beyond this machine");
  command->add_option("--wait", words.wait, "for a client: 30s, 2m (10m)")->type_name("TIME");
  command->add_option("--silence", words.silence, "of both, that ends a session (5m)")->type_name("TIME");
  command->footer(std::string(record_examples));
  return command;
}

void read_words(const RecordWords& words, RecordOptions& options) {
  if (!words.wait.empty()) options.wait = read_time("--wait", words.wait);
  if (!words.silence.empty()) options.silence = read_time("--silence", words.silence);
}

}  // namespace smtpspec::cli
