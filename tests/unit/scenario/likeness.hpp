// Likeness: whether two scenarios are the same, places aside.
#pragma once

#include <algorithm>
#include <tuple>
#include <variant>

#include "scenario/scenario.hpp"

namespace smtpspec::scenario::likeness {

// What makes a value, without its span.
inline auto parts(const Reference& x) {
  return std::tie(x.name);
}
inline auto parts(const ContentSize& x) {
  return std::tie(x.content);
}
inline auto parts(const Number& x) {
  return std::tie(x.value);
}
inline auto parts(const Computed& x) {
  return std::tie(x.how, *x.of);
}
inline auto parts(const Sum& x) {
  return std::tie(x.terms);
}
inline auto parts(const Text& x) {
  return std::tie(x.pieces);
}
inline auto parts(const SendLine& x) {
  return std::tie(x.text);
}
inline auto parts(const SendOctets::Run& x) {
  return std::tie(x.text, x.times, x.ends_segment);
}
inline auto parts(const SendOctets& x) {
  return std::tie(x.runs);
}
inline auto parts(const SendContent& x) {
  return std::tie(x.content, x.stuffed);
}
inline auto parts(const Segments& x) {
  return std::tie(x.cut);
}
inline auto parts(const Pause& x) {
  return std::tie(x.duration);
}
inline auto parts(const EndConnection& x) {
  return std::tie(x.how);
}
inline auto parts(const CodePattern& x) {
  return std::tie(x.pattern);
}
inline auto parts(const EnhancedPattern& x) {
  return std::tie(x.pattern);
}
inline auto parts(const Offers& x) {
  return std::tie(x.keyword, x.parameters);
}
inline auto parts(const Lacks& x) {
  return std::tie(x.keyword);
}
inline auto parts(const OffersAnything&) {
  return std::tie();
}
inline auto parts(const SingleLine&) {
  return std::tie();
}
inline auto parts(const Capture& x) {
  return std::tie(x.name);
}
inline auto parts(const ReplyExpected& x) {
  return std::tie(x.code, x.enhanced, x.checks);
}
inline auto parts(const ClosesExpected&) {
  return std::tie();
}
inline auto parts(const ResetsExpected&) {
  return std::tie();
}
inline auto parts(const AnythingElse&) {
  return std::tie();
}
inline auto parts(const ParameterExpected& x) {
  return std::tie(x.keyword, x.value, x.present);
}
inline auto parts(const CommandExpected& x) {
  return std::tie(x.verb, x.argument, x.open, x.parameters);
}
inline auto parts(const MailDataExpected& x) {
  return std::tie(x.what, x.content);
}
inline auto parts(const ResponseExpected& x) {
  return std::tie(x.cancels, x.decodes);
}
inline auto parts(const Exchange& x) {
  return std::tie(x.mechanism, x.deviation, x.by);
}
inline auto parts(const Alternative& x) {
  return std::tie(x.grade, x.what, x.remark);
}
inline auto parts(const text::Clause& x) {
  return std::tie(x.rfc, x.section, x.level);
}
inline auto parts(const Expect& x) {
  return std::tie(x.alternatives, x.by);
}
inline auto parts(const ExpectNothing& x) {
  return std::tie(x.by);
}
inline auto parts(const TlsHandshake& x) {
  return std::tie(x.versions, x.certificate_names, x.certificate_trusted, x.certificate_current);
}
inline auto parts(const TlsFails&) {
  return std::tie();
}
inline auto parts(const ExpectTls::Alternative& x) {
  return std::tie(x.grade, x.what, x.remark);
}
inline auto parts(const ExpectTls& x) {
  return std::tie(x.alternatives, x.offering, x.sni, x.without_sni, x.presenting, x.by);
}
inline auto parts(const Delivered& x) {
  return std::tie(x.content, x.nothing, x.by);
}
inline auto parts(const Either::Branch& x) {
  return std::tie(x.grade, x.steps, x.remark);
}
inline auto parts(const Either& x) {
  return std::tie(x.branches);
}
inline auto parts(const Repeat& x) {
  return std::tie(x.times, x.steps);
}
inline auto parts(const Perform& x) {
  return std::tie(x.name, *x.steps, x.by);
}
inline auto parts(const Offered& x) {
  return std::tie(x.keyword, x.line);
}
inline auto parts(const Serve& x) {
  return std::tie(x.offering);
}
inline auto parts(const Override& x) {
  return std::tie(x.place, x.command, x.first, x.answer, x.text);
}
inline auto parts(const Never& x) {
  return std::tie(x.command, x.by);
}
inline auto parts(const NextConnection& x) {
  return std::tie(x.by);
}
inline auto parts(const Optionally& x) {
  return std::tie(x.steps);
}
inline auto parts(const Received& x) {
  return std::tie(x.what, x.content, x.by);
}
inline auto parts(const Finally::Alternative& x) {
  return std::tie(x.grade, x.told, x.remark);
}
inline auto parts(const Finally& x) {
  return std::tie(x.alternatives, x.by);
}
inline auto parts(const Submission& x) {
  return std::tie(x.message, x.sender, x.recipients, x.null_sender, x.tls, x.auth, x.mechanism, x.smtputf8,
                  x.eight_bit, x.notify, x.ret, x.envid, x.with, x.retry);
}
inline auto parts(const Step& x) {
  return std::tie(x.what);
}
inline auto parts(const LiteralContent& x) {
  return std::tie(x.lines);
}
inline auto parts(const GeneratedContent& x) {
  return std::tie(x.kind, x.octets, x.line_length);
}
inline auto parts(const Content& x) {
  return std::tie(x.name, x.what);
}
inline auto parts(const Requirement& x) {
  return std::tie(x.clause);
}
inline auto parts(const Need& x) {
  return std::tie(x.kind, x.name, x.parameter, x.relation, x.number);
}
inline auto parts(const Given& x) {
  return std::tie(x.state, x.in_tls, x.with, x.offering, x.steps);
}
inline auto parts(const Fault& x) {
  return std::tie(x.name);
}
inline auto parts(const Scenario& x) {
  return std::tie(x.id, x.title, x.failing_means, x.requirement, x.see, x.judges, x.needs, x.extensions,
                  x.tags, x.faults, x.alone, x.submission, x.given, x.steps, x.contents);
}

inline auto parts(const ReceivedField& x) {
  return std::tie(x.what, x.with);
}
inline auto parts(const ReceivedFieldNames& x) {
  return std::tie(x.text);
}
inline auto parts(const NoFieldMore& x) {
  return std::tie(x.name);
}
inline auto parts(const PartsApart&) {
  return std::tuple<>();
}
inline auto parts(const OnlyTo& x) {
  return std::tie(x.mailbox);
}
inline auto parts(const SevenBit&) {
  return std::tuple<>();
}
inline auto parts(const MailExpected& x) {
  return std::tie(x.what, x.content, x.with_header, x.checks);
}
inline auto parts(const ReportCheck& x) {
  return std::tie(x.what, x.words, x.patterns, x.text, x.content, x.name, x.part, x.open);
}
inline auto parts(const ReportExpected& x) {
  return std::tie(x.to, x.checks);
}
inline auto parts(const NothingMore& x) {
  return std::tie(x.returned, x.by);
}
inline auto parts(const Kill&) {
  return std::tuple<>();
}
inline auto parts(const Turn&) {
  return std::tuple<>();
}

template <class T>
concept HasParts = requires(const T& x) {
  parts(x);
};

template <class T>
bool same(const T& left, const T& right);
template <class T>
bool same(const std::vector<T>& left, const std::vector<T>& right);
template <class T>
bool same(const std::optional<T>& left, const std::optional<T>& right);
template <class... T>
bool same(const std::variant<T...>& left, const std::variant<T...>& right);

template <class T>
bool same(const std::vector<T>& left, const std::vector<T>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const T& one, const T& other) { return same(one, other); });
}

template <class T>
bool same(const std::optional<T>& left, const std::optional<T>& right) {
  return left.has_value() == right.has_value() && (!left || same(*left, *right));
}

template <class... T>
bool same(const std::variant<T...>& left, const std::variant<T...>& right) {
  return left.index() == right.index() &&
         std::visit([&](const auto& one) { return same(one, std::get<std::decay_t<decltype(one)>>(right)); },
                    left);
}

template <class T>
bool same(const T& left, const T& right) {
  if constexpr (HasParts<T>) {
    return [&]<std::size_t... n>(std::index_sequence<n...>) {
      const auto one = parts(left), other = parts(right);
      static_cast<void>(one), static_cast<void>(other);
      return (same(std::get<n>(one), std::get<n>(other)) && ...);
    }
    (std::make_index_sequence<std::tuple_size_v<decltype(parts(left))>>());
  } else {
    return left == right;
  }
}

}  // namespace smtpspec::scenario::likeness
