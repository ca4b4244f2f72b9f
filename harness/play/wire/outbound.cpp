#include "play/wire/outbound.hpp"

namespace smtpspec::play {
namespace {

constexpr std::size_t head_of_content = 4096;

}  // namespace

void Outbound::add(std::string octets) {
  std::string shown = octets;
  items_.push_back({octets_in_memory(std::move(octets)), std::move(shown)});
}

bool Outbound::add(const scenario::SendLine& line, Values& values) {
  auto octets = values.text(line.text);
  if (!octets) return false;
  add(*octets + "\r\n");
  return true;
}

bool Outbound::add(const scenario::SendOctets& octets, Values& values) {
  std::string segment;
  for (const auto& run : octets.runs) {
    const auto once = values.text(run.text);
    const auto times = values.number(run.times);
    if (!once || !times) return false;
    for (std::uint64_t n = 0; n < *times; ++n) segment += *once;
    if (!run.ends_segment) continue;
    add(std::move(segment));
    items_.back().ends_segment = true;
    segment.clear();
  }
  if (!segment.empty()) add(std::move(segment));
  return true;
}

bool Outbound::add(const scenario::SendContent& content, Values& values) {
  OctetSourcePtr source = values.content(content.content, content.stuffed);
  if (!source) return false;
  const OctetSourcePtr preview = values.content(content.content, content.stuffed);
  items_.push_back({std::move(source), preview->read(head_of_content), true});
  return true;
}

std::optional<bool> Outbound::add(const scenario::Step& step, Values& values) {
  if (const auto* line = std::get_if<scenario::SendLine>(&step.what)) return add(*line, values);
  if (const auto* octets = std::get_if<scenario::SendOctets>(&step.what)) return add(*octets, values);
  if (const auto* content = std::get_if<scenario::SendContent>(&step.what)) return add(*content, values);
  const auto* segments = std::get_if<scenario::Segments>(&step.what);
  if (!segments) return std::nullopt;
  using Cut = scenario::Segments::Cut;
  cut(segments->cut == Cut::whole   ? Send::Cut::whole
      : segments->cut == Cut::lines ? Send::Cut::lines
                                    : Send::Cut::octets);
  return true;
}

Send Outbound::flush(Session& session) {
  Send send{.segments = {}, .cut = cut_};
  send.segments.emplace_back();
  for (Item& item : items_) {
    if (item.content)
      session.sent_content(item.shown, item.source->size());
    else
      session.sent(item.shown);
    send.segments.back().pieces.push_back(std::move(item.source));
    if (item.ends_segment) send.segments.emplace_back();
  }
  if (send.segments.back().pieces.empty()) send.segments.pop_back();
  items_.clear();
  cut_ = Send::Cut::whole;
  return send;
}

}  // namespace smtpspec::play
