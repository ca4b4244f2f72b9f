#include "cli/manual_pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace smtpspec::cli {
namespace {

constexpr std::string_view program_name = "smtpspec";

// Hyphens are to be copied as they are, and a line's first dot or quote is none of the language's.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char octet : text) {
    if ((octet == '.' || octet == '\'') && (out.empty() || out.back() == '\n')) out += "\\&";
    if (octet == '\\')
      out += "\\e";
    else if (octet == '-')
      out += "\\-";
    else
      out += octet;
  }
  return out;
}

std::string dashed(std::string words) {
  std::replace(words.begin(), words.end(), ' ', '-');
  return words;
}

// "smtpspec-run".
std::string page_of(const CommandEntry& command) {
  return command.name.empty() ? std::string(program_name)
                              : fmt::format("{}-{}", program_name, dashed(command.name));
}

// "smtpspec run".
std::string typed(const CommandEntry& command) {
  return command.name.empty() ? std::string(program_name) : fmt::format("{} {}", program_name, command.name);
}

std::string sentence(std::string words) {
  if (!words.empty())
    words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
  if (!words.empty() && words.back() != '.') words += '.';
  return words;
}

std::string shown(const OptionEntry& option) {
  std::string text;
  for (const std::string& name : option.names)
    text += fmt::format("{}\\fB{}\\fR", text.empty() ? "" : ", ", escaped(name));
  if (!option.value.empty())
    text += fmt::format("{}\\fI{}\\fR", option.names.empty() ? "" : " ", escaped(option.value));
  if (option.repeats) text += " ...";
  return text;
}

void add_options(std::string& out, const std::vector<OptionEntry>& options) {
  for (const OptionEntry& option : options)
    out += fmt::format(".TP\n{}\n{}\n", shown(option), escaped(sentence(option.about)));
}

void add_synopsis(std::string& out, const CommandEntry& command) {
  out += fmt::format(".B {}\n", escaped(typed(command)));
  if (!command.options.empty()) out += ".RI [ OPTIONS ]\n";
  for (const OptionEntry& argument : command.arguments)
    out += fmt::format(".I {}{}\n", escaped(argument.value), argument.repeats ? " ..." : "");
  if (!command.commands.empty()) out += ".I COMMAND\n";
}

// Options under the headings that --help has; those that it does not list come last.
void add_all_options(std::string& out, const CommandEntry& command) {
  add_options(out, command.arguments);
  std::vector<std::string> groups;
  for (const OptionEntry& option : command.options)
    if (!option.group.empty() && std::find(groups.begin(), groups.end(), option.group) == groups.end())
      groups.push_back(option.group);
  groups.emplace_back();
  for (const std::string& group : groups) {
    std::vector<OptionEntry> some;
    std::copy_if(command.options.begin(), command.options.end(), std::back_inserter(some),
                 [&](const OptionEntry& option) { return option.group == group; });
    if (groups.size() > 2 && !some.empty() && !group.empty()) out += fmt::format(".SS {}\n", escaped(group));
    add_options(out, some);
  }
}

// What stands below --help: paragraphs, the exit codes, the examples.
struct Footer {
  std::string description, exit_status, examples;
};

Footer footer_of(const CommandEntry& command) {
  Footer footer;
  for (std::size_t at = 0; at < command.footer.size();) {
    const std::size_t end = std::min(command.footer.find("\n\n", at), command.footer.size());
    const std::string_view paragraph = std::string_view(command.footer).substr(at, end - at);
    static constexpr std::string_view codes = "Exit codes: ", examples = "Examples:\n";
    if (paragraph.starts_with(codes))
      footer.exit_status += escaped(paragraph.substr(codes.size())) + "\n";
    else if (paragraph.starts_with(examples))
      footer.examples += ".nf\n" + escaped(paragraph.substr(examples.size())) + "\n.fi\n";
    else
      footer.description += ".PP\n" + escaped(paragraph) + "\n";
    at = end + 2;
  }
  return footer;
}

void add_section(std::string& out, std::string_view heading, const std::string& text) {
  if (!text.empty()) out += fmt::format(".SH {}\n{}", heading, text);
}

std::string commands_of(const CommandEntry& command) {
  std::string out;
  for (const CommandEntry& one : command.commands) {
    if (command.name.empty()) {
      out += fmt::format(".TP\n\\fB{}\\fR(1)\n{}\n", escaped(page_of(one)), escaped(sentence(one.about)));
      continue;
    }
    out += fmt::format(".SS {}\n", escaped(one.name));
    add_synopsis(out, one);
    out += fmt::format(".PP\n{}\n", escaped(sentence(one.about)));
    add_all_options(out, one);
  }
  return out;
}

std::string page(const CommandEntry& command, const std::string& version) {
  const std::string name = page_of(command);
  std::string upper = name;
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char octet) { return static_cast<char>(std::toupper(octet)); });
  std::string out =
      fmt::format(".TH {} 1 \"\" \"{} {}\" \"User Commands\"\n", escaped(upper), program_name, version);
  out += fmt::format(".SH NAME\n{} \\- {}\n.SH SYNOPSIS\n", escaped(name), escaped(command.about));
  add_synopsis(out, command);
  const Footer footer = footer_of(command);
  add_section(out, "DESCRIPTION", footer.description);
  std::string options;
  add_all_options(options, command);
  add_section(out, "OPTIONS", options);
  add_section(out, "COMMANDS", commands_of(command));
  add_section(out, "EXIT STATUS", footer.exit_status);
  add_section(out, "EXAMPLES", footer.examples);
  if (!command.name.empty()) add_section(out, "SEE ALSO", ".BR smtpspec (1)\n");
  return out;
}

}  // namespace

std::vector<ManualPage> manual_pages(const CommandEntry& program, const std::string& version) {
  std::vector<ManualPage> pages = {{page_of(program) + ".1", page(program, version)}};
  for (const CommandEntry& command : program.commands)
    pages.push_back({page_of(command) + ".1", page(command, version)});
  return pages;
}

}  // namespace smtpspec::cli
