#include <optional>
#include <string>
#include <vector>

#include "fuzz/input.hpp"
#include "smtp/extensions.hpp"
#include "smtp/reply.hpp"

using namespace smtpspec;

namespace {

struct Read {
  std::vector<smtp::Reply> replies;
  std::string incomplete;

  bool operator==(const Read&) const = default;
};

Read read_all(const fuzz::Pieces& pieces, smtp::ReplyReader::Limits limits) {
  smtp::ReplyReader reader(limits);
  Read read;
  for (const std::string_view piece : pieces) {
    reader.append(piece);
    while (std::optional<smtp::Reply> reply = reader.next()) read.replies.push_back(std::move(*reply));
  }
  read.incomplete = reader.incomplete();
  fuzz::must(reader.take_all() == read.incomplete && reader.incomplete().empty(), "taking all forgets all");
  return read;
}

void check(const smtp::Reply& reply) {
  fuzz::must(!reply.lines.empty(), "a reply has a line");
  fuzz::must(reply.code() >= 0 && reply.code() <= 999, "a code has three digits");
  if (const auto status = reply.enhanced_status())
    fuzz::must(smtp::parse_enhanced_status(status->str()) == status,
               "an enhanced code is read as it is written");
  for (const smtp::Extension& extension : smtp::parse_extensions(reply).list())
    fuzz::must(smtp::is_ehlo_keyword(extension.keyword), "an extension has a keyword");
  const smtp::Reply again = smtp::read_reply(reply.octets());
  if (!reply.has(smtp::ReplyDefect::endless)) fuzz::must(again == reply, "a reply is read again as it was");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const smtp::ReplyReader::Limits limits{.line_octets = 1 + input.choice(250),
                                         .lines = 1 + input.choice(10),
                                         .octets = 1 + 8 * input.choice(250)};
  const std::size_t length = 1 + input.choice(9);
  const Read read = fuzz::read_alike(input.text(), length,
                                     [&](const fuzz::Pieces& pieces) { return read_all(pieces, limits); });
  std::string again;
  for (const smtp::Reply& reply : read.replies) {
    check(reply);
    again += reply.octets();
  }
  fuzz::must(again + read.incomplete == input.text(), "no octet is lost");
  return 0;
}
