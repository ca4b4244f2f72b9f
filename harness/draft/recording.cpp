#include "draft/recording.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include "draft/words.hpp"
#include "smtp/command.hpp"

namespace smtpspec::draft {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t longest_line = 64 * 1024;       // what comes without an end is cut there
constexpr std::size_t longest_content = 1024 * 1024;  // of what a session sends as mail altogether
constexpr std::string_view tls_record = "\x16\x03";   // a handshake's first octets, RFC 8446 section 5.1

// What begins with none of these, once AUTH was tried, may be a response that nobody waits for: a client that
// heard a refusal and goes on with its password.
constexpr std::array<std::string_view, 23> verbs = {
    "EHLO", "HELO", "MAIL", "RCPT", "DATA", "BDAT", "BURL",    "RSET",     "NOOP", "QUIT", "AUTH",    "VRFY",
    "EXPN", "HELP", "ETRN", "ATRN", "TURN", "LHLO", "XCLIENT", "XFORWARD", "SEND", "SOML", "STARTTLS"};

std::string verb_behind_blanks(std::string_view line) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  const std::string_view rest = line.substr(begin);
  return smtp::upper(rest.substr(0, rest.find_first_of(" \t")));
}

// A literal of Python, which holds any octet: b'caf\xc3\xa9\r\n'.
std::string literal(std::string_view line) {
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "b'";
  for (const char octet : line) {
    const auto value = static_cast<unsigned char>(octet);
    if (octet == '\r')
      out += "\\r";
    else if (octet == '\n')
      out += "\\n";
    else if (value < 0x20 || value >= 0x7F)
      out.append("\\x").append(1, digits[value / 16]).append(1, digits[value % 16]);
    else if (octet == '\'' || octet == '\\')
      out.append("\\").append(1, octet);
    else
      out += octet;
  }
  return out + "\\r\\n'";
}

// As people write it, if that reads as what was said.
std::string notation(Who who, const std::string& line) {
  const std::string plain = (who == Who::client ? "C: " : "S: ") + line;
  if (is_plain_text(line) && read_dialogue(plain) == std::vector<Said>{{who, line}}) return plain;
  return (who == Who::client ? "send: " : "reply: ") + literal(line);
}

}  // namespace

void Recording::hear(Who who, std::string_view octets) {
  if (hidden_) {
    (who == Who::client ? hidden_client_ : hidden_server_) += octets.size();
    return;
  }
  (who == Who::client ? client_ : server_) += octets;
  if (who == Who::client)
    read_client();
  else
    read_server();
}

void Recording::remark(std::string_view what) {
  transcript_.append("# ").append(what).append("\n");
}

void Recording::finish() {
  content_ends();
  for (const Who who : {Who::client, Who::server}) {
    std::string& rest = who == Who::client ? client_ : server_;
    if (rest.empty()) continue;
    remark("the next line has no end");
    const bool in_exchange = who == Who::client && !asked_.empty() && asked_.back() == Asked::auth;
    write(who, in_exchange ? secrets_.without_response(rest) : rest);
    rest.clear();
  }
}

std::string Recording::take() {
  return std::exchange(transcript_, {});
}

void Recording::read_client() {
  for (std::string line; !hidden_;) {
    const bool first = asked_.size() == 1 && asked_.front() == Asked::greeting;
    if (first && client_.starts_with(tls_record)) {
      hidden_ = true;
      hidden_client_ += client_.size();
      client_.clear();
      remark("the client begins with TLS: nothing of this session can be read");
      return;
    }
    if (chunk_left_ > 0) {
      if (!take_chunk()) return;
      continue;
    }
    if (!take_line(client_, line)) return;
    if (in_data_)
      content_line(line);
    else if (std::find(asked_.begin(), asked_.end(), Asked::auth) != asked_.end())
      auth_response(line);
    else
      command(line);
  }
}

// Without its end. What never ends is cut.
bool Recording::take_line(std::string& buffer, std::string& line) {
  const std::size_t end = buffer.find(line_end);
  if (end == buffer.npos && buffer.size() < longest_line) return false;
  if (end == buffer.npos) remark("the next line goes on in the one below it");
  line = buffer.substr(0, std::min(end, longest_line));
  buffer.erase(0, end == buffer.npos ? line.size() : end + line_end.size());
  return true;
}

void Recording::command(const std::string& line) {
  const std::string verb = verb_behind_blanks(line);
  Asked asked = Asked::command;
  if (verb == "AUTH") {
    write(Who::client, secrets_.without_initial_response(line));
    asked = Asked::auth;
    tried_auth_ = true;
  } else if (tried_auth_ && std::find(verbs.begin(), verbs.end(), verb) == verbs.end()) {
    write(Who::client, secrets_.without_response(line));
  } else if (verb == "BURL") {
    write(Who::client, Secrets::without_url(line));
  } else {
    write(Who::client, line);
    if (verb == "DATA") asked = Asked::data;
    if (verb == "STARTTLS") asked = Asked::starttls;
    if (verb == "BDAT") begin_chunk(argument_of(line));
  }
  asked_.push_back(asked);
}

void Recording::auth_response(const std::string& line) {
  const std::string verb = verb_behind_blanks(line);
  if (std::find(verbs.begin(), verbs.end(), verb) != verbs.end()) return command(line);
  write(Who::client, secrets_.without_response(line));
}

void Recording::content_line(const std::string& line) {
  in_data_ = line != ".";
  if (in_data_) return write_of_content(line);
  content_ends();
  write(Who::client, line);
}

void Recording::begin_chunk(std::string_view argument) {
  std::from_chars(argument.data(), argument.data() + argument.size(), chunk_left_);
}

// In whole lines, but for the last of a chunk, which may have no end. False: its end is to come.
bool Recording::take_chunk() {
  const std::size_t end = client_.find(line_end);
  const bool whole = end != client_.npos && end + line_end.size() <= chunk_left_;
  const bool is_last = !whole && client_.size() >= chunk_left_;
  if (!whole && !is_last && client_.size() < longest_line) return false;
  std::size_t length = longest_line;
  if (whole)
    length = end + line_end.size();
  else if (is_last)
    length = static_cast<std::size_t>(chunk_left_);
  write_of_content(client_.substr(0, whole ? end : length));
  client_.erase(0, length);
  chunk_left_ -= length;
  if (chunk_left_ > 0) return true;
  if (is_last) remark("no line end stands behind this chunk");
  content_ends();
  return true;
}

void Recording::read_server() {
  for (std::string line; !hidden_ && take_line(server_, line);) reply_line(line);
}

void Recording::reply_line(const std::string& line) {
  const std::string_view code = code_of(line);
  const bool challenge = code == "334" && !asked_.empty() && asked_.front() == Asked::auth;
  write(Who::server, challenge ? secrets_.without_challenge(line) : line);
  if (code.empty() || !is_last_of_reply(line) || challenge || asked_.empty()) return;
  const Asked asked = asked_.front();
  asked_.pop_front();
  if (asked == Asked::data && code == "354") {
    in_data_ = true;
    asked_.push_front(Asked::command);  // the content has a reply of its own
  }
  if (asked == Asked::starttls && code == "220") begin_tls();
}

// What was sent in front of the handshake, and not read yet, is part of it or hopes to be taken for it.
void Recording::begin_tls() {
  finish();
  remark("TLS begins here: nothing of what follows can be read");
  hidden_ = true;
}

void Recording::write(Who who, const std::string& line) {
  transcript_.append(notation(who, secrets_.without_known(line))).append("\n");
}

// As much of a large one as people read.
void Recording::write_of_content(const std::string& line) {
  if (content_ + line.size() > longest_content) {
    left_out_ += line.size() + line_end.size();
    return;
  }
  content_ += line.size();
  write(Who::client, line);
}

void Recording::content_ends() {
  if (left_out_ > 0) remark(std::to_string(left_out_) + " octets of the content are left out here");
  left_out_ = 0;
}

}  // namespace smtpspec::draft
