// Outbound: the command group that is being collected; it is written in one go (RFC 2920) when the next step
// waits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "play/material/values.hpp"
#include "play/wire/action.hpp"
#include "play/wire/session.hpp"

namespace smtpspec::play {

class Outbound {
 public:
  // Each returns false if a name has no value here (Values::missing).
  bool add(const scenario::SendLine& line, Values& values);
  bool add(const scenario::SendOctets& octets, Values& values);
  bool add(const scenario::SendContent& content, Values& values);
  void add(std::string octets);
  // A step that sends or cuts. Nothing: it is another kind of step; false: a name has no value.
  std::optional<bool> add(const scenario::Step& step, Values& values);
  void cut(Send::Cut cut) { cut_ = cut; }

  bool empty() const { return items_.empty(); }
  // The action, written down in the session; nothing is left here.
  Send flush(Session& session);

 private:
  struct Item {
    OctetSourcePtr source;
    std::string shown;  // for the transcript: all of it, or the head of a content
    bool content = false;
    bool ends_segment = false;
  };
  std::vector<Item> items_;
  Send::Cut cut_ = Send::Cut::whole;
};

}  // namespace smtpspec::play
