#include "cli/options.hpp"

#include <CLI/CLI.hpp>

#include "cli/help.hpp"
#include "cli/help_format.hpp"
#include "cli/run_options.hpp"

namespace smtpspec::cli {
namespace {

CLI::App* add_prove(CLI::App& app, ProveOptions& prove, std::vector<std::string>& levels) {
  CLI::App* command = app.add_subcommand("prove", "show that the scenarios tell right from wrong");
  add_choice(*command, prove.choice, levels);
  command->add_option("--json", prove.json, "all plays and defects, as JSON")->type_name("FILE");
  command->add_option("--matrix", prove.matrix, "who notices which mistake, as text")->type_name("FILE");
  command->footer(std::string(prove_examples));
  condense(*command, "Which scenarios (smtpspec list --help says more)",
           {"ID", "--scenarios", "--exclude", "--rfc", "--section", "--extension", "--level", "--tag"});
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
  command->add_option("--size-limit", serve.size_limit, "octets of one message, 0 for any number")
      ->type_name("N");
  command->add_option("--maildir", serve.maildir, "file what is accepted here")->type_name("FOLDER");
  command->add_flag("--discard", serve.discard, "count contents instead of keeping them");
  command->footer(std::string(serve_examples));
  return command;
}

}  // namespace

std::variant<Options, int> read_options(int argc, const char* const* argv) {
  CLI::App app{"smtpspec " SMTPSPEC_VERSION ": a conformance harness for SMTP", "smtpspec"};
  app.require_subcommand(1);
  app.set_version_flag("--version", "smtpspec " SMTPSPEC_VERSION);
  app.footer(std::string(main_examples));
  app.formatter(help_format());

  CheckOptions check;
  ListOptions list;
  RunOptions run;
  ReportOptions report;
  ServeOptions serve;
  RunWords run_words, doctor_words;
  DemandWords report_demands;
  std::vector<std::string> list_levels, prove_levels;
  const CLI::App* run_command = add_run(app, run, run_words);
  DoctorOptions doctor;
  const CLI::App* doctor_command = add_doctor(app, doctor, doctor_words);
  CLI::App* check_command = app.add_subcommand("check", "report every mistake in scenario files");
  check_command->add_option("FILE", check.files, "scenario files or folders of them")->required();
  check_command->footer(std::string(check_examples));
  CLI::App* list_command = app.add_subcommand("list", "show the scenarios");
  add_choice(*list_command, list.choice, list_levels);
  list_command->add_flag("--json", list.json, "as JSON");
  list_command->footer(std::string(list_examples));
  CoverageOptions coverage;
  CoverageWords coverage_words;
  const CLI::App* coverage_command = add_coverage(app, coverage, coverage_words);
  const CLI::App* report_command = add_report(app, report, report_demands);
  BaselineOptions baseline;
  const CLI::App* baseline_command = add_baseline(app, baseline);
  ProveOptions prove;
  const CLI::App* prove_command = add_prove(app, prove, prove_levels);
  add_serve(app, serve);
  SendOptions send;
  const CLI::App* send_command = add_send(app, send);

  try {
    app.parse(argc, argv);
    read_words(run_words, run);
    read_words(doctor_words, doctor.run);
    read_words(coverage_words, coverage);
    read_levels(list_levels, list.choice);
    read_levels(prove_levels, prove.choice);
    report.demands = read_demands(report_demands, report.strict);
    check_report_choice(run.reports);
    check_report_choice(report.reports);
  } catch (const CLI::ParseError& said) {
    return app.exit(said) == 0 ? 0 : 2;
  }
  if (*run_command) return Options(std::move(run));
  if (*doctor_command) return Options(std::move(doctor));
  if (*report_command) return Options(std::move(report));
  if (*check_command) return Options(std::move(check));
  if (*baseline_command) return Options(std::move(baseline));
  if (*list_command) return Options(std::move(list));
  if (*coverage_command) return Options(std::move(coverage));
  if (*prove_command) return Options(std::move(prove));
  if (*send_command) return Options(std::move(send));
  return Options(std::move(serve));
}

}  // namespace smtpspec::cli
