// Faults of enhanced codes (RFC 2034, RFC 3463), and of codes that have no place where they stand.
#include "reference/fault_areas.hpp"

namespace smtpspec::reference {
namespace {

using ledger::cites;

template <class Change>
void change_codes(Behaviour& b, Change change) {
  for (std::size_t at = 0; at <= static_cast<std::size_t>(Situation::last); ++at) {
    std::string& code = b.replies[static_cast<Situation>(at)].enhanced;
    if (!code.empty()) code = change(code);
  }
}

std::vector<Fault> faults_of_form() {
  return {
      {"code-has-blank", "A blank stands inside each enhanced code.",
       cites("rfc3463/2-3", "rfc2034/4-6", "rfc4954/4-24", "rfc4954/4-8", "rfc4954/4-22", "rfc4954/6-1",
             "rfc4954/6-10", "rfc6531/3.5-3"),
       [](Behaviour& b) {
         change_codes(b, [](const std::string& code) { return code.substr(0, 4) + " " + code.substr(4); });
       }},
      {"code-has-class-3", "The class of each enhanced code is 3.",
       cites("rfc2034/4-5", "rfc3463/2-1", "rfc2034/4-7", "rfc4954/4-24", "rfc4954/4-8", "rfc4954/4-22",
             "rfc4954/6-1", "rfc4954/6-10", "rfc6531/3.5-3"),
       [](Behaviour& b) {
         change_codes(b, [](const std::string& code) { return "3" + code.substr(1); });
       }},
      {"code-has-four-digits", "The detail of each enhanced code has four digits.",
       cites("rfc3463/2-2", "rfc2034/4-6", "rfc4954/4-24", "rfc4954/4-8", "rfc4954/4-22", "rfc4954/6-1",
             "rfc4954/6-10", "rfc6531/3.5-3"),
       [](Behaviour& b) {
         change_codes(b, [](const std::string& code) { return code + "000"; });
       }},
      {"code-has-no-detail", "Enhanced codes have a class and a subject, and no detail.",
       cites("rfc3463/2-1", "rfc2034/4-6", "rfc4954/4-24", "rfc4954/4-8", "rfc4954/4-22", "rfc4954/6-1",
             "rfc4954/6-10", "rfc6531/3.5-3"),
       [](Behaviour& b) {
         change_codes(b, [](const std::string& code) { return code.substr(0, code.rfind('.')); });
       }},
      {"code-ends-line", "The reply to NOOP ends with its enhanced code, without a blank.",
       cites("rfc2034/3-3"),
       [](Behaviour& b) {
         b.replies[Situation::nothing_done] = {250, "", "2.0.0"};
       }},
      {"code-of-its-own-subject", "The enhanced code for NOOP is 2.9.1, which nobody registered.",
       cites("rfc3463/2-6", "rfc3463/2-12"),
       [](Behaviour& b) {
         b.replies[Situation::nothing_done].enhanced = "2.9.1";
       }},
      {"codes-only-behind-ehlo", "Replies have enhanced codes only in sessions that EHLO opened.",
       cites("rfc2034/4-10"),
       [](Behaviour& b) {
         b.habits.add(Habit::codes_only_behind_ehlo);
       }},
      {"bare-code", "NOOP is answered with a code and nothing behind it.", cites("rfc5321/4.2-12"),
       [](Behaviour& b) {
         b.offers.in_clear.remove(Extension::enhanced_status_codes);
         b.offers.in_tls.remove(Extension::enhanced_status_codes);
         b.replies[Situation::nothing_done] = {0, "", "250"};
       }},
  };
}

std::vector<Fault> faults_of_situations() {
  return {
      {"malformed-recipient-is-full", "The enhanced code for a malformed recipient is 5.2.2, a full mailbox.",
       cites("rfc3463/3.2-6", "rfc3463/2-12"),
       [](Behaviour& b) {
         b.replies[Situation::recipient_malformed].enhanced = "5.2.2";
       }},
      {"malformed-sender-is-full", "The enhanced code for a malformed sender is 5.2.2, a full mailbox.",
       cites("rfc3463/3.2-12", "rfc3463/2-12"),
       [](Behaviour& b) {
         b.replies[Situation::sender_malformed].enhanced = "5.2.2";
       }},
      {"relaying-is-syntax", "The enhanced code for relaying that is refused is 5.5.2, a syntax error.",
       cites("rfc3463/3.8-2", "rfc3463/2-12"),
       [](Behaviour& b) {
         b.replies[Situation::relaying_refused].enhanced = "5.5.2";
       }},
      {"unknown-parameter-is-content", "The enhanced code for an unknown parameter is 5.6.1, a media type.",
       cites("rfc3463/3.6-8", "rfc3463/2-12"),
       [](Behaviour& b) {
         b.replies[Situation::parameter_unknown].enhanced = "5.6.1";
       }},
      {"accepted-recipient-without-detail", "The enhanced code for a recipient that is accepted is 2.6.0.",
       cites("rfc3463/3.2-9", "rfc3463/2-12"),
       [](Behaviour& b) {
         b.replies[Situation::recipient_accepted].enhanced = "2.6.0";
       }},
      {"repeated-parameter-is-554", "A parameter given twice is refused with 554.", cites("rfc5321/4.3.2-7"),
       [](Behaviour& b) {
         b.replies[Situation::parameter_repeated].code = 554;
       }},
  };
}

// 4.x.x where RFC 3463 says that the code is of use for permanent errors only.
void is_refused_for_now(Behaviour& b, std::string_view code) {
  b.replies[Situation::list_unknown] = {450, std::string(code), "no such list for now"};
}

std::vector<Fault> faults_of_class() {
  return {
      {"missing-list-passes-as-domain", "EXPN of what there is not is refused for now only, with 450 4.1.2.",
       cites("rfc3463/3.2-5", "rfc3463/2-10"),
       [](Behaviour& b) {
         is_refused_for_now(b, "4.1.2");
       }},
      {"missing-list-passes-as-syntax", "EXPN of what there is not is refused for now only, with 450 4.1.3.",
       cites("rfc3463/3.2-7", "rfc3463/2-10"),
       [](Behaviour& b) {
         is_refused_for_now(b, "4.1.3");
       }},
      {"missing-list-passes-as-moved", "EXPN of what there is not is refused for now only, with 450 4.1.6.",
       cites("rfc3463/3.2-11", "rfc3463/2-10"),
       [](Behaviour& b) {
         is_refused_for_now(b, "4.1.6");
       }},
      {"missing-list-passes-as-line", "EXPN of what there is not is refused for now only, with 450 4.5.2.",
       cites("rfc3463/3.6-5", "rfc3463/2-10"),
       [](Behaviour& b) {
         is_refused_for_now(b, "4.5.2");
       }},
      {"missing-list-passes-as-content", "EXPN of what there is not is refused for now only, with 450 4.6.1.",
       cites("rfc3463/3.7-3", "rfc3463/2-10"),
       [](Behaviour& b) {
         is_refused_for_now(b, "4.6.1");
       }},
      {"missing-list-passes-as-policy", "EXPN of what there is not is refused for now only, with 450 4.7.2.",
       cites("rfc3463/3.8-5", "rfc3463/2-10"),
       [](Behaviour& b) {
         is_refused_for_now(b, "4.7.2");
       }},
      {"missing-list-passes-as-protection",
       "EXPN of what there is not is refused for now only, with 450 4.7.4.",
       cites("rfc3463/3.8-9", "rfc3463/2-10"),
       [](Behaviour& b) {
         is_refused_for_now(b, "4.7.4");
       }},
  };
}

}  // namespace

std::vector<Fault> enhanced_code_faults() {
  std::vector<Fault> all;
  for (const auto& part : {faults_of_form(), faults_of_situations(), faults_of_class()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace smtpspec::reference
