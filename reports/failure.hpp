// Failure: the text a person reads about one case. Console, JUnit and everything later show this one.
//
//   expected 552 5.3.4, or 452, got 250 2.1.0 Ok
//   means:     a message that is too large is carried to its end before anybody says so
//   at scenarios/rfc1870/declared-size-over-limit.smtp:12
//     12 | S: 552 5.3.4
//        |    ^~~~~~~~~
//   expected:  552 5.3.4, or 452
//   got:       250 2.1.0 Ok\r\n
//   clause:    RFC 1870 section 6.1 (MUST)  rfc1870/6.1-2  https://www.rfc-editor.org/rfc/rfc1870#section-6.1
//   rule:      A MAIL command that declares more than the advertised limit is refused with 552.
//   case:      rfc1870/declared-size-over-limit
//
//   ... further findings as numbered paragraphs ...
//
//   Transcript, in seconds since the connection:
//          0.001  C: MAIL FROM:<a@example.org> SIZE=4097\r\n
//   -->    0.002  S: 250 2.1.0 Ok\r\n
//
//   Repeat just this case:
//     smtpspec run --target postfix rfc1870/declared-size-over-limit
#pragma once

#include <cstddef>
#include <string>

#include "reports/plain.hpp"
#include "result/results.hpp"

namespace smtpspec::reports {

struct FailureOptions {
  std::string target;  // said in the text if not empty: reports of several targets get mixed by their readers
  std::string repeat;  // the command up to the id: "smtpspec run --target postfix"; empty: no such paragraph
  std::size_t transcript_lines = 40;
  Charset charset = Charset::utf8;
};

// The command of a run up to the ids, for FailureOptions: its property "repeat"; empty if it has none.
std::string repeat_of(const result::RunResult& run);

inline constexpr std::size_t headline_limit = 400;

// What is to be said in one line: the weightiest finding's message, or the note. Never empty. It is also the
// first line of `failure_text`.
std::string headline(const result::CaseResult& one, Charset charset = Charset::utf8);

// The text above; every line ends in a newline. It makes sense for every outcome; what a case does not have
// (findings, a transcript) is left out.
std::string failure_text(const result::CaseResult& one, const FailureOptions& options);

// The transcript alone, whole, with the marks of the findings.
std::string transcript_text(const result::CaseResult& one, Charset charset = Charset::utf8);

// Whether `failure_text` shows the transcript whole.
bool shows_whole_transcript(const result::CaseResult& one, const FailureOptions& options);

}  // namespace smtpspec::reports
