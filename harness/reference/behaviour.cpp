#include "reference/behaviour.hpp"

namespace smtpspec::reference {

Forgetting correct_forgetting() {
  Knowledges everything = the_transaction;
  everything.add(Knowledge::greeting);
  everything.add(Knowledge::authentication);

  Forgetting forgetting;  // a refusal forgets nothing
  forgetting[Event::ehlo] = the_transaction;
  forgetting[Event::helo] = the_transaction;
  forgetting[Event::mail_refused] = {Knowledge::declared_size, Knowledge::smtputf8};
  forgetting[Event::rset] = the_transaction;
  forgetting[Event::tls] = everything;
  forgetting[Event::message_accepted] = the_transaction;
  forgetting[Event::message_refused] = the_transaction;
  return forgetting;
}

Offers correct_offers() {
  Offers offers;
  offers.in_tls = {Extension::size,          Extension::eight_bit_mime,
                   Extension::pipelining,    Extension::chunking,
                   Extension::binarymime,    Extension::smtputf8,
                   Extension::help,          Extension::enhanced_status_codes,
                   Extension::expn,          Extension::dsn,
                   Extension::deliver_by,    Extension::submitter,
                   Extension::no_soliciting, Extension::mtrk,
                   Extension::limits,        Extension::etrn};
  offers.in_tls.add(Extension::mt_priority);
  offers.in_clear = offers.in_tls;
  offers.in_clear.add(Extension::starttls);
  offers.in_tls.add(Extension::auth);
  offers.in_tls.add(Extension::require_tls);
  offers.in_tls.add(Extension::atrn);            // which needs AUTH
  offers.in_tls.add(Extension::future_release);  // these two are for submission
  offers.in_tls.add(Extension::burl);
  for (const sasl::Mechanism mechanism : sasl::all_mechanisms) {
    offers.mechanisms_in_tls.push_back(mechanism);
    if (!sasl::shows_password(mechanism) && !sasl::binds_channel(mechanism))
      offers.mechanisms_in_clear.push_back(mechanism);
  }
  return offers;
}

}  // namespace smtpspec::reference
