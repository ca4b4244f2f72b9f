#include "cli/completions.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace smtpspec::cli {
namespace {

enum class Kind { flag, file, folder, id, word };

Kind kind_of(const OptionEntry& option) {
  static constexpr std::array files = {std::string_view("FILE"), std::string_view("PATH"),
                                       std::string_view("RESULTS"), std::string_view("MESSAGE")};
  if (option.value.empty()) return Kind::flag;
  if (option.value == "ID") return Kind::id;
  if (option.value == "FOLDER") return Kind::folder;
  for (const std::string_view file : files)
    if (option.value == file) return Kind::file;
  return Kind::word;
}

// The ids of all scenarios; what a shell runs.
constexpr std::string_view all_ids =
    "smtpspec list \"**\" 2>/dev/null | sed -n 's|^\\([^ ]*/[^ ]*\\) .*|\\1|p'";

// Commands with those below them.
template <class Call>
void for_each(const CommandEntry& command, const Call& call) {
  call(command);
  for (const CommandEntry& one : command.commands) for_each(one, call);
}

// In single quotes, for all three shells.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char octet : text) {
    if (octet == '\'')
      out += "'\\''";
    else
      out += octet;
  }
  return out + "'";
}

std::string joined(const std::vector<std::string>& words, std::string_view between = " ") {
  return fmt::format("{}", fmt::join(words, between));
}

// --- bash

std::string words_behind(const CommandEntry& command) {
  std::vector<std::string> words;
  for (const CommandEntry& one : command.commands) words.push_back(last_word(one.name));
  for (const OptionEntry& option : command.options)
    words.insert(words.end(), option.names.begin(), option.names.end());
  return joined(words);
}

std::string bash_reply(const OptionEntry& option) {
  switch (kind_of(option)) {
    case Kind::flag:
      return "";
    case Kind::file:
      return "COMPREPLY=($(compgen -f -- \"$word\"))";
    case Kind::folder:
      return "COMPREPLY=($(compgen -d -- \"$word\"))";
    case Kind::id:
      return fmt::format("COMPREPLY+=($(compgen -W \"$({})\" -- \"$word\"))", all_ids);
    case Kind::word:
      return fmt::format("COMPREPLY=($(compgen -W {} -- \"$word\"))", in_quotes(joined(option.values)));
  }
  return "";
}

std::string bash_case(const CommandEntry& command) {
  std::string out = fmt::format("    {})\n      case $before in\n", in_quotes(command.name));
  std::vector<std::string> anything;  // what nobody can propose a word for
  for (const OptionEntry& option : command.options)
    if (kind_of(option) == Kind::word && option.values.empty())
      anything.insert(anything.end(), option.names.begin(), option.names.end());
    else if (kind_of(option) != Kind::flag)
      out += fmt::format("        {}) {}; return ;;\n", joined(option.names, " | "), bash_reply(option));
  if (!anything.empty()) out += fmt::format("        {}) return ;;\n", joined(anything, " | "));
  out += fmt::format("      esac\n      COMPREPLY=($(compgen -W {} -- \"$word\"))\n",
                     in_quotes(words_behind(command)));
  for (const OptionEntry& argument : command.arguments)
    out += fmt::format("      [ -n \"${{COMPREPLY[*]}}\" ] || {}\n", bash_reply(argument));
  return out + "      ;;\n";
}

// --- zsh

// In a description a bracket or a colon would end it.
std::string zsh_text(std::string_view text) {
  std::string out;
  for (const char octet : text) {
    if (octet == '[' || octet == ']' || octet == ':' || octet == '\\') out += '\\';
    out += octet;
  }
  return out;
}

std::string zsh_values(const OptionEntry& option) {
  switch (kind_of(option)) {
    case Kind::flag:
      return "";
    case Kind::file:
      return "_files";
    case Kind::folder:
      return "_files -/";
    case Kind::id:
      return "_smtpspec_ids";
    case Kind::word:
      return option.values.empty() ? " " : fmt::format("({})", joined(option.values));
  }
  return "";
}

std::string zsh_option(const OptionEntry& option) {
  std::string out;
  for (const std::string& name : option.names) {
    const std::string value =
        option.value.empty() ? "" : fmt::format(":{}:{}", zsh_text(option.value), zsh_values(option));
    out += " \\\n        " + in_quotes(fmt::format("*{}[{}]{}", name, zsh_text(option.about), value));
  }
  return out;
}

std::string zsh_case(const CommandEntry& command) {
  std::string out = fmt::format("    {})\n      _arguments", in_quotes(command.name));
  for (const OptionEntry& option : command.options) out += zsh_option(option);
  for (const OptionEntry& argument : command.arguments)
    out +=
        " \\\n        " + in_quotes(fmt::format("*:{}:{}", zsh_text(argument.value), zsh_values(argument)));
  out += "\n";
  if (!command.commands.empty()) {
    out += "      local -a commands=(";
    for (const CommandEntry& one : command.commands)
      out += "\n        " + in_quotes(fmt::format("{}:{}", last_word(one.name), zsh_text(one.about)));
    out += ")\n      _describe command commands\n";
  }
  return out + "      ;;\n";
}

// --- fish

std::string fish_values(const OptionEntry& option) {
  switch (kind_of(option)) {
    case Kind::flag:
      return "";
    case Kind::file:
    case Kind::folder:
      return " -r -F";
    case Kind::id:
    case Kind::word:
      return option.values.empty() ? " -x" : " -x -a " + in_quotes(joined(option.values));
  }
  return "";
}

std::string fish_line(const std::string& where, const std::string& what, const std::string& about) {
  return fmt::format("complete -c smtpspec -n \"test (__smtpspec_command) = {}\"{} -d {}\n", in_quotes(where),
                     what, in_quotes(about));
}

std::string fish_lines(const CommandEntry& command) {
  std::string out;
  for (const CommandEntry& one : command.commands)
    out += fish_line(command.name, " -f -a " + last_word(one.name), one.about);
  for (const OptionEntry& option : command.options) {
    std::string names;
    for (const std::string& name : option.names)
      names += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    out += fish_line(command.name, names + fish_values(option), option.about);
  }
  for (const OptionEntry& argument : command.arguments)
    if (kind_of(argument) == Kind::id)
      out += fish_line(command.name, " -f -a \"(" + std::string(all_ids) + ")\"", argument.about);
  return out;
}

// The names of all commands as patterns of a shell's `case`.
std::vector<std::string> names_of(const CommandEntry& program) {
  std::vector<std::string> names;
  for_each(program, [&](const CommandEntry& one) {
    if (!one.name.empty()) names.push_back(in_quotes(one.name));
  });
  return names;
}

constexpr std::string_view head = "# Made by 'smtpspec manual' from the program's own options.\n";

}  // namespace

std::string bash_completion(const CommandEntry& program) {
  std::string out = fmt::format(R"({}_smtpspec() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} command='' one
  for one in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case "${{command:+$command }}$one" in {}) command="${{command:+$command }}$one" ;; esac
  done
  COMPREPLY=()
  case $command in
)",
                                head, joined(names_of(program), " | "));
  for_each(program, [&](const CommandEntry& one) { out += bash_case(one); });
  return out + "  esac\n}\ncomplete -o filenames -F _smtpspec smtpspec\n";
}

std::string zsh_completion(const CommandEntry& program) {
  std::string out = fmt::format(R"(#compdef smtpspec
{}_smtpspec_ids() {{
  compadd -- $({})
}}
_smtpspec() {{
  local command='' one
  for one in "${{(@)words[2,CURRENT-1]}}"; do
    case "${{command:+$command }}$one" in ({}) command="${{command:+$command }}$one" ;; esac
  done
  case $command in
)",
                                head, all_ids, joined(names_of(program), " | "));
  for_each(program, [&](const CommandEntry& one) { out += zsh_case(one); });
  return out + "  esac\n}\n_smtpspec \"$@\"\n";
}

std::string fish_completion(const CommandEntry& program) {
  std::string out = fmt::format(R"({}function __smtpspec_command
  set -l command ''
  for one in (commandline -opc)[2..]
    switch (string trim "$command $one")
      case {}
        set command (string trim "$command $one")
    end
  end
  echo $command
end
)",
                                head, joined(names_of(program)));
  for_each(program, [&](const CommandEntry& one) { out += fish_lines(one); });
  return out;
}

}  // namespace smtpspec::cli
