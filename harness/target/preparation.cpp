#include "target/preparation.hpp"

#include "target/target.hpp"
#include "text/visible.hpp"

namespace smtpspec::target {

namespace {

using std::chrono::milliseconds;

constexpr std::size_t shown_lines = 20;

std::string visible_lines(const std::string& log) {
  std::string shown;
  std::string_view rest = log;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    shown += "\n  | " + text::visible(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return shown;
}

}  // namespace

void fail_to_start(const Profile& profile, const std::string& why, const std::string& log,
                   StartTrouble trouble) {
  const std::string shown = visible_lines(last_lines(log, shown_lines));
  const std::string words = "the target '" + profile.name + "' did not start: " + why +
                            (shown.empty() ? "; it wrote nothing" : "; it wrote:" + shown);
  if (trouble == StartTrouble::out_of_time) throw StartTimeout(words);
  throw StartError(words);
}

std::string last_lines(const std::string& log, std::size_t count) {
  std::size_t begin = log.size();
  if (log.ends_with('\n')) --begin;
  for (; count > 0 && begin != std::string::npos && begin > 0; --count) begin = log.rfind('\n', begin - 1);
  return begin == std::string::npos ? log : log.substr(begin == 0 ? 0 : begin + 1);
}

std::string run_to_end(const Profile& profile, const Command& command, milliseconds within,
                       const std::string& what, const std::function<bool()>& interrupted) {
  Process run(command);
  const auto deadline = std::chrono::steady_clock::now() + within;
  while (!run.wait(milliseconds(50))) {
    const bool late = std::chrono::steady_clock::now() >= deadline;
    if (late || (interrupted && interrupted()))
      fail_to_start(profile, what + (late ? " took too long" : " was interrupted"), run.log(),
                    late ? StartTrouble::out_of_time : StartTrouble::for_good);
  }
  if (!run.exit()->success()) fail_to_start(profile, what + " " + run.exit()->str(), run.log());
  return run.log();
}

std::string version_of(const Profile& profile, const Insertions& insertions,
                       const std::function<bool()>& interrupted) {
  if (!profile.version) return {};
  const std::string output = run_to_end(profile, insert(*profile.version, insertions), profile.ready_within,
                                        "its version command", interrupted);
  return text::visible(output.substr(0, output.find_first_of("\r\n")));
}

}  // namespace smtpspec::target
