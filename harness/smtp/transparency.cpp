#include "smtp/transparency.hpp"

namespace smtpspec::smtp {
namespace {

// What stands before `octets[at]`, if `before` stands before the whole.
Preceding preceding(std::string_view octets, std::size_t at, Preceding before) {
  if (at == 0) return before;
  if (octets[at - 1] == '\r') return Preceding::cr;
  if (octets[at - 1] != '\n') return Preceding::other;
  const bool behind_cr = at > 1 ? octets[at - 2] == '\r' : before == Preceding::cr;
  return behind_cr ? Preceding::crlf : Preceding::lf;
}

}  // namespace

std::string Stuffer::stuff(std::string_view octets) {
  std::string stuffed;
  stuffed.reserve(octets.size() + octets.size() / 64);
  std::size_t copied = 0;
  for (std::size_t dot = octets.find('.'); dot != std::string_view::npos; dot = octets.find('.', dot + 1)) {
    if (preceding(octets, dot, before_) != Preceding::crlf) continue;
    stuffed.append(octets.substr(copied, dot - copied)).append(".");
    copied = dot;
  }
  stuffed.append(octets.substr(copied));
  before_ = preceding(octets, octets.size(), before_);
  return stuffed;
}

std::string_view Stuffer::end_of_mail_data() const {
  return before_ == Preceding::crlf ? ".\r\n" : "\r\n.\r\n";
}

Unstuffer::Unstuffer() : Unstuffer(Options{}) {}

Unstuffer::Unstuffer(Options options) : options_(options) {}

bool Unstuffer::line_begins_behind(Preceding before) const {
  switch (before) {
    case Preceding::crlf:
      return true;
    case Preceding::lf:
      return options_.end == EndOfDataRule::also_lf_dot_lf || options_.end == EndOfDataRule::also_lf_dot_crlf;
    case Preceding::cr:
      return options_.end == EndOfDataRule::also_cr_dot_cr;
    case Preceding::other:
      break;
  }
  return false;
}

bool Unstuffer::crlf_would_end() const {
  return before_ == Preceding::crlf ||
         (before_ == Preceding::lf && options_.end == EndOfDataRule::also_lf_dot_crlf);
}

bool Unstuffer::lf_would_end() const {
  // CRLF.LF holds LF.LF.
  return options_.end == EndOfDataRule::also_lf_dot_lf ||
         (options_.end == EndOfDataRule::also_crlf_dot_lf && before_ == Preceding::crlf);
}

bool Unstuffer::cr_would_end() const {
  return options_.end == EndOfDataRule::also_cr_dot_cr && before_ == Preceding::cr;
}

Unstuffer::Verdict Unstuffer::judge(char next) const {
  if (held_ == Held::dot_cr) return next == '\n' ? Verdict::end : Verdict::content;
  if (next == '\r' && cr_would_end()) return Verdict::end;
  if (next == '\r' && crlf_would_end()) return Verdict::hold;
  return next == '\n' && lf_would_end() ? Verdict::end : Verdict::content;
}

void Unstuffer::release(std::string& content) {
  if (!options_.remove_dots) content += '.';
  if (held_ == Held::dot_cr) content += '\r';
  before_ = held_ == Held::dot_cr ? Preceding::cr : Preceding::other;
  held_ = Held::nothing;
}

std::size_t Unstuffer::copy_up_to_dot(std::string_view octets, std::string& content) {
  std::size_t dot = octets.find('.');
  while (dot != std::string_view::npos && !line_begins_behind(preceding(octets, dot, before_)))
    dot = octets.find('.', dot + 1);
  const std::string_view run = octets.substr(0, dot);
  content.append(run);
  before_ = preceding(run, run.size(), before_);
  if (dot == std::string_view::npos) return run.size();
  held_ = Held::dot;
  return run.size() + 1;
}

Unstuffer::Step Unstuffer::feed(std::string_view octets) {
  Step step;
  step.content.reserve(ended_ ? 0 : octets.size() + 2);
  while (!ended_ && step.consumed < octets.size()) {
    if (held_ == Held::nothing) {
      step.consumed += copy_up_to_dot(octets.substr(step.consumed), step.content);
      continue;
    }
    switch (judge(octets[step.consumed])) {
      case Verdict::end:
        ended_ = true;
        ++step.consumed;
        break;
      case Verdict::hold:
        held_ = Held::dot_cr;
        ++step.consumed;
        break;
      case Verdict::content:
        release(step.content);  // the octet itself is read again, as the next one
        break;
    }
  }
  step.ended = ended_;
  return step;
}

}  // namespace smtpspec::smtp
