// What `--help` ends with: examples that work.
#pragma once

#include <string_view>

namespace smtpspec::cli {

inline constexpr std::string_view main_examples =
    "Exit codes: 0 conforms, 1 does not, 2 usage, 3 bad input, 4 the harness or the\n"
    "target would not work, 5 nothing selected, 6 too little was judged.\n\n"
    "Examples:\n"
    "  smtpspec run                            the suite against the reference server\n"
    "  smtpspec run --target postfix           ... against a target with a profile\n"
    "  smtpspec list --extension SIZE          what there is about SIZE\n"
    "  smtpspec send --to alice@mx.test < FILE  one message from the reference client\n"
    "  smtpspec COMMAND --help                 more about a command";

inline constexpr std::string_view run_examples =
    "Examples:\n"
    "  smtpspec run rfc1870 --fault limit-off-by-one\n"
    "  smtpspec run --connect 127.0.0.1:2525 --set recipient=bob@example.org";

inline constexpr std::string_view doctor_examples =
    "Speaks to a server as 'run' does before it judges: what is offered, which of the\n"
    "names work, what will not be judged and why. Nothing is judged.\n\n"
    "Exit codes: 0 it can be judged, 4 it can't, 2 usage, 3 bad input.\n\n"
    "Examples:\n"
    "  smtpspec doctor --connect 127.0.0.1:2525 --set recipient=bob@example.org\n"
    "  smtpspec doctor --target postfix --over starttls";

inline constexpr std::string_view report_examples =
    "Runs of one target without a scenario in common are put together. Exit code: the\n"
    "verdict over all runs, as of 'run'.\n\n"
    "Examples:\n"
    "  smtpspec run --target postfix --json postfix.json\n"
    "  smtpspec report postfix.json --junit postfix.xml\n"
    "  smtpspec report shard-*.json --json whole.json --junit junit.xml\n"
    "  smtpspec report today.json --compare last-week.json --html changes.html";

inline constexpr std::string_view check_examples =
    "--json writes one object to the standard output: format, version, scenarios and\n"
    "diagnostics, each with file, line, column, end, severity, message and hint.\n\n"
    "Exit codes: 0 no error, 3 there are errors, 5 there is no scenario, 2 usage.\n\n"
    "Examples:\n"
    "  smtpspec check scenarios\n"
    "  smtpspec check scenarios/rfc1870/size-zero-is-accepted.smtp\n"
    "  smtpspec check --json conformance | jq -r '.diagnostics[].message'";

inline constexpr std::string_view format_examples =
    "Columns, indentation and empty lines change, nothing else: no word, no comment,\n"
    "no octet that is sent. A file with errors stays as it is; 'check' explains them.\n\n"
    "Exit codes: 0 all is as it should be now, 1 something would change (--check),\n"
    "2 usage, 3 there are errors, 5 there is no scenario.\n\n"
    "Examples:\n"
    "  smtpspec fmt conformance\n"
    "  smtpspec fmt --check conformance\n"
    "  smtpspec fmt - < noop.smtp";

inline constexpr std::string_view list_examples =
    "Examples:\n"
    "  smtpspec list --rfc 3030\n"
    "  smtpspec list --level MUST --tag security --json";

inline constexpr std::string_view explain_examples =
    "The rule, the sentence of the RFC behind it, the scenario as it is played with\n"
    "its alternatives and their reasons, which mistakes it notices, and who is known\n"
    "to fail it.\n\n"
    "Examples:\n"
    "  smtpspec explain rfc3030/chunk-size-is-a-number\n"
    "  smtpspec explain watch/unasked-reply";

inline constexpr std::string_view coverage_examples =
    "Of every duty in the ledger of requirements: whether it is proven (a mistake of\n"
    "the reference that cites it is noticed by a scenario or wire rule that cites it\n"
    "too), cited, or open. Numbers stand as proven/cited/open.\n\n"
    "Examples:\n"
    "  smtpspec coverage --rfc 5321 --level MUST\n"
    "  smtpspec coverage --open --binds server --seen wire\n"
    "  smtpspec coverage rfc1870/6.1-1 --entries\n"
    "  smtpspec coverage --markdown > scenarios/COVERAGE.md";

inline constexpr std::string_view prove_examples =
    "Plays every scenario, in memory, against the correct reference peer and against\n"
    "each mistake that it can make. A scenario must pass against the one, notice the\n"
    "mistakes that it names, and accuse nobody of what he did not do; how octets are\n"
    "cut must not matter. Each mistake must be noticed, each wire rule be broken by\n"
    "some mistake and by no correct peer.\n\n"
    "Exit codes: 0 sound, 1 there are defects, 2 usage, 3 bad input, 4 it would not\n"
    "work, 5 nothing selected.\n\n"
    "Examples:\n"
    "  smtpspec prove\n"
    "  smtpspec prove rfc1870 --matrix matrix.txt\n"
    "  smtpspec prove --scenarios my.smtp";

inline constexpr std::string_view baseline_examples =
    "A baseline lists what a target is known to do against the rules, each with its\n"
    "clause and the reason (fixtures/README.md). What is as it says is skipped; a\n"
    "deviation that is gone, or another one in its place, fails.\n\n"
    "Examples:\n"
    "  smtpspec baseline list --target postfix\n"
    "  smtpspec baseline list --markdown > fixtures/DEVIATIONS.md\n"
    "  smtpspec run --target postfix --no-baseline --json postfix.json\n"
    "  smtpspec baseline update postfix.json";

inline constexpr std::string_view serve_examples =
    "Examples:\n"
    "  smtpspec serve --port 0\n"
    "  smtpspec serve --port 2525 --fault bare-lf-ends-data\n"
    "  smtpspec serve --port 2525 --variant defers-senders\n"
    "  smtpspec serve --variants";

inline constexpr std::string_view send_examples =
    "Exit codes: 0 delivered, 69 refused, 75 deferred, 2 usage, 3 bad input.\n\n"
    "Examples:\n"
    "  smtpspec send --port 2525 --from me@x.test --to alice@mx.test message.eml\n"
    "  smtpspec send --port 587 --tls required --trust ca.pem --server-name mx.test \\\n"
    "                --user alice --password secret --to bob@mx.test message.eml\n"
    "  smtpspec send --variants";

inline constexpr std::string_view new_examples =
    "A scenario of your own lies in a folder of yours; its id is its path there.\n"
    "scenarios/FORMAT.md is the language. A transcript is read in the notations\n"
    "C: S:, >>> <<<, and those of swaks, curl -v, smtplib and tshark's list.\n\n"
    "Examples:\n"
    "  smtpspec new --into conformance rfc5321/noop-is-answered\n"
    "  smtpspec new --into conformance rfc5321/rset-works --from report.txt\n"
    "  smtpspec run --scenarios conformance --connect 127.0.0.1:2525";

inline constexpr std::string_view record_examples =
    "Stands between a client and a server and writes their session as 'new --from'\n"
    "reads it. What AUTH says is taken out, and a password or token that can be told\n"
    "from it wherever it is said again. Inside TLS nothing can be read; the transcript\n"
    "says where that begins.\n\n"
    "Exit codes: 0 written, 1 not all could be read or a session was given up,\n"
    "2 usage, 4 nobody came or the server can't be reached.\n\n"
    "Examples:\n"
    "  smtpspec record --listen 2526 --connect 127.0.0.1:2525 --into session.txt\n"
    "  smtpspec new --into conformance rfc5321/seen --from session.txt\n"
    "  smtpspec record --listen 2526 --connect 127.0.0.1:587 --no-starttls";

inline constexpr std::string_view manual_examples =
    "Manual pages, and completions for bash, zsh and fish, made of the program's own\n"
    "options. An installed program has them.\n\n"
    "Examples:\n"
    "  smtpspec manual ~/.local/share\n"
    "  smtpspec manual /tmp/smtpspec && man /tmp/smtpspec/man/man1/smtpspec-run.1";

}  // namespace smtpspec::cli
