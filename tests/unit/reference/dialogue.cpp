#include "unit/reference/dialogue.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>
#include <variant>

#include <gtest/gtest.h>

#include "smtp/reply.hpp"
#include "text/visible.hpp"

namespace smtpspec::reference {

std::string unescaped(std::string_view text) {
  std::string octets;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      octets += text[i];
      continue;
    }
    const char escape = text[++i];
    if (escape == 'x' && i + 2 < text.size()) {
      octets += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      octets += escape == 'r' ? '\r' : escape == 'n' ? '\n' : escape;
    }
  }
  return octets;
}

namespace {

struct Octets {
  std::string octets;
};
struct Handshake {};
struct Pause {};
struct End {};
using Step = std::variant<Octets, Handshake, Pause, End>;

struct ScriptLine {
  std::string text;  // as it stands in the transcript; empty for a line of the server
  Step step;
};

std::string repeated(std::size_t times, std::string_view octets) {
  std::string all;
  for (; times > 0; --times) all += octets;
  return all;
}

// "C: text", "C*3: text", "R: octets" and the like.
std::optional<Octets> read_octets(std::string_view line) {
  if (line.empty() || (line[0] != 'C' && line[0] != 'R')) return std::nullopt;
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || (colon > 1 && line[1] != '*')) return std::nullopt;
  const std::size_t times = colon > 1 ? std::stoul(std::string(line.substr(2, colon - 2))) : 1;
  const auto text = line.substr(std::min(line.size(), colon + 2));
  return Octets{repeated(times, line[0] == 'C' ? std::string(text) + "\r\n" : unescaped(text))};
}

std::vector<ScriptLine> client_lines(std::string_view transcript) {
  std::vector<ScriptLine> script;
  while (!transcript.empty()) {
    const auto end = transcript.find('\n');
    const std::string line(transcript.substr(0, end));
    transcript.remove_prefix(end == std::string_view::npos ? transcript.size() : end + 1);
    if (const auto octets = read_octets(line))
      script.push_back({line, *octets});
    else if (line == "TLS")
      script.push_back({line, Handshake{}});
    else if (line == "END")
      script.push_back({line, End{}});
    else if (line == "--")
      script.push_back({line, Pause{}});
    else if (!line.empty())
      script.push_back({"", Pause{}});
  }
  return script;
}

std::string message_line(const Message& message) {
  std::string line = "accepted <" + message.reverse_path + ">";
  for (const std::string& path : message.forward_paths) line += " <" + path + ">";
  line += " " + std::to_string(message.size);
  if (!message.content.empty()) line += " " + text::visible_cut(message.content, 100);
  return line + (message.in_tls ? " in TLS\n" : "\n");
}

// Equal lines that follow each other are one, with their number.
std::string lines_of(std::string_view octets) {
  std::string lines;
  std::string latest;
  std::size_t times = 0;
  const auto write = [&] {
    if (times > 0) lines += (times > 1 ? "S*" + std::to_string(times) + ": " : "S: ") + latest + "\n";
  };
  smtp::LineReader reader(smtp::LineRule::any_newline);
  reader.append(octets);
  while (const auto line = reader.next()) {
    const std::string text =
        text::visible_cut(line->octets, 100) + (line->end == smtp::LineEnd::crlf ? "" : "\\n");
    if (text != latest) {
      write();
      times = 0;
    }
    latest = text;
    ++times;
  }
  write();
  return lines;
}

std::string codes_of(const std::string& octets) {
  std::string codes;
  smtp::ReplyReader replies;
  replies.append(octets);
  while (const auto reply = replies.next()) {
    codes += "S: " + std::to_string(reply->code());
    if (const auto status = reply->enhanced_status()) codes += " " + status->str();
    codes += "\n";
  }
  return codes;
}

// What the correct server answers to EHLO is long and stands in nearly every session.
std::string shortened(std::string lines) {
  for (const auto& [channel, words] :
       {std::pair{Channel::clear, "S: 250 ... and the extensions\n"},
        std::pair{Channel::tls, "S: 250 ... and the extensions inside TLS\n"}}) {
    const std::string full = lines_of(Server(Behaviour{}, channel).receive("EHLO client.test\r\n").octets);
    if (const auto at = lines.find(full); at != std::string::npos) lines.replace(at, full.size(), words);
  }
  return lines;
}

std::string events_of(const Output& output) {
  std::string words;
  if (output.start_tls) words += "TLS wanted\n";
  if (output.close) words += "closed\n";
  for (const Message& message : output.accepted) words += message_line(message);
  return words;
}

// What `given STATE` stands for.
const std::vector<std::pair<std::string, std::string>>& openings() {
  static const auto all = [] {
    const std::string greeted = "S: 220\nC: EHLO client.test\nS: 250\n";
    const std::string mail = greeted + "C: MAIL FROM:<a@client.test>\nS: 250 2.1.0\n";
    const std::string recipient = mail + "C: RCPT TO:<bob@mx.test>\nS: 250 2.1.5\n";
    const std::string data = recipient + "C: DATA\nS: 354\n";
    return std::vector<std::pair<std::string, std::string>>{{"given greeted\n", greeted},
                                                            {"given mail\n", mail},
                                                            {"given recipient\n", recipient},
                                                            {"given data\n", data}};
  }();
  return all;
}

// Hands the segments of a transcript to a server; `Sink` gets the client's lines and the server's outputs.
template <class Sink>
void run(const Behaviour& behaviour, std::string_view transcript, std::size_t most, Sink sink) {
  Server server(behaviour);
  sink(server.greet());
  std::string segment;
  const auto flush = [&] {
    while (!segment.empty()) {
      sink(server.receive(std::string_view(segment).substr(0, most)));
      segment.erase(0, most);
    }
  };
  for (const ScriptLine& line : client_lines(transcript)) {
    const auto* octets = std::get_if<Octets>(&line.step);
    if (octets == nullptr) flush();
    sink(line.text);
    if (octets != nullptr) segment += octets->octets;
    if (std::holds_alternative<Handshake>(line.step)) sink(server.tls_established());
    if (std::holds_alternative<End>(line.step)) sink(server.connection_ended());
  }
  flush();
}

struct Words {
  std::string& words;
  void operator()(const std::string& line) const {
    if (!line.empty()) words += line + "\n";
  }
  void operator()(const Output& output) const { words += codes_of(output.octets) + events_of(output); }
};

struct FullWords {
  std::string& words;
  void operator()(const std::string& line) const { Words{words}(line); }
  void operator()(const Output& output) const {
    words += shortened(lines_of(output.octets)) + events_of(output);
  }
};

// Octets and what else happened, apart: how the octets were cut must not show.
struct Record {
  std::string octets;
  std::string messages;
  std::string ends;

  std::string str() const { return octets + messages + ends; }
};

struct Raw {
  Record& record;
  void operator()(const std::string&) const {}
  void operator()(const Output& output) const {
    record.octets += output.octets;
    for (const Message& message : output.accepted) record.messages += message_line(message);
    if (output.start_tls) record.ends += "TLS wanted\n";
    if (output.close) record.ends += "closed\n";
  }
};

}  // namespace

std::string play(const Behaviour& behaviour, std::string_view transcript) {
  std::string words;
  const auto play_all = [&](std::string_view whole) {
    run(behaviour, whole, std::numeric_limits<std::size_t>::max(), Words{words});
  };
  for (const auto& [given, opening] : openings()) {
    if (!transcript.starts_with(given)) continue;
    play_all(opening + std::string(transcript.substr(given.size())));
    // An opening that went otherwise is shown as it went.
    return words.starts_with(opening) ? given + words.substr(opening.size()) : words;
  }
  play_all(transcript);
  return words;
}

void expect(std::string_view transcript, const Behaviour& behaviour) {
  EXPECT_EQ(play(behaviour, transcript), transcript);
}

std::string play_in_full(const Behaviour& behaviour, std::string_view transcript) {
  std::string words;
  run(behaviour, transcript, std::numeric_limits<std::size_t>::max(), FullWords{words});
  return words;
}

std::string record(const Behaviour& behaviour, std::string_view transcript) {
  return record_in_pieces(behaviour, transcript, std::numeric_limits<std::size_t>::max());
}

std::string record_in_pieces(const Behaviour& behaviour, std::string_view transcript, std::size_t most) {
  Record record;
  run(behaviour, transcript, most, Raw{record});
  return record.str();
}

std::string answer_to(const Behaviour& behaviour, std::string_view octets) {
  Server server(behaviour);
  server.greet();
  server.receive("EHLO client.test\r\n");
  return server.receive(octets).octets;
}

}  // namespace smtpspec::reference
