#include "cli/run_options.hpp"

#include <CLI/CLI.hpp>

#include <array>
#include <charconv>

#include "cli/help.hpp"
#include "cli/help_format.hpp"
#include "cli/time_options.hpp"
#include "scenario/variables.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::cli {
namespace {

std::vector<std::pair<std::string, std::string>> read_settings(const std::vector<std::string>& words) {
  std::vector<std::pair<std::string, std::string>> settings;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == word.npos || equals == 0)
      throw CLI::ValidationError("--set", "'" + word + "' is not KEY=VALUE");
    if (const std::string name = word.substr(0, equals); !scenario::is_variable(name))
      throw CLI::ValidationError("--set", "no scenario uses the name '" + name + "'; " +
                                              text::suggest(name, scenario::variable_names()) +
                                              "; names of your own begin with " +
                                              std::string(scenario::own_prefix));
    settings.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
  return settings;
}

constexpr std::array ways = {std::pair(Over::plain, std::string_view("plain")),
                             std::pair(Over::starttls, std::string_view("starttls")),
                             std::pair(Over::tls, std::string_view("tls"))};

Segmentation read_segmentation(const std::string& words) {
  using play::Send;
  if (words.empty()) return {};
  if (words == "octets") return {words, Send::Cut::octets};
  if (words == "lines") return {words, Send::Cut::lines};
  if (words == "all") return {.words = words, .all = true};
  if (words == "whole") return {words, Send::Cut::whole};
  static constexpr std::string_view random = "random:";
  Segmentation segmentation{words, Send::Cut::random};
  if (words.starts_with(random)) {
    const char* const end = words.data() + words.size();
    const auto [stop, error] = std::from_chars(words.data() + random.size(), end, segmentation.seed);
    if (error == std::errc() && stop == end) return segmentation;
  }
  throw CLI::ValidationError("--segmentation",
                             "'" + words + "' is none of octets, lines, whole, all, random:SEED (a number)");
}

std::optional<result::Shard> read_shard(const std::string& words) {
  if (words.empty()) return {};
  result::Shard shard{0, 0};
  const char* const end = words.data() + words.size();
  const auto [slash, error] = std::from_chars(words.data(), end, shard.index);
  if (error == std::errc() && slash != end && *slash == '/') {
    const auto [stop, wrong] = std::from_chars(slash + 1, end, shard.count);
    if (wrong == std::errc() && stop == end && shard.index >= 1 && shard.index <= shard.count) return shard;
  }
  throw CLI::ValidationError("--shard", "'" + words + "' is not I/N, with I from 1 to N");
}

// Who is judged, and how he is reached: the same for `run` and `doctor`.
void add_connection(CLI::App& command, RunOptions& run, RunWords& words) {
  command.add_option("--config", run.config, "what is always the same (.smtpspec.toml), or none")
      ->type_name("FILE");
  CLI::Option* target =
      command.add_option("--target", run.targets, "a profile in fixtures/targets or a path; all; extra")
          ->delimiter(',')
          ->type_name("NAME")
          ->allow_extra_args(false);
  CLI::Option* connect =
      command.add_option("--connect", run.connect, "a server that runs already")->type_name("HOST:PORT");
  target->excludes(connect);
  command.add_option("--name", run.name, "how reports call it")->type_name("NAME")->needs(connect);
  command.add_option("--maildir", run.maildirs, "where it files its mail, for what looks at that")
      ->type_name("FOLDER")
      ->allow_extra_args(false)
      ->needs(connect);
  command.add_option("--set", words.settings, "a name that scenarios use: recipient=bob@x.test")
      ->type_name("KEY=VALUE")
      ->allow_extra_args(false);
  command.add_option("--trust", run.trust, "certificates its own may chain to")->type_name("FILE");
  command.add_flag("--allow-remote", run.allow_remote, "let --connect leave this machine");
  command.add_option("--fault", run.faults, "a mistake for the reference server (serve --faults)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command.add_option("--variant", run.variants, "what is unusual and legal (serve --variants)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  command.add_option("--over", words.over, "what sessions begin with: plain, starttls, tls")
      ->check(CLI::IsMember({"plain", "starttls", "tls"}))
      ->type_name("WAY");
  command.add_option("--login", words.login, "log in first, but for AUTH: auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command.add_option("--ip", run.ip, "the version of IP that is spoken")
      ->check(CLI::IsMember({4, 6}))
      ->type_name("4|6");
  command.add_option("--deadline", words.deadline, "longest wait for a reply, in ms (10000)")
      ->check(CLI::Range(10, 3'600'000))
      ->type_name("MS");
  command.add_option("--wait", words.wait, "for a server that is still starting: 30s, 2m")->type_name("TIME");
}

void arrange_run(CLI::App& command) {
  condense(command, "Which scenarios (smtpspec list --help says more)",
           {"ID", "--scenarios", "--with-catalogue", "--exclude", "--rfc", "--section", "--extension",
            "--level", "--tag"});
  condense(command, "Which of them, and how often (README.md says more)",
           {"--rerun", "--shard", "--durations", "--seed", "--retries", "--fail-fast"});
  arrange(command, "Which server (none named: the reference server)",
          {"--target", "--connect", "--name", "--maildir", "--set", "--trust", "--allow-remote", "--baseline",
           "--no-baseline", "--fault", "--variant", "--ip", "--wait", "--no-preflight", "--config"});
  arrange(command, "How it is played and judged",
          {"--over", "--login", "--segmentation", "--jobs", "--deadline", "--max-content", "--repeat",
           "--strict"});
  condense(command, "Exit with 6 unless enough is judged: a number of scenarios, or a percentage",
           {"--min-judged", "--max-blocked"});
  arrange(command, "What is reported", {"--html", "--junit", "--json", "--verbose", "--quiet", "--color"});
  condense(command, "Other reports (smtpspec report --help says more)",
           {"--junit-flavour", "--junit-output", "--junit-prefix", "--markdown", "--ctrf", "--github",
            "--show-secrets"});
  arrange(command, "", {"--help"});  // whoever reads this knows it
}

}  // namespace

std::string_view name_of(Over over) {
  for (const auto& [way, word] : ways)
    if (way == over) return word;
  return "";
}

void add_choice(CLI::App& command, Choice& choice, std::vector<std::string>& levels) {
  scenario::Selection& selection = choice.selection;
  command.add_option("ID", selection.ids, "ids, folders of them, or globs: rfc1870, **/size-*")->expected(-1);
  command.add_option("--scenarios", choice.scenarios, "a folder or a file to read instead of the catalogue")
      ->type_name("PATH")
      ->allow_extra_args(false);
  command.add_flag("--with-catalogue", choice.with_catalogue, "read both")->needs("--scenarios");
  command.add_option("--exclude", selection.exclude, "the same, to be left out")
      ->type_name("GLOB")
      ->allow_extra_args(false);
  command.add_option("--rfc", selection.rfcs, "of this RFC")->type_name("NUMBER")->allow_extra_args(false);
  command.add_option("--section", selection.sections, "of this section and those below it")
      ->type_name("4.2")
      ->allow_extra_args(false);
  command.add_option("--extension", selection.extensions, "that need or concern it")
      ->type_name("SIZE")
      ->allow_extra_args(false);
  command.add_option("--level", levels, "MUST, SHOULD, MAY, states, ...")
      ->type_name("LEVEL")
      ->allow_extra_args(false);
  command.add_option("--tag", selection.tags, "security, robustness, ...")
      ->type_name("TAG")
      ->allow_extra_args(false);
}

void read_levels(const std::vector<std::string>& words, Choice& choice) {
  for (const std::string& word : words) {
    const auto level = scenario::parse_level(word);
    if (!level)
      throw CLI::ValidationError(
          "--level", "no level is called '" + word + "': MUST, MUST NOT, SHOULD, SHOULD NOT, MAY, states");
    choice.selection.levels.push_back(*level);
  }
}

CLI::App* add_run(CLI::App& app, RunOptions& run, RunWords& words) {
  CLI::App* command = app.add_subcommand("run", "judge a server or a client");
  add_choice(*command, run.choice, words.levels);
  add_connection(*command, run, words);
  CLI::Option* baseline =
      command->add_option("--baseline", run.baseline, "known deviations, if not those of the target")
          ->type_name("FILE");
  command->add_flag("--no-baseline", run.no_baseline, "know no deviation")->excludes(baseline);
  command->add_option("--max-content", run.max_content, "largest content that is sent (64M)")
      ->transform(CLI::AsSizeValue(false))
      ->type_name("SIZE");
  command->add_option("--segmentation", words.segmentation, "octets, lines, whole, random:SEED; all: compare")
      ->type_name("WAY");
  command->add_option("--repeat", run.repeat, "play each case so often; other outcomes: unstable")
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
  command->add_option("--retries", run.retries, "play a case that is no pass again, so often at most")
      ->check(CLI::Range(0, 100))
      ->type_name("N")
      ->excludes("--repeat");
  command->add_flag("--fail-fast", run.fail_fast, "begin no further case behind a failure");
  command->add_option("--shard", words.shard, "only part I of N of the selection")->type_name("I/N");
  command->add_option("--durations", run.durations, "balance the shards by an earlier --json")
      ->type_name("FILE")
      ->needs("--shard");
  command->add_option("--rerun", run.rerun, "only what was no pass in an earlier --json")->type_name("FILE");
  command->add_option("--jobs,-j", run.jobs, "cases at the same time")
      ->check(CLI::Range(1, 1000))
      ->type_name("N");
  add_report_choice(*command, run.reports);
  command->add_flag("--strict", run.strict, "what is only tolerated fails");
  add_demands(*command, words.demands);
  command->add_flag("--no-preflight", run.no_preflight, "judge it whatever 'doctor' says of it");
  command->add_flag("--verbose,-v", run.verbose, "each case with its transcript, as it ends");
  command->add_flag("--quiet,-q", run.quiet, "the summary only");
  command->add_option("--color", run.color, "auto, always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->type_name("WHEN");
  command->add_option("--seed", run.seed, "of the tokens in contents")->type_name("N");
  command->footer(std::string(run_examples));
  arrange_run(*command);
  return command;
}

CLI::App* add_doctor(CLI::App& app, DoctorOptions& doctor, RunWords& words) {
  CLI::App* command = app.add_subcommand("doctor", "say what keeps a server from being judged");
  add_choice(*command, doctor.run.choice, words.levels);
  add_connection(*command, doctor.run, words);
  command->footer(std::string(doctor_examples));
  condense(*command, "Which scenarios (smtpspec list --help says more)",
           {"ID", "--scenarios", "--with-catalogue", "--exclude", "--rfc", "--section", "--extension",
            "--level", "--tag"});
  arrange(*command, "Which server (none named: the reference server)",
          {"--target", "--connect", "--name", "--maildir", "--set", "--trust", "--allow-remote", "--fault",
           "--variant", "--ip", "--config"});
  arrange(*command, "How it is asked", {"--over", "--login", "--deadline", "--wait"});
  arrange(*command, "", {"--help"});
  return command;
}

void read_words(const RunWords& words, RunOptions& run) {
  read_levels(words.levels, run.choice);
  run.set = read_settings(words.settings);
  run.segmentation = read_segmentation(words.segmentation);
  run.shard = read_shard(words.shard);
  if (run.segmentation.all && (run.repeat > 1 || run.retries > 0))
    throw CLI::ExcludesError("--segmentation all", run.repeat > 1 ? "--repeat" : "--retries");
  for (const auto& [over, word] : ways)
    if (word == words.over) run.over = over;
  if (words.login != "auto") run.login = words.login == "always" ? Login::always : Login::never;
  run.deadline = std::chrono::milliseconds(words.deadline);
  run.wait = read_time("--wait", words.wait);
  run.demands = read_demands(words.demands, run.strict);
}

}  // namespace smtpspec::cli
