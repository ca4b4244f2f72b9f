#include <array>
#include <csignal>

#include "net/endpoint.hpp"
#include "target/profile.hpp"
#include "target/profile_table.hpp"
#include "text/suggestion.hpp"

namespace smtpspec::target {

namespace {

struct Signal {
  std::string_view name;
  int number;
};

constexpr std::array<Signal, 5> stopping_signals{
    {{"stdin", 0}, {"SIGTERM", SIGTERM}, {"SIGINT", SIGINT}, {"SIGQUIT", SIGQUIT}, {"SIGHUP", SIGHUP}}};

// The names that scenarios use (scenarios/FORMAT.md, Variables), without those that the harness makes itself.
const std::vector<std::string_view> known_variables = {"client",    "server",           "sender",
                                                       "recipient", "second-recipient", "unknown-recipient",
                                                       "user",      "password",         "token"};

Command command_of(std::vector<std::string> arguments, ProfileTable& table) {
  Command command;
  command.arguments = std::move(arguments);
  command.environment = table.text_pairs("environment");
  command.directory = table.text("directory").value_or("{profile}");
  return command;
}

Command read_command(ProfileTable& table) {
  return command_of(table.texts("command", Presence::required), table);
}

void read_prepare(ProfileTable& root, Profile& profile) {
  auto table = root.table("prepare");
  if (!table) return;
  profile.prepare = read_command(*table);
  profile.prepared_within = table->duration("within").value_or(profile.prepared_within);
  table->done();
}

void read_start(ProfileTable& root, Profile& profile) {
  auto table = root.table("start", profile.submit ? Presence::optional : Presence::required);
  if (!table) return;
  profile.start = read_command(*table);
  profile.ready_within = table->duration("ready-within").value_or(profile.ready_within);
  if (auto addresses = table->strings("addresses"); !addresses.empty()) profile.addresses = addresses;
  for (const std::string& address : profile.addresses)
    if (!net::is_loopback({address, 1}))
      table->wrong("addresses", "'" + address + "' is no address of this machine", "127.0.0.1 or ::1");
  profile.sessions = table->count("sessions");
  table->done();
}

void read_submit(ProfileTable& root, Profile& profile) {
  auto table = root.table("submit");
  if (!table) return;
  auto keeper = table->texts("keeper");
  profile.is_kept = !keeper.empty();
  profile.kept_at_a_time = table->count("at-a-time");
  auto command = table->texts("command", profile.is_kept ? Presence::optional : Presence::required);
  if (profile.is_kept && !command.empty())
    table->wrong("command", "[submit] has a keeper as well",
                 "leave one of them out: either makes submissions");
  if (!profile.is_kept && profile.kept_at_a_time)
    table->wrong("at-a-time", "a command makes one submission, and only one",
                 "leave it out, or write keeper = [...]");
  profile.submit = command_of(std::move(profile.is_kept ? keeper : command), *table);
  profile.submitted_within = table->duration("within").value_or(profile.submitted_within);
  table->done();
}

void read_stop(ProfileTable& root, Profile& profile) {
  auto table = root.table("stop");
  if (!table) return;
  std::vector<std::string_view> names;
  for (const Signal& signal : stopping_signals) names.push_back(signal.name);
  const auto by = table->word("by", names);
  for (const Signal& signal : stopping_signals)
    if (by && *by == signal.name) profile.stop_signal = signal.number;
  profile.stopped_within = table->duration("within").value_or(profile.stopped_within);
  table->done();
}

void read_version(ProfileTable& root, Profile& profile) {
  auto table = root.table("version");
  if (!table) return;
  profile.version = read_command(*table);
  table->done();
}

void read_delivery(ProfileTable& root, Profile& profile) {
  auto table = root.table("delivery");
  if (!table) return;
  DeliveryPlace place;
  place.maildirs = table->texts("maildirs");
  place.mboxes = table->texts("mboxes");
  if (place.maildirs.empty() && place.mboxes.empty())
    table->wrong("maildirs", "[delivery] names no place",
                 "write maildirs = [\"{state}/...\"] or mboxes = [...]");
  if (table->word("line-ends", {"lf", "crlf"}) == "lf") place.line_ends = LineEnds::lf;
  place.settles_within = table->duration("settles-within").value_or(place.settles_within);
  table->done();
  profile.delivery = place;
  profile.facts.insert("delivery");
}

void read_names(ProfileTable& root, Profile& profile) {
  if (auto table = root.table("variables")) {
    for (const std::string_view name : known_variables)
      if (auto value = table->string(name)) profile.variables.emplace(name, *value);
    for (const std::string_view name : table->keys_with("x-"))  // names of one's own
      if (auto value = table->string(name)) profile.variables.emplace(name, *value);
    table->done();
  }
  for (const std::string& fact : root.strings("facts")) profile.facts.insert(fact);
  profile.certificate_names = root.strings("certificate-names");
  if (!profile.certificate_names.empty()) return;
  if (const auto server = profile.variables.find("server"); server != profile.variables.end())
    profile.certificate_names.push_back(server->second);
  for (const char* name : {"localhost", "127.0.0.1", "::1"}) profile.certificate_names.push_back(name);
}

void read_relay(ProfileTable& root, Profile& profile) {
  auto table = root.table("relay");
  if (!table) return;
  RelayTimes times;
  times.tries_again_within = table->duration("tries-again-within").value_or(times.tries_again_within);
  times.gives_up_within = table->duration("gives-up-within").value_or(times.gives_up_within);
  if (table->duration("warns-within")) profile.facts.insert("relay.warns");
  table->done();
  profile.relay = times;
}

bool uses(const Command& command, std::string_view insertion) {
  for (const std::string& argument : command.arguments)
    if (argument.find(insertion) != std::string::npos) return true;
  for (const auto& [name, value] : command.environment)
    if (value.find(insertion) != std::string::npos) return true;
  return false;
}

Profile read_root(const ProfileText& text, const toml::table& document) {
  Profile profile;
  ProfileTable root(text, document, "the profile");
  profile.name = root.string("name", Presence::required).value_or("");
  profile.about = root.string("about").value_or("");
  root.string("as-in");  // has been taken over
  profile.by_default = root.truth("by-default").value_or(true);
  read_prepare(root, profile);
  read_submit(root, profile);
  read_start(root, profile);
  read_stop(root, profile);
  read_version(root, profile);
  read_delivery(root, profile);
  read_relay(root, profile);
  read_names(root, profile);
  root.done();
  profile.speaks_implicit_tls = uses(profile.start, "{tls-port}");
  if (!profile.start.arguments.empty() && !uses(profile.start, "{port}"))
    root.wrong("start", "the start does not say '{port}': nobody would know where it listens",
               "hand {port} over in command or environment");
  profile.folder = std::filesystem::absolute(text.source->name()).parent_path();
  return profile;
}

// What a profile leaves out stands in that of the folder beside its own which it names by `as-in`. Nothing
// that is inserted so has a place in this file.
void take_over(toml::table& own, const toml::table& other) {
  for (const auto& [key, value] : other) {
    toml::node* const here = own.get(key.str());
    if (!here)
      own.insert(key.str(), value);
    else if (here->is_table() && value.is_table())
      take_over(*here->as_table(), *value.as_table());
  }
}

void take_over_from_neighbour(const ProfileText& text, toml::table& document) {
  const toml::node* const named = document.get("as-in");
  if (!named || !named->is_string()) return;
  const std::string& name = named->as_string()->get();
  const auto path =
      std::filesystem::absolute(text.source->name()).parent_path().parent_path() / name / "profile.toml";
  const text::SourcePtr source = text::read_source(path);
  if (!source)
    return text.error(named->source(), "as-in = \"" + name + "\": '" + path.string() + "' can't be read");
  try {
    toml::table other = toml::parse(source->octets(), source->name());
    if (other.contains("as-in"))
      return text.error(named->source(), "'" + name + "' is itself as another one", "name that one");
    for (const char* const own_alone : {"name", "about", "by-default"}) other.erase(own_alone);
    take_over(document, other);
  } catch (const toml::parse_error&) {
    text.error(named->source(), "as-in = \"" + name + "\": '" + path.string() + "' is no TOML");
  }
}

}  // namespace

ProfileReading read_profile(text::SourcePtr source) {
  ProfileReading reading;
  const ProfileText text{source, reading.diagnostics};
  try {
    toml::table document = toml::parse(source->octets(), source->name());
    take_over_from_neighbour(text, document);
    Profile profile = read_root(text, document);
    if (!text::has_errors(reading.diagnostics)) reading.profile = std::move(profile);
  } catch (const toml::parse_error& error) {
    text.error(error.source(), std::string(error.description()));
  }
  return reading;
}

}  // namespace smtpspec::target
