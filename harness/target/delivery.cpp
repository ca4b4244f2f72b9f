#include "target/delivery.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace smtpspec::target {

namespace asio = boost::asio;
namespace fs = std::filesystem;

namespace {

using std::chrono::milliseconds;

std::string octets_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// ">From " stands for a line that begins with "From ", ">>From " for one with ">From ", and so on.
bool is_quoted_from(std::string_view line) {
  const std::size_t quotes = std::min(line.find_first_not_of('>'), line.size());
  return quotes > 0 && line.substr(quotes).starts_with("From ");
}

// One search for one token, which reads no file twice: what is in a Maildir never changes.
class Search {
 public:
  Search(const DeliveryPlace& place, std::string_view token) : place_(place), token_(token) {}

  std::vector<std::string> look() {
    for (const std::string& maildir : place_.maildirs)
      for (const char* part : {"new", "cur"}) look_into(fs::path(maildir) / part);
    std::vector<std::string> found = found_;
    for (const std::string& mbox : place_.mboxes)
      for (std::string& message : messages_of_mbox(octets_of(mbox)))
        if (message.find(token_) != std::string::npos) found.push_back(std::move(message));
    return found;
  }

 private:
  void look_into(const fs::path& folder) {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
      if (!seen_.insert(unique_name(entry.path())).second) continue;
      std::string message = octets_of(entry.path());
      if (message.find(token_) != std::string::npos) found_.push_back(std::move(message));
    }
  }

  // A message that moves from new/ to cur/ keeps its name up to the colon.
  static std::string unique_name(const fs::path& path) {
    const std::string name = path.filename().string();
    return path.parent_path().parent_path().string() + "/" + name.substr(0, name.find(':'));
  }

  const DeliveryPlace& place_;
  const std::string_view token_;
  std::set<std::string> seen_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> messages_of_mbox(std::string_view octets) {
  std::vector<std::string> messages;
  bool behind_blank = true;
  while (!octets.empty()) {
    const std::size_t end = std::min(octets.find('\n'), octets.size() - 1) + 1;
    std::string_view line = octets.substr(0, end);
    octets.remove_prefix(end);
    if (behind_blank && line.starts_with("From ")) {
      messages.emplace_back();
    } else if (!messages.empty()) {
      if (is_quoted_from(line)) line.remove_prefix(1);
      messages.back() += line;
    }
    behind_blank = line == "\n" || line == "\r\n";
  }
  // The blank line in front of the next separator is the mbox's, not the message's.
  for (std::string& message : messages) {
    if (message.ends_with("\r\n\r\n"))
      message.resize(message.size() - 2);
    else if (message.ends_with("\n\n"))
      message.resize(message.size() - 1);
  }
  return messages;
}

std::vector<std::string> Deliveries::messages_with(std::string_view token) const {
  return Search(place_, token).look();
}

asio::awaitable<std::vector<std::string>> Deliveries::wait_for(std::string token, std::size_t expected,
                                                               milliseconds within) const {
  const auto deadline = std::chrono::steady_clock::now() + within;
  Search search(place_, token);
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (milliseconds pause(2);; pause = std::min(pause * 2, milliseconds(50))) {
    std::vector<std::string> found = search.look();
    if (found.size() >= expected || std::chrono::steady_clock::now() >= deadline) co_return found;
    timer.expires_after(pause);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  }
}

asio::awaitable<std::vector<std::string>> Deliveries::settled(std::string token, milliseconds within) const {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(std::min(within, place_.settles_within));
  co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  co_return messages_with(token);
}

}  // namespace smtpspec::target
