#include "prove/side_effects.hpp"

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace smtpspec::prove {
namespace {

using Names = std::vector<std::string_view>;

// Mistakes that break rules of the wire for one and the same reason.
struct Cause {
  Names rules;
  Names faults;
};

const std::vector<Cause>& causes() {
  static const std::vector<Cause> all = {
      // What the client sent as content, or in clear behind STARTTLS, is executed; or a reply comes to what
      // is no command: there are more replies than commands.
      {{"watch/unasked-reply"},
       {"chunk-off-by-one", "delivers-unfinished-message", "end-of-connection-ends-data", "ends-chunk-at-dot",
        "case-sensitive-last", "chunk-size-is-octal", "dot-line-at-its-start-ends-chunk",
        "executes-injected-command", "executes-refused-chunk", "executes-unfinished-lines",
        "greets-again-inside-tls", "segment-ends-chunk", "size-ends-content",
        "stuffed-dot-ends-oversize-content", "relay-takes-cr-dot-cr-for-the-end",
        "relay-takes-cr-dot-crlf-for-the-end", "relay-takes-crlf-dot-lf-for-the-end",
        "relay-takes-lf-dot-crlf-for-the-end"}},
      // What the client sent is lost, or waited for although it is there: a command has no reply.
      {{"watch/command-unanswered"},
       {"answers-only-first-of-group", "auth-loses-next-command", "dot-behind-354-is-no-end",
        "flushes-input-after-data", "flushes-input-at-data", "flushes-input-on-error",
        "holds-replies-for-a-command-begun", "loses-command-behind-chunk", "loses-input-beyond-4096-octets",
        "loses-split-commands", "misses-split-end-of-data", "no-reply-to-chunk", "says-nothing-first",
        "size-ends-content"}},
      {{"watch/clear-before-handshake"}, {"answers-in-clear-after-tls"}},
      // A code that belongs to another command, or a reply that does: it is taken for what was awaited.
      {{"watch/code-of-another-command"},
       {"accepts-for-some-with-251", "answers-in-clear-after-tls", "data-unimplemented-before-mail",
        "doubles-reply", "greets-again-inside-tls", "long-path-wrong-code", "obeys-starttls-in-content",
        "parameters-after-helo-wrong-code", "quit-discards-pending-replies", "size-refusal-no-code-of-mail",
        "swaps-replies"}},
      {{"watch/ehlo-domain"}, {"ehlo-name-beyond-ascii"}},
      {{"watch/names-differ"}, {"unasked-reply"}},
      // Whoever hangs up for a reason of its own does so without a word.
      {{"watch/end-unannounced"},
       {"auth-cancel-closes", "auth-failure-closes", "bad-body-value-ends-session",
        "closes-on-unknown-command", "drops-reply-in-group", "oversize-content-ends-session",
        "quit-without-reply", "starttls-argument-ends-session"}},

      // What the form of replies is wrong in is wrong in lists and challenges too.
      {{"watch/ehlo-keyword", "watch/auth-challenge-not-base64"}, {"colon-behind-code"}},
      {{"watch/utf8-mailbox-form"},
       {"bare-cr-in-reply", "control-character-in-reply", "reply-line-too-long"}},

      // What needs 8BITMIME is offered without it.
      {{"watch/burl-without-8bitmime"}, {"no-8bitmime-offered", "smtputf8-without-8bitmime"}},

      // A list is read wrongly, or one believed that does not count: what it does not offer is used.
      {{"watch/client-auth-not-offered", "watch/client-body-not-offered", "watch/client-size-not-offered",
        "watch/client-smtputf8-not-offered", "watch/client-starttls-not-offered",
        "watch/client-pipelining-not-offered", "watch/client-dsn-not-offered",
        "watch/client-requiretls-not-offered"},
       {"adds-to-list-in-clear", "executes-injected-reply", "ignores-list-inside-tls",
        "keeps-extensions-across-tls", "keyword-on-first-line", "keywords-anywhere", "smtputf8-unoffered",
        "uses-list-after-helo"}},
      {{"watch/client-mail-before-ehlo", "watch/client-no-ehlo-after-tls"},
       {"blank-before-verb", "continues-injected-line", "executes-injected-reply",
        "keeps-extensions-across-tls", "mails-behind-refused-ehlo", "skips-ehlo-after-tls"}},
      {{"watch/client-bdat-not-offered"}, {"binarymime-unoffered"}},
      {{"watch/client-8bit-not-offered"}, {"eight-bit-unoffered"}},
      {{"watch/client-password-in-clear"}, {"auth-mechanism-not-offered", "goes-on-without-required-tls"}},

      // The client takes a reply for more or less than it is, or does not wait: commands come too early, or
      // where they have no place.
      {{"watch/client-pipelining-not-offered", "watch/client-pipelining-order", "watch/client-out-of-order",
        "watch/client-content-not-ended"},
       {"acts-on-first-greeting-line", "content-in-one-group-with-data", "content-without-354",
        "no-lone-dot-after-354", "pipelines-behind-ehlo", "pipelines-behind-starttls",
        "reply-ends-at-first-line", "stops-reading-at-refused-mail", "takes-1yz-for-success",
        "takes-3yz-for-success", "text-has-the-code", "reply-ends-at-bare-lf", "reply-ends-at-bare-cr",
        "bdat-in-group", "reads-replies-by-segment"}},
      {{"watch/client-early-command"}, {"reply-ends-at-bare-lf", "reply-ends-at-bare-cr"}},
      // A wish is more than one line: what stands behind the first comes too early, or where it has no place.
      {{"watch/client-pipelining-not-offered", "watch/client-pipelining-order",
        "watch/client-mail-before-ehlo", "watch/client-out-of-order", "watch/client-bare-lf"},
       {"passes-on-hostile-name", "passes-on-hostile-recipient", "passes-on-hostile-sender",
        "blank-before-verb", "auth-response-not-base64"}},

      // The end of a content is not where the server sees it: the rest is read as commands, or commands as
      // content.
      {{"watch/client-pipelining-not-offered", "watch/client-bare-lf", "watch/client-command-after-quit",
        "watch/client-out-of-order", "watch/client-non-ascii-command"},
       {"bare-lf-in-commands", "bdat-always-last", "bdat-size-too-small", "bdat-unoffered",
        "bdat-without-size", "binarymime-unoffered", "dot-behind-last-chunk", "no-dot-stuffing",
        "stuffs-lone-dots-only"}},
      {{"watch/client-pipelining-order"}, {"relay-doubles-no-dots", "relay-mends-line-ends-behind-dots"}},
      // Lines that do not end in CRLF are one long line, and no end of mail data.
      {{"watch/client-8bit-in-no-mime", "watch/client-content-bare-lf", "watch/client-content-not-ended",
        "watch/client-dot-not-doubled", "watch/client-text-line-too-long"},
       {"bare-cr-in-content", "bare-lf-in-chunks", "bare-lf-in-content", "closes-inside-mail-data",
        "content-ends-in-bare-lf", "line-ends-as-given", "relay-sends-lf"}},

      // What a relay makes of a value that it passes on is none of the form that the parameter has.
      {{"watch/client-path-malformed"}, {"relay-decodes-envid"}},
      {{"watch/client-orcpt-malformed"},
       {"relay-decodes-orcpt", "relay-lowers-orcpt", "relay-makes-orcpt-up"}},
      // Binary data without its high bits, or in a report, go as text.
      {{"watch/client-binary-undeclared", "watch/client-content-bare-lf", "watch/client-content-bare-cr"},
       {"relay-clears-high-bits", "report-with-content-for-header"}},

      // A header section in UTF-8 has no label: without SMTPUTF8 it is octets beyond ASCII that are no MIME.
      {{"watch/client-8bit-in-no-mime"}, {"smtputf8-missing", "relay-sends-utf8-unoffered"}},

      // The same sentence under another number.
      {{"watch/client-path-malformed"}, {"blank-behind-colon"}},
      {{"watch/client-name-malformed"}, {"ehlo-bare-address", "ehlo-name-beyond-ascii"}},
      {{"watch/client-data-and-bdat"}, {"binarymime-by-data"}},
      {{"watch/client-argument-not-allowed"}, {"starttls-with-argument"}},
      {{"watch/client-initial-response-too-long", "watch/client-response-not-base64"}, {"overlong-commands"}},
      {{"watch/client-response-not-base64"}, {"short-reply-lines-only"}},
      {{"watch/client-no-quit", "watch/client-no-quit-unopened"}, {"no-quit", "blank-before-verb"}},
      {{"watch/client-no-rset-after-refused-chunk"}, {"skips-rset"}},
  };
  return all;
}

bool holds(const Names& names, std::string_view one) {
  return std::find(names.begin(), names.end(), one) != names.end();
}

}  // namespace

bool is_side_effect(std::string_view rule, std::string_view fault) {
  return std::any_of(causes().begin(), causes().end(),
                     [&](const Cause& one) { return holds(one.rules, rule) && holds(one.faults, fault); });
}

}  // namespace smtpspec::prove
