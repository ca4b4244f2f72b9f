#include "reference/client_dsn.hpp"

#include <algorithm>
#include <string_view>

#include "reference/client_offers.hpp"
#include "reference/client_passing.hpp"
#include "reference/utf8_address.hpp"
#include "smtp/path.hpp"
#include "smtp/xtext.hpp"

namespace smtpspec::reference {
namespace {
namespace dsn {

// " KEYWORD=value", with the wish or a value that anybody could have.
std::string parameter(std::string_view keyword, const std::string& wish, std::string_view otherwise) {
  return " " + std::string(keyword) + "=" + (wish.empty() ? std::string(otherwise) : wish);
}

// Whether a parameter is sent: where it is wished for and offered, or wrongly.
class Wishes {
 public:
  Wishes(const ClientBehaviour& behaviour, const smtp::Extensions& offered)
      : behaviour_(behaviour), offers_(can_use(behaviour, offered, Service::dsn)) {}

  std::string operator()(EsmtpParameter which, std::string_view keyword, const std::string& wish,
                         std::string_view otherwise) const {
    const bool sent = offers_ ? !wish.empty() : behaviour_.parameters_not_offered.has(which);
    return sent ? parameter(keyword, wish, otherwise) : "";
  }
  bool offers() const { return offers_; }

 private:
  const ClientBehaviour& behaviour_;
  bool offers_;
};

std::string with_digits_in_lower_case(std::string xtext) {
  for (std::size_t at = xtext.find('+'); at != xtext.npos; at = xtext.find('+', at + 1))
    for (std::size_t digit = at + 1; digit < std::min(at + 3, xtext.size()); ++digit)
      if (xtext[digit] >= 'A' && xtext[digit] <= 'F') xtext[digit] = static_cast<char>(xtext[digit] + 32);
  return xtext;
}

std::string ret_value(const ClientBehaviour& behaviour, const std::string& wish) {
  return wish == "HDRS" && behaviour.makes(DsnMistake::ret_headers) ? "HEADERS" : wish;
}

std::string envid_value(const ClientBehaviour& behaviour, const std::string& wish) {
  if (wish.empty()) return wish;
  if (behaviour.makes(DsnMistake::envid_decoded)) return smtp::decode_xtext(wish).value_or(wish);
  if (behaviour.makes(DsnMistake::envid_encoded_again)) return smtp::encode_xtext(wish);
  if (behaviour.makes(DsnMistake::envid_with_line_end)) return wish + "+0D+0A";
  if (behaviour.makes(DsnMistake::envid_too_long)) return wish + "." + std::string(100, 'x');
  if (behaviour.makes(DsnMistake::envid_long)) return wish + "." + std::string(40, 'x');
  if (behaviour.makes(DsnMistake::digits_in_lower_case)) return with_digits_in_lower_case(wish);
  return wish;
}

std::string notify_value(const ClientBehaviour& behaviour, const std::string& wish) {
  if (behaviour.makes(EnvelopeMistake::never_with_others) && !wish.empty()) return "NEVER,FAILURE";
  std::string value = wish;
  if (behaviour.makes(DsnMistake::notify_with_semicolons)) std::replace(value.begin(), value.end(), ',', ';');
  return value;
}

// RFC 6533: "\x{2B}" and not "+2B".
std::string with_embedded_characters(const ClientBehaviour& behaviour, const std::string& address) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  if (behaviour.makes(DsnMistake::orcpt_unescaped)) return address;
  const std::string zeros = behaviour.makes(DsnMistake::orcpt_escapes_of_8_digits) ? "000000" : "";
  const std::string escaped =
      behaviour.makes(DsnMistake::orcpt_escapes_needlessly) ? "\\+=\x7F@" : "\\+=\x7F";
  std::string written;
  for (const char octet : address) {
    const auto value = static_cast<unsigned char>(octet);
    if (value <= ' ' || escaped.find(octet) != escaped.npos)
      written += "\\x{" + zeros + digits[value / 16] + digits[value % 16] + "}";
    else
      written += octet;
  }
  return written;
}

// Beyond ASCII an address comes with SMTPUTF8, which lets it stand as it is.
std::string original_recipient(const ClientBehaviour& behaviour, const std::string& mailbox) {
  if (!smtp::is_ascii(mailbox) && !behaviour.makes(DsnMistake::orcpt_beyond_ascii_in_xtext)) {
    if (!behaviour.makes(DsnMistake::orcpt_escapes_in_xtext))
      return "utf-8;" + with_embedded_characters(behaviour, mailbox);
    std::string specials = mailbox;
    for (std::size_t at = specials.find('+'); at != specials.npos; at = specials.find('+', at + 1))
      specials.replace(at, 1, "+2B");
    return "utf-8;" + specials;
  }
  std::string address = smtp::encode_xtext(mailbox);
  if (behaviour.makes(DsnMistake::digits_in_lower_case)) address = with_digits_in_lower_case(address);
  if (behaviour.makes(DsnMistake::orcpt_without_type)) return address;
  if (behaviour.makes(DsnMistake::orcpt_too_long))
    return "rfc822;" + address + "(" + std::string(500, 'x') + ")";
  return (behaviour.makes(DsnMistake::orcpt_of_unregistered_type) ? "smtp;" : "rfc822;") + address;
}

std::string orcpt(const ClientBehaviour& behaviour, const Submission& submission,
                  const std::string& mailbox) {
  const DsnWishes& wishes = submission.dsn;
  const bool asked = !wishes.notify.empty() || !wishes.ret.empty() || !wishes.envid.empty();
  if (!asked || !behaviour.has(ClientHabit::names_original_recipients)) return "";
  if (behaviour.makes(DsnMistake::orcpt_without_value)) return " ORCPT";
  const bool first = behaviour.makes(DsnMistake::orcpt_of_first_recipient);
  return " ORCPT=" + original_recipient(behaviour, first ? submission.forward_paths.front() : mailbox);
}

// RFC 2852 section 4.1.4.2.
std::string with_delay(std::string notify) {
  if (notify.empty()) return "FAILURE,DELAY";
  const std::string read = smtp::upper(notify);
  return read == "NEVER" || read.find("DELAY") != read.npos ? notify : notify + ",DELAY";
}

DsnWishesOfRecipient wishes_of(const ClientBehaviour& behaviour, const Submission& submission,
                               const smtp::Extensions& offered, std::size_t recipient) {
  DsnWishesOfRecipient wishes{submission.dsn.notify, submission.dsn.orcpt};
  if (recipient < submission.dsn_of_recipients.size()) wishes = submission.dsn_of_recipients[recipient];
  const bool asks = !behaviour.makes(PassingMistake::delays_not_asked_for);
  if (asks && loses_deliver_by(submission, offered)) wishes.notify = with_delay(wishes.notify);
  return wishes;
}

// RFC 6533 section 3: UTF-8 goes as it is to servers with SMTPUTF8 only.
std::string fit_orcpt(const ClientBehaviour& behaviour, const smtp::Extensions& offered, std::string orcpt) {
  return can_use(behaviour, offered, Service::smtputf8) ? orcpt : with_escaped_utf8(orcpt);
}

std::string notify_of(const ClientBehaviour& behaviour, const std::string& wish, const Wishes& wishes,
                      std::size_t recipient) {
  if (recipient > 0 && wishes.offers() && behaviour.makes(DsnMistake::notify_of_first_only)) return "";
  const std::string notify =
      wishes(EsmtpParameter::notify, "NOTIFY", notify_value(behaviour, wish), "FAILURE");
  return !notify.empty() && behaviour.makes(DsnMistake::notify_without_value) ? " NOTIFY" : notify;
}

}  // namespace dsn
}  // namespace

std::string dsn_parameters_of_mail(const ClientBehaviour& behaviour, const Submission& submission,
                                   const smtp::Extensions& offered) {
  const dsn::Wishes wishes(behaviour, offered);
  std::string line;
  if (!behaviour.makes(DsnMistake::ret_in_recipient))
    line = wishes(EsmtpParameter::ret, "RET", dsn::ret_value(behaviour, submission.dsn.ret), "HDRS");
  const std::string envid =
      wishes(EsmtpParameter::envid, "ENVID", dsn::envid_value(behaviour, submission.dsn.envid), "1");
  line += envid;
  if (behaviour.makes(DsnMistake::envid_twice)) line += envid;
  if (behaviour.makes(EnvelopeMistake::notify_in_mail))
    line += wishes(EsmtpParameter::notify, "NOTIFY", submission.dsn.notify, "");
  return line;
}

std::string dsn_parameters_of_recipient(const ClientBehaviour& behaviour, const Submission& submission,
                                        const smtp::Extensions& offered, std::size_t recipient,
                                        const std::string& mailbox) {
  const dsn::Wishes wishes(behaviour, offered);
  const DsnWishesOfRecipient wish = dsn::wishes_of(behaviour, submission, offered, recipient);
  const std::string notify = dsn::notify_of(behaviour, wish.notify, wishes, recipient);
  std::string line;
  if (!behaviour.makes(EnvelopeMistake::notify_in_mail)) line += notify;
  if (behaviour.makes(EnvelopeMistake::notify_twice)) line += notify;
  const std::string given =
      wishes(EsmtpParameter::orcpt, "ORCPT", dsn::fit_orcpt(behaviour, offered, wish.orcpt),
             dsn::original_recipient(behaviour, mailbox));
  line += given;
  if (wishes.offers() && given.empty() && !submission.relayed)
    line += dsn::orcpt(behaviour, submission, mailbox);
  if (wishes.offers() && behaviour.makes(EnvelopeMistake::orcpt_without_xtext))
    line += " ORCPT=rfc822;" + mailbox;
  if (behaviour.makes(DsnMistake::ret_in_recipient))
    line += wishes(EsmtpParameter::ret, "RET", submission.dsn.ret, "HDRS");
  return line;
}

}  // namespace smtpspec::reference
