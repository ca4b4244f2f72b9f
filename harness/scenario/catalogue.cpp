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

fs::path whole(const fs::path& path) {
  std::error_code error;
  const fs::path absolute = fs::absolute(path, error).lexically_normal();
  return absolute.has_filename() ? absolute : absolute.parent_path();
}

// "rfc5321", "client", "relay": what stands below a folder of scenarios, and is no such folder.
bool is_part_of_one(const std::string& name) {
  if (name == "client" || name == "relay") return true;
  constexpr std::string_view rfc = "rfc";
  return name.size() > rfc.size() && name.starts_with(rfc) &&
         name.find_first_not_of("0123456789", rfc.size()) == name.npos;
}

// The folder that ids begin below, of one that is named: a scenario is called the same whether all of them,
// those of one RFC or its file alone are asked for.
fs::path root_of(const fs::path& named) {
  for (fs::path up = named; up.has_relative_path(); up = up.parent_path())
    if (up.filename() == "scenarios") return up;
  fs::path root = named;
  while (root.has_relative_path() && is_part_of_one(root.filename().string())) root = root.parent_path();
  return root;
}

}  // namespace

Catalogue read_catalogue(const fs::path& folder) {
  Catalogue catalogue;
  const fs::path root = root_of(whole(folder));
  read_ledgers(catalogue, root);
  std::error_code error;
  std::vector<fs::path> files;
  fs::recursive_directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error))
    if (at->path().extension() == ending && !at->is_directory()) files.push_back(at->path());
  if (error)
    catalogue.diagnostics.push_back(
        {text::Severity::error, {}, "can't read the folder " + folder.string(), error.message()});
  std::vector<std::pair<std::string, fs::path>> by_id;
  for (const fs::path& file : files) by_id.emplace_back(id_below(root, whole(file)), file);
  std::sort(by_id.begin(), by_id.end());
  for (auto& [id, file] : by_id) read_into(catalogue, file, id);
  return catalogue;
}

Catalogue read_file(const fs::path& file) {
  Catalogue catalogue;
  const fs::path root = root_of(whole(file).parent_path());
  read_ledgers(catalogue, root);
  read_into(catalogue, file, id_below(root, whole(file)));
  return catalogue;
}

}  // namespace smtpspec::scenario
