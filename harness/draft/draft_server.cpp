#include <algorithm>
#include <charconv>

#include "draft/draft.hpp"
#include "draft/words.hpp"
#include "smtp/command.hpp"

namespace smtpspec::draft {
namespace {

// One reply, of which only the last line is looked at.
struct Reply {
  std::string code;  // empty: it had none
  std::string text;  // behind the code, of its last line
};

class ServerDraft {
 public:
  explicit ServerDraft(const std::vector<Said>& dialogue) : dialogue_(dialogue), names_(dialogue) {}

  std::string write() {
    begin();
    while (at_ < dialogue_.size()) {
      if (is_next(Who::server))
        expect(take_reply());
      else
        command(take());
    }
    if (expected_ == 0) return {};
    mark_the_last();
    std::string all = "given        " + given_ + "\n\n";
    for (const std::string& line : lines_) all += line + "\n";
    for (const std::string& content : contents_) all += "\n" + content;
    return all;
  }

 private:
  bool is_next(Who who) const { return at_ < dialogue_.size() && dialogue_[at_].who == who; }
  const std::string& take() { return dialogue_[at_++].line; }

  Reply take_reply() {
    Reply reply;
    while (is_next(Who::server)) {
      const std::string& line = take();
      reply.code = code_of(line);
      reply.text = line.size() > 4 ? line.substr(4) : std::string();
      if (is_last_of_reply(line)) break;
    }
    return reply;
  }

  // What the states of `given` do by themselves, where all went well.
  void begin() {
    const std::size_t start = at_;
    if (is_next(Who::server) && take_reply().code != "220") {
      at_ = start;
      given_ = "opened";
      return;
    }
    const std::size_t behind_greeting = at_;
    given_ = "connected";
    if (!is_next(Who::client)) return;
    const std::string verb = verb_of(take());
    if ((verb == "EHLO" || verb == "HELO") && is_next(Who::server) && take_reply().code == "250")
      given_ = verb == "EHLO" ? "greeted" : "helo";
    else
      at_ = behind_greeting;
  }

  void expect(const Reply& reply) {
    if (reply.code.empty()) return;
    ++expected_;
    last_expected_ = lines_.size();
    last_code_ = reply.code;
    lines_.push_back("S: " + reply.code + " or blocked" + comment(reply.text));
  }

  void command(const std::string& line) {
    const std::string verb = verb_of(line);
    if (verb == "AUTH" && authenticate(line)) return;
    if (verb == "QUIT" && ends_well()) return;
    if (verb == "BDAT") return chunk(line);
    lines_.push_back("C: " + to_send(names_, line));
    if (verb != "DATA" && verb != "STARTTLS") return;
    if (!is_next(Who::server)) return;
    const Reply reply = take_reply();
    expect(reply);
    if (verb == "STARTTLS" && reply.code == "220") lines_.emplace_back("TLS: handshake or blocked");
    if (verb == "DATA" && reply.code == "354") message();
  }

  // QUIT and its 221 at the end say nothing that a scenario needs.
  bool ends_well() {
    const std::size_t start = at_;
    const bool well = !is_next(Who::server) || (take_reply().code == "221" && at_ == dialogue_.size());
    if (!well) at_ = start;
    return well;
  }

  // Its name. Without lines the transcript does not show it.
  std::string add_content(const std::vector<std::string>& lines) {
    const std::string name =
        contents_.empty() ? "message" : "message-" + std::to_string(contents_.size() + 1);
    contents_.push_back(lines.empty() ? short_message(name) : content_block(name, lines));
    return name;
  }

  void message() {
    std::vector<std::string> lines;
    bool has_end = false;
    while (is_next(Who::client) && !has_end) {
      const std::string& line = take();
      has_end = line == ".";
      if (!has_end) lines.push_back(line);
    }
    lines_.push_back("C: <" + add_content(lines) + ">");
    lines_.emplace_back("C: .");
  }

  void chunk(const std::string& line) {
    const std::string_view argument = argument_of(line);
    std::size_t size = 0;
    const auto [stop, error] = std::from_chars(argument.data(), argument.data() + argument.size(), size);
    const std::string_view behind(stop, static_cast<std::size_t>(argument.data() + argument.size() - stop));
    if (error != std::errc() || (!behind.empty() && smtp::upper(behind) != " LAST")) {
      lines_.push_back("C: " + to_send(names_, line));
      return;
    }
    std::vector<std::string> lines;
    for (std::size_t octets = 0; is_next(Who::client) && octets < size;) {
      lines.push_back(take());
      octets += lines.back().size() + 2;
    }
    if (size == 0) {
      lines_.push_back("C: " + line);
      return;
    }
    const std::string name = add_content(lines);
    lines_.push_back("C: BDAT {octets " + name + "}" + std::string(behind));
    lines_.push_back("C: <" + name + ">");
  }

  // A whole exchange is one line, right or with another password: nothing of what was said stays.
  bool authenticate(const std::string& line) {
    const std::string mechanism = known_mechanism(argument_of(line));
    if (mechanism.empty()) return false;
    std::size_t responses = 0;
    Reply reply{.code = "334", .text = {}};
    const std::size_t start = at_;
    while (is_next(Who::server) && (reply = take_reply()).code == "334" && is_next(Who::client)) {
      take();
      ++responses;
    }
    if (reply.code == "235") {
      lines_.push_back("auth " + mechanism + " or blocked");
      return true;
    }
    at_ = start;
    const bool is_initial = !argument_of(argument_of(line)).empty();
    lines_.push_back("C: AUTH " + mechanism + (is_initial ? " {base64 \"not the password\"}" : ""));
    for (; responses > 0; --responses) {
      expect(take_reply());
      take();
      lines_.emplace_back("C: {base64 \"not the password\"}");
    }
    return true;
  }

  void mark_the_last() {
    std::string& line = lines_[last_expected_];
    const std::string blocks = " or blocked";
    line.erase(line.find(blocks), blocks.size());
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(last_expected_),
                  "# " + last_code_ + " came here. Write what the rule demands, and list all that is legal.");
  }

  const std::vector<Said>& dialogue_;
  Names names_;
  std::size_t at_ = 0;
  std::string given_ = "connected";
  std::vector<std::string> lines_, contents_;
  std::size_t expected_ = 0, last_expected_ = 0;
  std::string last_code_;
};

}  // namespace

std::string of_server(const std::vector<Said>& dialogue) {
  return ServerDraft(dialogue).write();
}

}  // namespace smtpspec::draft
