#include "sample.hpp"

#include <chrono>

#include "text/source.hpp"

namespace smtpspec::reports::testing {
namespace {

using namespace std::chrono_literals;
using result::CaseResult;
using result::Entry;
using result::EntryKind;
using result::Finding;
using result::Outcome;
using result::Side;
using result::Weight;
using text::Clause;
using text::Level;

const result::TimePoint start = result::TimePoint(std::chrono::milliseconds(1787393472345));

constexpr std::string_view scenario =
    "# A MAIL command that declares more than the advertised limit is refused with 552.\n"
    "requirement  rfc1870/6.1-2\n"
    "judges       server\n"
    "needs        SIZE > 0\n"
    "given        greeted\n"
    "\n"
    "C: MAIL FROM:<{sender}> SIZE={ehlo.SIZE + 1}\n"
    "S: 552 5.3.4\n"
    "   or 452\n";

text::Span line_of(std::string_view path, std::string_view words) {
  static const auto source = std::make_shared<const text::Source>(
      "scenarios/rfc1870/declared-size-over-limit.smtp", std::string(scenario));
  const text::SourcePtr here =
      path == source->name() ? source
                             : std::make_shared<const text::Source>(std::string(path), std::string(scenario));
  const std::size_t begin = scenario.find(words);
  return {here, begin, begin + words.size()};
}

Entry said(Side side, std::chrono::microseconds at, std::string octets, std::string label = {}) {
  return {.kind = side == Side::client ? EntryKind::command : EntryKind::reply,
          .side = side,
          .at = at,
          .octets = std::move(octets),
          .label = std::move(label)};
}

Entry event(EntryKind kind, std::chrono::microseconds at, std::string octets = {}) {
  return {.kind = kind, .side = Side::server, .at = at, .octets = std::move(octets)};
}

void greet(CaseResult& one) {
  one.transcript.add(event(EntryKind::connected, 0us, "127.0.0.1:2525"));
  one.transcript.add(said(Side::server, 310us, "220 mx.example ESMTP\r\n", "GREETING"));
  one.transcript.add(said(Side::client, 420us, "EHLO harness.example\r\n"));
  one.transcript.add(
      said(Side::server, 900us, "250-mx.example\r\n250-SIZE 4096\r\n250 ENHANCEDSTATUSCODES\r\n", "EHLO"));
}

CaseResult a_case(std::string id, std::string title, Outcome outcome) {
  CaseResult one;
  one.path = "scenarios/" + id + ".smtp";
  one.id = std::move(id);
  one.title = std::move(title);
  one.clause = {1870, "6.1", Level::states};
  one.line = 2;
  one.outcome = outcome;
  one.started = start + 20ms;
  one.duration = 12345us;
  return one;
}

Finding expectation(std::string expected, std::string got) {
  Finding finding;
  finding.id = "expectation";
  finding.clause = {1870, "6.1", Level::states};
  finding.message = "expected " + expected + ", got " + got;
  finding.expected = std::move(expected);
  finding.got = std::move(got);
  return finding;
}

}  // namespace

CaseResult passed() {
  CaseResult one =
      a_case("rfc1870/exact-limit", "A declaration of exactly the limit is accepted.", Outcome::pass);
  greet(one);
  return one;
}

CaseResult failed() {
  CaseResult one = a_case("rfc1870/declared-size-over-limit",
                          "A MAIL command that declares more than the advertised limit is refused with 552.",
                          Outcome::fail);
  one.failing_means = "a message is sent whole before anybody says that it is too large";
  one.clause.entry = "rfc1870/6.1-2";
  one.entries = {"rfc1870/6.1-2", "rfc1870/6.1-3"};
  one.tags = {"size", "limits"};
  greet(one);
  one.transcript.add(said(Side::client, 1200us, "MAIL FROM:<a@example.org> SIZE=4097\r\n"));
  one.transcript.add(said(Side::server, 1700us, "250-2.1.0 Ok\r\n251 2.1.0 Ok\r\n", "MAIL"));
  one.transcript.add(said(Side::client, 1800us, "QUIT\r\n"));
  one.transcript.add(said(Side::server, 2100us, "221 2.0.0 Bye\r\n", "QUIT"));
  one.transcript.add(event(EntryKind::closed, 2200us));
  Finding first = expectation("552 5.3.4, or 452", "250 2.1.0 Ok");
  first.got = "250-2.1.0 Ok\\r\\n251 2.1.0 Ok\\r\\n";
  first.clause = one.clause;
  first.span = line_of(one.path, "552 5.3.4");
  first.entry = 5;
  Finding second;
  second.id = "watch/codes-differ";
  second.clause = {5321, "4.2.1", Level::must};
  second.message = "the lines of one reply carry different codes: 250 and 251";
  second.reason = "a client may decide by the first line or by the last";
  second.entry = 5;
  one.findings = {first, second};
  one.target_log = "postfix/smtpd[1]: connect from localhost[127.0.0.1]\npostfix/smtpd[1]: disconnect\n";
  return one;
}

CaseResult failed_by_silence() {
  CaseResult one = a_case("rfc5321/4.2-replies/noop-is-answered", "NOOP is answered.", Outcome::fail);
  one.clause = {5321, "4.1.1.9", Level::must};
  greet(one);
  one.transcript.add(said(Side::client, 1ms, "NOOP\r\n"));
  one.transcript.add(event(EntryKind::silence, 5001ms, "no reply to NOOP within 5 s"));
  Finding finding = expectation("250", "nothing within 5 s");
  finding.clause = one.clause;
  finding.entry = 5;
  one.findings = {finding};
  one.duration = 5002ms;
  return one;
}

CaseResult failed_by_close() {
  CaseResult one = a_case("rfc5321/3.8-termination/unknown-command-does-not-close",
                          "An unknown command does not end the session.", Outcome::fail);
  one.clause = {5321, "3.8", Level::must_not};
  one.path.clear();
  greet(one);
  one.transcript.add(said(Side::client, 1ms, "XYZZY\r\n"));
  one.transcript.add({.kind = EntryKind::stray, .side = Side::server, .at = 2ms, .octets = "500 5.5"});
  one.transcript.add(event(EntryKind::closed, 2100us));
  Finding finding = expectation("5yz", "the end of the connection");
  finding.clause = one.clause;
  finding.entry = 6;
  one.findings = {finding};
  return one;
}

CaseResult tolerated() {
  CaseResult one =
      a_case("rfc1870/no-value", "SIZE without a value is refused with 501.", Outcome::tolerated);
  greet(one);
  one.transcript.add(said(Side::client, 1ms, "MAIL FROM:<a@example.org> SIZE\r\n"));
  one.transcript.add(said(Side::server, 2ms, "555 5.5.4 Unsupported option: SIZE\r\n", "MAIL"));
  Finding finding = expectation("501", "555 5.5.4 Unsupported option: SIZE");
  finding.weight = Weight::tolerated;
  finding.message = "501 is the code for this; got 555 5.5.4 Unsupported option: SIZE";
  finding.reason = "555 is for parameters that are not known at all";
  finding.span = line_of(one.path, "552 5.3.4");
  finding.entry = 5;
  one.findings = {finding};
  return one;
}

CaseResult not_applicable() {
  CaseResult one =
      a_case("rfc3030/empty-last-chunk", "The chunk that carries LAST ends the message, even empty.",
             Outcome::not_applicable);
  one.clause = {3030, "2", Level::must};
  one.note = "CHUNKING is not offered";
  greet(one);
  return one;
}

CaseResult blocked() {
  CaseResult one = a_case("rfc3207/second-handshake", "STARTTLS inside TLS is refused.", Outcome::blocked);
  one.clause = {3207, "4.2", Level::must_not};
  one.note = "given tls: the TLS handshake failed";
  greet(one);
  one.transcript.add(said(Side::client, 1ms, "STARTTLS\r\n"));
  one.transcript.add(said(Side::server, 2ms, "220 2.0.0 Ready\r\n", "STARTTLS"));
  one.transcript.add(event(EntryKind::tls_failed, 3ms, "wrong version number"));
  one.transcript.add(event(EntryKind::ended, 4ms, "close"));
  return one;
}

CaseResult broken() {
  CaseResult one =
      a_case("rfc2920/group-cut-anywhere", "A group is answered wherever it is cut.", Outcome::error);
  one.clause = {2920, "3.2", Level::must};
  one.note = "connect to 127.0.0.1:2525: connection refused";
  one.duration = 300us;
  return one;
}

CaseResult not_run() {
  CaseResult one =
      a_case("rfc6531/refused-without-parameter", "A non-ASCII path needs SMTPUTF8.", Outcome::not_run);
  one.clause = {6531, "3.4", Level::must};
  one.note = "the run was interrupted";
  one.started = {};
  one.duration = {};
  return one;
}

CaseResult crashed() {
  CaseResult one = a_case("rfc3030/last-chunk-then-data", "DATA behind BDAT is refused.", Outcome::crash);
  one.clause = {3030, "2", Level::must};
  one.note = "the target's log: ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000011";
  greet(one);
  one.transcript.add(said(Side::client, 1ms, "BDAT 1 LAST\r\nx"));
  one.transcript.add(event(EntryKind::reset, 2ms));
  one.target_log = "==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000011\n";
  return one;
}

CaseResult passed_on_retry() {
  CaseResult one = failed_by_silence();
  one.id = "rfc5321/4.2-replies/help-is-answered";
  one.title = "HELP is answered.";
  one.outcome = Outcome::unstable;
  one.retried = true;
  one.attempts = {{Outcome::fail, "expected 250, got nothing within 5 s", 5002ms}, {Outcome::pass, "", 3ms}};
  return one;
}

CaseResult unstable() {
  CaseResult one = failed();
  one.id = "rfc1870/no-declaration";
  one.outcome = Outcome::unstable;
  one.attempts = {{Outcome::pass, "", 2ms},
                  {Outcome::fail, one.findings.front().message, 12345us},
                  {Outcome::tolerated, "expected 552, got 554", 2ms}};
  return one;
}

namespace {

result::Expectation expected(result::Expectation::Verdict verdict) {
  static const auto baseline = std::make_shared<const text::Source>(
      "fixtures/targets/postfix/baseline.toml", "[[deviation]]\nscenario = \"rfc1870/known\"\n");
  result::Expectation expectation;
  expectation.verdict = verdict;
  expectation.finding = "expected 552 5.3.4, or 452, got 250";
  expectation.reason = "The declaration is not compared before the content has come.";
  expectation.clause = {1870, "6.1", Level::states};
  expectation.link = "https://www.postfix.org/postconf.5.html#message_size_limit";
  expectation.span = {baseline, 14, 41};
  return expectation;
}

}  // namespace

CaseResult known_deviation() {
  CaseResult one = failed();
  one.id = "rfc1870/known";
  one.expectation = expected(result::Expectation::Verdict::as_expected);
  return one;
}

CaseResult unexpected_pass() {
  CaseResult one = passed();
  one.id = "rfc1870/mended";
  one.expectation = expected(result::Expectation::Verdict::unexpected_pass);
  return one;
}

CaseResult failed_differently() {
  CaseResult one = failed_by_close();
  one.id = "rfc1870/worse";
  one.expectation = expected(result::Expectation::Verdict::different);
  return one;
}

result::RunResult every_outcome() {
  result::RunResult run;
  run.target = "postfix";
  run.target_software = "Postfix 3.7.11";
  run.target_address = "127.0.0.1:2525";
  run.tool_version = "0.1.0";
  run.properties = {{"jobs", "4"}, {"selection", "rfc*"}, {"repeat", "smtpspec run --target postfix"}};
  run.started = start;
  run.duration = 5123456us;
  run.shard = {1, 2};
  run.cases = {failed(),          passed(),          tolerated(),         broken(),
               not_applicable(),  blocked(),         failed_by_close(),   failed_by_silence(),
               not_run(),         crashed(),         passed_on_retry(),   unstable(),
               known_deviation(), unexpected_pass(), failed_differently()};
  return run;
}

CaseResult failed_with(const std::string& octets) {
  CaseResult one = a_case("hostile/every-sink", "title " + octets, Outcome::fail);
  one.note = octets;
  one.tags = {octets};
  one.path = "scenarios/" + octets;
  for (const EntryKind kind : {EntryKind::connected, EntryKind::command, EntryKind::content, EntryKind::reply,
                               EntryKind::stray, EntryKind::tls, EntryKind::tls_failed, EntryKind::closed,
                               EntryKind::reset, EntryKind::silence, EntryKind::ended, EntryKind::note})
    one.transcript.add({.kind = kind, .side = Side::server, .octets = octets, .label = octets});
  Finding finding = expectation(octets, octets);
  finding.message = octets;
  finding.reason = octets;
  finding.entry = 3;
  const auto source = std::make_shared<const text::Source>(one.path, octets + "\n");
  finding.span = {source, 0, octets.size()};
  Finding second = finding;
  second.id = octets;
  second.clause.section = octets;
  one.findings = {finding, second};
  one.target_log = octets + "\n" + octets;
  one.attempts = {{Outcome::fail, octets, 1ms}, {Outcome::error, octets, 1ms}, {Outcome::pass, "", 1ms}};
  return one;
}

result::RunResult run_with(const std::string& octets) {
  result::RunResult run;
  run.target = run.target_software = run.target_address = run.tool_version = octets;
  run.properties = {{octets, octets}};
  run.trouble = octets;
  run.started = start;
  for (const Outcome outcome : result::all_outcomes) {
    CaseResult one = failed_with(octets);
    one.id = "hostile/" + std::to_string(static_cast<int>(outcome));
    one.outcome = outcome;
    if (outcome == Outcome::error) one.findings.clear();
    run.cases.push_back(one);
  }
  for (const auto verdict :
       {result::Expectation::Verdict::as_expected, result::Expectation::Verdict::different,
        result::Expectation::Verdict::unexpected_pass}) {
    CaseResult one = failed_with(octets);
    one.id = "hostile/expected" + std::to_string(static_cast<int>(verdict));
    if (verdict == result::Expectation::Verdict::unexpected_pass) one.outcome = Outcome::pass;
    one.expectation = {.verdict = verdict, .finding = octets, .reason = octets, .link = octets};
    one.expectation->span = one.findings.front().span;
    run.cases.push_back(one);
  }
  return run;
}

}  // namespace smtpspec::reports::testing
