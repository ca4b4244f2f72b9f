#include "target/profile.hpp"

#include <algorithm>

namespace smtpspec::target {

namespace {

constexpr const char* file_name = "profile.toml";

}  // namespace

Profile with_patience(Profile profile, unsigned patience) {
  profile.prepared_within *= patience;
  profile.ready_within *= patience;
  return profile;
}

std::optional<std::filesystem::path> find_profile(const std::string& name,
                                                  const std::filesystem::path& targets) {
  std::error_code ignored;
  for (const std::filesystem::path& place : {targets / name, std::filesystem::path(name)}) {
    if (std::filesystem::is_regular_file(place / file_name, ignored)) return place / file_name;
    if (std::filesystem::is_regular_file(place, ignored)) return place;
  }
  return std::nullopt;
}

std::vector<std::string> profile_names(const std::filesystem::path& targets) {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(targets, ignored))
    if (std::filesystem::is_regular_file(entry.path() / file_name, ignored))
      names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<std::string> profile_names(const std::filesystem::path& targets, Group group) {
  std::vector<std::string> names = profile_names(targets);
  std::erase_if(names, [&](const std::string& name) {
    const text::SourcePtr source = text::read_source(targets / name / file_name);
    const ProfileReading reading = source ? read_profile(source) : ProfileReading{};
    const bool by_default = !reading.profile || reading.profile->by_default;
    return by_default != (group == Group::all);
  });
  return names;
}

std::string insert(const std::string& text, const Insertions& insertions) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '{') {
      result += text[at];
    } else if (text.compare(at, 2, "{{") == 0) {
      result += '{';
      ++at;
    } else {
      const std::size_t end = std::min(text.find('}', at), text.size());
      result += insertions.at(text.substr(at + 1, end - at - 1));
      at = end;
    }
  }
  return result;
}

Command insert(const Command& command, const Insertions& insertions) {
  Command result;
  for (const std::string& argument : command.arguments)
    result.arguments.push_back(insert(argument, insertions));
  for (const auto& [name, value] : command.environment) result.environment[name] = insert(value, insertions);
  result.directory = insert(command.directory.string(), insertions);
  return result;
}

DeliveryPlace insert(const DeliveryPlace& place, const Insertions& insertions) {
  DeliveryPlace result = place;
  for (std::string& maildir : result.maildirs) maildir = insert(maildir, insertions);
  for (std::string& mbox : result.mboxes) mbox = insert(mbox, insertions);
  return result;
}

}  // namespace smtpspec::target
