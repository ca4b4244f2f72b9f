#include "cli/coverage_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>

#include "cli/help.hpp"
#include "cli/help_format.hpp"
#include "scenario/catalogue.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::cli {
namespace {

constexpr std::array<std::string_view, 3> state_names = {"proven", "cited", "open"};

std::optional<coverage::State> state_called(std::string_view name) {
  for (const coverage::State one : coverage::all_states)
    if (coverage::name_of(one) == name) return one;
  return std::nullopt;
}

template <class One>
void read_list(const char* option, std::string_view kind, const std::vector<std::string>& words,
               std::span<const std::string_view> known, std::optional<One> (*called)(std::string_view),
               std::vector<One>& into) {
  for (const std::string& word : words) {
    const auto one = called(word);
    if (!one)
      throw CLI::ValidationError(
          option, fmt::format("no {} is called '{}'; {}", kind, word, text::suggest(word, known)));
    into.push_back(*one);
  }
}

}  // namespace

const CLI::App* add_coverage(CLI::App& app, CoverageOptions& options, CoverageWords& words) {
  CLI::App* command = app.add_subcommand("coverage", "show which duties of the RFCs are covered");
  coverage::Selection& selection = options.selection;
  const auto add = [&](const char* name, auto& list, const char* says, const char* type) {
    command->add_option(name, list, says)->type_name(type)->allow_extra_args(false);
  };
  command->add_option("ID", selection.ids, "ids, documents, or globs: rfc1870, 'rfc5321/4.2-*'")
      ->expected(-1);
  add("--scenarios", options.scenarios, "a folder or a file to read instead of the catalogue", "PATH");
  add("--rfc", selection.rfcs, "of this RFC", "NUMBER");
  add("--section", selection.sections, "of this section and those below it", "4.2");
  add("--level", words.levels, "MUST, SHOULD, MAY, states, ...", "LEVEL");
  add("--binds", words.binds, "server, client, relay, submission-server", "PARTY");
  add("--seen", words.seen, "where a breach shows: wire, delivered, next-hop, ...", "PLACE");
  add("--state", words.states, "proven, cited, open", "STATE");
  command->add_flag("--entries", words.entries, "list the duties, with their sentences");
  command->add_flag("--open", words.open, "list what is open, the hard ones on the wire first");
  command->add_flag("--json", words.json, "as JSON");
  command->add_flag("--markdown", words.markdown, "as scenarios/COVERAGE.md has it")
      ->excludes("--json", "--entries", "--open");
  command->footer(std::string(coverage_examples));
  arrange(*command, "Which duties",
          {"--rfc", "--section", "--level", "--binds", "--seen", "--state", "--scenarios"});
  arrange(*command, "How they are shown", {"--entries", "--open", "--json", "--markdown"});
  arrange(*command, "", {"--help"});
  return command;
}

void read_words(const CoverageWords& words, CoverageOptions& options) {
  using Form = CoverageOptions::Form;
  coverage::Selection& selection = options.selection;
  read_list("--level", "level", words.levels, text::level_names(), scenario::parse_level, selection.levels);
  read_list("--binds", "party", words.binds, ledger::party_names(), ledger::party_called, selection.binds);
  read_list("--seen", "place", words.seen, ledger::place_names(), ledger::place_called, selection.seen);
  read_list("--state", "state", words.states, state_names, state_called, selection.states);
  if (words.open) selection.states = {coverage::State::open};
  options.open_first = words.open;
  options.form = words.json                    ? Form::json
                 : words.markdown              ? Form::markdown
                 : words.entries || words.open ? Form::listing
                                               : Form::table;
}

}  // namespace smtpspec::cli
