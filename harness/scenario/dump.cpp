#include "scenario/dump.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/dump_steps.hpp"
#include "scenario/states.hpp"

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

std::string term(const Computed& computed) {
  return (computed.how == Computed::How::base64 ? "base64 " : "xtext ") + in_quotes(*computed.of);
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

// A word, where it can be one.
std::string value(const Text& text) {
  const auto is_of_words = [](const std::string& octets) {
    return std::none_of(octets.begin(), octets.end(), [](char one) {
      return one == '"' || one == '#' || (one >= 0 && one <= ' ') || one == 0x7F;
    });
  };
  const bool is_word = std::all_of(text.pieces.begin(), text.pieces.end(), [&](const auto& piece) {
    const auto* octets = std::get_if<std::string>(&piece);
    return !octets || is_of_words(*octets);
  });
  return is_word ? dump(text) : in_quotes(text);
}

std::string submission(const Submission& wish) {
  constexpr std::array modes = {"never", "opportunistic", "required", "implicit"};
  std::vector<std::string> lines;
  if (!wish.message.empty()) lines.push_back("message <" + wish.message + ">");
  if (wish.null_sender) lines.emplace_back("from <>");
  if (wish.sender) lines.push_back("from " + value(*wish.sender));
  for (const Text& one : wish.recipients) lines.push_back("to " + value(one));
  if (wish.client_name) lines.push_back("client-name " + value(*wish.client_name));
  if (wish.tls != Submission::Tls::never)
    lines.push_back(fmt::format("tls {}", modes[static_cast<std::size_t>(wish.tls)]));
  if (wish.auth) lines.push_back(wish.mechanism.empty() ? "auth" : "auth " + wish.mechanism);
  if (wish.user) lines.push_back("user " + value(*wish.user));
  if (wish.password) lines.push_back("password " + value(*wish.password));
  if (wish.smtputf8) lines.emplace_back("smtputf8");
  if (wish.eight_bit) lines.emplace_back("8bit");
  if (wish.binary) lines.emplace_back("binary");
  std::string dsn;
  if (!wish.notify.empty()) dsn += " NOTIFY=" + wish.notify;
  if (!wish.ret.empty()) dsn += " RET=" + wish.ret;
  if (!wish.envid.empty()) dsn += " ENVID=" + wish.envid;
  if (!dsn.empty()) lines.push_back("dsn" + dsn);
  std::string with;
  for (const smtp::Parameter& one : wish.with)
    with += " " + one.keyword + (one.value ? "=" + *one.value : "");
  if (!with.empty()) lines.push_back("with" + with);
  if (wish.retry) lines.emplace_back("retry");
  std::string out;
  for (const std::string& line : lines) out += "submit       " + line + "\n";
  return out;
}

std::string header(const Scenario& scenario) {
  std::string out =
      fmt::format("# {}\nrequirement  {}", scenario.title, in_words(scenario.requirement.clause));
  for (const std::string& tag : scenario.tags) out += " " + tag;
  const bool client = scenario.judges == Judges::client;
  const bool relay = scenario.judges == Judges::relay;
  out += fmt::format("\njudges       {}\n", name_of(scenario.judges));
  if (!scenario.failing_means.empty()) out += "failing-means  " + scenario.failing_means + "\n";
  for (const Need& one : scenario.needs) out += "needs        " + need(one) + "\n";
  const Given& given = scenario.given;
  if (client) out += submission(scenario.submission);
  out += fmt::format("given        {}{}{}{}{}\n", relay ? "in " : "", name_of(given.state),
                     given.in_tls ? " in tls" : "", given.with ? " with " + dump(*given.with) : "",
                     given.offering.empty() ? "" : " offering " + dump_offers(given.offering));
  for (const Fault& fault : scenario.faults) out += "fault        " + fault.name + "\n";
  for (const text::Clause& see : scenario.see) out += "see          " + in_words(see) + "\n";
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
  dump_steps(scenario.steps, scenario.judges, out);
  for (const Content& content : scenario.contents) out += "\n" + content_in_words(content);
  return out;
}

}  // namespace smtpspec::scenario
