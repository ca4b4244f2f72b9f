#include "scenario/dump_steps.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/dump.hpp"
#include "scenario/matcher.hpp"
#include "scenario/relay_lines.hpp"
#include "scenario/tls_lines.hpp"

namespace smtpspec::scenario {
namespace {

class StepWriter {
 public:
  StepWriter(std::string& into, Judges judges) : out_(into), judges_(judges) { set_leg(0); }

  void write(const std::vector<Step>& steps) {
    const bool around = turned_;
    for (const Step& step : steps) {
      if (stands_for_a_marker(steps, step)) continue;
      set_leg(step.leg);
      prefix_ = judges_ == Judges::relay && names_leg(step)
                    ? std::string(name_of(static_cast<RelayLeg>(step.leg))) + " "
                    : "";
      std::visit(*this, step.what);
    }
    turned_ = around;
  }

  void operator()(const SendLine& line) {
    const std::string text = dump(line.text);
    out(text.empty() ? std::string(ours_) : fmt::format("{} {}", ours_, text));
  }
  void operator()(const SendOctets& octets) { out(fmt::format("{} {}", ours_, runs(octets))); }
  void operator()(const SendContent& content) {
    out(fmt::format("{} <{}>{}", ours_, content.content, content.stuffed ? " stuffed" : ""));
  }
  void operator()(const Segments& segments) {
    using Cut = Segments::Cut;
    out(segments.cut == Cut::whole   ? "segments whole"
        : segments.cut == Cut::lines ? "segments lines"
                                     : "segments octets");
  }
  void operator()(const Pause& pause) { out(fmt::format("pause {} ms", pause.duration.count())); }
  void operator()(const EndConnection& end) {
    using How = EndConnection::How;
    out(end.how == How::close ? "close" : end.how == How::abort ? "abort" : "half-close");
  }
  void operator()(const Expect& expect) {
    std::string_view before = opening_of(expect);
    const bool is_of_exchange = std::exchange(in_exchange_, false);
    for (const Alternative& alternative : expect.alternatives) {
      if (is_of_exchange && &alternative == &expect.alternatives.front()) {  // 235, which goes without saying
        before = "";
        continue;
      }
      out(std::string(word(before, alternative.grade)) + pattern(alternative) + remark(alternative.remark));
      if (const auto* reply = std::get_if<ReplyExpected>(&alternative.what))
        for (const Check& check : reply->checks) out("   " + describe(check));
      if (const auto* command = std::get_if<CommandExpected>(&alternative.what)) parameters(*command);
      if (const auto* mail = std::get_if<MailExpected>(&alternative.what)) indented(mail->checks);
      if (const auto* report = std::get_if<ReportExpected>(&alternative.what)) indented(report->checks);
      before = "";
    }
    by(expect.by);
  }
  void operator()(const NothingMore& nothing) {
    out(nothing.returned ? "nothing returned" : "out received nothing");
    by(nothing.by);
  }
  void operator()(const Kill&) { out("kill"); }
  void operator()(const Turn&) {
    out("turn");
    turned_ = true;
  }
  void operator()(const ExpectNothing& nothing) {
    out("S: nothing");
    by(nothing.by);
  }
  void operator()(const ExpectTls& tls) {
    std::string_view before = "TLS: ";
    for (const auto& alternative : tls.alternatives) {
      const bool fails = std::holds_alternative<TlsFails>(alternative.what);
      const bool blocked = std::holds_alternative<AnythingElse>(alternative.what);
      out(fmt::format("{}{}{}", word(before, alternative.grade),
                      blocked ? "blocked"
                      : fails ? "fails"
                              : "handshake",
                      remark(alternative.remark)));
      if (const auto* handshake = std::get_if<TlsHandshake>(&alternative.what)) agreed(*handshake);
      before = "";
    }
    if (!tls.offering.empty()) out("   offering " + versions(tls.offering, " "));
    if (tls.sni) out("   sni " + dump(*tls.sni));
    if (tls.without_sni) out("   sni none");
    if (tls.presenting != Certificate::good) out(fmt::format("   presenting {}", name_of(tls.presenting)));
    by(tls.by);
  }
  void operator()(const Exchange& exchange) {
    std::string line = "auth";
    if (exchange.mechanism) line.append(" ").append(sasl::name_of(*exchange.mechanism));
    if (exchange.deviation) line += fmt::format(" but \"{}\"", exchange.deviation->name);
    out(line);
    if (!exchange.flag.empty()) out("   flag " + exchange.flag);
    by(exchange.by);
    in_exchange_ = !exchange.deviation && ours_ == "C:";
  }
  void operator()(const Delivered& delivered) {
    out(fmt::format("delivered {}<{}>{}", delivered.nothing ? "nothing of " : "", delivered.content,
                    delivered.with_header ? " with its header" : ""));
    by(delivered.by);
  }
  void operator()(const Perform& perform) {
    out(perform.name);
    by(perform.by);
  }
  void operator()(const Either& either) {
    bool first = true;
    for (const Either::Branch& branch : either.branches) {
      const std::string_view opening = first                              ? "either"
                                       : branch.grade == Grade::tolerated ? "or tolerate"
                                                                          : "or";
      block(std::string(opening) + remark(branch.remark), branch.steps);
      first = false;
    }
    out("end");
  }
  void operator()(const Repeat& repeat) {
    block("repeat " + amount(repeat.times), repeat.steps);
    out("end");
  }
  void operator()(const Optionally& optionally) {
    block("optionally", optionally.steps);
    out("end");
  }
  void operator()(const Serve& serve) {
    if (!serve.offering) return out("serve");
    out("serve offering " + (serve.offering->empty() ? "nothing" : dump_offers(*serve.offering)));
  }
  void operator()(const Override& one) {
    using Place = Override::Place;
    std::string line = one.place == Place::connection ? "on connection"
                       : one.place == Place::content  ? "on content"
                                                      : "on " + describe(one.command);
    if (one.place == Place::command) line.resize(line.size() - 4);  // the " ..." that every `on` has
    if (one.first) line += " first " + amount(*one.first);
    using Answer = Override::Answer;
    out(line + (one.answer == Answer::closes    ? " closes"
                : one.answer == Answer::resets  ? " resets"
                : one.answer == Answer::silence ? " silent"
                                                : " reply " + in_quotes(one.text)));
  }
  void operator()(const Never& never) {
    out(never.command ? "never C: " + describe(*never.command) : "never connection");
    by(never.by);
  }
  void operator()(const NextConnection& next) {
    out("connection");
    by(next.by);
  }
  void operator()(const Received& received) {
    using What = Received::What;
    out("received " + (received.what == What::seven_bit ? "7bit"
                       : received.what == What::nothing ? "nothing"
                       : received.content.empty()       ? "message"
                                                        : "<" + received.content + ">"));
    by(received.by);
  }
  void operator()(const Finally& last) {
    std::string_view before = "finally ";
    for (const Finally::Alternative& one : last.alternatives) {
      out(fmt::format("{}{}{}", word(before, one.grade), name_of(one.told), remark(one.remark)));
      before = "";
    }
    by(last.by);
  }

 private:
  void out(const std::string& line) {
    const bool modifies = line.starts_with("   ");
    out_.append(indent_, ' ').append(modifies ? "" : prefix_).append(line).push_back('\n');
  }

  // Ours are the lines of a client but where a client is judged, or a relay on its other side.
  void set_leg(std::size_t leg) {
    const bool serves = turned_ || judges_ == Judges::client || (judges_ == Judges::relay && leg > 0);
    ours_ = serves ? "S:" : "C:";
    theirs_ = serves ? "C: " : "S: ";
  }

  static bool names_leg(const Step& step) {
    if (const auto* expect = std::get_if<Expect>(&step.what))
      return !std::holds_alternative<ReportExpected>(expect->alternatives.front().what);
    return !std::holds_alternative<Either>(step.what) && !std::holds_alternative<Repeat>(step.what) &&
           !std::holds_alternative<NothingMore>(step.what) && !std::holds_alternative<Kill>(step.what);
  }

  // What a line that proves that nothing comes stands for is told by that line.
  static bool stands_for_a_marker(const std::vector<Step>& steps, const Step& step) {
    return std::any_of(steps.begin(), steps.end(), [&](const Step& one) {
      return &one != &step && std::holds_alternative<NothingMore>(one.what) &&
             span_of(one).begin == span_of(step).begin && span_of(one).source == span_of(step).source;
    });
  }

  template <class Checks>
  void indented(const Checks& checks) {
    for (const auto& one : checks) out("   " + describe(one));
  }

  void block(const std::string& opening, const std::vector<Step>& steps) {
    out(opening);
    indent_ += 2;
    write(steps);
    indent_ -= 2;
    prefix_.clear();
  }

  static std::string_view word(std::string_view marker, Grade grade) {
    if (!marker.empty()) return marker;
    return grade == Grade::tolerated ? "   tolerate " : "   or ";
  }

  static std::string remark(const std::string& remark) { return remark.empty() ? "" : "  # " + remark; }

  static std::string pattern(const Alternative& alternative) {
    if (std::holds_alternative<ClosesExpected>(alternative.what)) return "closes";
    if (std::holds_alternative<ResetsExpected>(alternative.what)) return "resets";
    if (std::holds_alternative<AnythingElse>(alternative.what)) return "blocked";
    if (const auto* command = std::get_if<CommandExpected>(&alternative.what)) return describe(*command);
    if (const auto* mail = std::get_if<MailExpected>(&alternative.what)) return relayed(*mail);
    if (const auto* report = std::get_if<ReportExpected>(&alternative.what)) return "to " + dump(report->to);
    if (!std::holds_alternative<ReplyExpected>(alternative.what)) return describe(alternative);
    const auto& reply = std::get<ReplyExpected>(alternative.what);
    return reply.enhanced ? reply.code.pattern + " " + reply.enhanced->pattern : reply.code.pattern;
  }

  std::string_view opening_of(const Expect& expect) const {
    const auto& first = expect.alternatives.front().what;
    if (std::holds_alternative<MailExpected>(first)) return "received ";
    return std::holds_alternative<ReportExpected>(first) ? "returned " : theirs_;
  }

  static std::string relayed(const MailExpected& mail) {
    return mail.what == MailExpected::What::seven_bit ? "7bit"
           : mail.what == MailExpected::What::any     ? "message"
           : mail.with_header                         ? "<" + mail.content + "> with its header"
                                                      : "<" + mail.content + ">";
  }

  static std::string versions(const std::vector<TlsHandshake::Version>& all, std::string_view between) {
    std::string joined;
    for (const auto version : all) joined.append(joined.empty() ? "" : between).append(name_of(version));
    return joined;
  }

  void agreed(const TlsHandshake& handshake) {
    if (!handshake.versions.empty()) out("   version " + versions(handshake.versions, " or "));
    if (handshake.certificate_names) out("   certificate names " + dump(*handshake.certificate_names));
    if (handshake.certificate_trusted) out("   certificate trusted");
    if (handshake.certificate_current) out("   certificate current");
  }

  void parameters(const CommandExpected& command) {
    for (const ParameterExpected& one : command.parameters)
      out(fmt::format("   {} {}{}", one.present ? "with" : "without", one.keyword,
                      one.value ? "=" + dump(*one.value) : ""));
  }

  void by(const std::optional<text::Clause>& by) {
    if (by) out("   by " + in_words(*by));
  }

  std::string& out_;
  Judges judges_;
  std::string prefix_;       // the leg of a line
  std::string_view ours_;    // the marker of what is sent
  std::string_view theirs_;  // and of what is expected
  std::size_t indent_ = 0;
  bool turned_ = false;       // behind `turn`
  bool in_exchange_ = false;  // the next expectation modifies the exchange above it
};

}  // namespace

std::string in_quotes(const Text& text) {
  std::string quoted = "\"";
  for (const auto& piece : text.pieces) {
    if (const auto* sum = std::get_if<Sum>(&piece)) {
      quoted += dump(*sum);
      continue;
    }
    for (const char octet : std::get<std::string>(piece)) {
      const auto value = static_cast<unsigned char>(octet);
      if (octet == '\r')
        quoted += "\\r";
      else if (octet == '\n')
        quoted += "\\n";
      else if (octet == '"' || octet == '\\')
        quoted.append("\\").push_back(octet);
      else if (octet == '{')
        quoted += "{{";
      else if (value < 0x20 || value >= 0x7f)
        quoted += fmt::format("\\x{:02X}", value);
      else
        quoted.push_back(octet);
    }
  }
  return quoted + "\"";
}

std::string runs(const SendOctets& octets) {
  std::string line;
  for (const SendOctets::Run& run : octets.runs) {
    if (!line.empty()) line += ' ';
    line += in_quotes(run.text);
    if (const std::string times = amount(run.times); times != "1") line += " * " + times;
    if (run.ends_segment) line += " |";
  }
  return line;
}

// A number where a number may stand without braces.
std::string amount(const Sum& sum) {
  const auto* number = sum.terms.size() == 1 ? std::get_if<Number>(&sum.terms.front()) : nullptr;
  return number ? std::to_string(number->value) : dump(sum);
}

void dump_steps(const std::vector<Step>& steps, Judges judges, std::string& into) {
  StepWriter(into, judges).write(steps);
}

std::string dump_offers(const std::vector<Offered>& offering) {
  std::string words;
  for (const Offered& one : offering) words.append(words.empty() ? "" : ", ").append(dump(one.line));
  return words;
}

}  // namespace smtpspec::scenario
