// Faults of the reference relay. What becomes of header section and body.
#include "reference/relay_fault_areas.hpp"

namespace smtpspec::reference {

using ledger::cites;

std::vector<RelayFault> relay_content_faults() {
  using enum AlterationMistake;
  return {
      {"relay-sorts-header", "The header fields are sent on in another order.", cites("rfc5321/3.6.3-4"),
       relay_makes<header_sorted>},
      {"relay-adds-message-id", "A message without Message-ID gets one.",
       cites("rfc5321/6.4-1", "rfc5321/3.6.3-4"), relay_makes<message_id_added>},
      {"relay-adds-date", "A message without Date gets one.", cites("rfc5321/6.4-2", "rfc5321/3.6.3-4"),
       relay_makes<date_added>},
      {"relay-completes-addresses", "Addresses of the header section that have no domain get the relay's.",
       cites("rfc5321/6.4-3", "rfc5321/3.6.3-4"), relay_makes<addresses_completed>},
      {"relay-takes-bcc-away", "Bcc fields are taken away.", cites("rfc5321/3.6.3-4"), relay_makes<bcc_lost>},
      {"relay-unfolds-header", "Folded header fields are sent on in one line.", cites("rfc5321/3.6.3-4"),
       relay_makes<long_fields_refolded>},
      {"relay-drops-private-fields", "Header fields that begin with X- are taken away.",
       cites("rfc5321/3.6.3-4"), relay_makes<unknown_fields_lost>},
      {"relay-trims-lines", "Blanks at the end of lines are taken away.",
       cites("rfc5321/4.5.2-7", "rfc5321/3.6.3-4"), relay_makes<trailing_blanks_lost>},
      {"relay-trims-body", "Empty lines at the end of the body are taken away.",
       cites("rfc5321/4.5.2-7", "rfc5321/3.6.3-4"), relay_makes<trailing_lines_lost>},
      {"relay-quotes-from-lines", "A line that begins with From and a blank gets > in front of it.",
       cites("rfc5321/4.5.2-6", "rfc5321/3.6.3-4"), relay_makes<from_line_quoted>},
      {"relay-expands-tabs", "Tabs become blanks.", cites("rfc5321/4.5.2-7", "rfc5321/3.6.3-4"),
       relay_makes<tabs_expanded>},
      {"relay-adds-footer", "Lines of its own are put behind the body.", cites("rfc5321/3.6.3-4"),
       relay_makes<footer_added>},
      {"relay-drops-controls", "Control characters in the body are taken away.",
       cites("rfc5321/4.5.2-7", "rfc5321/3.6.3-4"), relay_makes<controls_lost>},
  };
}

}  // namespace smtpspec::reference
