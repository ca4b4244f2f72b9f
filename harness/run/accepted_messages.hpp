// AcceptedMessages: what the embedded reference server took responsibility for: its delivery oracle.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "reference/server.hpp"

namespace smtpspec::run {

// Filled by the listener's thread, asked by the event loops of the cases. A message is here before its 250 is
// on the wire, so nothing has to be waited for.
class AcceptedMessages {
 public:
  void add(const reference::Message& message) {
    const std::lock_guard lock(mutex_);
    contents_.push_back(message.content);
  }

  std::vector<std::string> with(const std::string& token) const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> found;
    for (const std::string& content : contents_)
      if (content.find(token) != content.npos) found.push_back(content);
    return found;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> contents_;
};

}  // namespace smtpspec::run
