#include "scenario/catalogue.hpp"

#include <algorithm>
#include <iterator>
#include <system_error>

#include "ledger/embedded.hpp"
#include "scenario/parser.hpp"

namespace smtpspec::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view ending = ".smtp";

// Ledgers of one's own scenarios lie beside them: requirements/NAME.ledger. One of a name that comes along
// takes its place.
void read_ledgers(Catalogue& catalogue, const fs::path& folder) {
  catalogue.ledger = ledger::embedded();
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator at(folder / "requirements", error), end; !error && at != end;
       at.increment(error))
    if (at->path().extension() == ".ledger") files.push_back(at->path());
  std::sort(files.begin(), files.end());
  const auto known = ledger::embedded_texts();
  for (const fs::path& file : files) {
    const text::SourcePtr source = text::read_source(file);
    const std::string name = file.stem().string();
    const auto is_known = [&](const ledger::EmbeddedText& one) {
      return source && one.name == name && one.octets == source->octets();
    };
    if (!source || std::any_of(known.begin(), known.end(), is_known)) continue;
    ledger::Reading reading = ledger::read(source, name);
    std::move(reading.diagnostics.begin(), reading.diagnostics.end(),
              std::back_inserter(catalogue.diagnostics));
    catalogue.ledger.add(std::move(reading.document));
  }
}

void read_into(Catalogue& catalogue, const fs::path& file, std::string id) {
  text::SourcePtr source = text::read_source(file);
  if (!source) {
    catalogue.diagnostics.push_back(
        {text::Severity::error, {}, "can't read " + file.string(), "is it there, and readable?"});
    return;
  }
  Reading reading = parse(std::move(source), std::move(id), catalogue.ledger);
  std::move(reading.diagnostics.begin(), reading.diagnostics.end(),
            std::back_inserter(catalogue.diagnostics));
  if (reading.scenario)
    catalogue.scenarios.push_back(std::make_shared<const Scenario>(std::move(*reading.scenario)));
}

std::string id_below(const fs::path& folder, const fs::path& file) {
  return fs::path(file.lexically_relative(folder)).replace_extension().generic_string();
}

}  // namespace

Catalogue read_catalogue(const fs::path& folder) {
  Catalogue catalogue;
  read_ledgers(catalogue, folder);
  std::error_code error;
  std::vector<fs::path> files;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error))
    if (at->path().extension() == ending && !at->is_directory()) files.push_back(at->path());
  if (error)
    catalogue.diagnostics.push_back(
        {text::Severity::error, {}, "can't read the folder " + folder.string(), error.message()});
  std::vector<std::pair<std::string, fs::path>> by_id;
  for (const fs::path& file : files) by_id.emplace_back(id_below(folder, file), file);
  std::sort(by_id.begin(), by_id.end());
  for (auto& [id, file] : by_id) read_into(catalogue, file, id);
  return catalogue;
}

Catalogue read_file(const fs::path& file) {
  Catalogue catalogue;
  std::error_code error;
  const fs::path whole = fs::absolute(file, error).lexically_normal();
  fs::path folder = whole.parent_path();
  while (folder.has_relative_path() && folder.filename() != "scenarios") folder = folder.parent_path();
  const fs::path above = folder.has_relative_path() ? folder : whole.parent_path();
  read_ledgers(catalogue, above);
  read_into(catalogue, file, id_below(above, whole));
  return catalogue;
}

}  // namespace smtpspec::scenario
