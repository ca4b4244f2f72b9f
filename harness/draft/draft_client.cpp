#include <algorithm>
#include <optional>

#include "draft/draft.hpp"
#include "draft/secrets.hpp"
#include "draft/words.hpp"

namespace smtpspec::draft {
namespace {

bool is_verb(std::string_view word) {
  return word.size() >= 4 &&
         std::all_of(word.begin(), word.end(), [](char octet) { return octet >= 'A' && octet <= 'Z'; });
}

class ClientDraft {
 public:
  explicit ClientDraft(const std::vector<Said>& dialogue) : dialogue_(dialogue), names_(dialogue) {}

  std::string write() {
    while (at_ < dialogue_.size()) {
      if (is_next(Who::server))
        reply();
      else
        command(take());
    }
    if (!last_command_) return {};
    mark_the_last();
    std::string all = wishes() + "\n";
    for (const std::string& line : lines_) all += line + "\n";
    return all + told();
  }

 private:
  bool is_next(Who who) const { return at_ < dialogue_.size() && dialogue_[at_].who == who; }
  const std::string& take() { return dialogue_[at_++].line; }

  void reply() {
    const std::string& line = take();
    lines_.push_back("S: " + to_send(names_, line));
    if (!is_last_of_reply(line)) return;
    const std::string_view code = code_of(line);
    if (verb_ == "STARTTLS" && code == "220") {
      wants_tls_ = true;
      lines_.emplace_back("TLS: handshake or blocked");
    }
    if (verb_ == "DATA" && code == "354") return content();
    if (verb_ == "AUTH" && code == "334") return response();
    if (verb_ == "content") outcome_ = code;
    verb_.clear();
  }

  void expect(const std::string& what) {
    last_command_ = lines_.size();
    lines_.push_back("C: " + what + " or blocked");
  }

  // The message is the harness's own wish: what of it the client made is not written down.
  void content() {
    while (is_next(Who::client) && take() != ".") continue;
    expect("content");
    verb_ = "content";
  }

  void response() {
    if (!is_next(Who::client)) return;
    expect(take() == "*" ? "*" : "response");
  }

  void command(const std::string& line) {
    verb_ = verb_of(line);
    if (verb_ == "QUIT") {
      lines_.emplace_back("C: QUIT or closes or blocked");
    } else if ((verb_ == "MAIL" || verb_ == "RCPT") && is_plain_text(line)) {
      const std::string path = names_.in_text(line);
      const std::size_t begin = std::min(path.find('<'), path.size());
      expect(verb_ + (verb_ == "MAIL" ? " FROM:" : " TO:") + path.substr(begin, path.find('>') + 1 - begin) +
             " ...");
    } else if (verb_ == "BDAT") {
      while (is_next(Who::client)) take();
      expect("BDAT ...");
      verb_ = "content";
    } else if (verb_ == "AUTH" && exchange(line)) {
      verb_.clear();
    } else if (!is_verb(verb_)) {
      lines_.push_back("# What the client said here is no command" + comment(line));
    } else {
      if (verb_ == "AUTH") mechanism_ = known_mechanism(argument_of(line));
      expect(verb_ + (argument_of(line).empty() ? "" : " ..."));
    }
  }

  // Where the challenges were taken out of the transcript, and all went well, the whole exchange is one line.
  bool exchange(const std::string& line) {
    mechanism_ = known_mechanism(argument_of(line));
    std::size_t end = at_;
    bool taken_out = false;
    for (; end < dialogue_.size(); ++end) {
      const Said& one = dialogue_[end];
      if (one.who == Who::client) continue;
      taken_out = taken_out || one.line == "334 " + std::string(removed);
      if (code_of(one.line) != "334") break;
    }
    if (mechanism_.empty() || !taken_out || end == dialogue_.size() || code_of(dialogue_[end].line) != "235")
      return false;
    at_ = end + 1;
    lines_.push_back("auth " + mechanism_);
    return true;
  }

  std::string wishes() const {
    std::string all;
    if (names_.recipients() > 1) all += "submit       to {recipient} {second-recipient}\n";
    if (wants_tls_) all += "submit       tls required\n";
    if (!mechanism_.empty()) all += "submit       auth " + mechanism_ + "\n";
    return all;
  }

  std::string told() const {
    if (outcome_.empty()) return {};
    if (outcome_.starts_with('2')) return "finally delivered\n";
    return outcome_.starts_with('4') ? "finally deferred or failed\n" : "finally refused or failed\n";
  }

  void mark_the_last() {
    std::string& line = lines_[*last_command_];
    line.erase(line.rfind(" or blocked"));
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(*last_command_),
                  "# This came here. Write what the rule demands, and list all that is legal.");
  }

  const std::vector<Said>& dialogue_;
  Names names_;
  std::size_t at_ = 0;
  std::vector<std::string> lines_;
  std::optional<std::size_t> last_command_;
  std::string verb_, mechanism_, outcome_;
  bool wants_tls_ = false;
};

}  // namespace

std::string of_client(const std::vector<Said>& dialogue) {
  return ClientDraft(dialogue).write();
}

}  // namespace smtpspec::draft
