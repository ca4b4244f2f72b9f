// Names of suites and cases in JUnit. All readers key their history on them, so they are made of nothing but
// the id of a scenario: no host, port, time or count, and no sentence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smtpspec::reports {

// "rfc5321/4.5.2-transparency/dots" -> "smtpspec.rfc5321.4_5_2-transparency"; behind the prefix, if there is
// one. At least two segments of letters, digits, '_' and '-'; at most 200 octets.
std::string suite_name(std::string_view case_id, std::string_view prefix);

// What is put before the suite names of each of several runs: a segment made of its name, all different, of
// at most 40 octets; behind the first 50 octets of `prefix`, if there is one.
std::vector<std::string> run_prefixes(const std::vector<std::string>& run_names, std::string_view prefix);

// "rfc5321/4.5.2-transparency/dots" -> "dots". Not the title as well: a sentence is reworded, and then it is
// another test to whoever keeps the history. Printable ASCII, at most 200 octets.
std::string case_name(std::string_view case_id);

}  // namespace smtpspec::reports
