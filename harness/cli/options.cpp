#include "cli/options.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <functional>

#include "cli/configuration_file.hpp"
#include "cli/help.hpp"
#include "cli/help_format.hpp"
#include "cli/mistake.hpp"
#include "cli/paths_for_ids.hpp"
#include "cli/run_options.hpp"
#include "cli/slip.hpp"

namespace smtpspec::cli {
namespace {

CLI::App* add_prove(CLI::App& app, ProveOptions& prove, std::vector<std::string>& levels) {
  CLI::App* command = app.add_subcommand("prove", "show that the scenarios tell right from wrong");
  add_choice(*command, prove.choice, levels);
  command->add_option("--json", prove.json, "all plays and defects, as JSON")->type_name("FILE");
  command->add_option("--matrix", prove.matrix, "who notices which mistake, as text")->type_name("FILE");
  command->footer(std::string(prove_examples));
  condense(*command, "Which scenarios (smtpspec list --help says more)",
           {"ID", "--scenarios", "--with-catalogue", "--exclude", "--rfc", "--section", "--extension",
            "--level", "--tag"});
  arrange(*command, "What is reported", {"--json", "--matrix"});
  arrange(*command, "", {"--help"});
  return command;
}

CLI::App* add_serve(CLI::App& app, ServeOptions& serve) {
  CLI::App* command = app.add_subcommand("serve", "run the reference server");
  command->add_option("--port", serve.port, "0 takes a free one")->type_name("PORT");
  command->add_option("--tls-port", serve.tls_port, "implicit TLS as well; 0 takes a free one")
      ->type_name("PORT");
  command->add_option("--address", serve.address, "an address of this machine")->type_name("ADDRESS");
  command->add_option("--fault", serve.faults, "make this mistake; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command->add_flag("--faults", serve.list_faults, "list the mistakes it can make");
  command->add_option("--variant", serve.variants, "do this, which is unusual and legal; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command->add_flag("--variants", serve.list_variants, "list the legal variants of it");
  command->add_flag("--relay-faults", serve.list_relay_faults,
                    "list the mistakes that the reference relay can make");
  command->add_flag("--relay-variants", serve.list_relay_variants, "list the legal variants of that");
  command->add_option("--size-limit", serve.size_limit, "octets of one message, 0 for any number")
      ->type_name("N");
  command->add_option("--maildir", serve.maildir, "file what is accepted here")->type_name("FOLDER");
  command->add_flag("--discard", serve.discard, "count contents instead of keeping them");
  command->footer(std::string(serve_examples));
  return command;
}

CLI::App* add_check(CLI::App& app, CheckOptions& check) {
  CLI::App* command = app.add_subcommand("check", "report every mistake in scenario files");
  command->add_option("FILE", check.files, "scenario files or folders of them")->required();
  command->add_flag("--json", check.json, "as JSON, for editors and CI");
  command->footer(std::string(check_examples));
  return command;
}

CLI::App* add_format(CLI::App& app, FormatOptions& format) {
  CLI::App* command = app.add_subcommand("fmt", "lay scenario files out as the house does");
  command->add_option("FILE", format.files, "scenario files or folders of them, or -")->required();
  auto* check = command->add_flag("--check", format.check, "say what would change; change nothing");
  command->add_flag("--stdout", format.to_stdout, "write it there, not to the file")->excludes(check);
  command->footer(std::string(format_examples));
  return command;
}

CLI::App* add_explain(CLI::App& app, ExplainOptions& explain) {
  CLI::App* command = app.add_subcommand("explain", "say all there is to say about a scenario");
  command->add_option("ID", explain.choice.selection.ids, "of a scenario or a wire rule")->required();
  command->footer(std::string(explain_examples));
  return command;
}

CLI::App* add_list(CLI::App& app, ListOptions& list, std::vector<std::string>& levels) {
  CLI::App* command = app.add_subcommand("list", "show the scenarios");
  add_choice(*command, list.choice, levels);
  command->add_flag("--json", list.json, "as JSON");
  command->footer(std::string(list_examples));
  return command;
}

// "help run" and "version" are what people try first.
std::vector<std::string> in_options(std::vector<std::string> words) {
  if (words.empty()) return words;
  if (words.front() == "version") words.front() = "--version";
  if (words.front() != "help") return words;
  words.erase(words.begin());
  words.emplace_back("--help");
  return words;
}

// All commands, and what their options are read into.
class CommandLine {
 public:
  CommandLine() {
    app_.require_subcommand(1);
    app_.set_version_flag("--version", "smtpspec " SMTPSPEC_VERSION);
    app_.footer(std::string(main_examples));
    app_.formatter(help_format());
    take(add_run(app_, run_, run_words_), run_);
    take(add_doctor(app_, doctor_, doctor_words_), doctor_);
    take(add_check(app_, check_), check_);
    take(add_format(app_, format_), format_);
    take(add_list(app_, list_, list_levels_), list_);
    take(add_explain(app_, explain_), explain_);
    take(add_coverage(app_, coverage_, coverage_words_), coverage_);
    take(add_report(app_, report_, report_demands_), report_);
    take(add_baseline(app_, baseline_), baseline_);
    take(add_prove(app_, prove_, prove_levels_), prove_);
    take(add_serve(app_, serve_), serve_);
    take(add_send(app_, send_), send_);
    take(add_new(app_, new_), new_);
    take(add_record(app_, record_, record_words_), record_);
    take(add_manual(app_, manual_), manual_);
    manual_.program = tree_of(app_);
  }

  // `words` is the command line without the program's name.
  std::variant<Options, int> read(const std::vector<std::string>& words) {
    try {
      app_.parse(std::vector<std::string>(words.rbegin(), words.rend()));
      read_words(run_words_, run_);
      read_words(doctor_words_, doctor_.run);
      read_words(coverage_words_, coverage_);
      read_words(record_words_, record_);
      read_levels(list_levels_, list_.choice);
      read_levels(prove_levels_, prove_.choice);
      report_.demands = read_demands(report_demands_, report_.strict);
      check_report_choice(run_.reports);
      check_report_choice(report_.reports);
    } catch (const CLI::Success& said) {
      return app_.exit(said);
    } catch (const CLI::ParseError& said) {
      if (const auto slip = slip_in(manual_.program, words)) return mistake(*slip);
      app_.exit(said);
      return exit_codes::usage;
    }
    for (Choice* choice :
         {&run_.choice, &doctor_.run.choice, &list_.choice, &explain_.choice, &prove_.choice})
      *choice = with_paths_resolved(std::move(*choice));
    const auto chosen = std::find_if(commands_.begin(), commands_.end(),
                                     [](const Command& one) { return bool(*one.command); });
    return chosen->options();
  }

  // The words that the configuration adds to these, for a command that takes one; or an exit code. Nothing is
  // said about the words themselves: whoever reads them together does.
  std::variant<std::vector<std::string>, int> configured(const std::vector<std::string>& words) {
    try {
      app_.parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::RequiresError&) {
      // What an option needs may be in the file.
    } catch (const CLI::ParseError&) {
      return std::vector<std::string>();
    }
    if (app_.get_subcommands().empty()) return std::vector<std::string>();
    const CLI::App& command = *app_.get_subcommands().front();
    const auto* const config = command.get_option_no_throw("--config");
    if (!config) return std::vector<std::string>();
    auto settings = read_configuration_file(config->count() > 0 ? config->as<std::string>() : std::string());
    if (const int* code = std::get_if<int>(&settings)) return *code;
    const auto& all = std::get<std::vector<target::Setting>>(settings);
    std::vector<std::string> names;
    for (const std::string& pair : command.get_option("--set")->results())
      names.push_back(pair.substr(0, pair.find('=')));
    const auto has = [&](const std::string& option) {
      const auto* const one = command.get_option_no_throw(option);
      return one && one->count() > 0;
    };
    return words_of(known_to(command, all), {.has = has, .names = std::move(names)});
  }

 private:
  struct Command {
    const CLI::App* command;
    std::function<Options()> options;
  };

  // Those that the command has an option for: `doctor` demands nothing.
  static std::vector<target::Setting> known_to(const CLI::App& command,
                                               std::vector<target::Setting> settings) {
    std::erase_if(settings,
                  [&](const target::Setting& one) { return !command.get_option_no_throw(one.option); });
    return settings;
  }

  template <class Some>
  void take(const CLI::App* command, Some& options) {
    commands_.push_back({command, [&options] {
                           return Options(std::move(options));
                         }});
  }

  CLI::App app_{"smtpspec " SMTPSPEC_VERSION ": a conformance harness for SMTP", "smtpspec"};
  std::vector<Command> commands_;
  RunOptions run_;
  DoctorOptions doctor_;
  CheckOptions check_;
  FormatOptions format_;
  ListOptions list_;
  ExplainOptions explain_;
  CoverageOptions coverage_;
  ReportOptions report_;
  BaselineOptions baseline_;
  ProveOptions prove_;
  ServeOptions serve_;
  SendOptions send_;
  NewOptions new_;
  RecordOptions record_;
  ManualOptions manual_;
  RunWords run_words_, doctor_words_;
  CoverageWords coverage_words_;
  RecordWords record_words_;
  DemandWords report_demands_;
  std::vector<std::string> list_levels_, prove_levels_;
};

}  // namespace

std::variant<Options, int> read_options(int argc, const char* const* argv) {
  std::vector<std::string> words = in_options(std::vector<std::string>(argv + 1, argv + argc));
  const auto more = CommandLine().configured(words);
  if (const int* code = std::get_if<int>(&more)) return *code;
  const auto& added = std::get<std::vector<std::string>>(more);
  words.insert(words.end(), added.begin(), added.end());
  auto options = CommandLine().read(words);
  const int* const code = std::get_if<int>(&options);
  if (code && *code != exit_codes::conforms && !added.empty())
    mistake("the configuration is part of this command line");
  return options;
}

}  // namespace smtpspec::cli
