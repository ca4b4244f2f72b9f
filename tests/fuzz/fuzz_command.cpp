#include <optional>
#include <string>

#include "fuzz/input.hpp"
#include "smtp/chunk.hpp"
#include "smtp/command.hpp"
#include "smtp/extensions.hpp"
#include "smtp/path.hpp"

using namespace smtpspec;

namespace {

std::string written(const smtp::Path& path) {
  return "<" + path.source_route + path.mailbox() + ">";
}

void check_path(std::string_view octets) {
  std::string_view rest;
  const std::optional<smtp::Path> path = smtp::parse_path(octets, rest);
  if (!path) return;
  fuzz::must(written(*path) + std::string(rest) == octets, "path and rest are the whole");
  std::string_view behind;
  fuzz::must(smtp::parse_path(written(*path), behind) == path && behind.empty(),
             "a path is read as it is written");
  if (path->is_ascii() && !path->domain.empty())
    fuzz::must(smtp::is_domain(path->domain) != smtp::is_address_literal(path->domain),
               "behind the @ stands a domain or an address literal");
}

void check_argument(const smtp::Command& command, std::string_view keyword) {
  const smtp::PathArgumentReading read = smtp::parse_path_argument(command.argument, keyword);
  if (!read.argument) {
    fuzz::must(!smtp::describe(read.defect).empty(), "each defect has words");
    return;
  }
  std::string again = std::string(keyword) + ":" + written(read.argument->path);
  for (const smtp::Parameter& parameter : read.argument->parameters) {
    fuzz::must(read.argument->find(parameter.keyword) != nullptr, "each parameter is found");
    again += " " + parameter.keyword + (parameter.value ? "=" + *parameter.value : "");
  }
  fuzz::must(smtp::equal_ignoring_case(again, command.argument), "the parts are the whole");
}

void check_chunk(std::string_view argument) {
  const std::optional<smtp::Chunk> chunk = smtp::parse_chunk(argument);
  if (!chunk) return;
  const std::string again = std::to_string(chunk->size) + (chunk->last ? " LAST" : "");
  fuzz::must(smtp::parse_chunk(again) == chunk, "a chunk is read as it is written");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line = fuzz::Input(data, size).text();
  const smtp::Command command = smtp::parse_command(line);
  fuzz::must(smtp::upper(command.verb) == command.verb, "a verb is in upper case");
  fuzz::must(command.has_argument == !command.argument.empty(), "an argument is not empty");
  check_argument(command, "FROM");
  check_argument(command, "TO");
  check_path(line);
  check_path(command.argument);
  check_chunk(command.argument);
  if (smtp::is_domain(line)) fuzz::must(!smtp::is_address_literal(line), "a domain is no address literal");
  return 0;
}
