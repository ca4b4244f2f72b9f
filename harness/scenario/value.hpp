// Value: texts and sums, as they stand on the page, with their places.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "text/source.hpp"

namespace smtpspec::scenario {

using text::Span;

// {sender}, {ehlo.SIZE}, a capture's name. Unknown names are diagnosed before anything is sent.
struct Reference {
  std::string name;
  Span span;
};

// {octets body}: the size of a content as it is, not stuffed.
struct ContentSize {
  std::string content;
  Span span;
};

struct Number {
  std::uint64_t value = 0;
};

struct Text;

// {base64 "\0{user}\0{password}"}, {xtext "a+b"}: what a responder would have to compute. Its text holds
// names, but no other computation; it is a text, and no term beside another.
struct Computed {
  enum class How { base64, xtext } how = How::base64;
  std::shared_ptr<const Text> of;
  Span span;
};

// {a + b + 1}: the language's only arithmetic. A sum of one term may be a text; one of several is a number.
struct Sum {
  std::vector<std::variant<Number, Reference, ContentSize, Computed>> terms;
  Span span;
};

// Literal octets and insertions, in their order.
struct Text {
  std::vector<std::variant<std::string, Sum>> pieces;
  Span span;
};

}  // namespace smtpspec::scenario
