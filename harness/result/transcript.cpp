#include "result/transcript.hpp"

#include <utility>

namespace smtpspec::result {

void Transcript::add(Entry entry) {
  const bool closing = entry.kind == EntryKind::closed || entry.kind == EntryKind::reset ||
                       entry.kind == EntryKind::ended || entry.kind == EntryKind::silence;
  if (entries_.size() >= entries_limit && !closing) {
    if (++omitted_ == 1)
      entries_.push_back({.kind = EntryKind::note,
                          .side = Side::client,
                          .at = entry.at,
                          .octets = "what follows is left out: the session is too long to be shown"});
    return;
  }
  if (entry.size < entry.octets.size()) entry.size = entry.octets.size();
  if (entry.octets.size() > entry_limit) {
    const std::size_t half = entry_limit / 2;
    entry.octets = entry.octets.substr(0, half) + entry.octets.substr(entry.octets.size() - half);
    entry.cut_at = half;
  }
  entries_.push_back(std::move(entry));
}

Transcript Transcript::restored(std::vector<Entry> entries, std::size_t omitted) {
  Transcript transcript;
  transcript.entries_ = std::move(entries);
  transcript.omitted_ = omitted;
  return transcript;
}

bool says_goodbye(const Entry& entry) {
  return entry.kind == EntryKind::reply && entry.octets.starts_with("421");
}

std::string_view name_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::connected:
      return "connected";
    case EntryKind::command:
      return "command";
    case EntryKind::content:
      return "content";
    case EntryKind::reply:
      return "reply";
    case EntryKind::stray:
      return "stray";
    case EntryKind::tls:
      return "tls";
    case EntryKind::tls_failed:
      return "tls failed";
    case EntryKind::closed:
      return "closed";
    case EntryKind::reset:
      return "reset";
    case EntryKind::silence:
      return "silence";
    case EntryKind::ended:
      return "ended";
    case EntryKind::note:
      return "note";
  }
  return "";
}

std::string_view name_of(Side side) {
  switch (side) {
    case Side::client:
      return "client";
    case Side::server:
      return "server";
    case Side::relay:
      return "relay";
  }
  return "";
}

}  // namespace smtpspec::result
