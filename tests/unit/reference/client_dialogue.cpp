#include "unit/reference/client_dialogue.hpp"

#include <sstream>
#include <vector>

#include "reference/client.hpp"
#include "text/visible.hpp"
#include "unit/reference/dialogue.hpp"

namespace smtpspec::reference {
namespace {

struct Order {
  ClientBehaviour behaviour;
  Submission submission;
};

Order ordinary() {
  Order order;
  order.submission.reverse_path = "me@client.test";
  order.submission.forward_paths = {"alice@mx.test"};
  order.submission.content = "Subject: x\r\n\r\n.a\r\n";
  return order;
}

// BY=120;R
smtp::Parameter wish_in(const std::string& word) {
  const std::size_t equals = word.find('=');
  smtp::Parameter wish{word.substr(0, equals), std::nullopt};
  if (equals != word.npos) wish.value = word.substr(equals + 1);
  return wish;
}

void read_setting(const std::string& line, Order& order) {
  std::istringstream words(line);
  std::string what, value;
  words >> what;
  std::getline(words >> std::ws, value);
  ClientBehaviour& behaviour = order.behaviour;
  Submission& submission = order.submission;
  if (what == "tls")
    behaviour.tls = value == "required" ? TlsMode::required
                    : value == "never"  ? TlsMode::never
                                        : TlsMode::from_the_first_octet;
  if (what == "to") {
    submission.forward_paths.clear();
    std::istringstream mailboxes(value);
    for (std::string mailbox; mailboxes >> mailbox;) submission.forward_paths.push_back(unescaped(mailbox));
  }
  if (what == "name") behaviour.client_name = value;
  if (what == "from") submission.reverse_path = value;
  if (what == "content") submission.content = unescaped(value);
  if (what == "content-line") submission.content += std::string(std::stoul(value), 'x') + "\r\n";
  if (what == "body") submission.body = BodyKind::binary;
  if (what == "smtputf8") submission.needs_smtputf8 = true;
  if (what == "retry") submission.retry = true;
  if (what == "decline") behaviour.declined.add(Service::pipelining);
  if (what == "user") {
    const std::size_t blank = value.find(' ');
    submission.credentials =
        Credentials{unescaped(value.substr(0, blank)), unescaped(value.substr(blank + 1))};
  }
  if (what == "token") {
    const std::size_t blank = value.find(' ');
    submission.credentials = Credentials{value.substr(0, blank), "", value.substr(blank + 1)};
  }
  if (what == "with") submission.asked.push_back(wish_in(value));
  if (what == "mechanism") submission.mechanism = sasl::find_mechanism(value);
  if (what == "notify") submission.dsn.notify = value;
  if (what == "orcpt") submission.dsn.orcpt = value;
  if (what == "ret") submission.dsn.ret = value;
  if (what == "envid") submission.dsn.envid = value;
  if (what != "bdat") return;
  behaviour.transfer = ContentTransfer::chunks_where_offered;
  behaviour.chunk_octets = std::stoul(value);
}

std::string sent_lines(std::string_view octets) {
  std::string lines;
  while (!octets.empty()) {
    const std::size_t end = octets.find('\n');
    std::string_view line = octets.substr(0, end == octets.npos ? end : end + 1);
    octets.remove_prefix(line.size());
    lines += line.ends_with('\n') ? "C: " : "C| ";
    if (line.ends_with("\r\n")) line.remove_suffix(2);
    constexpr std::string_view scram = "AUTH SCRAM-SHA-256 ";  // what follows holds a nonce
    lines += line.starts_with(scram) ? std::string(scram) + "..." : text::visible_cut(line, 100);
    lines += "\n";
  }
  return lines;
}

std::string words_of(const ClientOutput& output) {
  std::string words = sent_lines(output.octets);
  if (output.start_tls) words += "TLS wanted\n";
  if (output.close) words += output.reconnect ? "reconnects\n" : "closed\n";
  if (!output.report) return words;
  for (const RecipientReport& one : output.report->recipients) {
    words += one.delivery == Delivery::delivered ? "delivered" : "";
    words += one.delivery == Delivery::refused ? "refused" : "";
    words += one.delivery == Delivery::deferred ? "deferred" : "";
    words += " <" + text::visible(one.forward_path) + "> " + one.reason + "\n";
  }
  return words;
}

CertificateVerdict::Naming naming_in(const std::string& line) {
  using enum CertificateVerdict::Naming;
  if (line == "TLS second-name") return second_in_capitals;
  if (line == "TLS common-name") return common_name_only;
  if (line == "TLS partial-wildcard") return partial_wildcard;
  if (line == "TLS wildcard-below") return wildcard_below;
  if (line == "TLS trailing-wildcard") return trailing_wildcard;
  return line == "TLS uri" ? uri_only : usual;
}

// The server's side of a transcript, one step after the other.
class Stage {
 public:
  explicit Stage(Order order) : client_(std::move(order.behaviour), std::move(order.submission)) {
    words_ += words_of(client_.connected());
  }

  void perform(const std::string& line) {
    if (line.starts_with("S| ")) {
      segment_ += unescaped(line.substr(3));
      words_ += line + "\n";
      return;
    }
    if (line.starts_with("S: ")) {
      segment_ += line.substr(3) + "\r\n";
      words_ += line + "\n";
      return;
    }
    flush();
    if (line == "PAUSE") words_ += line + "\n";
    if (line == "TLS wanted" || !(line.starts_with("TLS") || line == "END" || line == "CONNECT")) return;
    words_ += line + "\n";
    if (line == "END") words_ += words_of(client_.connection_ended());
    if (line == "CONNECT") words_ += words_of(client_.connected());
    if (line == "TLS fails") words_ += words_of(client_.tls_failed());
    if (line != "TLS fails" && line.starts_with("TLS"))
      words_ += words_of(client_.tls_established({.trusted = line != "TLS unknown",
                                                  .name_matches = line != "TLS wrong-name",
                                                  .current = line != "TLS expired",
                                                  .naming = naming_in(line)}));
  }

  std::string finish() {
    flush();
    return words_;
  }

 private:
  void flush() {
    if (!segment_.empty()) words_ += words_of(client_.receive(std::exchange(segment_, {})));
  }

  Client client_;
  std::string segment_;
  std::string words_;
};

}  // namespace

std::string play_client(void (*fault)(ClientBehaviour&), std::string_view transcript) {
  std::istringstream lines{std::string(transcript)};
  Order order = ordinary();
  std::string settings;
  for (std::string line; std::getline(lines, line) && line != "--";) {
    read_setting(line, order);
    settings += line + "\n";
  }
  if (fault) fault(order.behaviour);
  Stage stage(std::move(order));
  for (std::string line; std::getline(lines, line);) stage.perform(line);
  return settings + "--\n" + stage.finish();
}

}  // namespace smtpspec::reference
