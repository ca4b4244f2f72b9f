#include "reports/html/transcript.hpp"

#include <fmt/format.h>

#include "reports/dialogue.hpp"
#include "reports/html/words.hpp"

namespace smtpspec::reports::page {
namespace {

using result::Entry;
using result::EntryKind;

bool is_from_the_wire(const Entry& entry) {
  return entry.kind == EntryKind::command || entry.kind == EntryKind::content ||
         entry.kind == EntryKind::reply || entry.kind == EntryKind::stray;
}

// One element for the lines of an entry, its name as short as can be, and none for those of the server: there
// are a hundred thousand of them. i is the client, u what happened otherwise.
void begin(Writer& out, const Entry& entry, bool marked) {
  if (marked) out << "<mark>";
  if (!is_from_the_wire(entry))
    out << "<u>";
  else if (entry.side == result::Side::client)
    out << "<i>";
}

void end(Writer& out, const Entry& entry, bool marked) {
  if (!is_from_the_wire(entry))
    out << "</u>";
  else if (entry.side == result::Side::client)
    out << "</i>";
  if (marked) out << "</mark>";
}

void text(Writer& out, const DialogueLine& one) {
  out << lines(fmt::format("{:<4}{:>7}  {}\n", one.sign, one.time, one.said));
}

void gap(Writer& out, std::size_t left_out) {
  out << "<u>"
      << lines(fmt::format("{:13}... {} line{} left out ...\n", "", left_out, left_out == 1 ? "" : "s"))
      << "</u>";
}

}  // namespace

void transcript(Writer& out, const result::CaseResult& one, std::size_t most) {
  if (one.transcript.empty()) return;
  const auto& entries = one.transcript.entries();
  const std::vector<DialogueLine> all = dialogue_lines(one.transcript, marks_of(one), most);
  out << "<h5>Transcript <small>seconds since the connection";
  if (one.started != result::TimePoint{}) {
    out << ", case begun " << moment_words(one.started);
  }
  out << line(legs_in_words(one.transcript)) << "</small></h5>\n<pre class=t>";
  bool in_tls = false;
  const Entry* open = nullptr;
  bool marked = false;
  for (const DialogueLine& said : all) {
    const Entry* const entry = said.left_out > 0 ? nullptr : &entries[said.entry];
    if (open != nullptr && open != entry) end(out, *open, marked);
    if (entry != nullptr && entry->in_tls != in_tls) {
      if (in_tls)
        out << "</span>";
      else
        out << "<span class=tls>";
      in_tls = entry->in_tls;
    }
    if (entry == nullptr) gap(out, said.left_out);
    if (entry != nullptr && entry != open) begin(out, *entry, said.marked);
    if (entry != nullptr) text(out, said);
    open = entry;
    marked = said.marked;
  }
  if (open != nullptr) end(out, *open, marked);
  if (in_tls) out << "</span>";
  out << "</pre>\n";
}

}  // namespace smtpspec::reports::page
