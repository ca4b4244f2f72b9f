// SetOf and TableOf: a set of enumerators and a value for each enumerator, as plain values.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <tuple>

namespace smtpspec::reference {

// For enumerations whose enumerators lie in 0..63.
template <class Enum>
class SetOf {
 public:
  constexpr SetOf() = default;
  constexpr SetOf(std::initializer_list<Enum> members) {
    for (Enum member : members) add(member);
  }

  constexpr bool has(Enum member) const { return (bits_ & bit(member)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr void add(Enum member) { bits_ |= bit(member); }
  constexpr void remove(Enum member) { bits_ &= ~bit(member); }
  constexpr bool operator==(const SetOf&) const = default;

 private:
  static constexpr std::uint64_t bit(Enum member) {
    return std::uint64_t{1} << static_cast<unsigned>(member);
  }

  std::uint64_t bits_ = 0;
};

// A set for each of several enumerations.
template <class... Enums>
class SetsOf {
 public:
  template <class Enum>
  void add(Enum member) {
    std::get<SetOf<Enum>>(sets_).add(member);
  }
  template <class Enum>
  bool has(Enum member) const {
    return std::get<SetOf<Enum>>(sets_).has(member);
  }

 private:
  std::tuple<SetOf<Enums>...> sets_;
};

// For enumerations whose enumerators lie in 0..size-1.
template <class Enum, class Value, std::size_t size>
class TableOf {
 public:
  Value& operator[](Enum key) { return values_[static_cast<std::size_t>(key)]; }
  const Value& operator[](Enum key) const { return values_[static_cast<std::size_t>(key)]; }

 private:
  std::array<Value, size> values_{};
};

}  // namespace smtpspec::reference
