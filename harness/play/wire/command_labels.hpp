// CommandLabels: which command the next reply answers.
//
// Follows the octets that the client's side sends, as a server reads them: lines are commands, except behind
// a 354 until the end of mail data and in the octets that a BDAT announces. Serves the transcript and the
// wire rules; no verdict on a scenario's own expectations depends on it.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "smtp/line_reader.hpp"

namespace smtpspec::play {

class CommandLabels {
 public:
  CommandLabels();

  // Octets of the client's side, cut anywhere. `size` may be more than the octets given: contents are passed
  // by number.
  void sent(std::string_view octets);
  void sent_content(std::uint64_t octets);
  // A reply with this code came: its label, upper case: "greeting" first, then verbs, "content" for the end
  // of mail data. Empty if no command is known to wait for one.
  std::string replied(int code);
  // A server took the mail data for complete before their end was sent. What follows it reads in its own way.
  void answered_early();
  // What the next reply would answer; empty if nothing is pending or it is not certain.
  std::string awaited() const { return certain_ && !labels_.empty() ? labels_.front() : std::string(); }
  // The handshake is over: nothing is pending any more.
  void tls_established();
  // Nothing more is sent: what was begun and not ended, mail data or a line, may have a reply as well.
  void half_closed();
  // Commands that no reply has come for.
  std::size_t pending() const { return labels_.size(); }
  bool in_mail_data() const { return in_mail_data_; }
  // False once octets were sent that servers may legally or wrongly read in more than one way (bare CR or LF,
  // a line beyond the limits): the number of replies then proves nothing.
  bool certain() const { return certain_; }

 private:
  void line(std::string_view octets);
  void mail_data_begins();

  smtp::LineReader lines_;
  std::deque<std::string> labels_;
  std::uint64_t chunk_octets_ = 0;
  bool in_mail_data_ = false;
  bool certain_ = true;
};

}  // namespace smtpspec::play
