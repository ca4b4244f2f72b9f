#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>

#include "cli/commands.hpp"
#include "cli/mistake.hpp"
#include "draft/draft.hpp"
#include "ledger/embedded.hpp"
#include "reports/destination.hpp"
#include "scenario/layout.hpp"
#include "scenario/parser.hpp"

namespace smtpspec::cli {
namespace {

namespace fs = std::filesystem;

// Segments of lower-case letters, digits and hyphens, with a slash between them.
bool is_id(const std::string& id) {
  const auto fits = [](char octet) {
    return (octet >= 'a' && octet <= 'z') || (octet >= '0' && octet <= '9') || octet == '-' || octet == '/';
  };
  return !id.empty() && std::all_of(id.begin(), id.end(), fits) && id.front() != '/' && id.back() != '/' &&
         id.find("//") == id.npos;
}

// The RFC that a folder of the id is named after.
std::string rfc_of(const std::string& id) {
  const std::size_t at = id.find("rfc");
  if (at == id.npos) return "5321";
  const std::size_t begin = at + 3, end = id.find_first_not_of("0123456789", begin);
  return end == begin || end == id.npos ? "5321" : id.substr(begin, end - begin);
}

// An entry of the ledger that binds who is judged; of an RFC that it does not have, the clause in words.
std::string requirement_of(const std::string& id, bool of_server) {
  const std::string rfc = rfc_of(id);
  if (const auto* document = ledger::embedded().document("rfc" + rfc))
    for (const ledger::Entry& one : document->entries)
      if (one.concerns(of_server)) return one.id;
  return fmt::format("RFC {} section 4.1 MUST", rfc);
}

std::string example(bool of_server) {
  return of_server ? "given        greeted\n\nC: NOOP\nS: 250\n"
                   : "\nserve\nreceived message\nfinally delivered\n";
}

// What a person replaces stands in capitals, or is an example that works. `steps` is what stands behind
// `judges`.
std::string skeleton(const NewOptions& options, const std::string& steps) {
  const bool of_server = options.judges == "server";
  return fmt::format(
      "# {}\n"
      "requirement  {}\n"
      "judges       {}\n"
      "{}",
      of_server ? "WHAT A SERVER DOES THAT KEEPS THE RULE, in one sentence."
                : "WHAT A CLIENT DOES THAT KEEPS THE RULE, in one sentence.",
      requirement_of(options.id, of_server), options.judges, steps);
}

// As `fmt` would have it.
std::string laid_out(const fs::path& path, const std::string& id, std::string text) {
  const auto reading = scenario::parse(std::make_shared<const text::Source>(path.string(), text), id);
  return reading.scenario ? scenario::lay_out(*reading.scenario).octets : text;
}

// The steps of a scenario that the transcript makes, or an exit code.
std::variant<std::string, int> drafted(const NewOptions& options) {
  const auto source = text::read_source(options.from == "-" ? "/dev/stdin" : options.from);
  if (!source) return mistake(fmt::format("'{}' can't be read", options.from), exit_codes::bad_input);
  const auto dialogue = draft::read_dialogue(source->octets());
  std::string steps = options.judges == "server" ? draft::of_server(dialogue) : draft::of_client(dialogue);
  if (!steps.empty()) return steps;
  return mistake(
      fmt::format(
          "nothing in '{}' reads as a {} of SMTP; lines begin with C: and S:, >>> and <<<, or as swaks "
          "(->, <-), curl -v (>, <), smtplib (send:, reply:) and tshark write them",
          options.from, options.judges == "server" ? "server's reply" : "client's command"),
      exit_codes::bad_input);
}

}  // namespace

int new_scenario(const NewOptions& options) {
  if (!is_id(options.id))
    return mistake(
        fmt::format("'{}' is no id: words of lower-case letters, digits and hyphens, in folders: "
                    "rfc5321/noop-is-answered",
                    options.id));
  const fs::path path = fs::path(options.folder) / (options.id + ".smtp");
  std::error_code ignored;
  if (fs::exists(path, ignored)) return mistake(fmt::format("'{}' is there already", path.string()));
  std::variant<std::string, int> steps = example(options.judges == "server");
  if (!options.from.empty()) steps = drafted(options);
  if (const int* code = std::get_if<int>(&steps)) return *code;
  reports::prepare(path);
  reports::write(path, laid_out(path, options.id, skeleton(options, std::get<std::string>(steps))));
  fmt::print(
      "{} is written. Say the rule and what shows it, then\n"
      "  smtpspec check {}\n"
      "  smtpspec run --scenarios {} {}\n",
      path.string(), path.string(), options.folder, options.id);
  return exit_codes::conforms;
}

}  // namespace smtpspec::cli
