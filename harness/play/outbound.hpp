// Outbound: the command group that is being collected; it is written in one go (RFC 2920) when the next step
// waits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "play/action.hpp"
#include "play/values.hpp"

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
  void clear() { items_.clear(); }
  // The action, written down in the session of whichever side we play; nothing is left here.
  template <class AnySession>
  Send flush(AnySession& session) {
    for (const Item& item : items_) {
      if (item.content)
        session.sent_content(item.shown, item.source->size());
      else
        session.sent(item.shown);
    }
    return take();
  }

 private:
  Send take();

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
