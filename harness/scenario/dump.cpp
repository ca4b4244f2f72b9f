#include "scenario/dump.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/matcher.hpp"
#include "scenario/states.hpp"
#include "scenario/tls_lines.hpp"

namespace smtpspec::scenario {
namespace {

std::string term(const Number& number) {
  return std::to_string(number.value);
}
std::string term(const Reference& reference) {
  return reference.name;
}
std::string term(const ContentSize& size) {
  return "octets " + size.content;
}

// A number where a number may stand without braces.
std::string amount(const Sum& sum) {
  const auto* number = sum.terms.size() == 1 ? std::get_if<Number>(&sum.terms.front()) : nullptr;
  return number ? term(*number) : dump(sum);
}

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

std::string clause(const text::Clause& clause) {
  return fmt::format("RFC {} section {} {}", clause.rfc, clause.section, text::name_of(clause.level));
}

std::string relation(Need::Relation relation) {
  using Relation = Need::Relation;
  switch (relation) {
    case Relation::none:
      return "";
    case Relation::greater:
      return ">";
    case Relation::at_least:
      return ">=";
    case Relation::less:
      return "<";
    case Relation::at_most:
      return "<=";
    case Relation::equal:
      return "=";
  }
  return "";
}

// --- Steps ------------------------------------------------------------------------------------------------

class StepWriter {
 public:
  explicit StepWriter(std::string& into) : out_(into) {}

  void write(const std::vector<Step>& steps) {
    for (const Step& step : steps) std::visit(*this, step.what);
  }

  void operator()(const SendLine& line) {
    const std::string text = dump(line.text);
    out(text.empty() ? "C:" : "C: " + text);
  }
  void operator()(const SendOctets& octets) { out("C: " + runs(octets)); }
  void operator()(const SendContent& content) {
    out(fmt::format("C: <{}>{}", content.content, content.stuffed ? " stuffed" : ""));
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
    std::string_view before = "S: ";
    for (const Alternative& alternative : expect.alternatives) {
      out(std::string(word(before, alternative.grade)) + pattern(alternative) + remark(alternative.remark));
      if (const auto* reply = std::get_if<ReplyExpected>(&alternative.what))
        for (const Check& check : reply->checks) out("   " + describe(check));
      before = "";
    }
    by(expect.by);
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
    by(tls.by);
  }
  void operator()(const Delivered& delivered) {
    out(fmt::format("delivered {}<{}>", delivered.nothing ? "nothing of " : "", delivered.content));
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

 private:
  void out(const std::string& line) { out_.append(indent_, ' ').append(line).push_back('\n'); }

  void block(const std::string& opening, const std::vector<Step>& steps) {
    out(opening);
    indent_ += 2;
    write(steps);
    indent_ -= 2;
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
    const auto& reply = std::get<ReplyExpected>(alternative.what);
    return reply.enhanced ? reply.code.pattern + " " + reply.enhanced->pattern : reply.code.pattern;
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

  void by(const std::optional<text::Clause>& by) {
    if (by) out("   by " + clause(*by));
  }

  std::string& out_;
  std::size_t indent_ = 0;
};

// --- Contents and the header ------------------------------------------------------------------------------

std::string content_in_words(const Content& content) {
  if (const auto* generated = std::get_if<GeneratedContent>(&content.what)) {
    using Kind = GeneratedContent::Kind;
    return fmt::format("content {} of {} octets in lines of {}{}\n", content.name, amount(generated->octets),
                       generated->line_length,
                       generated->kind == Kind::eight_bit ? " 8bit"
                       : generated->kind == Kind::binary  ? " binary"
                                                          : "");
  }
  std::string out = "content " + content.name + "\n";
  for (const auto& line : std::get<LiteralContent>(content.what).lines) {
    if (const auto* octets = std::get_if<SendOctets>(&line)) {
      out += runs(*octets) + "\n";
      continue;
    }
    const std::string text = dump(std::get<Text>(line));
    out += text.empty() ? "|\n" : "| " + text + "\n";
  }
  return out + "end\n";
}

std::string need(const Need& need) {
  std::string words = need.kind == Need::Kind::absence ? "no " + need.name : need.name;
  if (!need.parameter.empty()) words += " " + need.parameter;
  if (need.relation != Need::Relation::none)
    words += fmt::format(" {} {}", relation(need.relation), need.number);
  return words;
}

std::string header(const Scenario& scenario) {
  std::string out = fmt::format("# {}\nrequirement  {}", scenario.title, clause(scenario.requirement.clause));
  for (const std::string& tag : scenario.tags) out += " " + tag;
  out += "\njudges       server\n";
  for (const Need& one : scenario.needs) out += "needs        " + need(one) + "\n";
  const Given& given = scenario.given;
  out += fmt::format("given        {}{}{}\n", name_of(given.state), given.in_tls ? " in tls" : "",
                     given.with ? " with " + dump(*given.with) : "");
  for (const Fault& fault : scenario.faults) out += "fault        " + fault.name + "\n";
  for (const text::Clause& see : scenario.see) out += "see          " + clause(see) + "\n";
  for (const std::string& extension : scenario.extensions) {
    const bool needed = std::any_of(scenario.needs.begin(), scenario.needs.end(), [&](const Need& one) {
      return one.kind != Need::Kind::fact && one.name == extension;
    });
    if (!needed) out += "extension    " + extension + "\n";
  }
  if (scenario.alone) out += "alone\n";
  return out;
}

}  // namespace

std::string dump(const Sum& sum) {
  std::string out = "{";
  for (const auto& one : sum.terms) {
    if (out.size() > 1) out += " + ";
    out += std::visit([](const auto& what) { return term(what); }, one);
  }
  return out + "}";
}

std::string dump(const Text& text) {
  std::string out;
  for (const auto& piece : text.pieces) {
    if (const auto* sum = std::get_if<Sum>(&piece)) {
      out += dump(*sum);
      continue;
    }
    for (const char octet : std::get<std::string>(piece)) out += octet == '{' ? "{{" : std::string(1, octet);
  }
  return out;
}

std::string dump(const Scenario& scenario) {
  std::string out = header(scenario) + "\n";
  StepWriter(out).write(scenario.steps);
  for (const Content& content : scenario.contents) out += "\n" + content_in_words(content);
  return out;
}

}  // namespace smtpspec::scenario
